"""How papers of a table say their fixed words, in one language or in two."""

from collections.abc import Mapping
from typing import Any

import segno

from dialogue.kinds import PaperLanguage
from meetings.documents.acta_words import Spoken, Voice

BOTH = ("es", "qu")


def voice_of(language: PaperLanguage) -> Voice:
    """The voice of a paper: Spanish first where there are two languages."""
    return Voice(BOTH if language is PaperLanguage.BOTH else (language.value,))


class Labels:
    """The fixed words of one kind of paper, as its voice says them."""

    def __init__(self, voice: Voice, words: Mapping[str, Any]) -> None:
        self._voice, self._words = voice, words

    def __call__(self, name: str, **facts: Any) -> tuple[Spoken, ...]:
        """The words under this name, with what they are filled with."""
        return self._voice.in_each(lambda: str(self._words[name]) % facts)


def qr_of(address: str) -> str:
    """A picture of an address that a phone reads, as `data:`."""
    return str(segno.make(address, error="m", micro=False).svg_data_uri(border=0))
