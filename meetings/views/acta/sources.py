"""What other features still have for the acta of a meeting, told where it is written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import Flask, current_app

from meetings.models import Meeting

SOURCES = "acta_sources"


@dataclass(frozen=True)
class Waiting:
    """Something that waits to be put into an acta: its words, and where it is put in."""

    words: str
    address: str


Source = Callable[[Meeting], Sequence[Waiting]]


def offer_source(app: Flask, source: Source) -> None:
    """Let a feature say what it has for an acta, to whoever writes one."""
    app.extensions.setdefault(SOURCES, []).append(source)


def waiting_for(meeting: Meeting) -> list[Waiting]:
    """Everything that waits for the acta of this meeting."""
    sources: Sequence[Source] = current_app.extensions.get(SOURCES, [])
    return [one for source in sources for one in source(meeting)]
