"""Rows that may be one person: proposed, and joined only when somebody says so.

The same words in any order, or the same document, may be one person; the same document under
another name is a conflict; the same name with another document is two people. Names that are only
alike are proposed, no more: María and Mario are alike, too. By itself only the same name on the
sheets of other days is one person, for that is how such files say who came twice.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from meetings.attendance_sheets.names import SIMILAR, folded, may_be_one, similarity
from meetings.attendance_sheets.problems import Found, Problem, found
from meetings.attendance_sheets.rows import state_of, stronger
from meetings.attendance_sheets.values import (
    Answers,
    Likeness,
    Mark,
    Person,
    Proposal,
    Row,
    RowState,
)
from meetings.kinds import AgeBand, Sex, Signing, Tongue

MOST_COMPARED = 200_000
"""So many pairs of names that share a word are looked at; what is equal is always found."""


@dataclass(frozen=True)
class Paired:
    """The rows with what was joined, and what is proposed."""

    rows: list[Row]
    proposals: tuple[Proposal, ...]
    all_compared: bool


def pair(rows: Sequence[Row], answers: Answers) -> Paired:
    """Find who may be one person; join whom somebody said to join."""
    people = [(row, row.person) for row in rows if row.person and row.state is not RowState.ERROR]
    named = [
        _Named(row.key, folded(one.name), one.document, frozenset(one.marks)) for row, one in people
    ]
    likes, all_compared = _similar(named)
    found_likes = {*_same_name(named), *_same_document(named), *likes}
    proposals = tuple(
        _proposal(like, rows_, answers) for like, rows_ in sorted(found_likes, key=lambda x: x[1])
    )
    told = _with_conflicts(_with_namesakes(rows, named), proposals)
    return Paired(_joined(told, proposals), proposals, all_compared)


@dataclass(frozen=True)
class _Named:
    key: str
    name: str
    document: str
    sittings: frozenset[str]


_Like = tuple[Likeness, tuple[str, ...]]


def _proposal(likeness: Likeness, rows: tuple[str, ...], answers: Answers) -> Proposal:
    key = "+".join(rows)
    answer = answers.one_person.get(key)
    by_itself = likeness is Likeness.OTHER_DAY
    return Proposal(
        key, likeness, rows, by_itself if answer is None else answer, answer is not None
    )


def _grouped(people: Sequence[_Named], by: str) -> Iterator[list[_Named]]:
    groups: dict[str, list[_Named]] = defaultdict(list)
    for one in people:
        groups[getattr(one, by)].append(one)
    yield from (group for key, group in groups.items() if key and len(group) > 1)


def _same_name(people: Sequence[_Named]) -> Iterator[_Like]:
    for group in _grouped(people, "name"):
        documents = {one.document for one in group} - {""}
        if len(documents) > 1:  # whose are the rows without a document? nobody knows
            for same in _grouped(group, "document"):
                yield Likeness.SAME_DOCUMENT, tuple(one.key for one in same)
            continue
        told = [sitting for one in group for sitting in one.sittings]
        likeness = Likeness.SAME_NAME if len(set(told)) < len(told) else Likeness.OTHER_DAY
        yield likeness, tuple(one.key for one in group)


def _same_document(people: Sequence[_Named]) -> Iterator[_Like]:
    for group in _grouped(people, "document"):
        first, *others = {one.name: one for one in reversed(group)}.values()
        for other in others:
            alike = may_be_one(first.name, other.name)
            likeness = Likeness.SAME_DOCUMENT if alike else Likeness.CONFLICT
            yield likeness, _in_order(first, other, people)


def _similar(people: Sequence[_Named]) -> tuple[list[_Like], bool]:
    """Names that are alike, among those that share a word; whether all of these were looked at."""
    firsts = {one.name: one for one in reversed(people)}
    pairs = set(islice(_sharing_a_word(firsts), MOST_COMPARED + 1))
    if len(pairs) > MOST_COMPARED:
        return [], False
    likes: list[_Like] = []
    for pair_ in sorted(pairs):
        one, other = firsts[pair_[0]], firsts[pair_[1]]
        if not (one.document and other.document) and similarity(*pair_) >= SIMILAR:
            likes.append((Likeness.SIMILAR_NAME, _in_order(one, other, people)))
    return likes, True


def _sharing_a_word(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each pair of names that share a word, once, the smaller first."""
    by_word: dict[str, list[str]] = defaultdict(list)
    for name in names:
        beside = {other for word in set(name.split()) for other in by_word[word]}
        yield from ((min(name, other), max(name, other)) for other in beside)
        for word in set(name.split()):
            by_word[word].append(name)


