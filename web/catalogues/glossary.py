"""The agreed words, Spanish to Quechua, with where each was attested."""

import csv
import re
from functools import cache

from web.catalogues.gathering import FOLDER
from web.catalogues.placeholders import without_placeholders


@cache
def _terms() -> tuple[tuple[str, str, str], ...]:
    """(Spanish to compare, Spanish to show, Quechua), longest first."""
    with (FOLDER / "glossary.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    terms = {
        (_plain(term), term.strip(), row["quz"])
        for row in rows
        for term in re.sub(r"\([^)]*\)", "", row["es"]).split("/")
    }
    return tuple(sorted(terms, key=lambda term: (-len(term[0]), term)))


def _plain(text: str) -> str:
    """The words in small letters, singular and plural made one."""
    words = re.findall(r"\w+", without_placeholders(text).lower())
    return f" {' '.join(re.sub(r'(?<=...)(?:es|s|e)$', '', word) for word in words)} "


def hits(spanish: str) -> list[str]:
    """The agreed words that `spanish` calls for, such as "agua = unu"."""
    sentence = _plain(spanish)
    return [f"{term} = {quechua}" for plain, term, quechua in _terms() if plain in sentence]
