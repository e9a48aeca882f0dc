"""Numbers in Spanish words, as an acta writes them beside the figures.

Quechua papers say figures: no numeral of Cusco Quechua has been confirmed for legal papers.
"""

from datetime import date, time
from enum import Enum

LARGEST = 999_999


class Before(Enum):
    """What the number stands before: the words for one change with it."""

    NOTHING = "nothing"
    FEMININE = "feminine"
    MASCULINE = "masculine"


_SMALL = (
    "cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez",
    "once", "doce", "trece", "catorce", "quince", "dieciséis", "diecisiete", "dieciocho",
    "diecinueve", "veinte", "veintiuno", "veintidós", "veintitrés", "veinticuatro", "veinticinco",
    "veintiséis", "veintisiete", "veintiocho", "veintinueve",
)  # fmt: skip
_TENS = ("", "", "", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa")
_HUNDREDS = (
    "", "ciento", "doscientos", "trescientos", "cuatrocientos", "quinientos", "seiscientos",
    "setecientos", "ochocientos", "novecientos",
)  # fmt: skip
_MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "setiembre",
    "octubre", "noviembre", "diciembre",
)  # fmt: skip


def in_words(number: int, before: Before = Before.NOTHING) -> str:
    """`number` in words, from 0 to 999,999; ValueError for any other.

    >>> in_words(21), in_words(21, Before.FEMININE), in_words(21, Before.MASCULINE)
    ('veintiuno', 'veintiuna', 'veintiún')
    """
    if not 0 <= number <= LARGEST:
        raise ValueError(f"{number} is not said in words")
    thousands, rest = divmod(number, 1000)
    if not thousands:
        return _below_thousand(rest, before)
    of_thousand = Before.MASCULINE if before is Before.NOTHING else before
    head = "mil" if thousands == 1 else f"{_below_thousand(thousands, of_thousand)} mil"
    return f"{head} {_below_thousand(rest, before)}" if rest else head


def day_in_words(day: date) -> str:
    """A day as an acta begins: "a los veintitrés días del mes de agosto del año dos mil…"."""
    days = "al primer día" if day.day == 1 else f"a los {in_words(day.day, Before.MASCULINE)} días"
    return f"{days} del mes de {_MONTHS[day.month - 1]} del año {in_words(day.year)}"


def hour_in_words(hour: time) -> str:
    """An hour as an acta says it, with its article: "las nueve horas con diez minutos"."""
    article = "la" if hour.hour == 1 else "las"
    hours = f"{article} {in_words(hour.hour, Before.FEMININE)} hora{'' if hour.hour == 1 else 's'}"
    if not hour.minute:
        return hours
    minutes = in_words(hour.minute, Before.MASCULINE)
    return f"{hours} con {minutes} minuto{'' if hour.minute == 1 else 's'}"


def _below_thousand(number: int, before: Before) -> str:
    if number == 100:
        return "cien"
    hundreds, rest = divmod(number, 100)
    head = _HUNDREDS[hundreds]
    if before is Before.FEMININE and hundreds > 1:
        head = f"{head[:-2]}as"
    return " ".join(filter(None, (head, _below_hundred(rest, before) if rest or not head else "")))


def _below_hundred(number: int, before: Before) -> str:
    if number < len(_SMALL):
        return _one(_SMALL[number], before)
    tens, ones = divmod(number, 10)
    if not ones:
        return _TENS[tens]
    return f"{_TENS[tens]} y {_one(_SMALL[ones], before)}"


def _one(words: str, before: Before) -> str:
    if not words.endswith("uno") or before is Before.NOTHING:
        return words
    if before is Before.FEMININE:
        return f"{words[:-1]}a"
    return "veintiún" if words == "veintiuno" else words[:-1]
