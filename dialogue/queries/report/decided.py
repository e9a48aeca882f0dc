"""Where the groups stand and what was agreed: rounds, statements, agreements, commitments."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from commitments.kinds import Side
from commitments.lifecycle import UNBOUND
from commitments.models import Assessment, Commitment
from commitments.queries.commitments import is_overdue, today_in
from commitments.queries.following import last_views, spoken_on
from commitments.queries.public import without_names
from dialogue.consensus import Row, row
from dialogue.contents.report import Pact, Promised
from dialogue.contents.writing import read
from dialogue.lifecycle.agreements import AgreementState
from dialogue.lifecycle.rounds import RoundState
from dialogue.models import (
    Agreement,
    Conversation,
    Process,
    Proposal,
    Round,
    SealedAgreement,
)
from dialogue.queries.agreements.finding import newest_sealed
from dialogue.queries.agreements.registry import published
from dialogue.queries.agreements.signatures import OfGroup, by_group
from dialogue.queries.report.table import day
from dialogue.queries.results import Sealed, results_of
from dialogue.queries.statement_results import counts_by_statement, may_see_results
from kernel.policy import STRANGER, SYSTEM
from kernel.seals import fingerprint_of
from meetings.contents import Text


@dataclass(frozen=True)
class Decision:
    """A proposal and its rounds that ended, each as it was sealed."""

    code: str
    title: Text
    withdrawn: bool
    rounds: tuple[Sealed, ...]
    running: int
    """How many rounds have not ended, or were made void."""


@dataclass(frozen=True)
class Survey:
    """The statements of a conversation, each with where the groups stand on it."""

    code: str
    title: Text
    open: bool
    names: dict[str, dict[str, str]]
    statements: tuple[tuple[Text, Row], ...]


def decisions(session: Session, process: Process, *, public: bool) -> tuple[Decision, ...]:
    """The proposals that the report tells of, the oldest first."""
    wanted = [Proposal.process_id == process.id]
    if public:
        wanted.append(Proposal.is_public.is_(True))
    proposals = session.scalars(select(Proposal).where(*wanted).order_by(Proposal.id)).all()
    query = select(Round).where(Round.proposal_id.in_([one.id for one in proposals]))
    rounds = session.scalars(query.order_by(Round.number)).all()
    actor = STRANGER if public else SYSTEM
    closed = [one for one in rounds if one.state is RoundState.CLOSED]
    results = results_of(session, actor, process, closed)
    return tuple(
        Decision(
            code=one.code,
            title=Text(one.title, one.title_qu),
            withdrawn=one.withdrawn_at is not None,
            rounds=tuple(
                results[each.id]
                for each in closed
                if each.proposal_id == one.id and each.id in results
            ),
            running=sum(
                each.proposal_id == one.id and each.state is not RoundState.CLOSED
                for each in rounds
            ),
        )
        for one in proposals
    )


def surveys(session: Session, process: Process, *, public: bool) -> tuple[Survey, ...]:
    """The conversations that were opened, the oldest first; in public small groups are hidden."""
    wanted = [Conversation.process_id == process.id, Conversation.opened_at.is_not(None)]
    found = session.scalars(select(Conversation).where(*wanted).order_by(Conversation.id)).all()
    actor = STRANGER if public else SYSTEM
    names = {str(one.id): {"es": one.name, "qu": one.name_qu} for one in process.groups}
    return tuple(
        Survey(
            one.code,
            Text(one.title, one.title_qu),
            one.is_open,
            names,
            _statements(session, process, one, public=public),
        )
        for one in found
        if may_see_results(session, actor, process, one)
    )


def pacts(session: Session, process: Process, *, public: bool) -> tuple[Pact, ...]:
    """The agreements that the report tells of, the oldest first; drafts are none yet."""
    query = (
        select(Agreement)
        .join(Process, Agreement.process_id == Process.id)
        .where(Process.id == process.id, Agreement.state != AgreementState.DRAFT)
    )
    if public:
        query = query.where(*published())
    found = []
    for one in session.scalars(query.order_by(Agreement.id)):
        sealed = newest_sealed(session, one)
        if sealed is not None:
            found.append(_pact(session, process, one, sealed, public=public))
    return tuple(found)


def promised(session: Session, process: Process, *, public: bool) -> tuple[Promised, ...]:
    """What was promised at this table, in meetings and in agreements that came in force."""
    wanted = [
        Commitment.office_id == process.office_id, Commitment.belongs_to == process.subject,
        Commitment.status.not_in(UNBOUND),
    ]  # fmt: skip
    if public:
        wanted.append(Commitment.is_public.is_(True))
    query = select(Commitment).where(*wanted).order_by(Commitment.id)
    known = session.scalars(query).all()
    views = last_views(session, known)
    return tuple(_promised(one, views.get((one.id, Side.VERIFIER)), public=public) for one in known)


def _statements(
    session: Session, process: Process, one: Conversation, *, public: bool
) -> tuple[tuple[Text, Row], ...]:
    return tuple(
        (
            Text(each.said_in("es"), each.said_in("qu")),
            row(str(each.number), counts, for_public=public),
        )
        for each, counts in counts_by_statement(session, process, one).items()
    )


def _pact(
    session: Session, process: Process, one: Agreement, sealed: SealedAgreement, *, public: bool
) -> Pact:
    accord = read(sealed.public if public else sealed.content)
    digest = sealed.public_hash if public else sealed.content_hash
    return Pact(
        code=one.code,
        title=accord.title,
        words=accord.words,
        state=one.state.value,
        extent=one.extent.value,
        dissent=accord.dissent,
        agreed_on=day(one.agreed_on),
        in_force_on=day(one.in_force_on),
        fingerprint=fingerprint_of(digest),
        signed=tuple(_signed(each, public=public) for each in by_group(session, process, sealed)),
        promises=tuple(each.code for each in accord.promises),
    )


def _signed(one: OfGroup, *, public: bool) -> tuple[Text, str, tuple[str, ...]]:
    standing = "signed" if one.signed else "refused" if one.refused else "missing"
    names: Sequence[str] = [] if public else [row.name for row, counts in one.rows if counts]
    return Text(one.group.name, one.group.name_qu), standing, tuple(names)


def _promised(one: Commitment, said: Assessment | None, *, public: bool) -> Promised:
    cover = without_names(one) if public else str
    today = today_in(one.office)
    late = (today - one.due_on).days if one.due_on and is_overdue(one, today) else 0
    return Promised(
        code=one.code,
        what=Text(cover(one.what), cover(one.what_qu)),
        responsible=one.responsible_group if public else one.responsible,
        verifier=one.verifier_group if public else one.verifier,
        due=day(one.due_on) or cover(one.condition),
        status=one.status.value,
        progress=one.progress,
        late=late,
        said=said.fulfilment.value if said else "",
        said_on=day(spoken_on(one, said)),
        said_by=said.said_by if said and not public else "",
    )
