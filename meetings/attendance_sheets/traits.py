"""Sex, age, language and signature, as lists write them."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum

from kernel.spreadsheets.books import Cell
from meetings.attendance_sheets.cells import compared, typed, whole_number
from meetings.kinds import AgeBand, Sex, Signing, Tongue

_NOTHING = (
    "-,--,s/d,s/n,n/a,na,sin dato,sin datos,ninguno,ninguna,no tiene,ns/nr,no sabe,no dice,"
    "no precisa,xx"
)
BLANKS = frozenset(map(compared, _NOTHING.split(",")))
"""What people write where they have nothing to write."""


def _words(table: Mapping[StrEnum, str]) -> dict[str, str]:
    return {compared(word): kind.value for kind, words in table.items() for word in words.split()}


_SEXES = _words(
    {
        Sex.WOMAN: "f fem femenino femenina mujer warmi female dama w",
        Sex.MAN: "h v hombre varón varon masc masculino qhari male caballero",
        Sex.OTHER: "otro otra otros otre nobinario trans",
        Sex.UNSAID: "ns nr prefiere",
    }
)
_BY_F = frozenset(map(compared, ("f", "fem", "femenino", "femenina", "masc", "masculino")))
_BY_H = frozenset(map(compared, ("h", "v", "hombre", "varón")))
M = compared("M")


def sex_of(text: str, m_means: Sex | None) -> Sex | None:
    """The sex that a word means; None when nobody knows."""
    words = compared(text)
    if not words or words in BLANKS:
        return Sex.UNSAID
    if words == M:
        return m_means
    return Sex(_SEXES[words]) if words in _SEXES else None


def what_m_means(words: Iterable[str]) -> Sex | None:
    """Beside "F" an M is masculino, beside "H" or "V" it is mujer; alone nobody knows."""
    said = set(map(compared, words))
    by_f, by_h = bool(said & _BY_F), bool(said & _BY_H)
    if by_f == by_h:
        return None
    return Sex.MAN if by_f else Sex.WOMAN


_LOWER = (
    (60, AgeBand.FROM_60),
    (45, AgeBand.FROM_45),
    (30, AgeBand.FROM_30),
    (18, AgeBand.FROM_18),
)
_OLDEST = 120
_AGE = re.compile(r"(\d{1,3})(?:[.,]0+)?\s*(?:años?|anos?|a\.?|wata\w*|years?)?", re.I)
_FROM_TO = re.compile(r"(\d{1,2})\s*(?:-|–|a|al|hasta|y)\s*(\d{1,3})(?:\s*años)?", re.I)
_UNDER = re.compile(r"(?:<|menor(?:es)?(?:\s+de)?|menos\s+de|hasta)\s*(\d{1,2})(?:\s*años)?", re.I)
_OVER = re.compile(
    r"(?:(?:>=?|≥|mayor(?:es)?(?:\s+de)?|más\s+de|mas\s+de|desde)\s*(\d{1,2})"
    r"|(\d{1,2})\s*(?:\+|a\s+más|a\s+mas|y\s+más|y\s+mas|o\s+más|o\s+mas))(?:\s*años)?(?:\s*a\s+m[aá]s)?",
    re.I,
)


def band_of(age: int) -> AgeBand:
    """The band of an age in years."""
    return next((band for least, band in _LOWER if age >= least), AgeBand.UNDER_18)


def band_in(cell: Cell) -> AgeBand | None:
    """The band of an age or of a band as written: 34, "34 años", "30-44", "60 a más"."""
    number = whole_number(cell)
    text = typed(cell)
    if compared(text) in BLANKS or not text:
        return AgeBand.UNSAID
    written = _AGE.fullmatch(text)
    if number is None and written:
        number = int(written[1])
    if number is not None:
        return band_of(number) if 0 <= number <= _OLDEST else None
    return band_named(text)


def band_named(text: str) -> AgeBand | None:
    """The band that a label means; None when its ages lie in two of ours or it is no label."""
    text = text.strip(" ()[]")
    span = _FROM_TO.fullmatch(text)
    if span:
        low, high = band_of(int(span[1])), band_of(int(span[2]))
        return low if low is high else None
    under, over = _UNDER.fullmatch(text), _OVER.fullmatch(text)
    if under:
        return AgeBand.UNDER_18 if int(under[1]) <= 18 else None
    if over:
        least = int(over[1] or over[2])
        return AgeBand.FROM_60 if least >= 59 else None
    return None


def age_on(born: date, day: date) -> int:
    """How many years old somebody is on a day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


_TONGUES = _words(
    {
        Tongue.QU: "quechua qu qechua keshwa runasimi qhichwa q",
        Tongue.ES: "castellano español es c",
        Tongue.AY: "aymara aimara ay",
        Tongue.EN: "inglés english en",
        Tongue.OTHER: "otro otra matsigenka asháninka awajún shipibo",
    }
)


def tongue_of(text: str) -> Tongue | None:
    """The language that a word means, of several the first; None when nobody knows."""
    words = compared(text)
    if not words or words in BLANKS:
        return Tongue.UNSAID
    return next((Tongue(_TONGUES[word]) for word in words.split() if word in _TONGUES), None)


_SIGNED = (
    (Signing.THUMBPRINT, ("huella", "h d", "hd", "h digital", "indice", "yuyu", "dedo")),
    (Signing.PHOTO, ("foto", "fotografia", "photo")),
    (Signing.VERBAL, ("verbal", "voz", "de palabra", "oral", "no firma", "no sabe firmar")),
)
_NOT_SIGNED = frozenset(map(compared, ("no", "no firmó", "0", "falta", "pendiente"))) | BLANKS


def signing_of(text: str) -> Signing:
    """How somebody signed; whatever else stands in the box is taken for a signature."""
    words = compared(text)
    for signing, names in _SIGNED:
        if any(f" {compared(name)} " in f" {words} " for name in names):
            return signing
    if _is_drawn(text):
        return Signing.SIGNATURE
    return Signing.NONE if not words or words in _NOT_SIGNED else Signing.SIGNATURE


def _is_drawn(text: str) -> bool:
    """Whether there is a tick or a cross that is no word."""
    return any(sign in text for sign in "✓✔√☑✗✘×•●")
