"""The words that people read for the closed lists of this feature."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from meetings.kinds import (
    AgeBand,
    Attached,
    AttendanceView,
    CarriedTo,
    ContributionKind,
    Copy,
    Counting,
    DocumentKind,
    Extent,
    FilePurpose,
    GroupKind,
    ImportState,
    MeetingKind,
    PaperLanguage,
    Sex,
    SheetKind,
    Signing,
    Source,
    Tongue,
)
from meetings.lifecycle import State, Verb
from meetings.old_sheets import Trouble
from meetings.particulars import Particular
from web.locale import _l

MEETING_KIND: Mapping[StrEnum, Any] = {
    MeetingKind.WORKSHOP: _l("Taller"),
    MeetingKind.DIALOGUE_SESSION: _l("Sesión de diálogo"),
    MeetingKind.FIELD_VISIT: _l("Visita de campo"),
    MeetingKind.PEER_EXCHANGE: _l("Intercambio entre pares"),
    MeetingKind.COMMITTEE_MEETING: _l("Reunión de comité"),
    MeetingKind.ASSEMBLY: _l("Asamblea"),
}

GROUP_KIND: Mapping[StrEnum, Any] = {
    GroupKind.COMMUNITY: _l("Comunidad"),
    GroupKind.WOMEN: _l("Organización de mujeres"),
    GroupKind.YOUTH: _l("Jóvenes"),
    GroupKind.AUTHORITY: _l("Autoridad"),
    GroupKind.COMPANY: _l("Empresa"),
    GroupKind.SMALL_MINING: _l("Minería artesanal"),
    GroupKind.ACADEMIA: _l("Universidad"),
    GroupKind.CIVIL_SOCIETY: _l("Organización social"),
    GroupKind.OBSERVER: _l("Observador"),
    GroupKind.OTHER: _l("Otro grupo"),
}

SEX: Mapping[StrEnum, Any] = {
    Sex.WOMAN: _l("Mujer"),
    Sex.MAN: _l("Varón"),
    Sex.OTHER: _l("Otro"),
    Sex.UNSAID: _l("No dice"),
}

AGE: Mapping[StrEnum, Any] = {
    AgeBand.UNDER_18: _l("Menos de 18"),
    AgeBand.FROM_18: _l("18 a 29"),
    AgeBand.FROM_30: _l("30 a 44"),
    AgeBand.FROM_45: _l("45 a 59"),
    AgeBand.FROM_60: _l("60 o más"),
    AgeBand.UNSAID: _l("No dice"),
}

TONGUE: Mapping[StrEnum, Any] = {
    Tongue.ES: _l("Castellano"),
    Tongue.QU: _l("Quechua"),
    Tongue.AY: _l("Aimara"),
    Tongue.EN: _l("Inglés"),
    Tongue.OTHER: _l("Otra lengua"),
    Tongue.UNSAID: _l("No dice"),
}

SIGNING: Mapping[StrEnum, Any] = {
    Signing.SIGNATURE: _l("Firma"),
    Signing.THUMBPRINT: _l("Huella"),
    Signing.VERBAL: _l("De palabra, con testigo"),
    Signing.PHOTO: _l("Foto de la hoja"),
    Signing.NONE: _l("No firmó"),
}

DOCUMENT_KIND: Mapping[StrEnum, Any] = {
    DocumentKind.DNI: _l("DNI"),
    DocumentKind.OTHER: _l("Otro documento"),
}

SOURCE: Mapping[StrEnum, Any] = {
    Source.DESK: _l("Anotado en la oficina"),
    Source.ROOM: _l("Anotado en la sala"),
    Source.GRID: _l("Pasado del papel"),
    Source.SHEET: _l("De una hoja de cálculo"),
    Source.CHECK_IN: _l("Se anotó con su teléfono"),
    Source.REGISTRATION: _l("De la inscripción"),
}

ATTENDANCE_VIEW: Mapping[StrEnum, Any] = {
    AttendanceView.ALL: _l("Todas las personas"),
    AttendanceView.CAME: _l("Vinieron"),
    AttendanceView.MISSING: _l("No vinieron"),
    AttendanceView.REMOVED: _l("Retiradas o unidas"),
}

CONTRIBUTION: Mapping[StrEnum, Any] = {
    ContributionKind.CONCERN: _l("Preocupación"),
    ContributionKind.PROPOSAL: _l("Propuesta"),
    ContributionKind.QUESTION: _l("Pregunta"),
    ContributionKind.EXPERIENCE: _l("Experiencia"),
    ContributionKind.TESTIMONY: _l("Testimonio"),
}

COUNTING: Mapping[StrEnum, Any] = {
    Counting.HANDS: _l("A mano alzada"),
    Counting.DOTS: _l("Con puntos"),
    Counting.CONSENSUS: _l("Por consenso"),
    Counting.BALLOT: _l("Con voto escrito"),
}

EXTENT: Mapping[StrEnum, Any] = {
    Extent.TOTAL: _l("Total"),
    Extent.PARTIAL: _l("Parcial"),
    Extent.NONE: _l("Sin acuerdo"),
}

CARRIED_TO: Mapping[StrEnum, Any] = {
    CarriedTo.CASE: _l("Caso de oficio"),
    CarriedTo.PROCESS: _l("Proceso de diálogo"),
}

FILE_PURPOSE: Mapping[StrEnum, Any] = {
    FilePurpose.SIGNED_SCAN: _l("Acta firmada, escaneada"),
    FilePurpose.OLD_ACTA: _l("Acta antigua"),
    FilePurpose.ATTENDANCE_SHEET: _l("Lista de asistencia en papel"),
    FilePurpose.SHOWN: _l("Documento mostrado"),
    FilePurpose.PHOTO: _l("Fotografía"),
    FilePurpose.DELEGATION: _l("Acta de delegación"),
}

ATTACHED: Mapping[StrEnum, Any] = {
    Attached.LEDGER: _l("Libro de evidencias de un estudio, con su último asiento"),
}

ANNEX: Mapping[StrEnum, Any] = {**FILE_PURPOSE, **ATTACHED}

IMPORT_STATE: Mapping[StrEnum, Any] = {
    ImportState.PREVIEW: _l("Por confirmar"),
    ImportState.CONFIRMED: _l("Confirmada"),
    ImportState.DISCARDED: _l("Descartada"),
}

COPY: Mapping[StrEnum, Any] = {
    Copy.FULL: _l("Completa"),
    Copy.PUBLIC: _l("Pública"),
}

PAPER_LANGUAGE: Mapping[StrEnum, Any] = {
    PaperLanguage.ES: _l("En castellano"),
    PaperLanguage.QU: _l("En quechua"),
    PaperLanguage.BOTH: _l("En las dos lenguas"),
}

STATE: Mapping[StrEnum, Any] = {
    State.DRAFT: _l("Borrador"),
    State.READ_BACK: _l("Leída a la sala"),
    State.SEALED: _l("Sellada"),
}

VERB: Mapping[StrEnum, Any] = {
    Verb.READ_BACK: _l("Leer a la sala"),
    Verb.RETURN_TO_DRAFT: _l("Volver a borrador"),
    Verb.SEAL: _l("Sellar el acta"),
    Verb.AMEND: _l("Corregir en otra versión"),
}

PARTICULAR: Mapping[StrEnum, Any] = {
    Particular.HOST: _l("Quién recibe"),
    Particular.HOST_ORGANIZATION: _l("Organización que recibe"),
    Particular.WANTED_TO_LEARN: _l("Qué queríamos aprender"),
    Particular.ROUTE: _l("Recorrido"),
    Particular.SEEN: _l("Qué vimos"),
    Particular.MEASUREMENTS: _l("Mediciones"),
    Particular.LEARNINGS: _l("Qué aprendimos"),
    Particular.AT_HOME: _l("Qué haremos en nuestra comunidad"),
    Particular.FOLLOW_UP: _l("Seguimiento"),
    Particular.MEMBERS: _l("Miembros en el padrón"),
    Particular.QUORUM: _l("Quórum necesario"),
    Particular.FAMILIES: _l("Familias representadas"),
    Particular.SECRETARY: _l("Secretario o secretaria"),
    Particular.BOOK: _l("Libro de actas"),
    Particular.EMPLOYER_SIDE: _l("Miembros por la empresa"),
    Particular.WORKERS_SIDE: _l("Miembros por los trabajadores"),
}

OLD_TROUBLE: Mapping[StrEnum, Any] = {
    Trouble.NO_HEADS: _l("No encontramos las columnas «Fecha» y «Título»"),
    Trouble.NO_DATE: _l("Falta la fecha del acta"),
    Trouble.BAD_DATE: _l("No entendemos la fecha del acta"),
    Trouble.DATE_AHEAD: _l("La fecha del acta todavía no llega"),
    Trouble.NO_TITLE: _l("Falta el título del acta"),
    Trouble.UNKNOWN_KIND: _l("No conocemos esa clase de reunión"),
    Trouble.UNKNOWN_AGENDA: _l("En «Agenda» se escribe sí o no"),
    Trouble.UNKNOWN_EXTENT: _l("El alcance es total, parcial o sin acuerdo"),
    Trouble.EXTENT_ALONE: _l("Hay alcance o motivos, pero falta el acuerdo"),
    Trouble.DETAILS_ALONE: _l("Hay detalles, pero falta el compromiso"),
    Trouble.BAD_DUE: _l("No entendemos cuándo vence"),
    Trouble.TWO_ACTAS: _l("Dice del acta otra cosa que la primera fila"),
}

SHEET: Mapping[StrEnum, Any] = {
    SheetKind.CONCERNS: _l("Hoja de lo que se dice"),
    SheetKind.DECISIONS: _l("Hoja de acuerdos"),
    SheetKind.COMMITMENTS: _l("Hoja de compromisos"),
}
