"""`make bench`: print every figure beside its floor or budget, and write both results files."""

import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from bench import (
    acta,
    basin_evidence,
    basin_runs,
    basin_viewer,
    consensus_board,
    desk,
    files,
    intake,
    message,
    one_vote,
    opinion_groups,
    start,
    table_board,
    thread,
    vault,
    weights,
)
from bench.figures import Figure

RESULTS = Path(__file__).parent / "results.json"
PAGE = RESULTS.with_suffix(".md")
PAGE_HEAD = (
    "# What was measured last\n\nPrinted by `make bench`; what the figures mean stands in "
    "[the guide](../docs/guide/performance.md).\n\n"
    "| what | ours | beside | goal | met |\n|---|---|---|---|---|\n"
)


def main() -> int:
    """Measure all; 1 when a goal was missed."""
    with tempfile.TemporaryDirectory(prefix="rimanakuy-bench-") as made:
        folder = _folder(made, "intake")
        found = [
            *intake.figures(folder),
            *message.figures(_folder(made, "message")),
            *start.figures(folder),
            *vault.figures(),
            *weights.figures(folder),
            *files.figures(_folder(made, "files")),
            *desk.figures(_folder(made, "desk")),
            *acta.figures(_folder(made, "acta")),
            *basin_viewer.figures(_folder(made, "viewer")),
            *basin_evidence.figures(_folder(made, "evidence")),
            *basin_runs.figures(_folder(made, "runs")),
            *thread.figures(_folder(made, "thread")),
            *consensus_board.figures(),
            *table_board.figures(_folder(made, "board")),
            *one_vote.figures(folder),
            *opinion_groups.figures(folder),
        ]
    for figure in found:
        print(_line(figure))  # noqa: T201
    kept = [asdict(figure) | {"met": figure.met} for figure in found]
    RESULTS.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n")
    PAGE.write_text(PAGE_HEAD + "".join(map(_row, found)))
    return 0 if all(figure.met for figure in found) else 1


def _folder(made: str, name: str) -> Path:
    """A place of its own for one part of the bench."""
    folder = Path(made, name)
    folder.mkdir()
    return folder


def _row(figure: Figure) -> str:
    ours, floor = _both(figure)
    met = "yes" if figure.met else "**no**"
    return f"| {figure.what} | {ours} | {floor} | {figure.goal} | {met} |\n"


def _both(figure: Figure) -> tuple[str, str]:
    return f"{figure.ours:.5g}{figure.unit}", f"{figure.floor:.5g}{figure.unit}"


def _line(figure: Figure) -> str:
    mark = "ok  " if figure.met else "MISS"
    ours, floor = _both(figure)
    return f"{mark} {figure.what:45} {ours:>12}  beside {floor:>12}  goal {figure.goal}"


if __name__ == "__main__":
    sys.exit(main())
