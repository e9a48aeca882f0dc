"""The post room: who can be reached, how letters are written, who carries them."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from kernel.notices.notify import Notice
from kernel.vault import Vault


@dataclass(frozen=True)
class Recipient:
    """Where somebody is reached, and in which language."""

    address: str
    language: str


@dataclass(frozen=True)
class Letter:
    """The words of one mail."""

    subject: str
    body: str


Finder = Callable[[Session, Vault, str], Recipient | None]
Writer = Callable[..., Letter]
Carrier = Callable[[Recipient, Letter, Notice], None]


class NobodyThere(Exception):  # noqa: N818 - a fact
    """The recipient cannot be reached any more, or does not wish to be."""


class Refused(Exception):  # noqa: N818 - a fact
    """The letter was turned away for good. Says why in a word: a code or the kind of error."""


class Undelivered(Exception):  # noqa: N818 - a fact
    """The letter could not be handed over now. Says why in a word."""


@dataclass
class Post:
    """Features fill it when the application is composed.

    A finder turns the key of `person:3` into where that person is reached (None: not at all). A
    writer is called as `writer(session, vault, **about)` while the recipient's language is spoken.
    """

    carrier: Carrier | None = None
    speaking: Callable[[str], AbstractContextManager[Any]] = nullcontext
    first_wait: timedelta = timedelta(seconds=30)
    _finders: dict[str, Finder] = field(default_factory=dict)
    _writers: dict[str, Writer] = field(default_factory=dict)

    def reaches(self, kind: str, finder: Finder) -> None:
        """Recipients written `kind:…` are found by `finder`."""
        self._finders[kind] = finder

    def writes(self, kind: str, writer: Writer) -> None:
        """Notices of `kind` are written by `writer`."""
        self._writers[kind] = writer

    @property
    def kinds(self) -> list[str]:
        """Every kind of notice that can be written."""
        return sorted(self._writers)

    def recipient(self, session: Session, vault: Vault, notice: Notice) -> Recipient:
        """Where a notice goes, as things stand now; NobodyThere when it goes nowhere."""
        kind, _, key = notice.recipient.partition(":")
        found = self._finders[kind](session, vault, key)
        if found is None:
            raise NobodyThere
        return found

    def letter(self, session: Session, vault: Vault, notice: Notice, language: str) -> Letter:
        """The words of a notice, written from its references in `language`."""
        with self.speaking(language):
            return self._writers[notice.kind](session, vault, **notice.about)