def _in_order(one: _Named, other: _Named, people: Sequence[_Named]) -> tuple[str, str]:
    first, second = (one, other) if people.index(one) < people.index(other) else (other, one)
    return first.key, second.key


def _with_namesakes(rows: Sequence[Row], people: Sequence[_Named]) -> list[Row]:
    """Tell the rows of one name with several documents that they are several people."""
    namesakes = {
        one.key
        for group in _grouped(people, "name")
        if len({one.document for one in group} - {""}) > 1
        for one in group
    }
    told = found(Problem.SAME_NAME_OTHER_DOCUMENT)
    return [_told(row, told) if row.key in namesakes else row for row in rows]


def _told(row: Row, problem: Found) -> Row:
    whole = replace(row, problems=(*row.problems, problem))
    return replace(whole, state=state_of(whole))


def _with_conflicts(rows: Sequence[Row], proposals: Sequence[Proposal]) -> list[Row]:
    """One document under two names: until somebody says whose it is, the later row waits.

    Two people cannot have it both, so an answer that they are two takes it from both.
    """
    by_key = {row.key: row for row in rows}
    for proposal in proposals:
        if proposal.likeness is not Likeness.CONFLICT or proposal.joined:
            continue
        for place, key in enumerate(proposal.rows):
            row = by_key[key]
            other = by_key[proposal.rows[1 - place]]
            waits = place == 1 and not proposal.answered
            told = found(Problem.DOCUMENT_CONFLICT, row_number=other.number)
            row = _without_document(row) if proposal.answered else row
            by_key[key] = _told(row, replace(told, stops=waits))
    return [by_key[row.key] for row in rows]


def _without_document(row: Row) -> Row:
    assert row.person is not None  # noqa: S101 - only rows of people are proposed
    return replace(row, person=replace(row.person, document="", document_kind=None))


# --- joining ----------------------------------------------------------------------------------


def _joined(rows: Sequence[Row], proposals: Sequence[Proposal]) -> list[Row]:
    head: dict[str, str] = {}

    def first_of(key: str) -> str:
        while key in head:
            key = head[key]
        return key

    order = {row.key: place for place, row in enumerate(rows)}
    for proposal in proposals:
        for key in proposal.rows[1:] if proposal.joined else ():
            one, other = sorted((first_of(proposal.rows[0]), first_of(key)), key=order.__getitem__)
            if one != other:
                head[other] = one
    whole: dict[str, Person] = {row.key: row.person for row in rows if row.person}
    for row in rows:
        if row.key in head and row.person:
            first = first_of(row.key)
            whole[first] = combined(whole[first], row.person)
    return [
        replace(row, state=RowState.SAME, joined_to=first_of(row.key))
        if row.key in head
        else replace(row, person=whole.get(row.key))
        for row in rows
    ]


_BLANK = (None, "", (), Sex.UNSAID, AgeBand.UNSAID, Tongue.UNSAID, Signing.NONE)


def is_blank(value: object) -> bool:
    """Whether a field of a person says nothing."""
    return value in _BLANK


def combined(one: Person, other: Person) -> Person:
    """What two rows say of one person: the first goes before, the second fills what it left."""
    filled = {
        name: getattr(other, name)
        for name in vars(one)
        if name not in {"marks", "phones", "arrived"} and is_blank(getattr(one, name))
    }
    marks = dict(one.marks)
    for key, mark in other.marks.items():
        marks[key] = stronger(marks.get(key), mark)
    hours = [hour for hour in (one.arrived, other.arrived) if hour]
    return replace(
        one,
        **filled,
        marks=marks,
        phones=tuple(dict.fromkeys((*one.phones, *other.phones))),
        arrived=min(hours, default=None),
    )


def unmarked_as_absent(rows: Sequence[Row], sittings: Mapping[str, object]) -> list[Row]:
    """Whom the sheet of a day does not name was not there on that day."""
    return [
        replace(
            row,
            person=replace(
                row.person, marks={**dict.fromkeys(sittings, Mark.ABSENT), **row.person.marks}
            ),
        )
        if row.person and not row.joined_to
        else row
        for row in rows
    ]
