"""The words that people read for the closed lists of this feature."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from dialogue.kinds import (
    Audience,
    BulletinState,
    Channel,
    Choice,
    ConversationState,
    ConversationVerb,
    EvidenceOf,
    Extent,
    Gathered,
    GroupKind,
    Moderation,
    ModerationAct,
    NewsKind,
    OpinionState,
    PaperKind,
    PaperLanguage,
    PostKind,
    PostState,
    ProcessKind,
    ProcessRole,
    ProcessView,
    Reasons,
    Reveal,
    SeatKind,
    SheetNumber,
    Signing,
    StatementState,
    ThreadVisibility,
    Tongue,
    Visibility,
    WorkKind,
    WorkState,
)
from dialogue.lifecycle.agreements import AgreementState, AgreementVerb
from dialogue.lifecycle.processes import ProcessState, ProcessVerb
from dialogue.lifecycle.rounds import RoundState, RoundVerb
from dialogue.protocols.kinds import (
    Leaning,
    OutcomeState,
    PositionOption,
    PositionUnit,
    Protocol,
)
from dialogue.templates import STAGE_NAMES, StageName, Standing
from web.locale import _l

PROCESS_KIND: Mapping[StrEnum, Any] = {
    ProcessKind.MESA: _l("Mesa de diálogo"),
    ProcessKind.CONSULTA_PREVIA: _l("Consulta previa"),
    ProcessKind.WORKING_GROUP: _l("Grupo de trabajo"),
    ProcessKind.PEER_EXCHANGE: _l("Intercambio entre pares"),
    ProcessKind.WORKPLACE_COMMITTEE: _l("Comité en el lugar de trabajo"),
    ProcessKind.MULTIPARTY: _l("Proceso entre varias partes"),
}

VISIBILITY: Mapping[StrEnum, Any] = {
    Visibility.PRIVATE: _l("Solo la oficina"),
    Visibility.PARTIES: _l("La oficina y las partes"),
    Visibility.PUBLIC: _l("Todas las personas leen la parte pública"),
}

GROUP_KIND: Mapping[StrEnum, Any] = {
    GroupKind.COMMUNITY: _l("Comunidad"),
    GroupKind.INDIGENOUS_PEOPLE: _l("Pueblo indígena u originario"),
    GroupKind.COMPANY: _l("Empresa"),
    GroupKind.NATIONAL_GOVERNMENT: _l("Gobierno nacional"),
    GroupKind.REGIONAL_GOVERNMENT: _l("Gobierno regional o provincial"),
    GroupKind.LOCAL_GOVERNMENT: _l("Gobierno local"),
    GroupKind.WORKERS: _l("Trabajadores"),
    GroupKind.WOMEN: _l("Organización de mujeres"),
    GroupKind.YOUTH: _l("Jóvenes"),
    GroupKind.ACADEMIA: _l("Universidad"),
    GroupKind.NGO: _l("Organización social"),
    GroupKind.GUARANTOR: _l("Garante"),
    GroupKind.OBSERVER: _l("Observadores"),
}

SEAT_KIND: Mapping[StrEnum, Any] = {
    SeatKind.TITULAR: _l("Titular"),
    SeatKind.ALTERNATE: _l("Alterno"),
    SeatKind.ADVISER: _l("Asesor"),
    SeatKind.OBSERVER: _l("Observador"),
    SeatKind.INVITED: _l("Invitado a votar"),
}

PROCESS_ROLE: Mapping[StrEnum, Any] = {
    ProcessRole.CONVENOR: _l("Convoca"),
    ProcessRole.FACILITATOR: _l("Facilita"),
    ProcessRole.NOTE_TAKER: _l("Toma nota"),
    ProcessRole.INTERPRETER: _l("Interpreta"),
    ProcessRole.OBSERVER: _l("Observa"),
    ProcessRole.FOLLOW_UP: _l("Comisión de seguimiento"),
    ProcessRole.EXPERT: _l("Consejo de Expertos"),
}

PROCESS_VIEW: Mapping[StrEnum, Any] = {
    ProcessView.GOING_ON: _l("En marcha"),
    ProcessView.CLOSED: _l("Cerrados"),
    ProcessView.PUBLIC: _l("Públicos"),
}

WORK_KIND: Mapping[StrEnum, Any] = {
    WorkKind.PROBLEM: _l("Problema"),
    WorkKind.RECOMMENDATION: _l("Recomendación"),
    WorkKind.MILESTONE: _l("Hito"),
}

WORK_STATE: Mapping[StrEnum, Any] = {
    WorkState.OPEN: _l("Pendiente"),
    WorkState.PLANNED: _l("Con compromiso"),
    WorkState.DONE: _l("Hecho"),
    WorkState.DROPPED: _l("Dejado de lado"),
}

THREAD_VISIBILITY: Mapping[StrEnum, Any] = {
    ThreadVisibility.PARTIES: _l("Solo las partes"),
    ThreadVisibility.PUBLIC: _l("Todas las personas"),
}

MODERATION: Mapping[StrEnum, Any] = {
    Moderation.BEFORE: _l("Se revisa antes de mostrarlo"),
    Moderation.AFTER: _l("Se muestra y se revisa después"),
}

POST_KIND: Mapping[StrEnum, Any] = {
    PostKind.CONTRIBUTION: _l("Aporte"),
    PostKind.QUESTION: _l("Pregunta"),
    PostKind.CONCERN: _l("Preocupación"),
    PostKind.PROPOSAL: _l("Propuesta"),
    PostKind.POSITION: _l("Posición"),
    PostKind.OPINION: _l("Opinión anotada"),
}

POST_STATE: Mapping[StrEnum, Any] = {
    PostState.WAITING: _l("Espera revisión"),
    PostState.SHOWN: _l("A la vista"),
    PostState.HIDDEN: _l("Oculto"),
}

MODERATION_ACT: Mapping[StrEnum, Any] = {
    ModerationAct.SHOW: _l("Se mostró"),
    ModerationAct.HIDE: _l("Se ocultó"),
    ModerationAct.RESTORE: _l("Se volvió a mostrar"),
}

TONGUE: Mapping[StrEnum, Any] = {
    Tongue.ES: _l("Castellano"),
    Tongue.QU: _l("Quechua"),
    Tongue.EN: _l("Inglés"),
}

EVIDENCE_OF: Mapping[StrEnum, Any] = {
    EvidenceOf.MODEL: _l("Modelo de cuenca"),
    EvidenceOf.MEASUREMENT: _l("Medición"),
    EvidenceOf.FILE: _l("Documento"),
    EvidenceOf.PHOTOGRAPH: _l("Fotografía"),
    EvidenceOf.LABORATORY: _l("Resultado de laboratorio"),
    EvidenceOf.STATISTICS: _l("Estadística de reclamos"),
    EvidenceOf.CONCERN: _l("Preocupación de un taller"),
}

AUDIENCE: Mapping[StrEnum, Any] = {
    Audience.SEATS: _l("Quienes tienen asiento en la mesa"),
    Audience.CARDS: _l("La mesa y quienes recibieron una tarjeta"),
    Audience.PUBLIC: _l("Cualquier persona"),
}

CONVERSATION_VERB: Mapping[StrEnum, Any] = {
    ConversationVerb.OPEN: _l("Abrir la votación"),
    ConversationVerb.CLOSE: _l("Cerrar la votación"),
    ConversationVerb.REOPEN: _l("Abrirla otra vez"),
}

CONVERSATION_STATE: Mapping[StrEnum, Any] = {
    ConversationState.PREPARED: _l("En preparación"),
    ConversationState.OPEN: _l("Abierta"),
    ConversationState.CLOSED: _l("Cerrada"),
}

CHOICE: Mapping[Choice, Any] = {
    Choice.AGREE: _l("De acuerdo"),
    Choice.DISAGREE: _l("En desacuerdo"),
    Choice.SKIP: _l("Prefiero pasar"),
}

SHEET_NUMBER: Mapping[StrEnum, Any] = {
    SheetNumber.SEAT: _l("De un asiento de la mesa"),
    SheetNumber.PAPER: _l("De la hoja, sin asiento"),
}

STATEMENT_STATE: Mapping[StrEnum, Any] = {
    StatementState.WAITING: _l("Espera revisión"),
    StatementState.ACCEPTED: _l("Se vota"),
    StatementState.REJECTED: _l("No se vota"),
}

CHANNEL: Mapping[StrEnum, Any] = {
    Channel.WEB: _l("Por internet"),
    Channel.PAPER: _l("En papel"),
    Channel.ROOM: _l("En la sala"),
    Channel.PHONE: _l("Por teléfono"),
    Channel.IMPORT: _l("De un archivo"),
}

OPINION_STATE: Mapping[StrEnum, Any] = {
    OpinionState.QUEUED: _l("Se está calculando"),
    OpinionState.DONE: _l("Calculado"),
    OpinionState.TOO_FEW: _l("Votaron muy pocas personas"),
    OpinionState.FAILED: _l("No se pudo calcular"),
}

REVEAL: Mapping[StrEnum, Any] = {
    Reveal.VOTED: _l("Cuando la persona ya respondió"),
    Reveal.CLOSED: _l("Cuando la ronda cerró"),
}

REASONS: Mapping[StrEnum, Any] = {
    Reasons.NONE: _l("Sin razones"),
    Reasons.OPTIONAL: _l("Las razones son voluntarias"),
    Reasons.ON_NEGATIVE: _l("Quien se opone dice por qué"),
}

EXTENT: Mapping[StrEnum, Any] = {
    Extent.TOTAL: _l("Total"),
    Extent.PARTIAL: _l("Parcial"),
    Extent.NONE: _l("Sin acuerdo"),
}

SIGNING: Mapping[StrEnum, Any] = {
    Signing.HANDWRITTEN: _l("Firma a mano"),
    Signing.THUMBPRINT: _l("Huella digital"),
    Signing.ELECTRONIC: _l("Firma electrónica"),
    Signing.REFUSED: _l("No quiso firmar"),
    Signing.ABSENT: _l("No estuvo"),
}

PAPER_KIND: Mapping[StrEnum, Any] = {
    PaperKind.AGREEMENT: _l("Acuerdo"),
    PaperKind.THREAD: _l("Conversación"),
    PaperKind.THREAD_PUBLIC: _l("Conversación, copia pública"),
    PaperKind.REPORT: _l("Informe del proceso"),
    PaperKind.BULLETIN: _l("Boletín"),
    PaperKind.VOTING_SHEET: _l("Hoja de votación"),
    PaperKind.CARDS: _l("Tarjetas"),
}

PAPER_LANGUAGE: Mapping[StrEnum, Any] = {
    PaperLanguage.ES: _l("Castellano"),
    PaperLanguage.QU: _l("Quechua"),
    PaperLanguage.BOTH: _l("Castellano y quechua"),
}

BULLETIN_STATE: Mapping[StrEnum, Any] = {
    BulletinState.DRAFT: _l("Borrador"),
    BulletinState.PUBLISHED: _l("Publicado"),
}

STAGE: Mapping[StrEnum, Any] = {
    StageName.REQUEST: _l("Solicitud"),
    StageName.ACCREDITATION: _l("Acreditación de las partes"),
    StageName.INSTALLATION: _l("Instalación"),
    StageName.SESSIONS: _l("Sesiones"),
    StageName.AGREEMENTS: _l("Acuerdos"),
    StageName.FOLLOW_UP: _l("Seguimiento"),
    StageName.CLOSURE: _l("Cierre"),
    StageName.MEASURE_IDENTIFIED: _l("Identificación de la medida"),
    StageName.PEOPLES_IDENTIFIED: _l("Identificación de los pueblos"),
    StageName.PUBLICITY: _l("Publicidad"),
    StageName.INFORMATION: _l("Información"),
    StageName.INTERNAL_EVALUATION: _l("Evaluación interna"),
    StageName.DIALOGUE: _l("Diálogo"),
    StageName.DECISION: _l("Decisión"),
    StageName.BASELINE_STUDY: _l("Estudio de línea base"),
    StageName.RECOMMENDATIONS: _l("Recomendaciones"),
    StageName.ROADMAP: _l("Hoja de ruta"),
    StageName.ROLES_AND_BASELINE: _l("Roles y encuesta de partida"),
    StageName.PROBLEM_LIST: _l("Lista común de problemas"),
    StageName.ACTION_PLAN: _l("Plan de acción"),
    StageName.PERIODIC_MEETINGS: _l("Reuniones periódicas"),
    StageName.RE_SURVEY: _l("Segunda encuesta"),
    StageName.PREPARATION: _l("Preparación"),
    StageName.VISIT: _l("Visita"),
    StageName.EXCHANGE: _l("Intercambio"),
    StageName.LESSONS: _l("Lo que se aprendió"),
}
"""The titles of `dialogue/templates/stages.py` in the language of the reader."""

STANDING: Mapping[StrEnum, Any] = {
    Standing.COMING: _l("Por venir"),
    Standing.GOING_ON: _l("En curso"),
    Standing.DONE: _l("Terminada"),
}

GATHERED: Mapping[StrEnum, Any] = {
    Gathered.PLANNED: _l("Planeada"),
    Gathered.GOING_ON: _l("En curso"),
    Gathered.UNTOLD: _l("Pasó su fecha; no se anotó si se hizo"),
    Gathered.HELD: _l("Se hizo; se escribe el acta"),
    Gathered.READ_BACK: _l("Acta leída a la sala, por sellar"),
    Gathered.SEALED: _l("Con acta sellada"),
}

NEWS_KIND: Mapping[StrEnum, Any] = {
    NewsKind.MEETING: _l("Reuniones"),
    NewsKind.AGREEMENT: _l("Acuerdos"),
    NewsKind.PROMISE_KEPT: _l("Compromisos comprobados"),
    NewsKind.PROMISE_OVERDUE: _l("Compromisos vencidos"),
    NewsKind.ROUND: _l("Rondas de posiciones"),
    NewsKind.EVIDENCE: _l("Evidencia"),
    NewsKind.COMING: _l("Lo que viene"),
}

PROCESS_STATE: Mapping[StrEnum, Any] = {
    ProcessState.PREPARING: _l("En preparación"),
    ProcessState.GOING_ON: _l("En marcha"),
    ProcessState.SUSPENDED: _l("En pausa"),
    ProcessState.CLOSED: _l("Cerrado"),
}

PROCESS_VERB: Mapping[StrEnum, Any] = {
    ProcessVerb.OPEN: _l("Abrir el proceso"),
    ProcessVerb.SUSPEND: _l("Poner en pausa"),
    ProcessVerb.RESUME: _l("Seguir"),
    ProcessVerb.CLOSE: _l("Cerrar el proceso"),
    ProcessVerb.REOPEN: _l("Volver a abrir"),
}

ROUND_STATE: Mapping[StrEnum, Any] = {
    RoundState.PLANNED: _l("Preparada"),
    RoundState.OPEN: _l("Abierta"),
    RoundState.HEARING: _l("Se escuchan las objeciones"),
    RoundState.CLOSED: _l("Cerrada"),
    RoundState.VOID: _l("Anulada"),
}

ROUND_VERB: Mapping[StrEnum, Any] = {
    RoundVerb.OPEN: _l("Abrir la ronda"),
    RoundVerb.HEAR: _l("Dejar de recibir y escuchar las objeciones"),
    RoundVerb.CLOSE: _l("Cerrar la ronda"),
    RoundVerb.VOID: _l("Anular la ronda"),
}

AGREEMENT_STATE: Mapping[StrEnum, Any] = {
    AgreementState.DRAFT: _l("Borrador"),
    AgreementState.FOR_SIGNATURE: _l("Espera firmas"),
    AgreementState.IN_FORCE: _l("Vigente"),
    AgreementState.SUPERSEDED: _l("Reemplazado"),
    AgreementState.VOID: _l("Sin efecto"),
}

AGREEMENT_VERB: Mapping[StrEnum, Any] = {
    AgreementVerb.SEAL: _l("Sellar el texto"),
    AgreementVerb.WITHDRAW: _l("Volver a borrador"),
    AgreementVerb.ENTER: _l("Poner en vigencia"),
    AgreementVerb.SUPERSEDE: _l("Reemplazar"),
    AgreementVerb.VOID: _l("Dejar sin efecto"),
}

PROTOCOL: Mapping[StrEnum, Any] = {
    Protocol.CONSENT: _l("Consentimiento: nadie objeta"),
    Protocol.CONSENSUS: _l("Consenso: de acuerdo, con posibilidad de bloquear"),
    Protocol.GRADIENTS: _l("Grados de acuerdo"),
    Protocol.DOUBLE_MAJORITY: _l("Doble mayoría: en conjunto y en cada grupo"),
    Protocol.RANKED: _l("Orden de preferencia"),
    Protocol.ADVISORY: _l("Consultiva: no obliga"),
}

OPTION: Mapping[StrEnum, Any] = {
    PositionOption.CONSENT: _l("Consiento"),
    PositionOption.OBJECTION: _l("Tengo una objeción"),
    PositionOption.ABSTAIN: _l("Me abstengo"),
    PositionOption.AGREE: _l("De acuerdo"),
    PositionOption.STAND_ASIDE: _l("Me hago a un lado"),
    PositionOption.DISAGREE: _l("En desacuerdo"),
    PositionOption.BLOCK: _l("Bloqueo"),
    PositionOption.ENDORSE: _l("Apoyo del todo"),
    PositionOption.MINOR_CONCERNS: _l("Apoyo con observaciones menores"),
    PositionOption.RESERVATIONS: _l("Apoyo con reservas"),
    PositionOption.GO_ALONG: _l("No estoy de acuerdo, pero acompaño a la mayoría"),
    PositionOption.TAKE_NO_PART: _l("No estoy de acuerdo y no participaré"),
    PositionOption.VETO: _l("Veto"),
    PositionOption.YES: _l("Sí"),
    PositionOption.NO: _l("No"),
}

LEANING: Mapping[StrEnum, Any] = {
    Leaning.SUPPORT: _l("A favor"),
    Leaning.NEUTRAL: _l("Ni a favor ni en contra"),
    Leaning.OPPOSE: _l("En contra"),
}

UNIT: Mapping[StrEnum, Any] = {
    PositionUnit.INDIVIDUAL: _l("Cada persona"),
    PositionUnit.DELEGATION: _l("Una voz por todo el grupo"),
    PositionUnit.TALLY: _l("Manos contadas"),
}

OUTCOME: Mapping[StrEnum, Any] = {
    OutcomeState.NO_QUORUM: _l("Sin quórum"),
    OutcomeState.OPEN_OBJECTIONS: _l("Hay objeciones abiertas"),
    OutcomeState.BLOCKED: _l("Bloqueada"),
    OutcomeState.WEAK: _l("Apoyo insuficiente"),
    OutcomeState.NEAR: _l("Cerca del acuerdo"),
    OutcomeState.REACHED: _l("Acuerdo alcanzado"),
}


def stage_called(stage: Any, language: str) -> str:
    """The title of a stage: that of its template in the reader's language, or its own words."""
    if stage.name in STAGE_NAMES and stage.title == STAGE_NAMES[stage.name] and not stage.title_qu:
        return str(STAGE[StageName(stage.name)])
    return str(stage.called(language))
