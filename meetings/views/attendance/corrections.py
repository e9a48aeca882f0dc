"""The trail of a line in words: what it was, what it became, why, by whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from meetings import words
from meetings.kinds import AgeBand, Sex, Signing, Tongue
from meetings.models import Correction
from meetings.operations.attendance import HIDDEN
from web.locale import _, _l

FIELDS: Mapping[str, Any] = {
    "age": _l("Edad"),
    "arrived_at": _l("Llegó"),
    "community": _l("Comunidad"),
    "document": _l("Documento"),
    "first_language": _l("Primera lengua"),
    "group_id": _l("Grupo"),
    "left_at": _l("Se fue"),
    "may_be_named": _l("Acepta que se publique su nombre"),
    "merged": _l("Otra línea unida a esta"),
    "merged_into": _l("Unida a otra línea"),
    "name": _l("Nombre"),
    "organization": _l("Organización o institución"),
    "phone": _l("Teléfono"),
    "present": _l("Vino"),
    "removed": _l("Retirada de la lista"),
    "role": _l("Cargo"),
    "sex": _l("Sexo"),
    "signing": _l("Cómo firmó"),
    "sittings": _l("Sesiones de la otra línea"),
    "witness": _l("Testigo"),
}
LISTS: Mapping[str, tuple[type[Any], Mapping[Any, Any]]] = {
    "age": (AgeBand, words.AGE),
    "first_language": (Tongue, words.TONGUE),
    "sex": (Sex, words.SEX),
    "signing": (Signing, words.SIGNING),
}


@dataclass(frozen=True)
class Shown:
    """One correction as people read it. Changes are of field, before, after."""

    at: datetime
    who: str
    where: str
    reason: str
    changes: Sequence[tuple[str, str, str]]


def corrections_shown(
    corrections: Sequence[Correction],
    staff: Mapping[int, str],
    sittings: Mapping[int, str],
    groups: Mapping[int, str],
) -> list[Shown]:
    """What was corrected, in the order given."""
    return [
        Shown(
            at=one.at,
            who=staff.get(one.person_id or 0, ""),
            where=sittings.get(one.sitting_id or 0, ""),
            reason=one.reason,
            changes=[
                (
                    str(FIELDS.get(name, name)),
                    _said(name, one.before.get(name), sittings, groups),
                    _said(name, one.after.get(name), sittings, groups),
                )
                for name in one.after
            ],
        )
        for one in corrections
    ]


def _said(name: str, value: Any, sittings: Mapping[int, str], groups: Mapping[int, str]) -> str:
    if name == "sittings":
        return ", ".join(sittings.get(one, "") for one in value or ())
    if name in {"merged", "merged_into"} or isinstance(value, bool):
        return str(_("sí") if value else _("no"))
    if value == HIDDEN:
        return str(_("un número sellado"))
    if name == "group_id":
        return groups.get(value or 0) or str(_("Sin grupo"))
    if name in LISTS and value:
        kind, said = LISTS[name]
        return str(said[kind(value)])
    return str(value or "—")
