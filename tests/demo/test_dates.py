"""Every story of the demo runs forward: nothing in it comes before what it follows from."""

import json
from collections import defaultdict
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from basin.models import Evidence
from commitments.lifecycle import Verb
from commitments.models import Commitment, Update
from dialogue.models import (
    Agreement,
    Conversation,
    Exhibit,
    Position,
    Post,
    Process,
    ProposalVersion,
    Round,
    RoundResult,
    SealedAgreement,
    Signature,
    Statement,
    Thread,
    Vote,
    Voter,
    WorkItem,
)
from dialogue.models import Stage as ProcessStage
from kernel.audit import Entry
from kernel.clock import now
from kernel.database import Base, Database, UtcDateTime
from meetings.models import Meeting, SealedMinutes

TO_COME = frozenset({"due_at", "closes_at", "expires_at"})
"""Columns that may tell of a moment after the demo was loaded."""


def in_order(*moments: Any) -> None:
    """Each of those that are known is not before the one that stands left of it."""
    known = [one for one in moments if one is not None]
    for earlier, later in pairwise(known):
        assert earlier <= later, [str(one) for one in known]


def day_of(process: Process, moment: datetime) -> date:
    """The day of a moment on the clock of the office of a process."""
    return moment.astimezone(ZoneInfo(process.office.time_zone)).date()


def one_with(session: Session, model: type[Any], number: int | None) -> Any:
    found = session.get(model, number)
    assert found is not None
    return found


def test_each_chain_of_the_trail_runs_forward(seeded: Database) -> None:
    with seeded.reading() as session:
        query = select(Entry.subject, Entry.at, Entry.event).order_by(Entry.subject, Entry.seq)
        rows = session.execute(query).all()
    assert len(rows) > 500
    back = [
        (one.subject, one.event, two.event)
        for one, two in pairwise(rows)
        if one.subject == two.subject and one.at > two.at
    ]
    assert back == []


def test_nothing_is_told_of_a_moment_that_is_still_to_come(seeded: Database) -> None:
    told = 0
    with seeded.reading() as session:
        for mapper in Base.registry.mappers:
            for column in mapper.columns:
                if isinstance(column.type, UtcDateTime) and column.name not in TO_COME:
                    newest = session.scalar(select(column).order_by(column.desc()).limit(1))
                    if newest is not None:
                        told += 1
                        assert newest <= now(), f"{mapper.class_.__name__}.{column.name}"
    assert told > 50


def test_evidence_is_asked_for_computed_kept_and_then_quoted(seeded: Database) -> None:
    with seeded.reading() as session:
        found = list(session.scalars(select(Evidence)))
        for one in found:
            told = json.loads(one.entry.document)["body"]["facts"]
            moments = [
                datetime.fromisoformat(said)
                for said in (told["requested_at"], told["job"]["finished"], told["retrieved_at"])
            ]
            quoted = select(Exhibit.at).where(Exhibit.reference == one.subject)
            in_order(one.study.made_at, *moments, one.entry.made_at, one.made_at)
            for at in session.scalars(quoted):
                in_order(one.made_at, at)
        quoted_at_all = select(Exhibit.reference).where(Exhibit.reference.startswith("evidence:"))
        assert set(session.scalars(quoted_at_all)) == {one.subject for one in found}


def test_a_round_is_opened_answered_closed_and_sealed(seeded: Database) -> None:
    with seeded.reading() as session:
        rounds = list(session.scalars(select(Round)))
        for one in rounds:
            version = one_with(session, ProposalVersion, one.version_id)
            in_order(one.proposal.made_at, version.at, one.made_at, one.opened_at)
            sealed = session.scalar(select(RoundResult.at).where(RoundResult.round_id == one.id))
            for at in session.scalars(select(Position.at).where(Position.round_id == one.id)):
                in_order(one.opened_at, at, one.closed_at, sealed)
        assert [one.closed_at is None for one in rounds].count(True) == 1


