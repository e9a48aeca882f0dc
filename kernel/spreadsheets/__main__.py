"""`python -m kernel.spreadsheets`: one spreadsheet in through standard input, its cells out.

In: one line of JSON `{"ending": …, "cpu_seconds": …, "memory_mb": …, "rows": …, "columns": …}`,
then the file.
Out: one line of JSON, `{"refused": code}` or `{"book": …}`.
"""

import json
import sys
from typing import Any

from kernel.cleaning.cleaned import NotTaken
from kernel.cleaning.confinement import Walls, confine
from kernel.spreadsheets import books, parsing
from kernel.spreadsheets.limits import Extent


def main() -> None:
    """Read one file and end."""
    told = sys.stdin.buffer
    order = json.loads(told.readline())
    for codec in ("cp437", "utf-8-sig"):  # names inside a zip, texts: Python loads each from a file
        "".encode(codec)
    confine(Walls(order["cpu_seconds"], order["memory_mb"]))
    extent = Extent(order["rows"], order["columns"])
    answer = json.dumps(_answer(told.read(), order["ending"], extent), ensure_ascii=False).encode()
    sys.stdout.buffer.write(answer + b"\n")
    sys.stdout.buffer.flush()


def _answer(data: bytes, ending: str, extent: Extent) -> dict[str, Any]:
    try:
        return {"book": books.as_plain(parsing.parse(data, ending, extent))}
    except NotTaken as refused:
        return {"refused": refused.code}
    except MemoryError:
        return {"refused": "sheet-too-complex"}
    except BaseException:  # a parser that panics is not an Exception
        return {"refused": "sheet-broken"}


if __name__ == "__main__":
    main()
