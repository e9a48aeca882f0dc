"""A table with an agreement, and what tests do to it."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from accounts.roles import Role
from dialogue.models import Agreement, Process, SealedAgreement
from dialogue.operations.agreements.sealing import seal_agreement
from dialogue.operations.agreements.signing import refuse, sign
from kernel.jobs import Jobs
from kernel.policy import SYSTEM, Actor
from tests.dialogue.at_table import AtTable
from tests.factories.accounts import send
from tests.factories.agreements import new_agreement, new_promise_in


def jobs_of(table: AtTable) -> Jobs:
    """The jobs of its application."""
    found: Jobs = table.app.extensions["jobs"]
    return found


def draft_at(table: AtTable, **facts: Any) -> str:
    """A draft of an agreement; its code."""
    with table.changing() as session:
        return new_agreement(session, table.process(session), **facts).code


def sealed_at(table: AtTable, **facts: Any) -> str:
    """An agreement that waits for signatures; its code."""
    with table.changing() as session:
        process = table.process(session)
        agreement = new_agreement(session, process, **facts)
        new_promise_in(session, process, agreement)
        code = agreement.code
    act(table, code, lambda s, p, a: _seal(s, table, p, a))
    return code


def _seal(session: Session, table: AtTable, process: Process, agreement: Agreement) -> None:
    seal_agreement(session, jobs_of(table), SYSTEM, process, agreement, agreement.version)


def act(table: AtTable, code: str, does: Callable[[Session, Process, Agreement], object]) -> None:
    """Do something to an agreement in a change of its own."""
    with table.changing() as session:
        agreement = session.query(Agreement).filter_by(code=code).one()
        does(session, table.process(session), agreement)


def say(table: AtTable, code: str, actor: Actor, reason: str = "") -> None:
    """A seat signs, or refuses with a reason."""

    def does(session: Any, process: Any, agreement: Agreement) -> None:
        if reason:
            refuse(session, jobs_of(table), actor, process, agreement, 1, reason)
        else:
            sign(session, jobs_of(table), actor, process, agreement, 1)

    act(table, code, does)


def state_of(table: AtTable, code: str) -> str:
    """Where it stands."""
    with table.reading() as session:
        return session.query(Agreement).filter_by(code=code).one().state.value


def page_of(table: AtTable, code: str, path: str = "") -> str:
    """The address of its page, or of one below it."""
    return f"{table.home}/agreements/{code}{path}"


def seen(table: AtTable, code: str) -> str:
    """The version that its page shows."""
    with table.reading() as session:
        return str(session.query(Agreement).filter_by(code=code).one().version)


def press(table: AtTable, code: str, path: str, **fields: Any) -> TestResponse:
    """Press a button of its page as its facilitator."""
    browser = table.browser(Role.FACILITATOR)
    known = {"of": seen(table, code)}
    return send(browser, page_of(table, code), page_of(table, code, path), **(known | fields))


def sign_as(table: AtTable, who: str, code: str, **fields: Any) -> TestResponse:
    """Open the page with the text and sign it."""
    browser, page = table.seat(who), page_of(table, code, "/sign")
    return send(browser, page, **({"of": "1"} | fields))


def seal_texts(table: AtTable) -> tuple[str, str]:
    """The newest sealed text and its public copy."""
    with table.reading() as session:
        row = session.query(SealedAgreement).order_by(SealedAgreement.id.desc()).first()
        assert row is not None
        return row.content, row.public
