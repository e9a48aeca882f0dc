"""What stands about evidence in the words of the reader, for its page and its papers alike."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import segno

from basin import words
from basin.contract.texts import in_language
from basin.documents.brought import cells_of, others, series_of
from basin.kinds import Origin
from basin.queries.dossier import Dossier
from web.formats import number, short_moment
from web.locale import _, current

__all__ = [
    "Given",
    "caveat",
    "cells_of",
    "inputs",
    "others",
    "provenance",
    "qr",
    "series_of",
    "stamps",
    "title_of",
]
Pair = tuple[str, Any]
LEAST_SHARE = 0.001
"""In per cent: nobody has to be told of less water than that."""


@dataclass(frozen=True)
class Given:
    """An input of the model: what it is called, its value and its unit."""

    name: str
    value: str
    unit: str


def title_of(dossier: Dossier) -> str:
    """Its title in the language of the reader."""
    return dossier.titles.get(current()) or dossier.name


def stamps(dossier: Dossier) -> list[str]:
    """What nobody may overlook."""
    told = []
    if dossier.origin is Origin.HAND:
        told.append(str(words.ORIGIN[Origin.HAND]))
    if dossier.is_illustrative:
        told.append(str(_("Ilustrativo, no calibrado")))
    return told


def provenance(dossier: Dossier) -> list[Pair]:
    """Where it comes from, who asked for it and why; what is not known is left out."""
    facts = dossier.facts
    model, service = dossier.model, facts.get("service") or {}
    station, source = facts.get("station") or {}, facts.get("source") or {}
    told: list[Pair] = [
        (str(_("Clase")), words.EVIDENCE[dossier.kind]),
        (str(_("Origen")), words.ORIGIN[dossier.origin]),
        (str(_("Quién la pidió")), facts.get("requested_by")),
        (str(_("Para qué")), facts.get("why")),
        (str(_("Pedida")), _moment(facts.get("requested_at"), dossier)),
        (str(_("Recibida")), _moment(facts.get("retrieved_at"), dossier)),
        (str(_("Modelo")), " ".join(filter(None, (model.get("id"), model.get("version"))))),
        (str(_("Con qué se calculó")), model.get("engine")),
        (
            str(_("Servicio")),
            " ".join(filter(None, (service.get("process"), service.get("version")))),
        ),
        (str(_("Estación")), station.get("name")),
        (str(_("Lugar")), station.get("place")),
        (str(_("Nivel medido desde")), station.get("datum")),
        (str(_("Archivo")), source.get("file_name")),
        (str(_("Período")), _period(facts.get("period"))),
        (str(_("El agua cuadra")), balance(dossier)),
    ]
    return [(label, value) for label, value in told if value]


def balance(dossier: Dossier) -> str:
    """How well the water of the model balances."""
    worst = dossier.worst_balance
    if worst is None:
        return ""
    if worst < LEAST_SHARE:
        share = number(LEAST_SHARE)
        return str(_("Sí: falta o sobra menos de %(share)s %% del agua", share=share))
    return str(_("Falta o sobra hasta %(share)s %% del agua", share=number(round(worst, 3))))


def inputs(dossier: Dossier) -> list[Given]:
    """What the model was asked, every default written out, with units."""
    facts = dossier.facts
    given: Mapping[str, Any] = facts.get("run_inputs") or facts.get("inputs") or {}
    units, titles = facts.get("units") or {}, facts.get("input_titles") or {}
    return [
        Given(in_language(titles.get(name) or {}, current()) or name, _value(value, dossier),
              units.get(name, ""))
        for name, value in given.items()
    ]  # fmt: skip


def caveat(dossier: Dossier) -> str:
    """What the model does not represent, in the language of the reader or in Spanish."""
    return in_language(dossier.facts.get("caveats") or {}, current())


def qr(address: str) -> str:
    """The square that leads a telephone to an address, as a picture of its own."""
    return str(segno.make(address, error="m", micro=False).svg_data_uri(border=2, light="#fff"))


def _value(value: Any, dossier: Dossier) -> str:
    if isinstance(value, bool):
        return str(_("Sí")) if value else str(_("No"))
    if isinstance(value, int | float):
        return number(value) if abs(value) < 10**7 else str(value)
    if isinstance(value, list):
        return ", ".join(_scenario(str(one), dossier) for one in value)
    return str(value)


def _scenario(name: str, dossier: Dossier) -> str:
    titles = {one["id"]: one.get("title") or {} for one in dossier.facts.get("scenarios") or ()}
    return in_language(titles.get(name, {}), current()) or name


def _moment(text: Any, dossier: Dossier) -> str:
    if not isinstance(text, str):
        return ""
    return short_moment(datetime.fromisoformat(text), dossier.time_zone)


def _period(period: Any) -> str:
    if not isinstance(period, Mapping):
        return ""
    return f"{str(period.get('from'))[:10]} – {str(period.get('to'))[:10]}"
