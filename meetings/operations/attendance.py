"""Writing down who was expected and who came; what was corrected stays to be read.

Whatever changes a line that somebody already stands for leaves a `Correction` in the same
transaction: what it was, what it became, why, by whom.
"""

from dataclasses import asdict, dataclass
from datetime import time
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kernel.audit import record
from kernel.clock import now
from kernel.database import hold
from kernel.errors import BadInput, RuleBroken
from kernel.policy import Actor, require
from kernel.text import canonical
from kernel.vault import DataKey
from meetings import events
from meetings.kinds import AgeBand, DocumentKind, Sex, Signing, Source, Tongue
from meetings.lifecycle import State
from meetings.models import Attendance, Correction, Meeting, Participant, Sitting
from meetings.policy import TABLE, Action, recorder_here
from meetings.queries.attendance import mark_of, namesakes_of, participant_of_entry
from meetings.queries.attendance_numbers import DOCUMENT, PHONE
from meetings.queries.meetings import groups_known

LONGEST_NAME = 160
HIDDEN = "***"
"""How a correction writes a number that is sealed: that it changed, never what it is."""


@dataclass(frozen=True)
class Who:
    """What is known of a person; the name is enough."""

    name: str
    group_id: int | None = None
    organization: str = ""
    role: str = ""
    community: str = ""
    sex: Sex = Sex.UNSAID
    age: AgeBand = AgeBand.UNSAID
    first_language: Tongue = Tongue.UNSAID
    may_be_named: bool = False


@dataclass(frozen=True)
class Numbers:
    """What a person gives of themselves beyond that. Neither is ever required."""

    document_kind: DocumentKind | None = None
    document: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Mark:
    """How somebody was at a sitting."""

    present: bool
    signing: Signing = Signing.NONE
    witness: str = ""
    arrived_at: time | None = None
    left_at: time | None = None


def expect_recording(actor: Actor, meeting: Meeting) -> None:
    """Forbidden unless they write down what happens here; RuleBroken when it is too late for it."""
    if meeting.state is not State.DRAFT and recorder_here(actor, meeting):
        raise RuleBroken("attendance-closed")
    require(TABLE, actor, Action.RECORD, meeting)


def add_person(
    session: Session, actor: Actor, meeting: Meeting, who: Who, *,
    source: Source = Source.DESK, registrant: str = "", another: bool = False,
    entry: str | None = None,
) -> Participant:  # fmt: skip
    """Put somebody on the list, after everybody who is on it. The same `entry` makes one line only.

    RuleBroken("on-the-list-already") when somebody there is called so, unless `another` says that
    they are two people.
    """
    expect_recording(actor, meeting)
    begin(session, meeting)
    if entry and (added := participant_of_entry(session, meeting, entry)):
        return added
    person = enlist(session, meeting, who, source=source, registrant=registrant, another=another)
    person.entry = entry
    record(
        session, events.ATTENDANCE_NOTED, actor, meeting.subject, lines=1, source=source
    )  # fmt: skip
    return person


def enlist(
    session: Session, meeting: Meeting, who: Who, *,
    source: Source, registrant: str = "", another: bool = False,
) -> Participant:  # fmt: skip
    """The line of somebody new; whoever calls it has asked for permission and tells the trail."""
    expect_sound(session, meeting, who)
    person = Participant(
        office_id=meeting.office_id,
        meeting_id=meeting.id,
        position=next_position(session, meeting),
        source=source,
        registrant=registrant,
        **asdict(who),
    )
    if not another and namesakes_of(session, meeting, person.folded):
        raise RuleBroken("on-the-list-already", name=person.name)
    session.add(person)
    session.flush()  # marks and the next position refer to it
    return person


def change_person(
    session: Session, key: DataKey, actor: Actor, meeting: Meeting, person: Participant,
    who: Who, numbers: Numbers | None = None, *, version: int, reason: str = "",
) -> None:  # fmt: skip
    """Correct what is known of somebody. None as `numbers` leaves document and telephone alone."""
    expect_recording(actor, meeting)
    expect_version(person.version, version)
    expect_sound(session, meeting, who)
    before = asdict(facts_of(person))
    for name, value in asdict(who).items():
        setattr(person, name, value)
    changed = _differences(before, asdict(facts_of(person)))
    if numbers is not None:
        require(TABLE, actor, Action.READ_DOCUMENTS, meeting)
        changed |= keep_numbers(key, person, numbers)
    if changed:
        correct(session, actor, meeting, person, None, changed, reason)


def note_presence(
    session: Session, actor: Actor, meeting: Meeting, person: Participant, sitting: Sitting,
    mark: Mark, *, source: Source, version: int | None = None, reason: str = "",
) -> None:  # fmt: skip
    """Write down how somebody was at a sitting. `version` is that of the line seen, 0 for none."""
    expect_recording(actor, meeting)
    begin(session, meeting)
    if write_mark(session, actor, meeting, person, sitting, mark, source, version, reason):
        record(session, events.ATTENDANCE_NOTED, actor, meeting.subject, lines=1, source=source)


