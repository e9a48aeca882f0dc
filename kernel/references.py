"""Public references tie features that never import each other: `case:K7QM4`, `workshop:12`.

The owner of a kind registers a resolver in `app.py`; the resolver takes the session and the actor
and returns what that actor may know, or None.
"""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from kernel.policy import Actor


@dataclass(frozen=True)
class Referred:
    """What a reference stands for, as this actor may see it."""

    title: str
    address: str
    roles: frozenset[str]
    words: str = ""
    """What it says, where its owner lets others keep a copy; "" where it has none or may not."""
    language: str = ""
    """Of `words`."""
    title_qu: str = ""
    """In Quechua, where somebody wrote one."""

    def called(self, language: str) -> str:
        """Its title in this language, or in Spanish where there is none."""
        return (self.title_qu if language == "qu" else "") or self.title


Resolver = Callable[[Session, Actor, str], Referred | None]


class References:
    """The registry of one application."""

    def __init__(self) -> None:
        self._resolvers: dict[str, Resolver] = {}

    def register(self, kind: str, resolver: Resolver) -> None:
        """Let `resolver` answer for references that begin with `kind:`."""
        if kind in self._resolvers:
            raise ValueError(f"two owners for references of kind {kind}")
        self._resolvers[kind] = resolver

    def resolve(self, session: Session, actor: Actor, reference: str) -> Referred | None:
        """What `reference` is to `actor`; None when unknown, malformed or not theirs to know."""
        kind, _, key = reference.partition(":")
        resolver = self._resolvers.get(kind)
        return resolver(session, actor, key) if resolver and key else None
