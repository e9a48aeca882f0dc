"""How one kind of paper comes about: what is read, how it is printed, and for whom."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from dialogue.kinds import PaperLanguage
from dialogue.models import Paper, Process
from kernel.policy import Actor
from kernel.printing import Pdf

EVERY_LANGUAGE = tuple(PaperLanguage)


@dataclass(frozen=True)
class Printable:
    """Something that can be printed, as whoever asks may know of it."""

    title: str
    address: str
    """The page from which it is printed."""
    stamp: str
    """The sha256 of what it is printed from, or of what changes whenever that does. Of papers for
    everybody that tell of many things, behind a colon the sha256 of which things those are."""
    may_order: bool
    """Whether whoever asks may let it be printed anew."""
    since: datetime | None = None
    """What was ordered before may say what was taken out of sight then: see `gives`."""

    def gives(self, paper: Paper) -> bool:
        """Whether a paper may still be saved: it says what stands today, or tells of the same
        things and was ordered since. What tells of something that is public no more is not given.
        """
        if paper.content_hash == self.stamp:
            return True
        tells_of, today = (one.partition(":")[2] for one in (paper.content_hash, self.stamp))
        return tells_of == today and (self.since is None or paper.asked_at >= self.since)


def _nothing_more(_session: Session, _process: Process, _paper: Paper, _data: bytes) -> None:
    pass


@dataclass(frozen=True)
class Maker:
    """How one kind of paper is made.

    `reference` is the kind of the public reference of what it is printed of (`thread`).
    `find(session, actor, process, key)` says what it is to this actor, or None when they may not
    read it: it decides who downloads. `read(session, process, key, language)` gathers all that the
    paper says, as the platform itself; `make(what was read, language)` prints it with no
    transaction open. `once_kept` is called in the change that keeps it, to note it in the register
    of seals.
    """

    reference: str
    find: Callable[[Session, Actor, Process, str], Printable | None]
    read: Callable[[Session, Process, str, PaperLanguage], Any]
    make: Callable[[Any, PaperLanguage], Pdf]
    name: str
    """How its file is called: `name-key-language.pdf`."""
    languages: tuple[PaperLanguage, ...] = EVERY_LANGUAGE
    replaces: bool = True
    """Whether a newer one takes the place of the older ones, which are then forgotten."""
    once_kept: Callable[[Session, Process, Paper, bytes], None] = _nothing_more

    def of(self, key: str) -> str:
        """The public reference of what is printed."""
        return f"{self.reference}:{key.upper()}"
