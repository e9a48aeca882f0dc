"""What a sheet changes of what is known: new, changed, the same, missing. Nobody is deleted."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace

from meetings.attendance_sheets.names import folded, may_be_one
from meetings.attendance_sheets.pairs import is_blank
from meetings.attendance_sheets.problems import Problem, found
from meetings.attendance_sheets.rows import state_of
from meetings.attendance_sheets.values import Known, Mark, Person, Row, RowState


def compare(rows: Sequence[Row], people: Sequence[Known]) -> tuple[list[Row], tuple[str, ...]]:
    """The rows with whom they are about and what changes; the references that no row names."""
    book = _Known(people)
    told = [book.compared(row) for row in rows]
    named = {row.reference for row in told} | book.in_doubt
    return told, tuple(one.reference for one in people if one.reference not in named)


class _Known:
    def __init__(self, people: Sequence[Known]) -> None:
        self.by_document: dict[str, Known] = {}
        self.by_name: dict[str, list[Known]] = defaultdict(list)
        self.in_doubt: set[str] = set()
        for one in people:
            self.by_name[folded(one.person.name)].append(one)
            if one.person.document:
                self.by_document.setdefault(one.person.document, one)

    def compared(self, row: Row) -> Row:
        if row.person is None or row.joined_to or row.state is RowState.ERROR:
            return row
        owner = self.by_document.get(row.person.document) if row.person.document else None
        if owner is not None and not _may_be(owner.person, row.person):
            self.in_doubt.add(owner.reference)
            whole = replace(row, problems=(*row.problems, found(Problem.DOCUMENT_CONFLICT)))
            return replace(whole, state=state_of(whole))
        before = owner or self._by_name(row.person)
        if before is None:
            return row
        changes = changes_of(before.person, row.person)
        state = RowState.CHANGED if changes else RowState.SAME
        return replace(row, reference=before.reference, changes=changes, state=state)

    def _by_name(self, person: Person) -> Known | None:
        """The only one of that name whose document does not say otherwise."""
        fit = [
            one
            for one in self.by_name.get(folded(person.name), ())
            if not (one.person.document and person.document)
        ]
        return fit[0] if len(fit) == 1 else None


def _may_be(before: Person, now: Person) -> bool:
    one, other = folded(before.name), folded(now.name)
    return one == other or may_be_one(one, other)


def changes_of(before: Person, now: Person) -> tuple[str, ...]:
    """The fields in which a sheet says another thing than what is known.

    What it does not say is no change: a blank cell takes nothing away.
    """
    changes = [
        one.name
        for one in fields(Person)
        if one.name not in {"marks", "observations"}  # no list keeps the latter
        and not is_blank(getattr(now, one.name))
        and getattr(before, one.name) != getattr(now, one.name)
    ]
    if _marks_differ(before.marks, now.marks):
        changes.append("marks")
    return tuple(changes)


def _marks_differ(before: Mapping[str, Mark], now: Mapping[str, Mark]) -> bool:
    """Whether somebody was there where they were not, or not there where they were."""
    told = {key: mark.was_there for key, mark in now.items() if mark is not Mark.UNKNOWN}
    return any(bool(before.get(key, Mark.ABSENT).was_there) != was for key, was in told.items())
