"""The pages on which evidence is brought by hand, as somebody of the demonstration meets them."""

from collections.abc import Callable
from io import BytesIO

from sqlalchemy import select

from basin.models import Study
from basin.operations.adding_held import PURPOSE, Holder
from kernel.spreadsheets import reading
from kernel.spreadsheets.limits import SERIES
from kernel.vault import derive
from tests.browser.house import House

KEEPER = "coordinator@salta.example"
Scene = Callable[[House], tuple[str, str]]

WEAP = """WEAP Export
Unit: m3/s

Branch;Referencia;Con mina
ene-2026;0,120;0,115
feb-2026;0,131;0,12
mar-2026;;0,118
abr-2026;0,125;0,116
TOTAL;0,376;0,469
"""
SERIES_SAID = {"v-all": "streamflow", "u-all": "m3/s"}
STATION = "Fecha;Lluvia (mm);Calidad\n" + "".join(
    f"2026-{month:02d}-{day:02d};{'s/d' if day == 9 else day % 4},5;{'E' if day == 8 else 'B'}\n"
    for month in (1, 2)
    for day in range(1, 29)
).replace("2026-02-11;3,5", "2026-02-11;900,5").replace("s/d,5", "s/d")
STATION_SAID = {
    "take": "c1", "v-all": "rain", "u-all": "mm", "flags": "2", "step": "P1D",
    "m0": "good", "m1": "estimated",
}  # fmt: skip


def add(end: str = "") -> Scene:
    """A page for something new of the study."""

    def scene(house: House) -> tuple[str, str]:
        return KEEPER, f"/studies/{_study(house)}/add{end}"

    return scene


def waiting(kind: str, *, said: bool) -> Scene:
    """The page of a table that waits; with what was `said` of it, what would become evidence."""
    text, words = (WEAP, SERIES_SAID) if kind == "series" else (STATION, STATION_SAID)

    def scene(house: House) -> tuple[str, str]:
        code = _study(house)
        vault, store = house.app.extensions["vault"], house.app.extensions["files"]
        person = house.people[KEEPER]
        holder = Holder(store, derive(vault.derived(PURPOSE), f"{code}:{person}"))
        book = reading.read(BytesIO(text.encode()), "tabla.csv", SERIES)
        held = holder.hold("tabla.csv", text.encode(), book)
        end = f"/{holder.hold_words(held, words)}" if said else ""
        return KEEPER, f"/studies/{code}/add/{kind}/{held}{end}"

    return scene


def _study(house: House) -> str:
    with house.database.reading() as session:
        found = session.scalars(select(Study.code).order_by(Study.id)).first()
        assert found
        return str(found)


PAGES: dict[str, tuple[str, Scene]] = {
    "add evidence": ("basin.add_page", add()),
    "add a file": ("basin.add_one_page", add("/file")),
    "add a photograph": ("basin.add_one_page", add("/photograph")),
    "add a result": ("basin.add_one_page", add("/laboratory")),
    "add published cells": ("basin.add_one_page", add("/statistics")),
    "add a concern": ("basin.add_one_page", add("/concern")),
    "add series": ("basin.table_page", add("/series")),
    "map series": ("basin.map_page", waiting("series", said=False)),
    "map a station": ("basin.map_page", waiting("observations", said=False)),
    "look at series": ("basin.look_page", waiting("series", said=True)),
    "look at a station": ("basin.look_page", waiting("observations", said=True)),
}
