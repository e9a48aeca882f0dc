"""The agreed words, Spanish to Quechua, with where each was attested."""

import csv
import re
from functools import cache

from kernel.text import fold
from web.catalogues.gathering import FOLDER
from web.catalogues.placeholders import without_placeholders


@cache
def _terms() -> tuple[tuple[str, str, str], ...]:
    """(folded Spanish, Spanish, Quechua), longest first."""
    with (FOLDER / "glossary.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    terms = {
        (_plain(term), term.strip(), row["quz"])
        for row in rows
        for term in re.sub(r"\([^)]*\)", "", row["es"]).split("/")
    }
    return tuple(sorted(terms, key=lambda term: (-len(term[0]), term)))


def _plain(text: str) -> str:
    words = re.findall(r"\w+", fold(without_placeholders(text)))
    return f" {' '.join(_singular(word) for word in words)} "


def _singular(word: str) -> str:
    return re.sub(r"(?<=[aiu])s$|(?<=[dlnr])is$", "", word)


def hits(spanish: str) -> list[str]:
    """The agreed words that `spanish` calls for, such as "agua = unu"."""
    sentence = _plain(spanish)
    return [f"{term} = {quechua}" for plain, term, quechua in _terms() if plain in sentence]
