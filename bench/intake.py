"""Filing beside the bare floor, at 8 and at 32 clients: whole stack, over HTTP, on SQLite.

The drafts are written beforehand, so that only the send is measured: draft, code, Argon2id, keys,
sealing, steps, trail, mail orders and all. A message from the follow page has no Argon2id.
"""

from pathlib import Path

from bench.clients import Load, Post, send_all
from bench.figures import Figure
from bench.servers import floor, free_port, product
from bench.stage import browser_of, cases, filings, installation

CLIENTS = (8, 32)
SENDS = 400
WARM = 40


def figures(folder: Path) -> list[Figure]:
    """Intake at each number of clients, with what was lost or doubled."""
    found: list[Figure] = []
    settings, database, office = installation(folder)
    port, floor_port = free_port(), free_port()
    with floor(folder, floor_port), product(settings.data_dir, port):
        browser = browser_of(port, office.slug)
        send_all(port, filings(database, office, browser, WARM), 8)
        send_all(floor_port, [Post("/with-hash")] * WARM, 8)
        for clients in CLIENTS:
            before = cases(database)
            bare = send_all(floor_port, [Post("/with-hash")] * SENDS, clients)
            alone = send_all(floor_port, [Post("/hash")] * SENDS, clients)
            ours = send_all(port, filings(database, office, browser, SENDS), clients)
            found += _compared(clients, ours, bare, alone)
            lost = ours.statuses.get(303, 0) - (cases(database) - before)
            errors = SENDS - ours.statuses.get(303, 0)
            found.append(Figure(f"filings lost or doubled, {clients} clients", lost, 0, "", "= 0"))
            found.append(Figure(f"filings refused, {clients} clients", errors, 0, "", "= 0"))
    database.dispose()
    return found


def _compared(clients: int, ours: Load, bare: Load, alone: Load) -> list[Figure]:
    return [
        Figure(
            f"filings a second, {clients} clients",
            ours.per_second, bare.per_second, "/s", "≥ 0.7 × floor",
        ),
        Figure(
            f"filings a second beside Argon2id alone, {clients} clients",
            ours.per_second, alone.per_second, "/s", "≥ 0.5 × floor",
        ),
        Figure(
            f"p99 of a filing, {clients} clients",
            ours.percentile(0.99), bare.percentile(0.99), "ms", "≤ 2.5 × floor",
        ),
    ]  # fmt: skip
