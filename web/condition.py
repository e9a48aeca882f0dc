"""How the installation stands, in the words of whoever must mend it. Nothing of any case."""

import json
import os
import shutil
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from kernel.clock import now
from kernel.errors import Unavailable
from kernel.jobs import Jobs
from kernel.jobs.enqueue import RunState
from kernel.jobs.heartbeat import is_alive, last_beat
from kernel.notices import Notice, NoticeState
from kernel.revision import current, newest
from web.formats import short_moment
from web.keeping import LAST
from web.keys import KeyProblem
from web.locale import _, ngettext
from web.settings import ROOT, BadSetting, Settings

AT_LEAST_FREE_MB = 500
BETTER_FREE_MB = 2_000
BACKUP_OLD = timedelta(days=2)
BACKUP_TOO_OLD = timedelta(days=7)
MAIL_SLOW = timedelta(hours=1)
COUNTED = 100
"""Failed and waiting runs are counted up to here: more is just many."""


class Grade(StrEnum):
    """Green, amber, red."""

    GOOD = "good"
    SOON = "soon"
    LATE = "late"


@dataclass(frozen=True)
class Sign:
    """One thing of the installation: how it stands, and what to do about it."""

    grade: Grade
    what: str
    words: str


def condition(app: Flask, session: Session, last_backup: datetime | None) -> Iterator[Sign]:
    """Everything, in the order in which it is mended."""
    settings: Settings = app.config["SETTINGS"]
    yield database(app)
    yield worker(session)
    yield from work(app.extensions["jobs"])
    yield mail(settings)
    yield outbox(session)
    yield backup(last_backup)
    yield disk(settings.data_dir)
    yield files(settings.data_dir)
    yield scratch()
    yield keys(settings)


def database(app: Flask) -> Sign:
    """Whether the tables are those of this version."""
    what = _("Base de datos")
    try:
        fits = current(app.extensions["database"]) == newest()
    except (SQLAlchemyError, Unavailable):
        return Sign(Grade.LATE, what, _("No contesta. Vea DATABASE_URL y si el servidor anda."))
    if fits:
        return Sign(Grade.GOOD, what, _("Contesta y es de esta versión."))
    return Sign(Grade.LATE, what, _("Es de otra versión del programa. Corra make migrate."))


def worker(session: Session) -> Sign:
    """Whether mails, clocks and papers go on."""
    what, beat = _("Proceso de trabajo"), last_beat(session)
    if beat and is_alive(session):
        words = _("En marcha. Última señal: %(moment)s.", moment=short_moment(beat))
        return Sign(Grade.GOOD, what, words)
    return Sign(
        Grade.LATE,
        what,
        _("No da señales: correos, plazos y papeles esperan. Arránquelo con flask work."),
    )


def work(jobs: Jobs) -> Iterator[Sign]:
    """What failed, and what waits."""
    what = _("Trabajos")
    try:
        failed = len(jobs.runs([RunState.FAILED], limit=COUNTED))
        waiting = len(jobs.runs([RunState.WAITING], limit=COUNTED))
    except (SQLAlchemyError, Unavailable):
        yield Sign(Grade.LATE, what, _("No se pueden leer. Corra make migrate."))
        return
    if failed:
        words = ngettext(
            "%(num)d trabajo falló. Mírelo en «Trabajos» y ordénelo otra vez.",
            "%(num)d trabajos fallaron. Mírelos en «Trabajos» y ordénelos otra vez.",
            failed,
        )
        yield Sign(Grade.SOON, what, words)
    else:
        yield Sign(Grade.GOOD, what, _("Ninguno ha fallado."))
    if waiting >= COUNTED:
        yield Sign(Grade.SOON, _("Cola de trabajos"), _("Más de cien trabajos esperan su turno."))


def mail(settings: Settings) -> Sign:
    """Whether mail can leave."""
    what = _("Correo")
    if settings.demo:
        return Sign(Grade.SOON, what, _("Es la demostración: los correos quedan en «Avisos»."))
    if settings.mail_url:
        return Sign(Grade.GOOD, what, _("Hay un servidor de correo."))
    return Sign(
        Grade.SOON,
        what,
        _("No sale ningún correo: las claves se entregan en persona. Ponga RIMANAKUY_MAIL_URL."),
    )


