"""How long a start takes and how much memory the web process holds."""

import http.client
import subprocess
import sys
import time
from pathlib import Path

from bench.clients import answers, wait_until
from bench.figures import Figure
from bench.servers import ROOT, free_port, product

GOAL_PAGE_SECONDS = 3.0
GOAL_IMPORT_SECONDS = 1.5
GOAL_MEMORY_MB = 160


def figures(folder: Path) -> list[Figure]:
    """Import of the web process, first page of a later start, memory after some pages."""
    data = folder / "var"
    port = free_port()
    started = time.perf_counter()
    with product(data, port) as process:
        wait_until(lambda: answers(port, "/"))
        first_page = time.perf_counter() - started
        for _ in range(30):
            _get(port, "/")
        memory = process.memory_info().rss / 2**20
    return [
        Figure(
            "seconds to import the web process", _import(), GOAL_IMPORT_SECONDS, "s", "≤ budget"
        ),
        Figure("seconds to the first page", first_page, GOAL_PAGE_SECONDS, "s", "≤ budget"),
        Figure("memory of the web process", memory, GOAL_MEMORY_MB, "MB", "≤ budget"),
    ]


def _import() -> float:
    took = []
    for _ in range(3):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-c", "import app"], cwd=ROOT, check=True)
        took.append(time.perf_counter() - started)
    return min(took)


def _get(port: int, path: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path)
    connection.getresponse().read()
