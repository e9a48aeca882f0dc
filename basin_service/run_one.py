"""One run in a process of its own: what to run comes in by standard input, the result is a file.

    python -m basin_service.run_one RESULT SECONDS MEGABYTES

The first line of standard input is the order as JSON. The line after it never comes: when standard
input ends, whoever ordered the run is gone, and so is the run. Standard output tells how far it is.
"""

import json
import os
import resource
import sys
import threading
from pathlib import Path
from typing import IO, Any

ABANDONED = 70
LARGEST_RESULT = 64 * 1024 * 1024


def main() -> int:
    """Do the run; what to exit with."""
    result, seconds, megabytes = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    _bound(seconds, megabytes)
    told = _take_standard_output()
    order = json.loads(sys.stdin.buffer.readline())
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        _write(result, _run(order, told))
    except Exception as problem:  # whatever it was, the job must say so
        _tell(told, "failed", _reason(problem))
        return 1
    return 0


def _bound(seconds: int, megabytes: int) -> None:
    """No run takes more than it may, whatever becomes of who watches it."""
    for what, most in (
        (resource.RLIMIT_AS, megabytes * 1024 * 1024),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, LARGEST_RESULT),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    os.nice(5)


def _take_standard_output() -> IO[str]:
    """Keep standard output for ourselves: what libraries print goes to the log."""
    told = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    return told


def _end_with_parent() -> None:
    while os.read(0, 4096):  # not the buffered file: its lock would outlive the thread
        pass
    os._exit(ABANDONED)


def _run(order: dict[str, Any], told: IO[str]) -> bytes:
    # Only here: whatever these load counts against the bounds.
    from basin_service import faults
    from basin_service.contract.outputs import answer, as_bytes

    inputs = dict(order["inputs"])
    fault = inputs.pop("fault", "none")
    faults.befall(fault)
    document = answer(inputs, order["outputs"], lambda done: _tell(told, "progress", str(done)))
    return as_bytes(faults.spoil(fault, document))


def _tell(told: IO[str], what: str, words: str) -> None:
    told.write(f"{what} {' '.join(words.split())}\n")
    told.flush()


def _write(result: Path, content: bytes) -> None:
    """All of it or nothing, and on the disk before anybody is told."""
    beside = result.with_suffix(".part")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(result)


def _reason(problem: Exception) -> str:
    """One sentence for who asked; the whole story goes to the log of the service."""
    import traceback

    from basin_service.model.simulation import ModelBroken

    traceback.print_exception(problem, file=sys.stderr)
    if isinstance(problem, ModelBroken):
        return f"the result must not leave: {problem}"
    if isinstance(problem, MemoryError):
        return "the run needed more memory than it may have"
    return f"the model failed ({type(problem).__name__})"


if __name__ == "__main__":
    sys.exit(main())
