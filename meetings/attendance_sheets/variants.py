"""Spellings of one community or organization, and names that the meeting does not know yet."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from meetings.attendance_sheets.cells import compared
from meetings.attendance_sheets.values import Answers, Row, Setting, Unclassified, Variants

FIELDS = ("community", "organization")
CLASSIFIED = ("community", "group", "organization")
_SHORT = {
    "cc": "comunidad campesina", "ccs": "comunidad campesina", "com": "comunidad",
    "comun": "comunidad", "cn": "comunidad nativa", "camp": "campesina", "cp": "centro poblado",
    "ccpp": "centro poblado", "muni": "municipalidad", "mun": "municipalidad",
    "munic": "municipalidad", "municip": "municipalidad", "dist": "distrital", "prov": "provincial",
    "asoc": "asociacion", "fed": "federacion", "org": "organizacion", "gob": "gobierno",
    "reg": "regional", "min": "ministerio", "ie": "institucion educativa",
}  # fmt: skip
_LITTLE = frozenset(["de", "del", "la", "las", "el", "los", "y", "e"])
_GENERIC = frozenset(["comunidad", "campesina", "nativa"])
"""Of a community, what stands before its own name."""
_WORD = re.compile(r"[^\W_]+")


def key_of(field: str, name: str) -> str:
    """What all spellings of a name have in common: "CC. Ccapacmarca", "Comunidad Ccapacmarca"."""
    plain = unicodedata.normalize("NFD", name.casefold().replace(".", ""))
    plain = re.sub("[\u0300-\u0302\u0304-\u036f'’ʼ`´‘]", "", plain)
    words = [
        word
        for short in _WORD.findall(unicodedata.normalize("NFC", plain))
        for word in _SHORT.get(short, short).split()
        if word not in _LITTLE
    ]
    own = [word for word in words if field != "community" or word not in _GENERIC]
    return re.sub(r"(.)\1", r"\1", compared(" ".join(own or words)))


def variants_in(rows: Sequence[Row], setting: Setting, answers: Answers) -> tuple[Variants, ...]:
    """Names that several spellings share, or that are written unlike the one that is known."""
    return tuple(one for field in FIELDS for one in _of_field(field, rows, setting, answers))


def _of_field(
    field: str, rows: Sequence[Row], setting: Setting, answers: Answers
) -> Iterator[Variants]:
    known = {key_of(field, name): name for name in setting.names.get(field, ())}
    groups: dict[str, Counter[str]] = defaultdict(Counter)
    for name in _names(field, rows):
        groups[key_of(field, name)][name] += 1
    for words, spellings in groups.items():
        proposed = known.get(words) or max(spellings, key=lambda one: (spellings[one], len(one)))
        if set(spellings) != {proposed}:
            key = f"{field}:{words}"
            yield Variants(
                key,
                field,
                proposed,
                tuple(sorted(spellings)),
                words in known,
                answers.names.get(key, ""),
                key in answers.names,
            )


def _names(field: str, rows: Sequence[Row]) -> Iterator[str]:
    yield from (name for row in rows if row.person and (name := getattr(row.person, field)))


def renamed(rows: Sequence[Row], found: Sequence[Variants]) -> list[Row]:
    """The rows with the names that somebody chose for all spellings."""
    chosen = {
        (one.field, spelling): one.chosen
        for one in found
        if one.chosen
        for spelling in one.spellings
    }
    return [_renamed(row, chosen) for row in rows]


def _renamed(row: Row, chosen: dict[tuple[str, str], str]) -> Row:
    if row.person is None:
        return row
    names = {field: chosen.get((field, getattr(row.person, field)), "") for field in FIELDS}
    told: dict[str, Any] = {field: name for field, name in names.items() if name}
    return replace(row, person=replace(row.person, **told)) if told else row


def unclassified_in(rows: Sequence[Row], setting: Setting) -> tuple[Unclassified, ...]:
    """Names that are not among those that the meeting knows; they are to be classified."""
    told = []
    for field in CLASSIFIED:
        if field in setting.names:
            known = {key_of(field, name) for name in setting.names[field]}
            counted = Counter(_names(field, rows))
            told += [
                Unclassified(field, name, times)
                for name, times in counted.items()
                if key_of(field, name) not in known
            ]
    return tuple(told)
