"""The attendance of a whole sheet at once, as it is passed from paper.

Two note-takers may have the same page open: each cell knows the version that its writer saw. What
only one of them changed is kept; what both changed differently is shown to the second with both
values, and the rest of the page is saved.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy.orm import Session

from kernel.audit import record
from kernel.errors import BadInput, RuleBroken
from kernel.policy import Actor
from meetings import events
from meetings.kinds import Signing, Source
from meetings.models import Attendance, Meeting, Participant, Sitting
from meetings.operations.attendance import (
    Mark,
    Who,
    begin,
    enlist,
    expect_recording,
    mark_in,
    write_mark,
)
from meetings.queries.attendance import counts, marks_of, people_of
from meetings.queries.meetings import sittings_of


@dataclass(frozen=True)
class Seen:
    """What the page showed of one cell when it was opened."""

    version: int
    present: bool


@dataclass(frozen=True)
class Row:
    """What somebody wrote in the row of one person: the sittings at which they were."""

    participant_id: int
    seen: Mapping[int, Seen]
    present: frozenset[int]
    signing: Signing
    signing_seen: Signing

    @property
    def says_something_new(self) -> bool:
        """Whether any cell is other than it was shown."""
        return any((one in self.present) != seen.present for one, seen in self.seen.items())


@dataclass(frozen=True)
class NewRow:
    """A blank row that somebody filled. `another`: not the one who is called so already."""

    who: Who
    present: frozenset[int]
    signing: Signing
    another: bool = False


@dataclass(frozen=True)
class Clash:
    """Somebody else wrote another thing about this person and sitting meanwhile; it stands."""

    person: Participant
    sitting: Sitting
    theirs: Mark
    yours: Mark


@dataclass(frozen=True)
class Doubt:
    """A blank row that was not saved, and why: the code of a refusal."""

    row: NewRow
    code: str


@dataclass
class Saved:
    """What became of a page."""

    changed: int = 0
    added: int = 0
    clashes: list[Clash] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    """Who was taken off the list meanwhile, though this page says something new about them."""


def save_grid(
    session: Session, actor: Actor, meeting: Meeting, rows: Iterable[Row], blanks: Iterable[NewRow]
) -> Saved:
    """Write down a page of the grid: what can be saved is, what cannot is told."""
    expect_recording(actor, meeting)
    begin(session, meeting)
    saved = Saved()
    people = {person.id: person for person in people_of(session, meeting)}
    sittings = {sitting.id: sitting for sitting in sittings_of(session, meeting)}
    marks = marks_of(session, meeting)
    for row in rows:
        person = people.get(row.participant_id)
        if person is not None:
            _save_row(session, actor, meeting, person, row, sittings, marks, saved)
        elif row.says_something_new:
            saved.gone += _name_of(session, meeting, row)
    for blank in blanks:
        _save_new(session, actor, meeting, blank, sittings, saved)
    if saved.changed or saved.added:
        record(
            session, events.ATTENDANCE_NOTED, actor, meeting.subject,
            lines=saved.changed + saved.added, source=Source.GRID,
        )  # fmt: skip
    return saved


def _save_row(
    session: Session, actor: Actor, meeting: Meeting, person: Participant, row: Row,
    sittings: Mapping[int, Sitting], marks: Mapping[tuple[int, int], Attendance], saved: Saved,
) -> None:  # fmt: skip
    own = {one: marks[person.id, one] for one in sittings if (person.id, one) in marks}
    for sitting_id, seen in row.seen.items():
        if sitting_id not in sittings:
            continue
        present, line = sitting_id in row.present, own.get(sitting_id)
        signed_otherwise = present and row.signing is not row.signing_seen
        if present == seen.present and not signed_otherwise:
            continue
        theirs = mark_in(line) if line is not None and line.confirmed_at else Mark(present=False)
        yours = _mark(row, present, theirs, own.values())
        if theirs == yours:
            continue
        if (line.version if line else 0) != seen.version:
            saved.clashes.append(Clash(person, sittings[sitting_id], theirs, yours))
            continue
        sitting = sittings[sitting_id]
        saved.changed += write_mark(session, actor, meeting, person, sitting, yours, Source.GRID)


def _name_of(session: Session, meeting: Meeting, row: Row) -> list[str]:
    """The name of somebody of this meeting who is off its list, for whoever wrote about them."""
    person = session.get(Participant, row.participant_id)
    return [person.name] if person is not None and person.meeting_id == meeting.id else []


def _mark(row: Row, present: bool, before: Mark, own: Iterable[Attendance]) -> Mark:
    if not present:
        return Mark(present=False)
    witness = before.witness
    if row.signing is Signing.VERBAL:
        witness = witness or next((mark.witness for mark in own if mark.witness), "")
    return replace(before, present=True, signing=row.signing, witness=witness)


def _save_new(
    session: Session, actor: Actor, meeting: Meeting, blank: NewRow,
    sittings: Mapping[int, Sitting], saved: Saved,
) -> None:  # fmt: skip
    try:
        person = enlist(session, meeting, blank.who, source=Source.GRID, another=blank.another)
    except (BadInput, RuleBroken) as refusal:
        saved.doubts.append(Doubt(blank, refusal.code))
        return
    mark = Mark(present=True, signing=blank.signing)
    for sitting_id in sorted(blank.present & sittings.keys()):
        write_mark(session, actor, meeting, person, sittings[sitting_id], mark, Source.GRID)
    saved.added += 1


def signing_of(marks: Iterable[Attendance]) -> Signing:
    """How the row of somebody says that they signed: as last noted, by signature until then."""
    noted = [mark for mark in marks if counts(mark)]
    return noted[-1].signing if noted else Signing.SIGNATURE