def outbox(session: Session) -> Sign:
    """Whether what should leave does."""
    what = _("Avisos por enviar")
    slow, failed = (
        session.scalar(select(func.count()).select_from(Notice).where(*conditions)) or 0
        for conditions in (
            (Notice.state == NoticeState.QUEUED, Notice.made_at < now() - MAIL_SLOW),
            (Notice.state == NoticeState.FAILED, Notice.made_at > now() - BACKUP_TOO_OLD),
        )
    )
    if slow:
        words = ngettext(
            "%(num)d aviso espera desde hace más de una hora.",
            "%(num)d avisos esperan desde hace más de una hora.",
            slow,
        )
        return Sign(Grade.LATE, what, words)
    if failed:
        words = ngettext(
            "%(num)d aviso no se pudo enviar en esta semana.",
            "%(num)d avisos no se pudieron enviar en esta semana.",
            failed,
        )
        return Sign(Grade.SOON, what, words)
    return Sign(Grade.GOOD, what, _("No hay ninguno atrasado."))


def backup(last: datetime | None) -> Sign:
    """How much work a broken disk would cost."""
    what = _("Copia de respaldo")
    if last is None:
        return Sign(Grade.LATE, what, _("Todavía no hay ninguna. Hágala con flask backup."))
    words = _("La última es del %(moment)s.", moment=short_moment(last))
    age = now() - last
    if age > BACKUP_TOO_OLD:
        return Sign(Grade.LATE, what, words)
    return Sign(Grade.SOON if age > BACKUP_OLD else Grade.GOOD, what, words)


def disk(folder: Path) -> Sign:
    """Whether there is room for what people send."""
    what, free = _("Espacio en el disco"), shutil.disk_usage(_existing(folder)).free // 1_000_000
    grade = Grade.GOOD if free >= BETTER_FREE_MB else Grade.SOON
    if free < AT_LEAST_FREE_MB:
        grade = Grade.LATE
    return Sign(grade, what, _("Quedan %(free)s MB libres.", free=free))


def files(folder: Path) -> Sign:
    """Whether files can be kept."""
    what = _("Carpeta de archivos")
    if os.access(_existing(folder), os.W_OK):
        return Sign(Grade.GOOD, what, _("Se puede escribir en ella."))
    return Sign(Grade.LATE, what, _("No se puede escribir en ella: nadie puede enviar archivos."))


def scratch() -> Sign:
    """Whether a file can be worked on before it is sealed."""
    what = _("Carpeta temporal")
    try:
        with tempfile.TemporaryFile() as trial:
            trial.write(b"0")
    except OSError:
        return Sign(
            Grade.LATE, what, _("No se puede escribir en ella: nadie puede enviar archivos.")
        )
    free = shutil.disk_usage(tempfile.gettempdir()).free // 1_000_000
    grade = Grade.GOOD if free >= AT_LEAST_FREE_MB else Grade.SOON
    return Sign(grade, what, _("Quedan %(free)s MB libres.", free=free))


def keys(settings: Settings) -> Sign:
    """Whether the key that opens everything is there, and ours alone."""
    what = _("Llave maestra")
    try:
        settings.master_key()
    except (BadSetting, KeyProblem):
        return Sign(Grade.LATE, what, _("No se puede leer. Corra flask doctor."))
    file = settings.master_key_file
    if settings.master_key_words or not file.exists():
        return Sign(Grade.GOOD, what, _("Está, y fuera de la base de datos."))
    if file.stat().st_mode & 0o077:
        return Sign(Grade.LATE, what, _("Otras cuentas de la máquina pueden leerla."))
    if file.is_relative_to(settings.data_dir):
        return Sign(Grade.SOON, what, _("Está junto a los datos que abre. Guárdela en otro lugar."))
    return Sign(Grade.GOOD, what, _("Está, y fuera de la base de datos."))


def _existing(folder: Path) -> Path:
    return next(one for one in (folder, *folder.parents) if one.exists())


def last_backup(settings: Settings) -> datetime | None:
    """When the last copy of everything was made, as `flask backup` noted it."""
    try:
        noted = json.loads((settings.data_dir / LAST).read_text())
        said = datetime.fromisoformat(noted["at"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return said if said.tzinfo else None


def version() -> str:
    """Which version of us this is."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"])
