"""`make bench`: print every figure beside its floor or budget, and write `bench/results.json`."""

import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from bench import intake, start, weights
from bench.intake import Figure

RESULTS = Path(__file__).parent / "results.json"


def main() -> int:
    """Measure all; 1 when a goal was missed."""
    with tempfile.TemporaryDirectory(prefix="rimanakuy-bench-") as made:
        folder = Path(made)
        found = [*intake.figures(folder), *start.figures(folder), *weights.figures(folder)]
    for figure in found:
        print(_line(figure))  # noqa: T201
    kept = [asdict(figure) | {"met": met(figure)} for figure in found]
    RESULTS.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n")
    return 0 if all(met(figure) for figure in found) else 1


def met(figure: Figure) -> bool:
    """Whether the figure reaches its goal."""
    if figure.goal.startswith("≥"):
        return figure.ours >= float(figure.goal.split()[1]) * figure.floor
    if figure.goal == "≤ budget":
        return figure.ours <= figure.floor
    if figure.goal.startswith("≤"):
        return figure.ours <= float(figure.goal.split()[1]) * figure.floor
    return figure.ours == figure.floor


def _line(figure: Figure) -> str:
    mark = "ok  " if met(figure) else "MISS"
    ours, floor = f"{figure.ours:.5g}{figure.unit}", f"{figure.floor:.5g}{figure.unit}"
    return f"{mark} {figure.what:45} {ours:>12}  beside {floor:>12}  goal {figure.goal}"


if __name__ == "__main__":
    sys.exit(main())
