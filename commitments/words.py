"""The words that people read for the closed lists of this feature."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from commitments.kinds import Delay, Fulfilment, Priority, Recurrence, Reminder, Side, Tab
from commitments.lifecycle import Status, Verb
from web.locale import _l

STATUS: Mapping[StrEnum, Any] = {
    Status.NOT_STARTED: _l("Sin empezar"),
    Status.IN_PROGRESS: _l("En marcha"),
    Status.REPORTED_DONE: _l("Dicen que se cumplió"),
    Status.VERIFIED: _l("Comprobado"),
    Status.BLOCKED: _l("Detenido"),
    Status.REFORMULATED: _l("Cambiado por otro"),
    Status.CANCELLED: _l("Anulado por las partes"),
    Status.PROPOSED: _l("Aún no vigente"),
    Status.LAPSED: _l("Sin efecto"),
    Status.WITHDRAWN: _l("Retirado antes de regir"),
}

VERB: Mapping[StrEnum, Any] = {
    Verb.START: _l("Anotar que empezó"),
    Verb.REPORT: _l("Anotar que dicen haber cumplido"),
    Verb.VERIFY: _l("Anotar que se comprobó"),
    Verb.REJECT: _l("Anotar que no se cumplió"),
    Verb.BLOCK: _l("Anotar que está detenido"),
    Verb.REFORMULATE: _l("Cambiar por otro compromiso"),
    Verb.CANCEL: _l("Anular por acuerdo de las partes"),
    Verb.REOPEN: _l("Volver a abrir"),
    Verb.RENEW: _l("Empieza la siguiente vuelta"),
    Verb.ENTER: _l("Entra en vigencia"),
    Verb.LAPSE: _l("Dejar sin efecto"),
    Verb.TELL: _l("Anotar una novedad"),
}

HAPPENED: Mapping[StrEnum, Any] = {
    Verb.START: _l("Empezó"),
    Verb.REPORT: _l("Dicen que se cumplió"),
    Verb.VERIFY: _l("Se comprobó"),
    Verb.REJECT: _l("No se comprobó"),
    Verb.BLOCK: _l("Se detuvo"),
    Verb.REFORMULATE: _l("Se cambió por otro"),
    Verb.CANCEL: _l("Lo anularon las partes"),
    Verb.REOPEN: _l("Se abrió otra vez"),
    Verb.RENEW: _l("Empezó la siguiente vuelta"),
    Verb.ENTER: _l("Entró en vigencia"),
    Verb.LAPSE: _l("Quedó sin efecto"),
    Verb.TELL: _l("Novedad"),
}
"""What happened, as the story of a commitment tells it."""

RECURRENCE: Mapping[StrEnum, Any] = {
    Recurrence.WEEKLY: _l("Cada semana"),
    Recurrence.MONTHLY: _l("Cada mes"),
    Recurrence.QUARTERLY: _l("Cada tres meses"),
    Recurrence.YEARLY: _l("Cada año"),
}

PRIORITY: Mapping[StrEnum, Any] = {
    Priority.LOW: _l("Baja"),
    Priority.NORMAL: _l("Normal"),
    Priority.HIGH: _l("Alta"),
}

DELAY: Mapping[StrEnum, Any] = {
    Delay.BUDGET: _l("Falta dinero"),
    Delay.PERMIT: _l("Falta un permiso"),
    Delay.WEATHER: _l("Lluvia, helada o sequía"),
    Delay.STAFF: _l("Falta o cambio de personal"),
    Delay.DISAGREEMENT: _l("Desacuerdo entre las partes"),
    Delay.OTHER_PARTY: _l("Depende de otra parte"),
    Delay.ACCESS: _l("No hay acceso al lugar"),
    Delay.OTHER: _l("Otra causa"),
}

SIDE: Mapping[StrEnum, Any] = {
    Side.RESPONSIBLE: _l("Quien se comprometió"),
    Side.VERIFIER: _l("Quien comprueba"),
    Side.AFFECTED: _l("A quien le toca"),
}

FULFILMENT: Mapping[StrEnum, Any] = {
    Fulfilment.FULFILLED: _l("Cumplido"),
    Fulfilment.PARTLY: _l("Cumplido en parte"),
    Fulfilment.NOT: _l("No cumplido"),
}

REMINDER: Mapping[StrEnum, Any] = {
    Reminder.BEFORE: _l("Faltan 7 días"),
    Reminder.DUE: _l("Vence hoy"),
    Reminder.AFTER: _l("Ya venció"),
    Reminder.MOVED: _l("Hay una novedad"),
}

TAB: Mapping[StrEnum, Any] = {
    Tab.OPEN: _l("Abiertos"),
    Tab.OVERDUE: _l("Vencidos"),
    Tab.SOON: _l("Vencen en 7 días"),
    Tab.TO_VERIFY: _l("Falta comprobar"),
    Tab.BLOCKED: _l("Detenidos"),
    Tab.UNDATED: _l("Sin fecha"),
    Tab.ENDED: _l("Terminados"),
    Tab.ALL: _l("Todos los compromisos"),
}
