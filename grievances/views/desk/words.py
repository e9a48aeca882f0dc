"""What staff read at the desk, where the words for the person who filed would not fit."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from grievances.deadlines import Unit
from grievances.kinds import (
    ForWhom,
    RenderingKind,
    RenderingState,
    ResolvedHow,
    SafeContact,
    Tier,
)
from grievances.lifecycle import Verb
from grievances.queries.queue import View
from web.locale import _l

VIEW: Mapping[StrEnum, Any] = {
    View.OPEN: _l("Abiertos"),
    View.MINE: _l("Míos"),
    View.UNASSIGNED: _l("Sin asignar"),
    View.NEW: _l("Nuevos"),
    View.RISK: _l("Con riesgo"),
    View.OVERDUE: _l("Vencidos"),
    View.SOON: _l("Vencen pronto"),
    View.WAITING: _l("Esperan respuesta"),
    View.TO_DECIDE: _l("Por decidir"),
    View.PERSON: _l("Falta la persona"),
    View.COMPANY: _l("Falta el informe"),
    View.TASKS: _l("Por escribir o traducir"),
    View.ENDED: _l("Terminados"),
}

EMPTY: Mapping[StrEnum, tuple[Any, Any]] = {
    View.OPEN: (
        _l("No hay casos abiertos"),
        _l("Cuando alguien presente una queja, aparecerá aquí."),
    ),
    View.MINE: (
        _l("Usted no lleva ningún caso"),
        _l("Abra un caso nuevo y tómelo, o espere a que le asignen uno."),
    ),
    View.UNASSIGNED: (
        _l("Todos los casos tienen a alguien a cargo"),
        _l("Los casos que nadie lleva aparecen aquí."),
    ),
    View.NEW: (
        _l("Nada nuevo por ahora"),
        _l("Todo lo que llegó ya está en revisión."),
    ),
    View.RISK: (
        _l("Ningún caso abierto con riesgo"),
        _l("Los casos con peligro o miedo a represalias aparecen aquí y van primero."),
    ),
    View.OVERDUE: (
        _l("Ningún plazo vencido"),
        _l("Un caso aparece aquí cuando pasó el día en que la oficina debía actuar."),
    ),
    View.SOON: (
        _l("Ningún plazo por vencer"),
        _l("Un caso aparece aquí cuando queda un cuarto del plazo o menos."),
    ),
    View.WAITING: (
        _l("Nadie espera respuesta"),
        _l("Todos los mensajes de las personas están contestados."),
    ),
    View.TO_DECIDE: (
        _l("Nada espera su decisión"),
        _l("Aquí verá lo que otra persona propuso y quien supervisa debe aprobar."),
    ),
    View.PERSON: (
        _l("Ninguna pregunta sin contestar"),
        _l("Cuando la oficina pregunta algo, el caso espera aquí a la persona."),
    ),
    View.COMPANY: (
        _l("Ningún informe pendiente"),
        _l("Cuando la oficina pide un informe a la parte señalada, el caso espera aquí."),
    ),
    View.TASKS: (
        _l("Nada por escribir ni traducir"),
        _l("Las grabaciones, las fotos y los textos en otro idioma aparecen aquí."),
    ),
    View.ENDED: (
        _l("Ningún caso terminado todavía"),
        _l("Los casos cerrados quedan aquí para consultarlos."),
    ),
}

TASK: Mapping[StrEnum, Any] = {
    RenderingKind.TRANSCRIPTION: _l("Falta escribirlo"),
    RenderingKind.TRANSLATION: _l("Falta traducirlo"),
}

WRITE_BESIDE: Mapping[StrEnum, Any] = {
    RenderingKind.TRANSCRIPTION: _l("Escribir lo que se oye o se ve"),
    RenderingKind.TRANSLATION: _l("Traducir"),
}

RENDERING: Mapping[StrEnum, Any] = {
    RenderingKind.TRANSCRIPTION: _l("Escrito de lo que se oye o se ve"),
    RenderingKind.TRANSLATION: _l("Traducción"),
}

RENDERING_STATE: Mapping[StrEnum, Any] = {
    RenderingState.OPEN: _l("Por hacer"),
    RenderingState.DRAFT: _l("Falta que otra persona lo revise"),
    RenderingState.REVIEWED: _l("Revisado"),
}

TIER: Mapping[StrEnum, Any] = {
    Tier.ANONYMOUS: _l("Anónima"),
    Tier.RESERVED: _l("Reservada"),
    Tier.NAMED: _l("Nombre dado"),
}

TIER_MEANS: Mapping[StrEnum, Any] = {
    Tier.ANONYMOUS: _l("La persona no dio su nombre. Solo se le puede escribir por su recibo."),
    Tier.RESERVED: _l("El nombre es solo para la oficina. La parte señalada no debe conocerlo."),
    Tier.NAMED: _l(
        "La persona dio su nombre. Antes de decirlo fuera de la oficina, pídale permiso."
    ),
}

FOR_WHOM: Mapping[StrEnum, Any] = {
    ForWhom.ME: _l("Para sí o su familia"),
    ForWhom.ANOTHER: _l("Para otra persona"),
    ForWhom.GROUP: _l("Para una comunidad o un grupo"),
    ForWhom.SEVERAL: _l("Para varias personas"),
}

SAFE_CONTACT: Mapping[StrEnum, Any] = {
    SafeContact.RECEIPT_ONLY: _l("Solo por el recibo: no buscar a la persona."),
    SafeContact.NEVER_CALL: _l("No llamar nunca por teléfono."),
    SafeContact.SAY_HEALTH_POST: _l(
        "Si contesta otra persona, diga que llama del puesto de salud."
    ),
    SafeContact.ONLY_DAYS: _l("Solo algunos días u horas."),
}

SPEAKS: Mapping[str, Any] = {
    "es": _l("Esta persona escribe en español."),
    "qu": _l("Esta persona habla quechua: escríbale en quechua."),
    "en": _l("Esta persona escribe en inglés."),
}

UNIT: Mapping[StrEnum, Any] = {
    Unit.BUSINESS_DAYS: _l("Días hábiles"),
    Unit.CALENDAR_DAYS: _l("Días calendario"),
    Unit.MONTHS: _l("Meses"),
}

RATED: Mapping[str, Any] = {
    "scale": _l("Daño"),
    "scope": _l("Alcance"),
    "irremediability": _l("Reparación"),
}

TREATED: Mapping[str, Any] = {
    "listened": _l("¿Le escuchamos?"),
    "explained": _l("¿Le explicamos con claridad?"),
    "solved": _l("¿Se arregló su problema?"),
}

TREATED_AS: Mapping[str, Mapping[int, Any]] = {
    "listened": {3: _l("Sí, bien"), 2: _l("Más o menos"), 1: _l("No me escucharon")},
    "explained": {3: _l("Sí, entendí todo"), 2: _l("Entendí una parte"), 1: _l("No entendí")},
    "solved": {3: _l("Sí"), 2: _l("En parte"), 1: _l("No se arregló")},
}
"""As the person read them when they answered."""

HAPPENED: Mapping[StrEnum, Any] = {
    Verb.ABANDON: _l("Quedó sin respuesta de la persona"),
    Verb.ACKNOWLEDGE: _l("Primer mensaje de una persona de la oficina"),
    Verb.ADMIT: _l("Caso admitido"),
    Verb.ANSWER_IN_INVESTIGATION: _l("La persona contestó la pregunta"),
    Verb.ANSWER_IN_SCREENING: _l("La persona contestó la pregunta"),
    Verb.ASK: _l("Se preguntó a la persona"),
    Verb.CLOSE: _l("Caso cerrado"),
    Verb.COMMUNICATE: _l("Resultado aprobado y comunicado"),
    Verb.CONFIRM: _l("La persona está de acuerdo"),
    Verb.DECLINE: _l("Caso no admitido"),
    Verb.DISPUTE: _l("La persona no está de acuerdo"),
    Verb.FOLLOW_UP: _l("Pasó a seguimiento"),
    Verb.INVESTIGATE: _l("Empezó la investigación"),
    Verb.MEDIATE: _l("Pasó a diálogo"),
    Verb.MERGE: _l("Unido a otro caso"),
    Verb.PROPOSE_ADMISSION: _l("Se recomendó admitir"),
    Verb.PROPOSE_NOT_ADMITTING: _l("Se recomendó no admitir"),
    Verb.PROPOSE_OUTCOME: _l("Se propuso el resultado"),
    Verb.PURGE: _l("Datos eliminados"),
    Verb.REFER_OUT: _l("Derivado a otra oficina"),
    Verb.REGISTER_REPORT: _l("Informe registrado"),
    Verb.REOPEN: _l("Caso reabierto"),
    Verb.REPRISAL: _l("Se supo de amenazas: el caso vuelve"),
    Verb.REQUEST_REPORT: _l("Informe pedido"),
    Verb.RESUME_INVESTIGATION: _l("Siguió la investigación"),
    Verb.RETURN_ADMISSION: _l("Recomendación devuelta"),
    Verb.RETURN_OUTCOME: _l("Resultado devuelto"),
    Verb.REVIVE: _l("Caso retomado"),
    Verb.SCREEN: _l("Empezó la revisión"),
    Verb.TAKE_BACK: _l("Recibido de vuelta"),
    Verb.UPHOLD: _l("Decisión mantenida"),
    Verb.WITHDRAW: _l("Retirado por la persona"),
}

UPGRADED = _l("La persona hizo de su alerta una queja")

LABEL: Mapping[StrEnum, Any] = {
    Verb.ACKNOWLEDGE: _l("Primer mensaje"),
    Verb.ADMIT: _l("Aviso de que su caso fue admitido"),
    Verb.ASK: _l("Pregunta"),
    Verb.CLOSE: _l("Por qué se cierra"),
    Verb.DECLINE: _l("Por qué no se admite"),
    Verb.FOLLOW_UP: _l("Qué se prometió y cómo se va a vigilar"),
    Verb.PROPOSE_ADMISSION: _l("Razones para admitir"),
    Verb.PROPOSE_NOT_ADMITTING: _l("Razones para no admitir"),
    Verb.REGISTER_REPORT: _l("Qué informaron"),
    Verb.REOPEN: _l("Por qué se reabre"),
    Verb.REQUEST_REPORT: _l("Carta enviada"),
    Verb.RETURN_ADMISSION: _l("Qué falta o qué hay que cambiar"),
    Verb.RETURN_OUTCOME: _l("Qué falta o qué hay que cambiar"),
    Verb.UPHOLD: _l("Por qué la decisión se mantiene"),
}

HINT: Mapping[StrEnum, Any] = {
    Verb.ACKNOWLEDGE: _l("Dígale que leyó su caso, quién es usted y qué sigue."),
    Verb.ADMIT: _l("En palabras sencillas: qué va a hacer la oficina y cuándo tendrá noticias."),
    Verb.ASK: _l("Una sola pregunta, corta. El plazo se detiene hasta que conteste."),
    Verb.CLOSE: _l("Cómo terminó y qué puede hacer si el problema vuelve."),
    Verb.DECLINE: _l(
        "Tres cosas: la razón, a dónde más puede ir, y que puede pedir que otra persona lo revise."
    ),
    Verb.FOLLOW_UP: _l("Cada promesa: quién, qué y hasta cuándo."),
    Verb.PROPOSE_ADMISSION: _l("Por qué el caso corresponde a la oficina."),
    Verb.PROPOSE_NOT_ADMITTING: _l("Por qué no corresponde y a dónde más podría ir la persona."),
    Verb.PROPOSE_OUTCOME: _l(
        "En palabras sencillas: qué se encontró, qué se hará y quién lo hará."
    ),
    Verb.REGISTER_REPORT: _l("Número, fecha y lo principal del informe. Si no llegó, escríbalo."),
    Verb.REOPEN: _l("Hechos nuevos, represalia o promesa incumplida, y qué sigue ahora."),
    Verb.REQUEST_REPORT: _l(
        "A quién, número y fecha de la carta, y qué se pide. La carta no lleva nombre ni datos "
        "que permitan reconocer a la persona."
    ),
    Verb.RETURN_ADMISSION: _l("Lo leerá quien hizo la recomendación."),
    Verb.RETURN_OUTCOME: _l("Lo leerá quien propuso el resultado."),
    Verb.UPHOLD: _l("Qué se revisó y por qué no cambia."),
}

RESOLVED_HOW_MEANS: Mapping[StrEnum, Any] = {
    ResolvedHow.REMEDIATION: _l("El daño se repara o se compensa."),
    ResolvedHow.AGREEMENT: _l("Las partes llegaron a un acuerdo."),
    ResolvedHow.EXPLANATION: _l("Se aclaró lo que pasaba."),
    ResolvedHow.REFERRAL: _l("Otra entidad lo resuelve."),
    ResolvedHow.NOT_UPHELD: _l("Los hechos no se confirmaron."),
    ResolvedHow.WITHDRAWN: _l("La persona ya no quiere seguir."),
}

PERSON_READS: frozenset[Verb] = frozenset(
    {Verb.ACKNOWLEDGE, Verb.ADMIT, Verb.ASK, Verb.CLOSE, Verb.COMMUNICATE, Verb.DECLINE}
    | {Verb.REOPEN, Verb.UPHOLD}
)
"""The verbs that put a message before the person at once."""

EVENT: Mapping[str, Any] = {
    "grievances:case:assigned": _l("Asignó el caso"),
    "grievances:case:filed": _l("Presentó el caso"),
    "grievances:case:moved": _l("Dio un paso"),
    "grievances:case:printed": _l("Imprimió el expediente"),
    "grievances:case:read": _l("Leyó el caso"),
    "grievances:case:taken-down": _l("Tomó el caso de palabra o por carta"),
    "grievances:case:upgraded": _l("Cambió la vía"),
    "grievances:conflict:declared": _l("Declaró si tiene vínculo"),
    "grievances:contact:read": _l("Abrió el contacto"),
    "grievances:file:added": _l("Agregó un archivo"),
    "grievances:file:original-opened": _l("Descargó el original de un archivo"),
    "grievances:file:read": _l("Abrió un archivo"),
    "grievances:identity:opened": _l("Abrió la identidad"),
    "grievances:message:sent": _l("Envió un mensaje"),
    "grievances:note:written": _l("Escribió una nota"),
    "grievances:outcome:rated": _l("Valoró la atención"),
    "grievances:receipt:closed": _l("Entregó el recibo"),
    "grievances:rendering:reviewed": _l("Revisó un texto"),
    "grievances:rendering:written": _l("Escribió una transcripción o traducción"),
    "grievances:replacement:asked": _l("Se pidió un código nuevo"),
    "grievances:replacement:approved": _l("Aprobó un código nuevo"),
    "grievances:reprisal:acted-on": _l("Actuó ante una represalia"),
    "grievances:severity:given": _l("Valoró la gravedad"),
    "grievances:threat:reported": _l("Avisó de una amenaza"),
    "grievances:trail:read": _l("Miró este registro"),
}
"""What the trail calls what happened; an event without words shows its code."""
