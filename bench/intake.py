"""Filing beside the bare floor, at 8 and at 32 clients: whole stack, over HTTP, on SQLite.

The drafts are written beforehand, so that only the send is measured: draft, code, Argon2id, keys,
sealing, steps, trail, mail orders and all. A message from the follow page has no Argon2id.
"""

import http.client
import re
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import func, select

from accounts.models import Office
from accounts.operations import OfficePlace, OfficeTerms, open_office
from accounts.roles import OfficeKind, Track
from bench.clients import Load, Post, send_all
from bench.servers import floor, free_port, product
from grievances.answers import Answers
from grievances.models import Case
from grievances.operations import drafts
from kernel.clock import now
from kernel.database import Database
from kernel.policy import SYSTEM
from kernel.schema import migrate
from kernel.sends import new_key
from kernel.vault import Vault
from web.settings import Settings

CLIENTS = (8, 32)
SENDS = 400
WARM = 40


@dataclass(frozen=True)
class Figure:
    """One line of the table: what, ours, the floor's, and the goal."""

    what: str
    ours: float
    floor: float
    unit: str
    goal: str


class Browser(NamedTuple):
    """What a browser on the review page holds."""

    cookie: str
    csrf_token: str


def figures(folder: Path) -> list[Figure]:
    """Intake at each number of clients, with what was lost or doubled."""
    found: list[Figure] = []
    settings, database, office = _installation(folder)
    port, floor_port = free_port(), free_port()
    with floor(folder, floor_port), product(settings.data_dir, port):
        browser = _browser(port, office.slug)
        send_all(port, _filings(database, office, browser, WARM), 8)
        send_all(floor_port, [Post("/with-hash")] * WARM, 8)
        for clients in CLIENTS:
            before = _cases(database)
            bare = send_all(floor_port, [Post("/with-hash")] * SENDS, clients)
            ours = send_all(port, _filings(database, office, browser, SENDS), clients)
            found += _compared(clients, ours, bare)
            lost = ours.statuses.get(303, 0) - (_cases(database) - before)
            errors = SENDS - ours.statuses.get(303, 0)
            found.append(Figure(f"filings lost or doubled, {clients} clients", lost, 0, "", "= 0"))
            found.append(Figure(f"filings refused, {clients} clients", errors, 0, "", "= 0"))
    database.dispose()
    return found


def _compared(clients: int, ours: Load, bare: Load) -> list[Figure]:
    return [
        Figure(
            f"filings a second, {clients} clients",
            ours.per_second, bare.per_second, "/s", "≥ 0.7 × floor",
        ),
        Figure(
            f"p99 of a filing, {clients} clients",
            ours.percentile(0.99), bare.percentile(0.99), "ms", "≤ 2.5 × floor",
        ),
    ]  # fmt: skip


def _installation(folder: Path) -> tuple[Settings, Database, Office]:
    settings = Settings.from_environment({"DATA_DIR": str(folder / "var")})
    settings.data_dir.mkdir(parents=True)
    database = Database(settings.database_url)
    migrate(database)
    place = OfficePlace("bench", OfficeKind.OMBUDSMAN, "PE", "PE-CUS", "America/Lima", True)
    terms = OfficeTerms("Bench", ["es"], [Track.QUEJA], [Track.QUEJA])
    with database.changing() as session:
        office = open_office(session, Vault(settings.master_key()), SYSTEM, place, terms)
        session.flush()
        session.refresh(office)
        session.expunge(office)
    return settings, database, office


def _browser(port: int, slug: str) -> Browser:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", f"/o/{slug}/file/story")
    answer = connection.getresponse()
    page = answer.read().decode()
    cookies = [
        value.partition(";")[0] for name, value in answer.getheaders() if name == "Set-Cookie"
    ]
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    if token is None:
        raise RuntimeError("the page holds no token")
    return Browser("; ".join(cookies), token.group(1))


def _filings(database: Database, office: Office, browser: Browser, count: int) -> list[Post]:
    answers = Answers(story="El agua del canal no llega. " * 20, country="PE", place="Qollpa")
    tokens = [drafts.new_token() for _ in range(count)]
    with database.changing() as session:
        for token in tokens:
            drafts.keep(session, token, office, answers)
    seconds = int(now().timestamp())
    return [
        Post(
            f"/o/{office.slug}/file/send",
            f"csrf_token={browser.csrf_token}".encode(),
            f"{browser.cookie}; draft={token}.{new_key()}.{seconds}",
        )
        for token in tokens
    ]


def _cases(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count(Case.id))) or 0
