"""Two lines that were one person, and lines that should not stand on the list.

Nothing is ever erased: a line that was merged or removed stays where it can be found, and there is
a way back for both.
"""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from kernel.audit import record
from kernel.clock import now
from kernel.errors import RuleBroken
from kernel.policy import Actor
from meetings import events
from meetings.kinds import AgeBand, Sex, Tongue
from meetings.models import Attendance, Correction, Meeting, Participant
from meetings.operations.attendance import HIDDEN, begin, correct, expect_recording
from meetings.queries.attendance import counts

FILLED: dict[str, Any] = {
    "group_id": None,
    "organization": "",
    "role": "",
    "community": "",
    "sex": Sex.UNSAID,
    "age": AgeBand.UNSAID,
    "first_language": Tongue.UNSAID,
}
"""What the line that stays takes from the other where it knows nothing itself."""


def merge(
    session: Session, actor: Actor, meeting: Meeting, kept: Participant, gone: Participant,
    reason: str = "",
) -> None:  # fmt: skip
    """Somebody says that two lines are one person: `kept` stays and was wherever either was."""
    expect_recording(actor, meeting)
    begin(session, meeting)
    session.refresh(kept)
    session.refresh(gone)
    if kept.id == gone.id:
        raise RuleBroken("merge-with-itself")
    if not (_live(kept) and _live(gone)):
        raise RuleBroken("not-on-the-list")
    if _two_documents(kept, gone):
        raise RuleBroken("two-documents")
    filled = _fill(kept, gone)
    taken = _take_marks(session, kept, gone)
    gone.merged_into_id = kept.id
    changed: dict[str, tuple[Any, Any]] = {"merged": (None, gone.id), **filled}
    if taken:
        changed["sittings"] = (None, taken)
    correct(session, actor, meeting, kept, None, changed, reason)
    correct(session, actor, meeting, gone, None, {"merged_into": (None, kept.id)}, reason)
    record(
        session, events.PARTICIPANTS_MERGED, actor, meeting.subject, kept=kept.id, gone=gone.id
    )  # fmt: skip


def part(
    session: Session, actor: Actor, meeting: Meeting, gone: Participant, reason: str = ""
) -> None:
    """They were two people after all: the line is back, and the other gives back what it took."""
    expect_recording(actor, meeting)
    begin(session, meeting)
    session.refresh(gone)
    if gone.merged_into_id is None:
        raise RuleBroken("changed-meanwhile")
    kept = session.get_one(Participant, gone.merged_into_id)
    merging = _merging(session, kept, gone)
    changed: dict[str, tuple[Any, Any]] = {"merged": (gone.id, None)}
    if merging is not None:
        changed |= _give_back(session, kept, merging)
    gone.merged_into_id = None
    correct(session, actor, meeting, kept, None, changed, reason)
    correct(session, actor, meeting, gone, None, {"merged_into": (kept.id, None)}, reason)
    record(
        session, events.PARTICIPANTS_PARTED, actor, meeting.subject, kept=kept.id, back=gone.id
    )  # fmt: skip


def remove(
    session: Session, actor: Actor, meeting: Meeting, person: Participant, reason: str = ""
) -> None:
    """Take a line off the list; it counts no more and stays to be read."""
    expect_recording(actor, meeting)
    begin(session, meeting)
    session.refresh(person)
    if not _live(person):
        raise RuleBroken("not-on-the-list")
    person.removed_at = now()
    correct(session, actor, meeting, person, None, {"removed": (False, True)}, reason)


def restore(
    session: Session, actor: Actor, meeting: Meeting, person: Participant, reason: str = ""
) -> None:
    """Put a line that was taken off back on the list."""
    expect_recording(actor, meeting)
    begin(session, meeting)
    session.refresh(person)
    if person.removed_at is None:
        raise RuleBroken("changed-meanwhile")
    person.removed_at = None
    correct(session, actor, meeting, person, None, {"removed": (True, False)}, reason)


def _live(person: Participant) -> bool:
    return person.removed_at is None and person.merged_into_id is None


def _two_documents(one: Participant, other: Participant) -> bool:
    """Whether each gave a number, and not the same: then they are two people."""
    given = {one.document_digest, other.document_digest} - {""}
    return len(given) > 1


def _fill(kept: Participant, gone: Participant) -> dict[str, tuple[Any, Any]]:
    filled = {}
    for name, nothing in FILLED.items():
        before, known = getattr(kept, name), getattr(gone, name)
        if before == nothing and known != nothing:
            setattr(kept, name, known)
            filled[name] = (before, known)
    if gone.document_digest and not kept.document_digest:
        for name in ("document_kind", "document_number", "document_digest"):
            setattr(kept, name, getattr(gone, name))
        filled["document"] = ("", HIDDEN)
    if gone.phone and not kept.phone:
        kept.phone = gone.phone
        filled["phone"] = ("", HIDDEN)
    return filled


def _marks(session: Session, person: Participant) -> dict[int, Attendance]:
    query = select(Attendance).where(Attendance.participant_id == person.id)
    return {one.sitting_id: one for one in session.scalars(query)}


def _take_marks(session: Session, kept: Participant, gone: Participant) -> list[int]:
    """Let `kept` have been where only `gone` was; the sittings in question."""
    own, taken = _marks(session, kept), []
    for sitting_id, mark in _marks(session, gone).items():
        if not counts(mark) or sitting_id in own:
            continue
        session.add(
            Attendance(
                office_id=kept.office_id,
                meeting_id=kept.meeting_id,
                sitting_id=sitting_id,
                participant_id=kept.id,
                present=True,
                signing=mark.signing,
                witness=mark.witness,
                arrived_at=mark.arrived_at,
                left_at=mark.left_at,
                source=mark.source,
                confirmed_at=mark.confirmed_at,
                confirmed_by_id=mark.confirmed_by_id,
            )
        )
        taken.append(sitting_id)
    return sorted(taken)


def _merging(session: Session, kept: Participant, gone: Participant) -> Correction | None:
    """What was noted when the two were made one."""
    query = select(Correction).where(
        Correction.participant_id == kept.id, Correction.sitting_id.is_(None)
    )
    found = session.scalars(query.order_by(Correction.id.desc()))
    return next((one for one in found if one.after.get("merged") == gone.id), None)


def _give_back(
    session: Session, kept: Participant, merging: Correction
) -> dict[str, tuple[Any, Any]]:
    """Undo what the merging did, as far as nobody has changed it since."""
    changed: dict[str, tuple[Any, Any]] = {}
    for name, nothing in FILLED.items():
        if name in merging.after and getattr(kept, name) == merging.after[name]:
            changed[name] = (getattr(kept, name), nothing)
            setattr(kept, name, nothing)
    if "document" in merging.after:
        kept.document_kind, kept.document_number, kept.document_digest = None, None, ""
        changed["document"] = (HIDDEN, "")
    if "phone" in merging.after:
        kept.phone = None
        changed["phone"] = (HIDDEN, "")
    given, marks = [], _marks(session, kept)
    for sitting_id in merging.after.get("sittings", ()):
        mark = marks.get(sitting_id)
        if mark is not None and mark.version == 1:  # untouched since it was copied
            session.delete(mark)
            given.append(sitting_id)
    if given:
        changed["sittings"] = (given, None)
    session.flush()  # who looks at the marks next finds them gone
    return changed
