"""`flask doctor`: what is missing or unsafe in this installation, each with its remedy."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from pathlib import Path

from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from kernel.cleaning.kinds import Incoming
from kernel.database import Database
from kernel.errors import Refusal, Unavailable
from kernel.files.child import cleaned
from kernel.jobs import Jobs
from kernel.jobs.enqueue import RunState
from kernel.jobs.heartbeat import is_alive
from kernel.revision import current, newest
from kernel.vault import HolderKey, KeyState, state_of
from kernel.vault.recovery import status as recovery_of
from web import machine
from web.keys import KeyProblem
from web.opening import refusal
from web.settings import ROOT, BadSetting, Settings
from web.supervisor import SIGN_INS

MIGRATE = "run make migrate"
ARRIVING = 4
"""Large files that should find room at once: each lies there twice while it is taken apart."""


SMALLEST_PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c636000000002000148afa4710000000049454e44ae426082"
)
"""A PNG of one grey point."""


class Grade(StrEnum):
    """How it stands."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True)
class Finding:
    """One line of the examination."""

    grade: Grade
    what: str
    remedy: str = ""

    @property
    def is_bad(self) -> bool:
        """Whether the installation must not stay like this."""
        return self.grade is Grade.BAD

    def __str__(self) -> str:
        return f"{self.grade:<4}  {self.what}" + (f" → {self.remedy}" if self.remedy else "")


Examined = Iterator[Finding]


def ok(what: str) -> Finding:
    """Nothing to do."""
    return Finding(Grade.OK, what)


def examine(app: Flask) -> Examined:
    """Every finding, in the order in which an operator mends things."""
    settings: Settings = app.config["SETTINGS"]
    yield from _machine(settings)
    yield from _keys(settings)
    yield from _reach(settings)
    yield from _mail(settings)
    yield from _files()
    yield from _words()
    yield from _database(app.extensions["database"])
    yield from _vault(app)
    yield from _work(app.extensions["jobs"])


def _machine(settings: Settings) -> Examined:
    room = ARRIVING * settings.largest_upload
    checks: list[tuple[str, str | None, Grade]] = [
        ("Python is new enough", machine.python_too_old(), Grade.BAD),
        ("the data folder can be written", machine.folder_unwritable(settings.data_dir), Grade.BAD),
        ("there is room on the disk", machine.disk_nearly_full(settings.data_dir), Grade.WARN),
        ("what arrives lies in memory", machine.temp_on_disk(settings.temp_dir), Grade.WARN),
        ("large files find room", machine.temp_too_small(settings.temp_dir, room), Grade.WARN),
        ("papers can be printed", machine.libraries_missing(), Grade.BAD),
        ("the font of the papers is there", machine.font_missing(), Grade.WARN),
    ]
    for fine, problem, grade in checks:
        yield Finding(grade, problem) if problem else ok(fine)


def _keys(settings: Settings) -> Examined:
    yield from _key("master key", settings.master_keys().held, settings.master_key_file)
    yield from _key("secret key", settings.secret_key, settings.secret_key_file)
    if settings.master_key_words:
        return
    if settings.database_url.startswith("sqlite") and (
        settings.master_key_file.is_relative_to(settings.data_dir)
    ):
        yield Finding(
            Grade.WARN,
            "the master key lies beside the data that it opens",
            "keep it elsewhere with RIMANAKUY_MASTER_KEY_FILE, and a copy away from this machine",
        )


def _key(name: str, read: Callable[[], object], file: Path) -> Examined:
    try:
        read()
    except (BadSetting, KeyProblem) as problem:
        yield Finding(Grade.BAD, f"the {name} cannot be read", str(problem))
        return
    if file.exists() and _is_open(file):
        yield Finding(Grade.BAD, f"others can read the {name}", f"run chmod 600 {file}")
    else:
        yield ok(f"the {name} is readable by us alone")


def _is_open(path: Path) -> bool:
    """Whether others than its owner may do anything with it."""
    return bool(path.stat().st_mode & 0o077)


