"""An installation of its own with one office, and drafts that only wait to be sent."""

import http.client
import re
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import func, select

from accounts.models import Membership, Office, Person
from accounts.operations import OfficePlace, OfficeTerms, open_office
from accounts.roles import OfficeKind, Role, Track
from bench.clients import Post, address_of
from grievances.answers import Answers
from grievances.models import Case
from grievances.operations import drafts
from grievances.operations.filing import file_case
from grievances.receipts import code_for, lookup_of
from kernel.clock import now
from kernel.database import Database
from kernel.jobs.schema import migrate_jobs
from kernel.policy import STRANGER, SYSTEM
from kernel.schema import migrate
from kernel.sends import new_key
from kernel.vault import Vault, settle
from web.settings import Settings

ANSWERS = Answers(story="El agua del canal no llega. " * 20, country="PE", place="Qollpa")


class Browser(NamedTuple):
    """What a browser on the review page holds."""

    cookie: str
    csrf_token: str


def installation(folder: Path) -> tuple[Settings, Database, Office]:
    """A migrated installation under `folder` with one office and one person at intake."""
    settings = Settings.from_environment({"DATA_DIR": str(folder / "var")})
    settings.data_dir.mkdir(parents=True)
    database = Database(settings.database_url)
    migrate(database)
    migrate_jobs(database)
    place = OfficePlace("bench", OfficeKind.OMBUDSMAN, "PE", "PE-CUS", "America/Lima", True)
    terms = OfficeTerms("Bench", ["es"], [Track.QUEJA], [Track.QUEJA])
    settings.master_keys().make()
    vault = vault_of(settings, database)
    with database.changing() as session:
        settle(session, vault)
        office = open_office(session, vault, SYSTEM, place, terms)
        intake = Person(name="Intake", email="intake@bench.example")
        session.add(intake)
        session.flush()  # the role names the person by the id
        session.add(Membership(person_id=intake.id, office_id=office.id, role=Role.INTAKE))
        session.flush()
        session.refresh(office)
        session.expunge(office)
    return settings, database, office


def vault_of(settings: Settings, database: Database) -> Vault:
    """The vault of the installation, as its own processes open it."""
    return Vault(settings.master_keys(), database)


def browser_of(port: int, slug: str) -> Browser:
    """What a browser holds after it looked at one page."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
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


def filings(database: Database, office: Office, browser: Browser, count: int) -> list[Post]:
    """So many drafts, and the form that sends each."""
    tokens = [drafts.new_token() for _ in range(count)]
    with database.changing() as session:
        for token in tokens:
            drafts.keep(session, token, office, ANSWERS)
    seconds = int(now().timestamp())
    return [
        Post(
            f"/o/{office.slug}/file/send",
            f"csrf_token={browser.csrf_token}".encode(),
            f"{browser.cookie}; draft={token}.{new_key()}.{seconds}",
            address_of(number),
        )
        for number, token in enumerate(tokens)
    ]


def cases(database: Database) -> int:
    """How many cases came in."""
    with database.reading() as session:
        return session.scalar(select(func.count(Case.id))) or 0


def case_with_code(settings: Settings, database: Database, office: Office) -> str:
    """A case that somebody can follow, and the code of its receipt."""
    vault = vault_of(settings, database)
    code = code_for(vault, new_key())
    code_lookup = lookup_of(vault, code)
    with database.changing() as session:
        file_case(
            session, vault, STRANGER,
            office=session.get_one(Office, office.id),
            answers=ANSWERS, language="es", code_lookup=code_lookup,
        )  # fmt: skip
    return code
