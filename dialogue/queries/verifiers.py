"""Which group of a table is meant by the name that a promise gives its verifier."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from commitments.confirming import answers_for
from commitments.models import Commitment
from commitments.queries.verifiers import ask
from dialogue.models import Group, Process
from kernel.text import folded


def groups_called(groups: Iterable[Group], name: str) -> list[Group]:
    """Those that have this name, in any spelling of either language."""
    called = folded(name)
    return [one for one in groups if called and called in {folded(each) for each in names(one)}]


def names(group: Group) -> list[str]:
    """What it is called."""
    return [name for name in (group.name, group.name_qu) if name]


def stands_on_both_sides(group: Group, responsible: str, helping: Iterable[str]) -> bool:
    """Whether it promised too, or helps, under one of its names."""
    others = list(helping)
    return any(answers_for(name, responsible, others) for name in names(group))


def group_that_verifies(session: Session, commitment: Commitment) -> int | None:
    """The one group of its table, not retired, that carries the name and promised nothing of it.

    Where the promise says the same name on both sides it stands: that is told to whoever confirms.
    """
    query = select(Group).join(Process, Group.process_id == Process.id)
    here = Process.code == commitment.belongs_to.partition(":")[2], Group.retired_on.is_(None)
    found = groups_called(session.scalars(query.where(*here)), commitment.verifier_group)
    if len(found) != 1:
        return None
    sides = commitment.responsible_group, commitment.co_responsibles
    plainly = answers_for(commitment.verifier_group, *sides)
    return None if stands_on_both_sides(found[0], *sides) and not plainly else found[0].id


ask("process", group_that_verifies)
