"""The words that people read for the closed lists of this feature."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from trainings.kinds import (
    Admission,
    AnsweredOn,
    Handling,
    Moment,
    PrintoutFormat,
    PrintoutOf,
    PrintoutState,
    Purpose,
    QuestionKind,
    QuotaOf,
    RegistrationState,
)
from trainings.places import Light
from web.locale import _l

ADMISSION: Mapping[StrEnum, Any] = {
    Admission.OPEN: _l("Abierta a todos"),
    Admission.INVITATION: _l("Solo con invitación"),
    Admission.CLOSED: _l("Cerrada"),
}

REGISTRATION: Mapping[StrEnum, Any] = {
    RegistrationState.INVITED: _l("Con invitación"),
    RegistrationState.REGISTERED: _l("Con lugar"),
    RegistrationState.WAITING: _l("En lista de espera"),
    RegistrationState.CANCELLED: _l("Ya no viene"),
    RegistrationState.DECLINED: _l("No hubo lugar"),
}

HANDLING: Mapping[StrEnum, Any] = {
    Handling.GIVE_PLACE: _l("Dar un lugar"),
    Handling.LET_WAIT: _l("Pasar a la lista de espera"),
    Handling.CANCEL: _l("Anotar que ya no viene"),
    Handling.DECLINE: _l("Decir que no hay lugar"),
}

QUOTA_OF: Mapping[StrEnum, Any] = {
    QuotaOf.WOMEN: _l("Mujeres"),
    QuotaOf.YOUTH: _l("Menores de 30 años"),
    QuotaOf.GROUP: _l("Un grupo"),
}

LIGHT: Mapping[StrEnum, Any] = {
    Light.MET: _l("Se cumple"),
    Light.CLOSE: _l("Falta poco"),
    Light.UNMET: _l("No se cumple"),
    Light.NOBODY: _l("Todavía nadie"),
}

QUESTION_KIND: Mapping[StrEnum, Any] = {
    QuestionKind.LIKERT: _l("Escala de 1 a 5"),
    QuestionKind.CHOICE: _l("Elegir una respuesta"),
    QuestionKind.OPEN: _l("Respuesta libre"),
}

MOMENT: Mapping[StrEnum, Any] = {
    Moment.BEFORE: _l("Antes del taller"),
    Moment.AFTER: _l("Después del taller"),
}

PURPOSE: Mapping[StrEnum, Any] = {
    Purpose.LEARNING: _l("Lo aprendido"),
    Purpose.SATISFACTION: _l("Cómo le pareció"),
}

ANSWERED_ON: Mapping[StrEnum, Any] = {
    AnsweredOn.PHONE: _l("En el teléfono"),
    AnsweredOn.PAPER: _l("En papel"),
}

PRINTOUT_OF: Mapping[StrEnum, Any] = {
    PrintoutOf.CERTIFICATES: _l("Todos los certificados"),
    PrintoutOf.REPORT: _l("Informe para la oficina"),
    PrintoutOf.REPORT_PUBLIC: _l("Informe para todos"),
}

PRINTOUT_STATE: Mapping[StrEnum, Any] = {
    PrintoutState.ORDERED: _l("Se está preparando"),
    PrintoutState.READY: _l("Listo"),
    PrintoutState.FAILED: _l("No se pudo hacer"),
}

PRINTOUT_FORMAT: Mapping[StrEnum, Any] = {
    PrintoutFormat.PDF: _l("PDF"),
    PrintoutFormat.XLSX: _l("Hoja de cálculo"),
}