def _reach(settings: Settings) -> Examined:
    is_public = not settings.is_loopback or settings.public_url.startswith("https://")
    if settings.demo and is_public:
        yield Finding(
            Grade.BAD, "the demo is open to others", "set RIMANAKUY_DEMO=no on an empty database"
        )
    elif settings.demo:
        yield Finding(Grade.WARN, "this is the demo", "set RIMANAKUY_DEMO=no for real people")
    elif (settings.data_dir / SIGN_INS).exists():
        yield Finding(
            Grade.BAD if is_public else Grade.WARN,
            "the demo was made in this data folder",
            "start for real people on an empty DATA_DIR and an empty database",
        )
    else:
        yield ok("this is no demo")
    if settings.public_url.startswith("https://"):
        yield ok("people reach us by https")
    else:
        yield Finding(
            Grade.BAD if is_public else Grade.WARN,
            "people reach us by plain http",
            "set up a proxy with TLS and RIMANAKUY_PUBLIC_URL=https://…",
        )
    if is_public and not settings.secure_cookies:
        yield Finding(Grade.BAD, "cookies travel in the open", "set RIMANAKUY_SECURE_COOKIES=yes")
    if settings.public_url.startswith("https://") and settings.trusted_proxies == 0:
        yield Finding(
            Grade.WARN,
            "no proxy is trusted, so everybody seems to come from the proxy's address",
            "set RIMANAKUY_TRUSTED_PROXIES=1",
        )


def _mail(settings: Settings) -> Examined:
    if settings.mail_url and settings.mail_from.endswith("@localhost"):
        yield Finding(
            Grade.WARN, "mails come from an address that nobody has", "set RIMANAKUY_MAIL_FROM"
        )
    elif settings.mail_url:
        yield ok("a mail server is set")
    else:
        yield Finding(Grade.WARN, "no mail is sent", "set RIMANAKUY_MAIL_URL")


def _files() -> Examined:
    """Whether a process that cleans files can be started at all: the smallest picture goes in."""
    try:
        with cleaned(BytesIO(SMALLEST_PICTURE), Incoming.PNG):
            yield ok("files that people send can be cleaned")
    except (Refusal, OSError):
        yield Finding(Grade.BAD, "files that people send cannot be cleaned", "run make setup")


def _words() -> Examined:
    missing = [
        folder.parent.name
        for folder in sorted((ROOT / "translations").glob("*/LC_MESSAGES"))
        if not (folder / "messages.mo").exists()
    ]
    if missing:
        yield Finding(
            Grade.BAD, f"the words in {', '.join(missing)} are not compiled", "run make setup"
        )
    else:
        yield ok("the words of every language are compiled")


def _database(database: Database) -> Examined:
    file = Path(str(database.url.database))
    if database.is_sqlite and file.exists() and _is_open(file) and _is_open(file.parent):
        yield Finding(Grade.WARN, "others can read the database", f"run chmod 600 {file}")
    try:
        with database.reading() as session:
            session.execute(select(HolderKey.holder).limit(1))
    except (SQLAlchemyError, Unavailable) as problem:
        yield Finding(
            Grade.BAD,
            f"the database does not answer or is empty ({type(problem).__name__})",
            f"start it, see DATABASE_URL, then {MIGRATE}",
        )
        return
    if current(database) == newest():
        yield ok("the database is up to date")
    else:
        yield Finding(Grade.BAD, "the database is of another version", MIGRATE)


def _vault(app: Flask) -> Examined:
    settings: Settings = app.config["SETTINGS"]
    database: Database = app.extensions["database"]
    masters = settings.master_keys()
    try:
        with database.reading() as session:
            state = state_of(session, app.extensions["vault"], masters)
            recovery = recovery_of(session)
    except (SQLAlchemyError, Unavailable, KeyProblem):
        return  # told above
    if problem := refusal(state, masters):
        yield Finding(Grade.BAD, "the master key does not open this database", problem)
    elif state is KeyState.OPENS:
        yield ok("the master key opens this database")
        if recovery is None and not settings.demo:
            yield Finding(
                Grade.WARN,
                "a master key that is lost cannot come back",
                "let two officers keep it together: flask vault recovery make",
            )


def _work(jobs: Jobs) -> Examined:
    try:
        with jobs.database.reading() as session:
            alive = is_alive(session)
        failed = jobs.runs([RunState.FAILED], limit=100)
    except (SQLAlchemyError, Unavailable):
        yield Finding(Grade.BAD, "the tables of durable work are missing", MIGRATE)
        return
    yield (
        ok("the worker lives")
        if alive
        else Finding(
            Grade.WARN, "no worker is at work: mails and clocks stand still", "start flask work"
        )
    )
    if failed:
        yield Finding(
            Grade.WARN,
            f"{len(failed)} runs of durable work failed",
            "see flask jobs list --state failed, then flask jobs try-again",
        )