def write_mark(
    session: Session, actor: Actor, meeting: Meeting, person: Participant, sitting: Sitting,
    mark: Mark, source: Source, version: int | None = None, reason: str = "",
) -> bool:  # fmt: skip
    """Whether the line changed. Whoever calls it has asked for permission and tells the trail."""
    expect_mark(mark)
    if person.removed_at is not None or person.merged_into_id is not None:
        raise RuleBroken("not-on-the-list")
    line = mark_of(session, person.id, sitting.id)
    if version is not None:
        expect_version(line.version if line else 0, version)
    if line is not None and line.confirmed_at is not None:
        changed = _differences(plain(mark_in(line)), plain(mark))
        if not changed:
            return False
        correct(session, actor, meeting, person, sitting, changed, reason)
    elif line is None:
        if not mark.present and mark == Mark(present=False):
            return False  # nobody said anything about this sitting
        line = new_line(actor, person, sitting, mark, source)
        session.add(line)
    for name, value in vars(mark).items():
        setattr(line, name, value)
    line.confirmed_at, line.confirmed_by_id = now(), actor.person_id
    session.flush()  # the next look at this line must find it
    return True


def new_line(
    actor: Actor, person: Participant, sitting: Sitting, mark: Mark, source: Source
) -> Attendance:
    """What is said for the first time of a person at a sitting, confirmed by who says it."""
    return Attendance(
        office_id=person.office_id,
        meeting_id=person.meeting_id,
        sitting_id=sitting.id,
        participant_id=person.id,
        source=source,
        confirmed_at=now(),
        confirmed_by_id=actor.person_id,
        **vars(mark),
    )


def correct(
    session: Session, actor: Actor, meeting: Meeting, person: Participant,
    sitting: Sitting | None, changed: dict[str, tuple[Any, Any]], reason: str,
) -> None:  # fmt: skip
    """Keep what a line was before it was corrected."""
    sitting_id = sitting.id if sitting else None
    session.add(
        Correction(
            office_id=meeting.office_id,
            meeting_id=meeting.id,
            participant_id=person.id,
            sitting_id=sitting_id,
            before={name: before for name, (before, _after) in changed.items()},
            after={name: after for name, (_before, after) in changed.items()},
            reason=canonical(reason).strip(),
            person_id=actor.person_id,
        )
    )
    record(
        session, events.ATTENDANCE_CORRECTED, actor, meeting.subject,
        participant_id=person.id, sitting_id=sitting_id,
    )  # fmt: skip


def keep_numbers(key: DataKey, person: Participant, numbers: Numbers) -> dict[str, tuple[Any, Any]]:
    """Seal what a person gave; what changed, without telling what it is."""
    document, phone = plain_document(numbers.document), numbers.phone.strip()
    digest = key.digest(document, DOCUMENT) if document else ""
    changed: dict[str, tuple[Any, Any]] = {}
    kind = (numbers.document_kind or DocumentKind.DNI) if document else None
    if digest != person.document_digest or kind != person.document_kind:
        changed["document"] = (_veiled(person.document_digest), _veiled(digest))
        person.document_number = key.seal(document, DOCUMENT) if document else None
        person.document_digest, person.document_kind = digest, kind
    if phone != (key.open(person.phone, PHONE) if person.phone else ""):
        changed["phone"] = (_veiled(person.phone), _veiled(phone))
        person.phone = key.seal(phone, PHONE) if phone else None
    return changed


def next_position(session: Session, meeting: Meeting) -> int:
    """The number of whoever comes next on the list. Call it after `begin`."""
    last = select(func.max(Participant.position)).where(Participant.meeting_id == meeting.id)
    return (session.scalar(last) or 0) + 1


def begin(session: Session, meeting: Meeting) -> None:
    """Let two who write down the same meeting do so one after the other."""
    session.flush()  # what is read anew from here on forgets nothing that was changed before
    hold(session, f"attendance:{meeting.id}")


def expect_version(now_is: int, seen: int) -> None:
    """RuleBroken when somebody else changed the line that was seen."""
    if now_is != seen:
        raise RuleBroken("changed-meanwhile")


def expect_sound(session: Session, meeting: Meeting, who: Who) -> None:
    """BadInput unless somebody can stand on the list so."""
    if not who.name.strip():
        raise BadInput("name-missing")
    if len(who.name) > LONGEST_NAME:
        raise BadInput("name-too-long", most=LONGEST_NAME)
    if who.group_id is not None and who.group_id not in groups_known(session, meeting.office_id):
        raise BadInput("group-unknown")


def expect_mark(mark: Mark) -> None:
    """BadInput unless this can be said of somebody at a sitting."""
    if mark.present and mark.signing is Signing.VERBAL and not mark.witness.strip():
        raise BadInput("witness-missing")
    if mark.arrived_at and mark.left_at and mark.left_at < mark.arrived_at:
        raise BadInput("left-before-arriving")


def facts_of(person: Participant) -> Who:
    """What is known of a person, as it can be written again."""
    return Who(**{name: getattr(person, name) for name in Who.__dataclass_fields__})


def mark_in(line: Attendance) -> Mark:
    """What a line says, as it can be written again."""
    return Mark(**{name: getattr(line, name) for name in Mark.__dataclass_fields__})


def plain(mark: Mark) -> dict[str, Any]:
    """A mark as JSON can say it."""
    return {
        name: value.isoformat("minutes") if isinstance(value, time) else value
        for name, value in vars(mark).items()
    }


def plain_document(number: str) -> str:
    """A document number as two spellings of it are found to be one."""
    return "".join(sign for sign in canonical(number).upper() if sign.isalnum())


def _differences(before: dict[str, Any], after: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    return {name: (was, after[name]) for name, was in before.items() if was != after[name]}


def _veiled(something: object) -> str:
    return HIDDEN if something else ""
