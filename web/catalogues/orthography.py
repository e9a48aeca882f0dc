"""How Southern Quechua is written here: RM 1218-85-ED, three vowels, one apostrophe.

Loans that the region uses and names keep their own spelling; they stand in a list of their own
beside the catalogue, one a line, and may carry Quechua suffixes.
"""

import re
from functools import cache

from kernel.text import canonical
from web.catalogues.gathering import FOLDER
from web.catalogues.placeholders import without_placeholders
from web.catalogues.settled import unsettled

_CODE = re.compile(r"[\w-]*\d[\w-]*|\b[A-Z]{1,2}-[A-Z]{4,8}\b")
"""A code is no word: RO07LE, C-7K2M9Q, and P-ACWCUK, in which chance put letters alone."""
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]*)*")
_CONSONANT = "chh|ch'|ch|kh|k'|k|ph|p'|p|qh|q'|q|th|t'|t|ll|sh|[hlmnñrswy]"
# An accent only on the last vowel, where the stress tells the meaning: arí, chinkachiptiyrí.
_QUECHUA = re.compile(rf"(?:[aiu]|{_CONSONANT})*[aiuáíú]?(?:{_CONSONANT})?")
_SUFFIXES = re.compile(rf"(?:[aiu]|{_CONSONANT})*")
_NUMERAL = "iskay|kimsa|tawa|pichqa|suqta|qanchis|pusaq|isqun|chunka|pachak|waranqa"
_PLURAL_AFTER_NUMERAL = re.compile(
    rf"(?:\b\d+|%\((?:n|num|count|days|hours|years)\)[sd]|\b(?:{_NUMERAL}))\s+\w+kuna", re.I
)
_SUFFIX_ON_A_NAME = re.compile(r"%\(\w+\)s['-]?[^\W\d_]|\b[A-Z]{1,2}-[A-Z0-9]{4,8}['-]?[a-zñ]")


@cache
def loans() -> frozenset[str]:
    """Words that keep their own spelling, in small letters."""
    lines = (FOLDER / "loans.txt").read_text(encoding="utf-8").splitlines()
    words = (line.partition("#")[0] for line in lines)
    return frozenset(word.strip().lower() for word in words if word.strip())


def misspelt(text: str) -> list[str]:
    """The words of `text` that are neither written in the Quechua alphabet nor known loans."""
    words = _WORD.findall(_CODE.sub(" ", without_placeholders(text)))
    return [word for word in words if len(word) > 1 and not _well_written(word.lower())]


def _well_written(word: str) -> bool:
    if _QUECHUA.fullmatch(word) or word in loans():
        return True
    stems = (word[:end] for end in range(len(word) - 1, 1, -1))
    return any(stem in loans() and _SUFFIXES.fullmatch(word, len(stem)) for stem in stems)


def breaches(text: str) -> list[str]:
    """What a Quechua `text` does against the rules of writing, said in Spanish."""
    found = [f"palabra fuera de la ortografía: {word}" for word in misspelt(text)]
    if canonical(text).strip() != text.strip():
        found.append("apóstrofo u otro signo que no es el acordado (')")
    if _PLURAL_AFTER_NUMERAL.search(text):
        found.append("-kuna después de un número")
    if _SUFFIX_ON_A_NAME.search(text):
        found.append("sufijo pegado a un nombre")
    return found + unsettled(text)
