"""red-dwarf on generated votes: `python bench/oracle/red_dwarf.py VOTES.npz`, in its environment.

Prints seconds of the processor and peak memory as JSON. It is given its own form of votes, made
before the clock starts.
"""

import importlib
import json
import sys
import time
from pathlib import Path

import numpy as np


def main() -> None:
    """Run its pipeline once."""
    pipeline = importlib.import_module("reddwarf.implementations.polis").run_pipeline
    with np.load(sys.argv[1]) as kept:
        columns = [kept[name].tolist() for name in ("people", "statements", "sides")]
    names = ("participant_id", "statement_id", "vote")
    votes = [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]
    began = time.process_time()
    pipeline(votes=votes)
    print(json.dumps({"seconds": time.process_time() - began, "megabytes": peak()}))  # noqa: T201


def peak() -> float:
    """The most memory that this process ever had, in MB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


if __name__ == "__main__":
    main()
