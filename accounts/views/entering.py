"""The way in: who tried too often waits, who owes a second step is led to it, the rest enter.

A browser in which somebody has signed in to the end is known by a cookie of its own. There failed
tries are counted apart, so that nobody locks a colleague out of their own office by guessing.
"""

from dataclasses import dataclass
from datetime import timedelta

from flask import flash, url_for
from flask import session as flask_session
from sqlalchemy.orm import Session

from accounts import operations, queries
from accounts.kinds import Way
from accounts.models import Person
from accounts.queries.second_step import DEVICE_KNOWN_FOR, device_of, second_step_of
from accounts.views.security import Standing, account_key, device_key, enter
from web import cookies
from web.access import safe_next
from web.furniture import jobs
from web.locale import _, ngettext
from web.transaction import afterwards, db

WANTED = "wanted"


@dataclass(frozen=True)
class Door:
    """One account as somebody stands before it, known or not: tries are counted for each."""

    email: str
    counted: str
    known: bool

    @property
    def wait(self) -> timedelta:
        """How long nobody may try from here."""
        return queries.wait_before_sign_in(db(), self.counted)

    def note_failure(self, way: Way) -> None:
        """Count one more failed try once this request has ended, and let the owner read of it."""

        def note(session: Session) -> None:
            operations.note_failure(session, self.counted)
            operations.note_refusal(session, self.email, way, self.known)

        afterwards(note)


def door_of(email: str) -> Door:
    """The account at this address, as this browser stands before it."""
    token = _device_token()
    known = device_of(db(), email, token) is not None
    return Door(email, device_key(token) if known else account_key(email), known)


def after_password(session: Session, person: Person, wanted: str) -> str:
    """Somebody knows the password: where they go now, in or to the second step."""
    if second_step_of(session, person.id).is_asked:
        enter(session, person, Standing.OWES)
        flask_session[WANTED] = safe_next(wanted) or ""
        return url_for("accounts.second_step")
    return come_in(session, person, Way.PASSWORD, wanted)


def come_in(session: Session, person: Person, way: Way, wanted: str = "") -> str:
    """Somebody has shown all that they must: where they go now."""
    token = _device_token()
    counted = (account_key(person.email), device_key(token))
    _remember_device(operations.come_in(session, jobs(), person, way, token, *counted))
    enter(session, person, Standing.PLAIN if way is Way.PASSWORD else Standing.PASSED)
    if way is Way.RECOVERY_CODE:
        _tell_what_is_left(second_step_of(session, person.id).recovery_codes)
    return safe_next(wanted) or url_for("accounts.start")


def too_often(wait: timedelta) -> str:
    """What somebody reads who has to wait."""
    minutes = -(-int(wait.total_seconds()) // 60) or 1
    words: str = ngettext(
        "Hubo muchos intentos. Espere %(num)d minuto y pruebe otra vez.",
        "Hubo muchos intentos. Espere %(num)d minutos y pruebe otra vez.",
        minutes,
    )
    return words


def _tell_what_is_left(codes: int) -> None:
    if codes:
        left = ngettext(
            "Usó un código de recuperación. Le queda %(num)d.",
            "Usó un código de recuperación. Le quedan %(num)d.",
            codes,
        )
        flash(left, "warn")
    else:
        flash(_("Usó su último código de recuperación. Haga otros en «Mi cuenta»."), "warn")


def _device_token() -> str:
    return cookies.held("device")


def _remember_device(token: str) -> None:
    cookies.send("device", token, max_age=DEVICE_KNOWN_FOR)
