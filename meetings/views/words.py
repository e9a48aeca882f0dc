"""The words for what only pages name: the tabs of the list, the lines of the checklist."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from meetings.old_sheets import Column
from meetings.queries.checklist import Need
from meetings.queries.listing import View
from web.locale import _l

VIEW: Mapping[StrEnum, Any] = {
    View.UPCOMING: _l("Por realizar"),
    View.OPEN: _l("Abiertas ahora"),
    View.WAITING: _l("Esperan su acta"),
    View.SEALED: _l("Con acta sellada"),
    View.CANCELLED: _l("Canceladas"),
    View.OLD: _l("Actas antiguas"),
}

EMPTY_VIEW: Mapping[StrEnum, tuple[Any, Any]] = {
    View.UPCOMING: (
        _l("No hay reuniones por realizar"),
        _l("Planee una: su agenda, su asistencia y su acta nacen de ella."),
    ),
    View.OPEN: (
        _l("Ninguna reunión está abierta ahora"),
        _l("Quien facilita abre la reunión desde su página, cuando la gente ya está en la sala."),
    ),
    View.WAITING: (
        _l("Ninguna reunión espera su acta"),
        _l("Aquí aparecen las que terminaron y todavía no tienen acta sellada."),
    ),
    View.SEALED: (
        _l("Todavía no hay actas selladas"),
        _l("Un acta se sella después de leerla a la sala."),
    ),
    View.CANCELLED: (
        _l("Ninguna reunión está cancelada"),
        _l("Una reunión que no se hará se cancela; así queda a la vista."),
    ),
    View.OLD: (
        _l("No hay actas antiguas todavía"),
        _l("Traiga las actas de antes: con ellas se mide cuánto se cumplió."),
    ),
}

NEED: Mapping[StrEnum, Any] = {
    Need.PREVIOUS: _l("El acta anterior está sellada"),
    Need.AGENDA: _l("La agenda tiene puntos"),
    Need.PLACE: _l("Está escrito el lugar"),
    Need.OPENED: _l("La reunión se abrió"),
    Need.ATTENDANCE: _l("Está anotado quién asistió"),
    Need.SUMMARIES: _l("Cada punto dice qué se habló"),
    Need.CLOSED: _l("La reunión se cerró"),
    Need.SIGNATORIES: _l("Se sabe quién firma"),
    Need.READ_BACK: _l("El acta se leyó a la sala"),
}
"""Each line is true when it is done."""

COLUMN_HELP: Mapping[StrEnum, Any] = {
    Column.DATE: _l("El día de la reunión: 23/08/2019. Hace falta."),
    Column.TITLE: _l(
        "El nombre del acta. Hace falta. Las filas con la misma fecha y título son una."
    ),
    Column.KIND: _l("Taller, sesión de diálogo, visita de campo, comité, asamblea."),
    Column.PLACE: _l("El local."),
    Column.DISTRICT: _l("El distrito."),
    Column.AGENDA: _l("Sí o no: si el acta tenía agenda. Vacío si el papel no lo dice."),
    Column.AGREEMENT: _l("Qué se acordó."),
    Column.EXTENT: _l("Total, parcial o sin acuerdo."),
    Column.DISSENT: _l("Por qué no todos estuvieron de acuerdo."),
    Column.COMMITMENT: _l("Qué se prometió. En la misma fila que el acuerdo del que sale."),
    Column.RESPONSIBLE: _l("Quién lo prometió, si el papel lo dice."),
    Column.DUE: _l("Hasta cuándo, si el papel lo dice: 31/10/2019."),
    Column.CONDITION: _l("Qué debe pasar antes, si no hay fecha."),
    Column.VERIFIER: _l("Quién comprueba que se cumplió, si el papel lo dice."),
    Column.INDICATOR: _l("Cómo se sabe que se cumplió."),
}
"""What people write into each column."""
