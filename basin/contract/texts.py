"""Words that a service sends to be shown: untrusted, cleaned, cut, by language."""

import re
from collections.abc import Mapping
from typing import Any

from kernel.text import canonical

TITLE = 200
DESCRIPTION = 2000
UNIT = 40
MOST_LANGUAGES = 8

LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?")
UNSAID = "es"
"""The language of a text that does not say its own."""


def cleaned(value: Any, most: int = TITLE) -> str:
    """A text without anything invisible that deceives, at most `most` characters long.

    What is not a text gives an empty one. The result is never markup: templates escape it.
    """
    if not isinstance(value, str):
        return ""
    text = canonical(value[: 4 * most]).strip()
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def one_line(value: Any, most: int = TITLE) -> str:
    """The same on a single line."""
    return cleaned(" ".join(value.split()) if isinstance(value, str) else value, most)


def by_language(value: Any, most: int = TITLE) -> dict[str, str]:
    """Language → text; a plain text counts as Spanish; what cannot be read is left out."""
    if isinstance(value, str):
        value = {UNSAID: value}
    if not isinstance(value, Mapping):
        return {}
    texts = {
        language: cleaned(text, most)
        for language, text in list(value.items())[:MOST_LANGUAGES]
        if isinstance(language, str) and LANGUAGE.fullmatch(language)
    }
    return {language: text for language, text in texts.items() if text}


def in_language(texts: Mapping[str, str], language: str) -> str:
    """The text in a language, else in Spanish, English or whichever there is; else empty."""
    for wanted in (language, UNSAID, "en", *sorted(texts)):
        if texts.get(wanted):
            return texts[wanted]
    return ""
