"""The public copy of an agreement: what was agreed, by which groups, and no name of a person.

Names that stand in words which somebody wrote are covered too. What it answers (cases, concerns)
and of which study its thresholds are is left out: not all of that is published.
"""

from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass, replace
from typing import Any

from dialogue.contents.agreement import PUBLIC, Accord
from dialogue.contents.writing import digest_of
from kernel.covering import covering
from kernel.seals import fingerprint_of
from kernel.text import fold
from meetings.contents import Promise


def public_copy(accord: Accord, known: Iterable[str] = ()) -> Accord:
    """What everybody may read of it; it names the fingerprint of the full text.

    `known` are the names of people who have to do with the table.
    """
    names = [*known, *(name for one in accord.promises for name in _people_of(one))]
    groups = frozenset(
        fold(name) for one in accord.parties for name in (one.name.es, one.name.qu) if name
    )
    shown = replace(
        accord,
        copy=PUBLIC,
        copy_of=fingerprint_of(digest_of(accord)),
        salt="",
        about=(),
        meeting="",
        adopted=tuple(replace(one, study="") for one in accord.adopted),
        promises=tuple(_promise(one, groups) for one in accord.promises),
    )
    covered: Accord = all_covered(shown, covering(names))
    return covered


def all_covered(value: Any, cover: Callable[[str], str]) -> Any:
    """The same value with every text of it covered, however deep."""
    if isinstance(value, str):
        return cover(value)
    if isinstance(value, list | tuple):
        return type(value)(all_covered(one, cover) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        parts = {one.name: all_covered(getattr(value, one.name), cover) for one in fields(value)}
        return replace(value, **parts)
    return value


def _people_of(promise: Promise) -> Iterable[str]:
    return filter(
        None,
        (promise.responsible_person, promise.verifier_person, *promise.co_responsibles),
    )


def _promise(promise: Promise, groups: frozenset[str]) -> Promise:
    """Of who helps, the groups stay; whoever else is written there may be a person."""
    return replace(
        promise,
        responsible_person="",
        verifier_person="",
        co_responsibles=tuple(one for one in promise.co_responsibles if fold(one) in groups),
    )
