"""`python -m kernel.cleaning`: one file in through standard input, its clean copy out.

In: one line of JSON `{"incoming": …, "cpu_seconds": …, "memory_mb": …}`, then the file.
Out: one line of JSON, `{"refused": code}` or what `Cleaned` says with the lengths of the two parts,
then the clean copy, then the preview.
"""

import importlib
import json
import sys
from dataclasses import asdict
from typing import IO, Any

from kernel.cleaning.cleaned import Cleaned, NotTaken
from kernel.cleaning.confinement import Walls, confine
from kernel.cleaning.kinds import FileKind, Incoming


def main() -> None:
    """Clean one file and end."""
    told, answer = sys.stdin.buffer, sys.stdout.buffer
    order = json.loads(told.readline())
    incoming = Incoming(order["incoming"])
    cleaner = importlib.import_module(_cleaner_of(incoming))
    confine(Walls(order["cpu_seconds"], order["memory_mb"]))
    _answer(answer, _cleaned(cleaner, told.read(), incoming))


def _cleaner_of(incoming: Incoming) -> str:
    """Only the one parser that this file needs is loaded."""
    if incoming.kinds == {FileKind.IMAGE}:
        return f"kernel.cleaning.{'heics' if incoming is Incoming.HEIC else 'images'}"
    return "kernel.cleaning.pdfs" if incoming is Incoming.PDF else "kernel.cleaning.media"


def _cleaned(cleaner: Any, data: bytes, incoming: Incoming) -> Cleaned | NotTaken:
    try:
        cleaned: Cleaned = cleaner.clean(data, incoming)
    except NotTaken as refused:
        return refused
    except MemoryError:
        return NotTaken("file-too-complex")
    except Exception:
        return NotTaken("file-broken")  # whatever a parser stumbles over, it is the file's fault
    return cleaned


def _answer(answer: IO[bytes], cleaned: Cleaned | NotTaken) -> None:
    if isinstance(cleaned, NotTaken):
        answer.write(json.dumps({"refused": cleaned.code}).encode() + b"\n")
        return
    said = asdict(cleaned) | {"clean": len(cleaned.clean), "preview": len(cleaned.preview)}
    answer.write(json.dumps(said).encode() + b"\n")
    answer.write(cleaned.clean)
    answer.write(cleaned.preview)
    answer.flush()


if __name__ == "__main__":
    main()
