"""Permissions: one table a feature, read as "any of these rows, every condition in the row"."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from kernel.errors import Forbidden


class Grant(NamedTuple):
    """One role in one office. `office_id` is None only for roles of the whole installation."""

    role: str
    office_id: int | None


@dataclass(frozen=True)
class Actor:
    """Who asks: a plain value, so that rules, commands and tests need no request and no login.

    `person_id` is set for staff, `receipt_of` (a subject such as "case:17") for somebody who
    follows with a receipt code, `system` for the platform itself. None of the three: a stranger.
    """

    person_id: int | None = None
    grants: frozenset[Grant] = field(default_factory=frozenset)
    receipt_of: str | None = None
    system: bool = False

    def holds(self, role: str, office_id: int | None) -> bool:
        """Whether the actor has this role in this very office."""
        return Grant(role, office_id) in self.grants

    def offices(self, *roles: str) -> frozenset[int]:
        """The offices in which the actor has any of `roles`."""
        return frozenset(
            grant.office_id
            for grant in self.grants
            if grant.office_id is not None and grant.role in roles
        )

    @property
    def name(self) -> str:
        """How the trail writes the actor: never a name, never an address."""
        if self.person_id is not None:
            return f"person:{self.person_id}"
        if self.system:
            return "system"
        return "filer" if self.receipt_of else "stranger"


STRANGER = Actor()
SYSTEM = Actor(system=True)

Condition = Callable[[Actor, Any], bool]
Table = Mapping[Any, Sequence[Sequence[Condition]]]


def allowed(table: Table, actor: Actor, action: StrEnum, subject: Any) -> bool:
    """Whether some row of the table lets `actor` do `action` to `subject`."""
    return any(all(holds(actor, subject) for holds in row) for row in table[action])


def require(table: Table, actor: Actor, action: StrEnum, subject: Any) -> None:
    """Raise Forbidden unless the table allows it."""
    if not allowed(table, actor, action, subject):
        raise Forbidden("not-allowed", action=str(action))
