"""The public copy of an acta: what was agreed, without who came, who said what and who signs.

Where the meeting withholds names nobody stands in it by name. Where it does not, those who agreed
to be named do. Names that stand in words which somebody wrote are covered by the same rule, also
those of people of whom the acta says nothing else.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from kernel.covering import covering, same_name
from kernel.seals import fingerprint_of
from kernel.text import fold
from meetings.contents.acta import Acta, Point, Promise, Said
from meetings.contents.writing import digest_of
from meetings.kinds import Attached

PUBLIC = "public"

PERSONS = ("host", "secretary", "employer_side", "workers_side")
"""Particulars of some kinds of meeting that are the names of people."""


def public_copy(acta: Acta, known: Iterable[str] = ()) -> Acta:
    """What everybody may read of it; it names the fingerprint of the full acta.

    `known` are the names of further people who have to do with the meeting: who did not come, who
    bore witness, who spoke and did not agree to be named. Of studies it tells nothing: not all of
    them are published.
    """
    naming = _Naming.of(acta, known)
    heading = acta.heading
    shown = replace(
        acta,
        copy=PUBLIC,
        copy_of=fingerprint_of(digest_of(acta)),
        salt="",
        heading=replace(
            heading,
            facilitator=naming.present(heading.facilitator),
            note_taker=naming.present(heading.note_taker),
            particulars=_particulars(naming, heading.particulars),
        ),
        people=tuple(one for one in acta.people if naming.present(one.name)),
        points=tuple(_point(naming, one) for one in acta.points),
        unplaced=tuple(_said(naming, one) for one in acta.unplaced),
        annexes=tuple(one for one in acta.annexes if one.purpose != Attached.LEDGER),
        promises=tuple(_promise(naming, one, _groups_in(acta)) for one in acta.promises),
        readings=tuple(replace(one, reader=naming.present(one.reader)) for one in acta.readings),
        signers=tuple(replace(one, name=naming.present(one.name)) for one in acta.signers),
    )
    covered: Acta = _covered(shown, covering(naming.hidden))
    return covered


@dataclass(frozen=True)
class _Naming:
    """Who agreed to be named, and whether the meeting withholds every name all the same."""

    agreed: frozenset[str]
    withheld: bool
    hidden: tuple[str, ...]

    @classmethod
    def of(cls, acta: Acta, known: Iterable[str]) -> "_Naming":
        """Of two people of one name both must have agreed: nobody knows which of them is meant."""
        refused = {same_name(one.name) for one in acta.people if not one.may_be_named}
        agreed = {same_name(one.name) for one in acta.people if one.may_be_named} - refused
        shown = frozenset() if acta.names_withheld else agreed
        names = dict.fromkeys([*_names_in(acta), *known])
        hidden = tuple(name for name in names if same_name(name) not in shown)
        return cls(frozenset(agreed), acta.names_withheld, hidden)

    def present(self, name: str) -> str:
        """The name of somebody who agreed to be named, unless the meeting withholds names."""
        return name if not self.withheld and same_name(name) in self.agreed else ""


def _names_in(acta: Acta) -> Iterator[str]:
    """Every name of a person that stands in a place for names."""
    heading = acta.heading
    yield from filter(None, (heading.facilitator, heading.note_taker))
    yield from (str(heading.particulars[name]) for name in PERSONS if name in heading.particulars)
    for people in (acta.people, acta.signers):
        yield from (one.name for one in people if one.name)
    yield from (one.reader for one in acta.readings if one.reader)
    yield from (one.facilitator for one in acta.points if one.facilitator)
    for said in (acta.unplaced, *(one.said for one in acta.points)):
        yield from (one.speaker for one in said if one.speaker)
    for promise in acta.promises:
        yield from filter(None, (promise.responsible_person, promise.verifier_person))


def _particulars(naming: _Naming, particulars: dict[str, Any]) -> dict[str, Any]:
    named = {name: naming.present(str(particulars.get(name, ""))) for name in PERSONS}
    return {name: named.get(name, value) for name, value in particulars.items()}


def _point(naming: _Naming, point: Point) -> Point:
    said = tuple(_said(naming, one) for one in point.said)
    return replace(point, facilitator=naming.present(point.facilitator), said=said)


def _said(naming: _Naming, said: Said) -> Said:
    """Who agreed to be named by speaking is named unless the meeting withholds names."""
    named = replace(said, speaker="" if naming.withheld else said.speaker)
    if said.may_be_quoted:
        return named
    return replace(named, words="", translation="", quoted=False)


def _promise(naming: _Naming, promise: Promise, groups: frozenset[str]) -> Promise:
    """Of who helps, the groups stay; whoever else is written there may be a person."""
    helping = promise.co_responsibles
    return replace(
        promise,
        responsible_person=naming.present(promise.responsible_person),
        verifier_person=naming.present(promise.verifier_person),
        co_responsibles=tuple(one for one in helping if fold(one) in groups or naming.present(one)),
    )


def _groups_in(acta: Acta) -> frozenset[str]:
    """What groups are called in this acta, folded."""
    came = (name for one in acta.groups for name in (one.group.es, one.group.qu))
    promised = (
        name for one in acta.promises for name in (one.responsible_group, one.verifier_group)
    )
    return frozenset(fold(name) for name in (*came, *promised, acta.heading.issuer) if name)


def _covered(value: Any, cover: Callable[[str], str]) -> Any:
    """The same value with every text of it covered, however deep."""
    if isinstance(value, str):
        return cover(value)
    if isinstance(value, list | tuple):
        return type(value)(_covered(one, cover) for one in value)
    if isinstance(value, dict):
        return {name: _covered(one, cover) for name, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        parts = {one.name: _covered(getattr(value, one.name), cover) for one in fields(value)}
        return replace(value, **parts)
    return value
