"""A file waits, sealed, between its upload and the moment in which somebody confirms it.

It is no evidence yet: nobody but who brought it opens it, for the study for which it was brought,
and after a day it is gone. What was said of it is set aside in the same way, each time anew, so
that what was shown is what is confirmed.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from basin.contract.canonical import digest
from basin.models import Study
from basin.policy import TABLE, Action
from kernel.errors import BadInput, Gone, RuleBroken
from kernel.files import Store, open_aside, set_aside
from kernel.policy import Actor, require
from kernel.spreadsheets.books import Book, as_plain, of_plain
from kernel.text import canonical
from kernel.vault import Vault, derive

PURPOSE = "basin:waiting-files"
LONGEST_NAME = 120
MEGABYTE = 1024 * 1024
LARGEST_PLAIN = 15 * MEGABYTE
"""Of a file that nobody reads: it stands in the database for ever."""


@dataclass(frozen=True)
class Held:
    """A file that waits; `book` are its cells where it is a table."""

    file_name: str
    sha256: str
    data: bytes
    book: Book | None = None


@dataclass(frozen=True)
class Holder:
    """Who may open what waits: one person, for one study."""

    store: Store
    secret: bytes

    def hold(self, file_name: str, data: bytes, book: Book | None = None) -> str:
        """Set a file aside; its name. Slow: no transaction may be open."""
        cells = json.dumps(as_plain(book), ensure_ascii=False).encode() if book else b""
        head = {"file_name": plain_name(file_name), "sha256": digest(data), "cells": len(cells)}
        return self._set_aside(head, cells + data)

    def held(self, session: Session, name: str) -> Held:
        """The file of this name; Gone("upload-gone") for everybody but its holder."""
        head, rest = self._opened(session, name)
        if "file_name" not in head:
            raise Gone("upload-gone")
        cells, data = rest[: head["cells"]], rest[head["cells"] :]
        book = of_plain(json.loads(cells)) if cells else None
        return Held(head["file_name"], head["sha256"], data, book)

    def hold_words(self, of: str, words: Mapping[str, str]) -> str:
        """Set aside what was said of a file that waits."""
        return self._set_aside({"of": of}, json.dumps(words, ensure_ascii=False).encode())

    def held_words(self, session: Session, of: str, name: str) -> dict[str, str]:
        """What was said of the file `of`, under this name."""
        head, rest = self._opened(session, name)
        if head.get("of") != of:
            raise Gone("upload-gone")
        said: dict[str, str] = json.loads(rest)
        return said

    def _set_aside(self, head: Mapping[str, object], rest: bytes) -> str:
        line = json.dumps(head, ensure_ascii=False).encode() + b"\n"
        return set_aside(self.store, self.secret, line + rest)

    def _opened(self, session: Session, name: str) -> tuple[dict[str, Any], bytes]:
        line, _, rest = open_aside(session, self.store, self.secret, name).partition(b"\n")
        return json.loads(line), rest


def holder_of(store: Store, vault: Vault, actor: Actor, study: Study) -> Holder:
    """Who keeps what this actor brings to this study; who may not add evidence is refused."""
    expect_adding(actor, study)
    secret = derive(vault.derived(PURPOSE), f"{study.code}:{actor.person_id}")
    return Holder(store, secret)


def expect_adding(actor: Actor, study: Study) -> None:
    """Refuse who may not put evidence into this study by hand, and everybody once it is closed."""
    if not study.is_open:
        raise RuleBroken("study-closed")
    require(TABLE, actor, Action.ADD, study)


def expect_small(data: bytes, most: int = LARGEST_PLAIN) -> None:
    """BadInput for a file that is empty or too large."""
    if not data:
        raise BadInput("file-empty")
    if len(data) > most:
        raise BadInput("plain-file-too-big" if most <= LARGEST_PLAIN else "file-too-big")


def plain_name(name: str) -> str:
    """A file's name without folders and without signs that no name has; never markup or a path."""
    last = canonical(name).replace("\\", "/").rpartition("/")[2]
    shown = "".join(sign if sign.isprintable() and sign not in '<>:"|?*' else " " for sign in last)
    return " ".join(shown.split()).strip(". ")[-LONGEST_NAME:] or "archivo"
