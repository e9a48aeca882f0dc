"""The words that people read for the closed lists of this feature."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from accounts.roles import Track
from grievances.answers import Page
from grievances.deadlines import Clock
from grievances.kinds import (
    AgeBand,
    Channel,
    Consent,
    Danger,
    Disability,
    ForWhom,
    Gender,
    MessageKind,
    OriginalReason,
    Purpose,
    Recommendation,
    ReplacementState,
    ResolvedHow,
    SafeContact,
    SelfIdentification,
    SpokenLanguage,
    Standing,
    Tier,
    Topic,
    When,
)
from grievances.lifecycle import State, Verb
from kernel.files import FileKind
from web.locale import _l

TOPIC: Mapping[StrEnum, Any] = {
    Topic.WATER: _l("Agua"),
    Topic.LAND: _l("Tierra y chacra"),
    Topic.ANIMALS: _l("Animales"),
    Topic.AIR: _l("Polvo, humo o ruido"),
    Topic.HEALTH: _l("Salud"),
    Topic.VIOLENCE: _l("Amenaza o violencia"),
    Topic.WORK: _l("Trabajo"),
    Topic.HOUSE: _l("Casa, camino u obra"),
    Topic.PROMISE: _l("Promesa no cumplida"),
    Topic.OTHER: _l("Otra cosa"),
}

TOPIC_HINT: Mapping[StrEnum, Any] = {
    Topic.WATER: _l("río, manantial, canal"),
    Topic.LAND: _l("daño, límites, cosecha"),
    Topic.ANIMALS: _l("enfermos, muertos, perdidos"),
    Topic.HEALTH: _l("personas enfermas"),
    Topic.VIOLENCE: _l("lo vemos primero"),
    Topic.WORK: _l("pago, seguridad, trato"),
    Topic.PROMISE: _l("acuerdo, acta, convenio"),
}

STANDING: Mapping[StrEnum, Any] = {
    Standing.FILER: _l("Quien presentó el caso"),
    Standing.COMPLAINANT: _l("También reclama"),
    Standing.SPOKESPERSON: _l("Habla por el grupo"),
    Standing.WITNESS: _l("Testigo"),
}

TRACK: Mapping[StrEnum, Any] = {
    Track.CONSULTA: _l("Consulta"),
    Track.PETITORIO: _l("Pedido"),
    Track.QUEJA: _l("Queja"),
    Track.ALERTA: _l("Alerta"),
}

TRACK_HINT: Mapping[StrEnum, Any] = {
    Track.CONSULTA: _l("Quiero preguntar algo."),
    Track.PETITORIO: _l("Quiero pedir que la oficina haga algo."),
    Track.QUEJA: _l("Quiero reclamar por un daño o un mal trato. La oficina debe contestar."),
    Track.ALERTA: _l("Quiero avisar de algo. La oficina decide si actúa."),
}

TIER: Mapping[StrEnum, Any] = {
    Tier.ANONYMOUS: _l("Sin nombre"),
    Tier.RESERVED: _l("Nombre reservado"),
    Tier.NAMED: _l("Con mi nombre"),
}

TIER_HINT: Mapping[StrEnum, Any] = {
    Tier.ANONYMOUS: _l("No le pedimos su nombre. Solo podrá seguir su caso con el recibo."),
    Tier.RESERVED: _l("Solo la oficina sabrá su nombre. La empresa no."),
    Tier.NAMED: _l("La oficina puede decir su nombre cuando haga falta, si antes usted lo acepta."),
}

FOR_WHOM: Mapping[StrEnum, Any] = {
    ForWhom.ME: _l("Para mí o mi familia"),
    ForWhom.ANOTHER: _l("Para otra persona"),
    ForWhom.GROUP: _l("Para una comunidad o un grupo"),
    ForWhom.SEVERAL: _l("Para mí y otras personas"),
}

CONSENT: Mapping[StrEnum, Any] = {
    Consent.GIVEN: _l("Sí, está de acuerdo"),
    Consent.CANNOT_BE_ASKED: _l("No se le puede preguntar"),
    Consent.NOT_ASKED: _l("No le he preguntado"),
}

CONSENT_HINT: Mapping[StrEnum, Any] = {
    Consent.CANNOT_BE_ASKED: _l("es niña o niño, está grave, desaparecida o murió"),
    Consent.NOT_ASKED: _l("antes de hacer nada, veremos cómo preguntarle"),
}

WHEN: Mapping[StrEnum, Any] = {
    When.DAY: _l("Fue un solo día"),
    When.PERIOD: _l("Fueron varios días y ya terminó"),
    When.CONTINUES: _l("Empezó y todavía sigue"),
    When.UNKNOWN: _l("No sé los días"),
}

GENDER: Mapping[StrEnum, Any] = {
    Gender.WOMAN: _l("Mujer"),
    Gender.MAN: _l("Varón"),
    Gender.OWN_WORDS: _l("Lo digo con mis palabras"),
}

AGE: Mapping[StrEnum, Any] = {
    AgeBand.UNDER_18: _l("Menos de 18 años"),
    AgeBand.FROM_18: _l("De 18 a 29 años"),
    AgeBand.FROM_30: _l("De 30 a 59 años"),
    AgeBand.FROM_60: _l("60 años o más"),
}

PURPOSE: Mapping[StrEnum, Any] = {
    Purpose.STORY_SOUND: _l("Lo cuenta con su voz"),
    Purpose.STORY_PAGE: _l("Lo cuenta por escrito"),
    Purpose.EVIDENCE: _l("Muestra lo que pasó"),
    Purpose.LETTER: _l("Carta"),
}

FILE_KIND: Mapping[StrEnum, Any] = {
    FileKind.IMAGE: _l("Fotos"),
    FileKind.PDF: _l("Documentos"),
    FileKind.SOUND: _l("Grabaciones"),
    FileKind.VIDEO: _l("Videos"),
}

FILE_NUMBERED: Mapping[StrEnum, Any] = {
    FileKind.IMAGE: _l("Foto %(number)s", number="%(number)s"),
    FileKind.PDF: _l("Documento %(number)s", number="%(number)s"),
    FileKind.SOUND: _l("Grabación %(number)s", number="%(number)s"),
    FileKind.VIDEO: _l("Video %(number)s", number="%(number)s"),
}

ORIGINAL_REASON: Mapping[StrEnum, Any] = {
    OriginalReason.AUTHENTICITY: _l("Una autoridad debe comprobar que nadie lo cambió"),
    OriginalReason.UNREADABLE: _l("En la copia no se ve o no se oye algo que importa"),
    OriginalReason.RETURN: _l("La persona pide que se le devuelva"),
}

SPOKEN_LANGUAGE: Mapping[StrEnum, Any] = {
    SpokenLanguage.SPANISH: _l("Castellano"),
    SpokenLanguage.QUECHUA: _l("Quechua"),
    SpokenLanguage.AYMARA: _l("Aymara"),
    SpokenLanguage.OTHER: _l("Otra lengua"),
}

SELF_IDENTIFICATION: Mapping[StrEnum, Any] = {
    SelfIdentification.QUECHUA: _l("Pueblo quechua"),
    SelfIdentification.AYMARA: _l("Pueblo aymara"),
    SelfIdentification.OTHER_INDIGENOUS: _l("De otro pueblo originario"),
    SelfIdentification.AFRODESCENDANT: _l("Afrodescendiente"),
    SelfIdentification.MESTIZO: _l("Mestiza o mestizo"),
    SelfIdentification.OTHER: _l("De otro grupo"),
}

DISABILITY: Mapping[StrEnum, Any] = {
    Disability.YES: _l("Sí"),
    Disability.NO: _l("No"),
}

DANGER: Mapping[StrEnum, Any] = {
    Danger.LIFE: _l("Alguien puede morir o enfermarse gravemente"),
    Danger.VIOLENCE: _l("Hay violencia o amenazas"),
    Danger.CHILDREN: _l("Hay niñas o niños en peligro"),
    Danger.SPILL: _l("Hay un derrame o una fuga ahora"),
}

SAFE_CONTACT: Mapping[StrEnum, Any] = {
    SafeContact.RECEIPT_ONLY: _l("Solo por el recibo, no me busquen"),
    SafeContact.NEVER_CALL: _l("Nunca me llamen por teléfono"),
    SafeContact.SAY_HEALTH_POST: _l(
        "Si contesta otra persona, digan que llaman del puesto de salud"
    ),
    SafeContact.ONLY_DAYS: _l("Solo algunos días u horas"),
}

CHANNEL: Mapping[StrEnum, Any] = {
    Channel.WEB: _l("Por la web"),
    Channel.VISIT: _l("Por visita"),
    Channel.PHONE: _l("Por teléfono"),
    Channel.LETTER: _l("Por carta"),
    Channel.RADIO: _l("Por radio"),
    Channel.EX_OFFICIO: _l("De oficio"),
}

MESSAGE_KIND: Mapping[StrEnum, Any] = {
    MessageKind.MESSAGE: _l("Mensaje"),
    MessageKind.ACKNOWLEDGEMENT: _l("Primer mensaje de una persona"),
    MessageKind.QUESTION: _l("Pregunta"),
    MessageKind.ANSWER: _l("Respuesta a la pregunta"),
    MessageKind.DECISION: _l("Decisión"),
    MessageKind.OUTCOME: _l("Resultado"),
    MessageKind.DISPUTE: _l("Desacuerdo"),
}

RECOMMENDATION: Mapping[StrEnum, Any] = {
    Recommendation.ADMIT: _l("Recomienda admitir"),
    Recommendation.DECLINE: _l("Recomienda no admitir"),
}

RESOLVED_HOW: Mapping[StrEnum, Any] = {
    ResolvedHow.REMEDIATION: _l("Reparación"),
    ResolvedHow.AGREEMENT: _l("Acuerdo"),
    ResolvedHow.EXPLANATION: _l("Explicación"),
    ResolvedHow.REFERRAL: _l("Derivación"),
    ResolvedHow.NOT_UPHELD: _l("No se le dio la razón"),
    ResolvedHow.WITHDRAWN: _l("Retiro"),
}

REPLACEMENT: Mapping[StrEnum, Any] = {
    ReplacementState.ASKED: _l("Espera que alguien busque el caso"),
    ReplacementState.PROPOSED: _l("Espera la aprobación de otra persona"),
    ReplacementState.APPROVED: _l("Código nuevo aprobado"),
    ReplacementState.REFUSED: _l("Código nuevo no aprobado"),
}
"""What became of a wish for a new code, for staff."""

STATE: Mapping[StrEnum, Any] = {
    State.RECEIVED: _l("Recibido"),
    State.SCREENING: _l("En revisión"),
    State.NEEDS_INFO: _l("Falta información"),
    State.ADMITTED: _l("Admitido"),
    State.REFERRED_OUT: _l("Derivado a otra oficina"),
    State.NOT_ADMITTED: _l("No admitido"),
    State.INVESTIGATING: _l("En investigación"),
    State.AWAITING_RESPONDENT: _l("Espera de informe"),
    State.MEDIATION: _l("En mediación"),
    State.PROPOSED: _l("Resultado propuesto"),
    State.COMMUNICATED: _l("Resultado comunicado"),
    State.FOLLOW_UP: _l("En seguimiento"),
    State.CLOSED: _l("Cerrado"),
    State.UNDER_REVIEW: _l("En segunda revisión"),
    State.REOPENED: _l("Reabierto"),
    State.WITHDRAWN: _l("Retirado"),
    State.MERGED: _l("Unido a otro caso"),
    State.ABANDONED: _l("Sin respuesta de la persona"),
    State.PURGED: _l("Eliminado"),
}
"""The words of the office."""

STATE_FOR_FILER: Mapping[StrEnum, Any] = {
    State.RECEIVED: _l("Recibimos su caso. Una persona lo va a leer."),
    State.SCREENING: _l("Estamos viendo si podemos atender su caso."),
    State.NEEDS_INFO: _l("Le hicimos una pregunta. Esperamos su respuesta."),
    State.ADMITTED: _l("Aceptamos su caso."),
    State.REFERRED_OUT: _l("Pasamos su caso a otra oficina."),
    State.NOT_ADMITTED: _l("No podemos atender su caso. Lea por qué."),
    State.INVESTIGATING: _l("Estamos investigando su caso."),
    State.AWAITING_RESPONDENT: _l("Pedimos un informe. Esperamos que nos contesten."),
    State.MEDIATION: _l("Su caso está en diálogo."),
    State.PROPOSED: _l("Estamos preparando la respuesta."),
    State.COMMUNICATED: _l("Ya tiene la respuesta. Díganos si está de acuerdo."),
    State.FOLLOW_UP: _l("Vigilamos que se cumpla lo prometido."),
    State.CLOSED: _l("Su caso terminó."),
    State.UNDER_REVIEW: _l("Otra persona está revisando la respuesta."),
    State.REOPENED: _l("Abrimos su caso otra vez."),
    State.WITHDRAWN: _l("Usted retiró su caso."),
    State.MERGED: _l("Unimos su caso con otro parecido."),
    State.ABANDONED: _l("No recibimos su respuesta. Escríbanos y seguimos."),
    State.PURGED: _l("Borramos los datos de este caso."),
}
"""The state comes first, in plain words."""

VERB: Mapping[StrEnum, Any] = {
    Verb.ABANDON: _l("Dar por abandonado"),
    Verb.ACKNOWLEDGE: _l("Escribir el primer mensaje"),
    Verb.ADMIT: _l("Admitir"),
    Verb.ANSWER_IN_INVESTIGATION: _l("La persona contestó"),
    Verb.ANSWER_IN_SCREENING: _l("La persona contestó"),
    Verb.ASK: _l("Preguntar a la persona"),
    Verb.CLOSE: _l("Cerrar el caso"),
    Verb.COMMUNICATE: _l("Aprobar y comunicar el resultado"),
    Verb.CONFIRM: _l("La persona está de acuerdo"),
    Verb.DECLINE: _l("No admitir"),
    Verb.DISPUTE: _l("La persona no está de acuerdo"),
    Verb.FOLLOW_UP: _l("Pasar a seguimiento"),
    Verb.INVESTIGATE: _l("Empezar la investigación"),
    Verb.MEDIATE: _l("Llevar a diálogo"),
    Verb.MERGE: _l("Unir con otro caso"),
    Verb.PROPOSE_ADMISSION: _l("Recomendar admitir"),
    Verb.PROPOSE_NOT_ADMITTING: _l("Recomendar no admitir"),
    Verb.PROPOSE_OUTCOME: _l("Proponer el resultado"),
    Verb.PURGE: _l("Eliminar"),
    Verb.REFER_OUT: _l("Derivar a otra oficina"),
    Verb.REGISTER_REPORT: _l("Registrar el informe"),
    Verb.REOPEN: _l("Reabrir el caso"),
    Verb.REPRISAL: _l("La persona avisó de amenazas"),
    Verb.REQUEST_REPORT: _l("Pedir informe"),
    Verb.RESUME_INVESTIGATION: _l("Volver a investigar"),
    Verb.RETURN_ADMISSION: _l("Devolver la recomendación"),
    Verb.RETURN_OUTCOME: _l("Devolver el resultado"),
    Verb.REVIVE: _l("Retomar el caso"),
    Verb.SCREEN: _l("Empezar la revisión"),
    Verb.TAKE_BACK: _l("Recibir de vuelta"),
    Verb.UPHOLD: _l("Mantener la decisión"),
    Verb.WITHDRAW: _l("La persona retiró su caso"),
}

CLOCK: Mapping[StrEnum, Any] = {
    Clock.ACKNOWLEDGE: _l("Primer mensaje de una persona"),
    Clock.TRIAGE: _l("Ver el riesgo"),
    Clock.ADMISSION: _l("Decidir si se admite"),
    Clock.REPORT: _l("Recibir el informe"),
    Clock.OUTCOME: _l("Dar la respuesta"),
    Clock.REVIEW: _l("Segunda revisión"),
}

CLOCK_FOR_FILER: Mapping[StrEnum, Any] = {
    Clock.ACKNOWLEDGE: _l("Una persona le escribe"),
    Clock.TRIAGE: _l("Una persona mira el peligro"),
    Clock.ADMISSION: _l("Le decimos si podemos atender su caso"),
    Clock.REPORT: _l("Nos contestan con un informe"),
    Clock.OUTCOME: _l("Le damos la respuesta"),
    Clock.REVIEW: _l("Segunda revisión"),
}

PAGE: Mapping[StrEnum, Any] = {
    Page.ABOUT: _l("De qué se trata"),
    Page.STORY: _l("Qué pasó"),
    Page.PLACE: _l("Cuándo y dónde"),
    Page.FOR_WHOM: _l("Para quién"),
    Page.RESPONSIBLE: _l("Quién es responsable"),
    Page.CONTACT: _l("Cómo le buscamos"),
    Page.DANGER: _l("Peligro y miedo"),
    Page.REVIEW: _l("Revisar y enviar"),
}
