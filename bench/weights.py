"""What a page weighs on the wire, brotli, with its stylesheet: every byte costs on a slow line."""

import http.client
import re
from pathlib import Path

from bench.figures import Figure
from bench.servers import free_port, product

FORM_BUDGET = 10 * 1024
PAGE_BUDGET = 14 * 1024
REQUESTS = 3

PAGES = {
    "home": ("/", PAGE_BUDGET),
    "home of the office": ("/o/bench", PAGE_BUDGET),
    "first question": ("/o/bench/file", FORM_BUDGET),
    "the story": ("/o/bench/file/story", FORM_BUDGET),
    "when and where": ("/o/bench/file/place", PAGE_BUDGET),
    "how to reach you": ("/o/bench/file/contact", PAGE_BUDGET),
    "follow": ("/follow", PAGE_BUDGET),
    "privacy": ("/privacy", PAGE_BUDGET),
}


def figures(folder: Path) -> list[Figure]:
    """Bytes and requests of public pages, in Quechua."""
    found = []
    port = free_port()
    with product(folder / "var", port):
        for name, (path, budget) in PAGES.items():
            weight, requests = _weight(port, path)
            found.append(Figure(f"bytes of «{name}»", weight, budget, "B", "≤ budget"))
            found.append(Figure(f"requests of «{name}»", requests, REQUESTS, "", "≤ budget"))
    return found


def _weight(port: int, path: str) -> tuple[int, int]:
    page = _fetch(port, path)
    import brotli

    text = brotli.decompress(page).decode()
    parts = set(re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js|svg|png))"', text))
    return len(page) + sum(len(_fetch(port, part)) for part in parts), 1 + len(parts)


def _fetch(port: int, path: str) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path, headers={"Accept-Encoding": "br", "Accept-Language": "qu"})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path} answered {answer.status}")
    return body
