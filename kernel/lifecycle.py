"""A lifecycle is a table: from this state, this verb leads to that state."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from kernel.errors import RuleBroken

State = TypeVar("State", bound=StrEnum)
Verb = TypeVar("Verb", bound=StrEnum)


@dataclass(frozen=True)
class Lifecycle(Generic[State, Verb]):
    """All moves that exist. What is not in the table cannot happen."""

    moves: Mapping[tuple[State, Verb], State]

    def after(self, state: State, verb: Verb) -> State:
        """The state that `verb` leads to, or RuleBroken."""
        try:
            return self.moves[state, verb]
        except KeyError:
            raise RuleBroken("move-not-allowed", state=state, verb=verb) from None

    def open_verbs(self, state: State) -> list[Verb]:
        """The verbs that exist from `state`, in the order of the table."""
        return [verb for (origin, verb) in self.moves if origin == state]
