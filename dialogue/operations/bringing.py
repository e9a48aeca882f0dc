"""A conversation is brought from the files of another platform, and kept as it was voted."""

import io
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import islice
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from dialogue import events
from dialogue.kinds import Channel, StatementState, Tongue
from dialogue.models import (
    BroughtVotes,
    Conversation,
    Process,
    Statement,
    StatementCount,
    Vote,
    Voter,
)
from dialogue.operations.conversations import CODE_SIGNS
from dialogue.policy import TABLE, Action
from dialogue.polis import Export
from dialogue.queries.bringing import brought_as
from dialogue.queries.voting import counts_anew
from kernel.audit import record
from kernel.clock import now
from kernel.codes import free_code
from kernel.database import hold
from kernel.errors import BadInput
from kernel.policy import Actor, require

AT_A_TIME = 5_000
LARGEST_NUMBER = 2**31 - 1
LAST_MOMENT = 253_402_300_799_000
"""The end of the year 9999 in milliseconds."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def hash_of_files(files: Mapping[str, bytes]) -> str:
    """By which the same files are known again, whatever the order in which they come."""
    each = (f"{name}:{sha256(files[name]).hexdigest()}" for name in sorted(files))
    return sha256("\n".join(each).encode()).hexdigest()


def bring_votes(
    session: Session, actor: Actor, process: Process, title: str, files: Mapping[str, bytes]
) -> BroughtVotes:
    """Keep the files until somebody looked at what they say and took it in, or left it."""
    require(TABLE, actor, Action.CONVERSE, process)
    if not title.strip():
        raise BadInput("title-missing")
    brought = BroughtVotes(
        office_id=process.office_id,
        process_id=process.id,
        title=title.strip(),
        files_hash=hash_of_files(files),
        packed=_packed(files),
        made_by_id=actor.person_id,
    )
    session.add(brought)
    session.flush()  # the next page is its own
    return brought


def _packed(files: Mapping[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return held.getvalue()


def unpacked(brought: BroughtVotes) -> dict[str, bytes]:
    """The files as they came."""
    with zipfile.ZipFile(io.BytesIO(brought.packed)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def leave_votes(session: Session, actor: Actor, process: Process, brought: BroughtVotes) -> None:
    """Take nothing in; the files are forgotten."""
    require(TABLE, actor, Action.CONVERSE, process)
    session.delete(brought)


def take_brought_in(
    session: Session, actor: Actor, process: Process, brought: BroughtVotes, export: Export
) -> Conversation:
    """Take in what somebody looked at; the files that waited are forgotten."""
    made = take_votes_in(session, actor, process, brought.title, brought.files_hash, export)
    session.delete(brought)
    return made


def take_votes_in(
    session: Session, actor: Actor, process: Process, title: str, files_hash: str, export: Export
) -> Conversation:
    """The conversation that these files are; files that were taken in before stay as they are."""
    require(TABLE, actor, Action.CONVERSE, process)
    check_it_can_be_kept(export)
    hold(session, f"brought-votes:{process.id}")
    found = brought_as(session, process, files_hash)
    if found is not None:
        return found
    made = _conversation(session, process, title, files_hash, export)
    _keep(session, made, export, actor)
    count_anew(session, made)
    record(
        session, events.VOTES_IMPORTED, actor, process.subject, conversation=made.code,
        votes=len(export.votes), statements=len(export.comments),
    )  # fmt: skip
    return made


def count_anew(session: Session, conversation: Conversation) -> None:
    """Put the counts beside many votes that came at once. Hold the conversation first."""
    session.execute(delete(StatementCount).where(StatementCount.conversation_id == conversation.id))
    counts = counts_anew(session, conversation)
    _insert(session, StatementCount, _counts(conversation, counts))
    conversation.votes = sum(tally.seen for tally in counts.values())


def check_it_can_be_kept(export: Export) -> None:
    """BadInput when it has numbers or moments that our columns cannot hold."""
    authors = [one.author for one in export.comments]
    numbers = [*export.votes.people, *export.votes.statements, *authors]
    if max(numbers, default=0) > LARGEST_NUMBER:
        raise BadInput("polis-too-large", file="votes.csv", most=LARGEST_NUMBER)
    moments = [*export.votes.times, *(one.time for one in export.comments)]
    if max(moments, default=0) > LAST_MOMENT:
        raise BadInput("polis-too-large", file="votes.csv", most=LAST_MOMENT)


def _conversation(
    session: Session, process: Process, title: str, files_hash: str, export: Export
) -> Conversation:
    times = export.votes.times
    made = Conversation(
        office_id=process.office_id,
        process_id=process.id,
        code=free_code(session, Conversation.code, "V", CODE_SIGNS),
        title=title,
        about=export.summary.description if export.summary else "",
        takes_statements=False,
        files_hash=files_hash,
        opened_at=moment(min(times)) if times else now(),
        closed_at=moment(max(times)) if times else now(),
    )
    session.add(made)
    session.flush()  # everything in it refers to its id
    return made


def moment(milliseconds: int) -> datetime:
    """When it was."""
    return _EPOCH + timedelta(milliseconds=milliseconds)


def _keep(session: Session, made: Conversation, export: Export, actor: Actor) -> None:
    own = {"office_id": made.office_id, "conversation_id": made.id}
    authors = {one.author for one in export.comments}
    people = sorted({*export.votes.people, *authors})
    _insert(session, Voter, ({**own, "number": one} for one in people))
    voters = _ids(session, Voter, made)
    _insert(session, Statement, _statements(own, export, voters, actor))
    asked = _ids(session, Statement, made)
    votes = sorted(export.votes, key=lambda one: one.time)  # of the same time as they stand
    rows = (
        {
            **own,
            "statement_id": asked[one.statement],
            "voter_id": voters[one.person],
            "choice": one.vote,
            "channel": Channel.IMPORT,
            "recorded_by_id": actor.person_id,
            "at": moment(one.time),
        }
        for one in votes
    )
    _insert(session, Vote, rows)


def _statements(
    own: dict[str, Any], export: Export, voters: Mapping[int, int], actor: Actor
) -> Iterable[dict[str, Any]]:
    voted = Counter(export.votes.statements)
    for one in export.comments:
        rejected = one.moderated < 0
        unseen = one.moderated == 0 and not voted[one.id]
        state = StatementState.REJECTED if rejected else StatementState.ACCEPTED
        yield {
            **own,
            "number": one.id,
            "language": Tongue.ES,
            "words": one.text,
            "seeded": False,
            "about_itself": one.about_itself,
            "state": StatementState.WAITING if unseen else state,
            "author_id": voters[one.author],
            "made_by_id": actor.person_id,
            "made_at": moment(one.time),
        }


def _counts(made: Conversation, counts: Mapping[tuple[int, int], Any]) -> list[dict[str, Any]]:
    return [
        {
            "office_id": made.office_id,
            "conversation_id": made.id,
            "statement_id": statement,
            "group_key": group,
            **tally._asdict(),
        }
        for (statement, group), tally in counts.items()
    ]


def _ids(session: Session, model: type[Any], made: Conversation) -> dict[int, int]:
    query = select(model.number, model.id).where(model.conversation_id == made.id)
    return dict(session.execute(query).all())


def _insert(session: Session, model: type[Any], rows: Iterable[dict[str, Any]]) -> None:
    left = iter(rows)
    while part := _some(left):
        session.execute(insert(model), part)


def _some(rows: Any) -> Sequence[dict[str, Any]]:
    return list(islice(rows, AT_A_TIME))
