"""`make bench`: print every figure beside its floor or budget, and write `bench/results.json`."""

import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from bench import intake, message, start, weights
from bench.figures import Figure

RESULTS = Path(__file__).parent / "results.json"


def main() -> int:
    """Measure all; 1 when a goal was missed."""
    with tempfile.TemporaryDirectory(prefix="rimanakuy-bench-") as made:
        folder, other = Path(made, "intake"), Path(made, "message")
        folder.mkdir()
        other.mkdir()
        found = [
            *intake.figures(folder),
            *message.figures(other),
            *start.figures(folder),
            *weights.figures(folder),
        ]
    for figure in found:
        print(_line(figure))  # noqa: T201
    kept = [asdict(figure) | {"met": figure.met} for figure in found]
    RESULTS.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n")
    return 0 if all(figure.met for figure in found) else 1


def _line(figure: Figure) -> str:
    mark = "ok  " if figure.met else "MISS"
    ours, floor = f"{figure.ours:.5g}{figure.unit}", f"{figure.floor:.5g}{figure.unit}"
    return f"{mark} {figure.what:45} {ours:>12}  beside {floor:>12}  goal {figure.goal}"


if __name__ == "__main__":
    sys.exit(main())
