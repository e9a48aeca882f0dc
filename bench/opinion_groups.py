"""Opinion groups in rounds of votes, beside red-dwarf on the same votes.

red-dwarf is run in an environment of its own, made here when it is first needed; where it cannot be
made, that is said and the round is set beside the time that was recorded for it. The largest round
is always set beside its recorded time: red-dwarf takes twelve minutes for it. Seconds are those of
the processor, all cores together: others who work on the machine hardly move them.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from bench.figures import Figure
from bench.servers import ROOT

ORACLE = ROOT / ".venv-red-dwarf"
WANTED = ROOT / "bench" / "oracle" / "requirements.txt"
PYTHON = ORACLE / "bin" / "python"
ROUNDS = 3


class Size(NamedTuple):
    """A round: how large, what part of red-dwarf's time it may take, and its bound of memory.

    `recorded` are red-dwarf's seconds where they were measured before on such a machine.
    """

    people: int
    statements: int
    part: float
    megabytes: float
    recorded: float
    alone: bool = False


SIZES = (
    Size(1_000, 100, 1.0, 150, 1.5),
    Size(10_000, 300, 0.125, 150, 10.6),
    Size(100_000, 500, 0.02, 700, 720.0, alone=True),
)


def figures(folder: Path) -> list[Figure]:
    """Seconds and memory of each round."""
    has_oracle = prepared()
    return [figure for size in SIZES for figure in _of(folder, size, has_oracle)]


def _of(folder: Path, size: Size, has_oracle: bool) -> list[Figure]:
    file = folder / f"{size.people}.npz"
    _said(sys.executable, "-m", "bench.opinion_votes", "make", str(file), *map(str, size[:2]))
    ours = [_measured(sys.executable, "-m", "bench.opinion_votes", "find", str(file))
            for _ in range(ROUNDS)]  # fmt: skip
    beside, seconds = "its recorded time", size.recorded
    if has_oracle and not size.alone:
        beside = "red-dwarf"
        script = ROOT / "bench" / "oracle" / "red_dwarf.py"
        seconds = _measured(str(PYTHON), str(script), str(file))["seconds"]
    what = f"opinion groups, {size.people:,} × {size.statements}"
    best = min(one["seconds"] for one in ours)
    most = max(one["megabytes"] for one in ours)
    return [
        Figure(what, best, seconds, " s", f"≤ {size.part:g} × {beside}"),
        Figure(f"{what}: memory", most, size.megabytes, " MB", "≤ budget"),
    ]


def prepared() -> bool:
    """Whether red-dwarf can be run; its environment is made if there is none yet."""
    stamp = ORACLE / "stamp"
    if stamp.exists() and stamp.read_text() == WANTED.read_text():
        return True
    try:
        _said(sys.executable, "-m", "venv", "--clear", str(ORACLE))
        _said(str(PYTHON), "-m", "pip", "install", "--quiet", "-r", str(WANTED))
    except (OSError, subprocess.CalledProcessError):
        print("red-dwarf cannot be installed here: its recorded times stand in")  # noqa: T201
        return False
    stamp.write_text(WANTED.read_text())
    return True


def _measured(*command: str) -> dict[str, float]:
    found: dict[str, float] = json.loads(_said(*command).splitlines()[-1])
    return found


def _said(*command: str) -> str:
    done = subprocess.run(  # noqa: S603 - ours
        command, cwd=ROOT, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    return done.stdout


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory(prefix="rimanakuy-bench-") as made:
        for figure in figures(Path(made)):
            print(figure.what, figure.ours, figure.floor, figure.goal, figure.met)  # noqa: T201
