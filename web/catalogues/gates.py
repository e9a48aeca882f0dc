"""What a catalogue must hold before it may ship.

`pybabel compile --statistics` counts fuzzy entries and empty plurals as translated; these do not.
"""

from collections.abc import Iterator
from typing import NamedTuple

import polib

from web.catalogues import orthography
from web.catalogues.parts import Part, part_of
from web.catalogues.placeholders import can_be_filled, gaps
from web.catalogues.reviews import state_of


class Fault(NamedTuple):
    """One sentence and what is wrong with its translation, said in Spanish for translators."""

    language: str
    msgid: str
    what: str


def faults(language: str, catalogue: polib.POFile) -> Iterator[Fault]:
    """All that keeps `catalogue` from shipping. Staff sentences may still wait for Quechua."""
    for entry in catalogue:
        if translated(entry):
            found = wrong(language, entry)
        elif language == "qu" and part_of(entry) is Part.staff:
            continue
        else:
            found = ["falta la traducción"]
        yield from (Fault(language, entry.msgid, what) for what in found)


def slots(entry: polib.POEntry) -> list[str]:
    """The translation, or every plural slot of it."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def translated(entry: polib.POEntry) -> bool:
    """Whether every slot is filled and nothing is a guess."""
    return not entry.fuzzy and all(slot.strip() for slot in slots(entry))


def wrong(language: str, entry: polib.POEntry) -> list[str]:
    """What is wrong with a translation that is there."""
    found = [fault for text in slots(entry) for fault in text_faults(language, entry, text)]
    if state_of(entry) is None:
        found.append("falta el estado de revisión")
    return found


def text_faults(language: str, entry: polib.POEntry, text: str) -> list[str]:
    """What is wrong with `text` as a translation of `entry`."""
    sources = [gaps(entry.msgid), gaps(entry.msgid_plural or entry.msgid)]
    found = [] if gaps(text) in sources else ["los espacios %(…)s no son los del castellano"]
    if _is_filled(entry) and not (can_be_filled(text) and can_be_filled(entry.msgid)):
        found.append("un % suelto: se escribe %%")
    if text.strip() != text and entry.msgid.strip() == entry.msgid:
        found.append("espacio al comienzo o al final")
    return found + (orthography.breaches(text) if language == "qu" else [])


def _is_filled(entry: polib.POEntry) -> bool:
    """Templates fill every sentence, also one without gaps; Python only those that have some."""
    in_template = any(file.startswith("templates/") for file, _ in entry.occurrences)
    return in_template or "python-format" in entry.flags


class Standing(NamedTuple):
    """How far a catalogue is, in sentences of one part."""

    part: Part
    translated: int
    reviewed: int
    all: int


def standings(catalogue: polib.POFile) -> Iterator[Standing]:
    """How far `catalogue` is in each part."""
    for part in Part:
        entries = [entry for entry in catalogue if part_of(entry) is part]
        reviewed = [entry for entry in entries if (state := state_of(entry)) and state.reviewer]
        done = sum(map(translated, entries))
        yield Standing(part, done, len(reviewed), len(entries))