def test_what_was_agreed_is_promised_signed_done_and_then_verified(seeded: Database) -> None:
    with seeded.reading() as session:
        agreement = session.scalars(select(Agreement)).one()
        process = one_with(session, Process, agreement.process_id)
        decided = one_with(session, Round, agreement.round_id)
        in_order(day_of(process, decided.closed_at), agreement.agreed_on, agreement.in_force_on)
        sealed = session.scalars(select(SealedAgreement)).one()
        for signature in session.scalars(select(Signature)):
            in_order(agreement.made_at, sealed.at, signature.at)
            in_order(signature.signed_on, agreement.in_force_on)
        for one in session.scalars(select(Commitment).where(Commitment.made_in != "")):
            follows_its_promise(session, one)
        ours = select(Commitment.made_on).where(Commitment.made_in == agreement.subject)
        assert set(session.scalars(ours)) == {agreement.agreed_on}


def follows_its_promise(session: Session, one: Commitment) -> None:
    """What was told of a commitment is told in its order, after it was promised."""
    query = select(Update).where(Update.commitment_id == one.id).order_by(Update.id)
    told = list(session.scalars(query))
    in_order(one.made_on, *(news.happened_on for news in told), one.ended_on)
    in_order(one.made_at, *(news.at for news in told))
    in_order(one.made_on, one.first_due_on)
    agreement = session.scalar(
        select(Agreement).where("agreement:" + Agreement.code == one.made_in)
    )
    if agreement and told:
        in_order(agreement.agreed_on, one.made_on, agreement.in_force_on, told[0].happened_on)
    verbs = [news.verb for news in told]
    if Verb.VERIFY in verbs and Verb.REPORT in verbs:
        assert verbs.index(Verb.REPORT) < verbs.index(Verb.VERIFY)


def test_what_is_said_at_a_table_comes_after_its_topic_and_before_the_answer(
    seeded: Database,
) -> None:
    with seeded.reading() as session:
        posts = {one.id: one for one in session.scalars(select(Post))}
        for one in posts.values():
            thread = one_with(session, Thread, one.thread_id)
            process = one_with(session, Process, thread.process_id)
            answered = posts[one.answers_id].at if one.answers_id else None
            in_order(process.made_at, thread.made_at, answered, one.at)
        for vote, voter in session.execute(
            select(Vote, Voter).join(Voter, Voter.id == Vote.voter_id)
        ):
            statement = one_with(session, Statement, vote.statement_id)
            conversation = one_with(session, Conversation, statement.conversation_id)
            in_order(conversation.made_at, statement.made_at, vote.at, conversation.closed_at)
            in_order(conversation.opened_at, vote.at)
            assert voter.conversation_id == conversation.id


def test_stages_follow_each_other_and_work_is_done_after_it_was_noted(seeded: Database) -> None:
    by_process: dict[int, list[ProcessStage]] = defaultdict(list)
    with seeded.reading() as session:
        for stage in session.scalars(select(ProcessStage).order_by(ProcessStage.position)):
            by_process[stage.process_id].append(stage)
        for number, stages in by_process.items():
            process = one_with(session, Process, number)
            begun = (day for one in stages for day in (one.begun_on, one.ended_on))
            in_order(day_of(process, process.made_at), process.begun_on, *begun)
            for seat in process.seats:
                in_order(day_of(process, process.made_at), seat.since, seat.ends_on)
        for item in session.scalars(select(WorkItem)):
            process = one_with(session, Process, item.process_id)
            in_order(process.made_at, item.made_at)
            in_order(day_of(process, item.made_at), item.done_on)
            in_order(day_of(process, item.made_at), item.due_on)


def test_a_meeting_is_planned_held_closed_and_then_sealed(seeded: Database) -> None:
    with seeded.reading() as session:
        for one in session.scalars(select(Meeting).where(Meeting.opened_at.is_not(None))):
            sealed = select(SealedMinutes.sealed_at).where(SealedMinutes.meeting_id == one.id)
            versions = session.scalars(sealed.order_by(SealedMinutes.id)).all()
            in_order(one.made_at, one.opened_at, one.closed_at, *versions)
            assert one.opened_at is not None
            in_order(one.begins_on, one.ends_on)
            assert abs(one.opened_at.date() - one.begins_on) <= timedelta(days=1)
