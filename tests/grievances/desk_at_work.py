"""The office at work on the last case that came in, so that the person has something to read."""

from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy import select

from accounts.queries import office_by_slug
from accounts.roles import Role
from grievances.kinds import ResolvedHow
from grievances.lifecycle import Verb
from grievances.models import Case
from grievances.operations.casework import CASEWORK, Words, take
from grievances.queries.cases import key_of
from kernel.policy import Actor
from tests.factories.cases import make_staff

QUESTION = "¿El canal tiene agua algún día?"
OUTCOME = "La empresa debe devolver el agua antes de enero."


@dataclass
class Desk:
    """A handler and a supervisor."""

    app: Flask
    handler: Actor
    supervisor: Actor

    def does(self, verb: Verb, *, by: Actor | None = None, **words: Any) -> None:
        """One verb, in a change of its own."""
        with self.app.extensions["database"].changing() as session:
            case = session.scalars(select(Case).order_by(Case.id.desc())).first()
            assert case is not None
            key = key_of(session, self.app.extensions["vault"], case)
            if case.handler_id is None:
                take(session, self.handler, case)
            CASEWORK[verb](session, key, by or self.handler, case, Words(**words))

    def asks(self) -> None:
        """A question in the review."""
        self.does(Verb.SCREEN)
        self.does(Verb.ASK, text=QUESTION)

    def answers(self) -> None:
        """From the receipt to an outcome that waits for approval."""
        self.does(Verb.SCREEN)
        self.proposes()

    def proposes(self) -> None:
        """From the review to an outcome that waits for approval."""
        self.does(Verb.PROPOSE_ADMISSION, text="Procede", severity=(1, 1, 1))
        self.does(Verb.ADMIT, by=self.supervisor, text="Aceptado", severity=(1, 1, 1))
        self.does(Verb.INVESTIGATE)
        self.does(
            Verb.PROPOSE_OUTCOME,
            text=OUTCOME,
            findings="hallazgos secretos",
            resolved_how=ResolvedHow.REMEDIATION,
        )

    def tells_the_outcome(self) -> None:
        """The whole way."""
        self.answers()
        self.does(Verb.COMMUNICATE, by=self.supervisor)

    def ends(self) -> None:
        """From the review to an outcome that the person was told."""
        self.proposes()
        self.does(Verb.COMMUNICATE, by=self.supervisor)


def desk_of(app: Flask, slug: str) -> Desk:
    """Staff for the office at this address."""
    with app.extensions["database"].changing() as session:
        office = office_by_slug(session, slug)
        handler = make_staff(session, office, Role.HANDLER)
        return Desk(app, handler, make_staff(session, office, Role.SUPERVISOR))
