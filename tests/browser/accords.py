"""What the table of the sights agreed on: a draft, one that waits for signatures, one in force."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from commitments.lifecycle import Status, Verb
from commitments.models import Commitment
from commitments.operations.telling import News, tell
from dialogue.contents.draft import Draft
from dialogue.documents.bulletin import told
from dialogue.kinds import Extent
from dialogue.models import Agreement, Bulletin, Process
from dialogue.operations.agreements.drafting import draft_agreement
from dialogue.operations.agreements.publishing import publish_agreement
from dialogue.operations.agreements.sealing import seal_agreement
from dialogue.operations.agreements.signing import refuse, sign
from dialogue.operations.bulletins import Words, draft_bulletin, publish_bulletin
from kernel.jobs import Jobs
from kernel.policy import SYSTEM, Actor
from kernel.references import References
from kernel.vault import Vault
from meetings.contents import Text
from tests.factories.agreements import new_promise_in

WORDS = (
    "La empresa saca como máximo 12 litros por segundo de agua dulce mientras la laguna esté por "
    "debajo de 1,45 metros.\nLa comunidad y la universidad miden el nivel cada semana."
)
WORDS_QU = (
    "Empresaqa manam segundopi 12 litrota aswan misk'i yakuta hurqunqachu, qucha 1,45 metromanta "
    "pisi kaptin.\nAyllupas hatun yachay wasipas sapa simana tupunku."
)


def lay(session: Session, jobs: Jobs, process: Process, today: date) -> None:
    """Three agreements with their commitments, and two bulletins."""
    seats = [seat for seat in process.seats if seat.kind.value == "titular"]
    facts: dict[str, Any] = {
        "extent": Extent.PARTIAL, "words": WORDS, "words_qu": WORDS_QU,
        "dissent": "La comunidad pide 10 litros: con 12 se secó la vega en 2021.",
        "dissent_qu": "Ayllu 10 litrota mañakun: 12 litrowan 2021 watapi vega ch'akirqa.",
        "agreed_on": today - timedelta(days=40),
        "required": tuple(one.id for one in process.groups if one.decides),
    }  # fmt: skip
    kept = _sealed(session, jobs, process, "Límite de agua dulce", "Misk'i yaku tupu", facts)
    for seat in seats:
        sign(session, jobs, _actor(seat), process, kept, 1)
    publish_agreement(session, SYSTEM, process, kept, kept.version)
    waiting = _sealed(
        session, jobs, process, "Medir juntos el nivel de la laguna", "Qucha tupuy", facts
    )
    sign(session, jobs, _actor(seats[0]), process, waiting, 1)
    refuse(session, jobs, _actor(seats[1]), process, waiting, 1, "Falta decir quién paga.")
    draft = draft_agreement(
        session, References(), SYSTEM, process, Draft("Horario de camiones", **facts)
    )
    new_promise_in(session, process, draft, made_on=facts["agreed_on"])
    _bulletins(session, process, today)


def report(session: Session, vault: Vault, process: Process, today: date) -> None:
    """Whoever promised in the one in force says that it is done: the community may confirm it."""
    kept = _of_table(process.id).where(Agreement.state == "in_force").scalar_subquery()
    promise = session.scalars(
        select(Commitment).where(Commitment.agreement == "agreement:" + kept)
    ).one()
    promise.indicator = "El pozo 4 sellado, con foto del candado."
    session.flush()
    news = News(today - timedelta(days=2), told_by="Minera Cobre Alto")
    tell(session, vault, SYSTEM, promise, Verb.REPORT, news, seen=promise.version)


def _of_table(process_id: int) -> Any:
    return select(Agreement.code).where(Agreement.process_id == process_id)


def _sealed(
    session: Session, jobs: Jobs, process: Process, title: str, title_qu: str, facts: Any
) -> Agreement:
    draft = Draft(title, title_qu=title_qu, **facts)
    made = draft_agreement(session, References(), SYSTEM, process, draft)
    new_promise_in(session, process, made, made_on=facts["agreed_on"])
    seal_agreement(session, jobs, SYSTEM, process, made, made.version)
    session.flush()
    return made


def _actor(seat: Any) -> Actor:
    if seat.person_id is not None:
        return Actor(person_id=seat.person_id)
    return Actor(receipt_of=seat.subject)


def _bulletins(session: Session, process: Process, today: date) -> None:
    words = Words("Lo que avanzó la mesa", today - timedelta(days=60), today,
                  opening="Esto pasó en la mesa en los últimos dos meses.")  # fmt: skip
    draft_bulletin(session, SYSTEM, process.office, process.subject, words)
    keys = tuple(f"agreement:{code}" for code in session.scalars(select(Agreement.code)))
    chosen = Words(**(vars(words) | {"title": "Un acuerdo sobre el agua", "chosen": keys}))
    made = draft_bulletin(session, SYSTEM, process.office, process.subject, chosen)
    publish_bulletin(session, SYSTEM, made, made.version, Text(process.title), told)


def named(process_id: int) -> dict[str, Any]:
    """The codes that addresses give what was agreed on and told."""
    of_table = _of_table(process_id)
    states = {"kept": "in_force", "waiting": "for_signature", "draft": "draft"}
    found: dict[str, Any] = {
        name: of_table.where(Agreement.state == state) for name, state in states.items()
    }
    in_draft = of_table.where(Agreement.state == "draft").scalar_subquery()
    found["promise"] = select(Commitment.code).where(
        Commitment.agreement == "agreement:" + in_draft
    )
    found["due"] = select(Commitment.code).where(
        Commitment.status == Status.REPORTED_DONE, Commitment.made_in.like("agreement:%")
    )
    for name, state in (("bulletin", "draft"), ("published", "published")):
        found[name] = select(Bulletin.code).where(Bulletin.state == state).order_by(Bulletin.id)
    return found
