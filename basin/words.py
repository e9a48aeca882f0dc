"""The words that people read for the closed lists of this feature."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from basin.kinds import (
    Comparison,
    EntryKind,
    EvidenceKind,
    MarkKind,
    Origin,
    QualityFlag,
    RunProblem,
    Side,
    Signing,
    StudyView,
    ThresholdState,
    TimeStep,
    Verdict,
    Visibility,
)
from basin.lifecycle import RunState, RunVerb, RunView
from web.locale import _l

VISIBILITY: Mapping[StrEnum, Any] = {
    Visibility.OFFICE: _l("Solo la oficina"),
    Visibility.MEMBERS: _l("La oficina, los miembros y los expertos"),
    Visibility.PUBLIC: _l("Todas las personas"),
}

STUDY_VIEW: Mapping[StrEnum, Any] = {
    StudyView.OPEN: _l("En marcha"),
    StudyView.CLOSED: _l("Cerrados"),
    StudyView.PUBLISHED: _l("Publicados para todas las personas"),
}

SIDE: Mapping[StrEnum, Any] = {
    Side.COMMUNITY: _l("Comunidad"),
    Side.COMPANY: _l("Empresa"),
    Side.AUTHORITY: _l("Autoridad"),
    Side.ACADEMIA: _l("Universidad"),
    Side.CIVIL_SOCIETY: _l("Organización social"),
    Side.OBSERVER: _l("Observador"),
}

EVIDENCE: Mapping[StrEnum, Any] = {
    EvidenceKind.SERVICE: _l("Corrida del modelo"),
    EvidenceKind.FILE: _l("Archivo de otro modelo"),
    EvidenceKind.PHOTOGRAPH: _l("Fotografía"),
    EvidenceKind.LABORATORY: _l("Resultado de laboratorio"),
    EvidenceKind.OBSERVATIONS: _l("Mediciones de una estación"),
    EvidenceKind.STATISTICS: _l("Estadística publicada"),
    EvidenceKind.CONCERN: _l("Preocupación de una comunidad"),
}

ORIGIN: Mapping[StrEnum, Any] = {
    Origin.SERVICE: _l("Calculado por el servicio del modelo"),
    Origin.HAND: _l("Cargado a mano, no verificado por el servicio"),
    Origin.HOUSE: _l("Copia fija de lo que está en esta plataforma"),
}

ENTRY: Mapping[StrEnum, Any] = {
    EntryKind.EVIDENCE: _l("Evidencia"),
    EntryKind.MARK: _l("Nota sobre una evidencia"),
    EntryKind.REVIEW: _l("Revisión del modelo"),
    EntryKind.THRESHOLD: _l("Umbral"),
}

MARK: Mapping[StrEnum, Any] = {
    MarkKind.SUPERSEDES: _l("Reemplazada por otra"),
    MarkKind.DISPUTES: _l("Cuestionada"),
    MarkKind.ENDORSES: _l("Respaldada por el Consejo de Expertos"),
}

VERDICT: Mapping[StrEnum, Any] = {
    Verdict.ENDORSES: _l("Respalda el modelo"),
    Verdict.WITH_RESERVATIONS: _l("Respalda el modelo con reservas"),
    Verdict.DISPUTES: _l("Cuestiona el modelo"),
}

SIGNING: Mapping[StrEnum, Any] = {
    Signing.ONLINE: _l("Firmado con su cuenta"),
    Signing.PAPER: _l("Firmado en papel"),
}

THRESHOLD: Mapping[StrEnum, Any] = {
    ThresholdState.PROPOSED: _l("Propuesto"),
    ThresholdState.AGREED: _l("Acordado"),
    ThresholdState.WITHDRAWN: _l("Retirado"),
}

COMPARISON: Mapping[StrEnum, Any] = {
    Comparison.BELOW: _l("Es malo estar por debajo"),
    Comparison.ABOVE: _l("Es malo estar por encima"),
}

TIME_STEP: Mapping[StrEnum, Any] = {
    TimeStep.DAY: _l("Un valor por día"),
    TimeStep.MONTH: _l("Un valor por mes"),
    TimeStep.YEAR: _l("Un valor por año"),
}

QUALITY: Mapping[StrEnum, Any] = {
    QualityFlag.GOOD: _l("Bueno"),
    QualityFlag.ESTIMATED: _l("Estimado"),
    QualityFlag.SUSPECT: _l("Dudoso"),
    QualityFlag.MISSING: _l("Falta"),
}

RUN_STATE: Mapping[StrEnum, Any] = {
    RunState.PROPOSED: _l("Propuesta"),
    RunState.QUEUED: _l("En la fila"),
    RunState.SUBMITTING: _l("Se está enviando"),
    RunState.RUNNING: _l("El modelo está calculando"),
    RunState.STORED: _l("Lista, guardada como evidencia"),
    RunState.FAILED: _l("No salió"),
    RunState.GONE: _l("El servicio la perdió"),
    RunState.UNKNOWN: _l("No se sabe cómo terminó"),
    RunState.CANCELLED: _l("Cancelada"),
    RunState.DECLINED: _l("No se aceptó"),
}

RUN_VERB: Mapping[StrEnum, Any] = {
    RunVerb.START: _l("Mandar a calcular"),
    RunVerb.DECLINE: _l("No aceptar"),
    RunVerb.CANCEL: _l("Cancelar"),
    RunVerb.SUBMIT: _l("Se envía al servicio"),
    RunVerb.ACCEPT: _l("El servicio la aceptó"),
    RunVerb.STORE: _l("Se guardó como evidencia"),
    RunVerb.FAIL: _l("Falló"),
    RunVerb.LOSE: _l("El servicio la perdió"),
    RunVerb.GIVE_UP: _l("Se dejó de esperar"),
}

PROBLEM: Mapping[StrEnum, Any] = {
    RunProblem.NOT_CONFIGURED: _l("Esta plataforma no tiene un servicio de modelos."),
    RunProblem.DOWN: _l("El servicio del modelo no responde. Lo guardado sigue disponible."),
    RunProblem.SLOW: _l("El servicio del modelo tarda demasiado en responder."),
    RunProblem.BUSY: _l("El servicio del modelo tiene la fila llena."),
    RunProblem.NOT_ALLOWED: _l("El servicio del modelo no nos deja entrar."),
    RunProblem.REFUSED_INPUTS: _l("El servicio no aceptó los datos de entrada."),
    RunProblem.MODEL_CHANGED: _l("El modelo cambió de versión desde que se preparó la pregunta."),
    RunProblem.MODEL_FAILED: _l("El modelo no pudo terminar el cálculo."),
    RunProblem.UNSAFE: _l("El servicio envió una dirección que no es segura."),
    RunProblem.TOO_LARGE: _l("La respuesta es demasiado grande."),
    RunProblem.INVALID: _l("La respuesta no cumple lo convenido, y no se guarda como evidencia."),
    RunProblem.ANOTHER_ANSWER: _l("La respuesta es de otra pregunta, y no se guarda."),
    RunProblem.LOST: _l("El servicio perdió el cálculo. Puede pedirlo de nuevo."),
    RunProblem.INTERRUPTED: _l(
        "El envío se interrumpió y no se sabe si el servicio lo recibió. Puede pedirlo de nuevo."
    ),
    RunProblem.TOO_LONG: _l("Pasó media hora sin respuesta. Puede pedirlo de nuevo."),
}

RUN_VIEW: Mapping[StrEnum, Any] = {
    RunView.ALL: _l("Todas"),
    RunView.PROPOSED: _l("Propuestas"),
    RunView.AT_WORK: _l("En marcha"),
    RunView.STORED: _l("Con evidencia"),
    RunView.WITHOUT: _l("Sin resultado"),
}

FACT: Mapping[str, Any] = {
    "address": _l("Dirección de la página"),
    "caption": _l("Qué muestra"),
    "consent": _l("Cómo aceptaron salir en la foto"),
    "flags": _l("Calidad de los valores"),
    "laboratory": _l("Laboratorio"),
    "language": _l("Idioma"),
    "measured_by": _l("Quién mide"),
    "model_name": _l("Modelo"),
    "place": _l("Lugar"),
    "published_on": _l("Cuándo se publicaron"),
    "publisher": _l("Quién publicó estas cifras"),
    "ran_by": _l("Quién lo corrió"),
    "ran_on": _l("Cuándo se corrió"),
    "reference": _l("Código de la preocupación"),
    "remark": _l("Nota"),
    "said_on": _l("Cuándo se dijo"),
    "sample": _l("Código de la muestra"),
    "sampled_by": _l("Quién tomó la muestra"),
    "sampled_on": _l("Día de la muestra"),
    "shows": _l("Qué muestra"),
    "stands_in": _l("Dónde está escrito"),
    "suppressed": _l("Cifras reservadas"),
    "taken_by": _l("Quién la tomó"),
    "taken_from": _l("De dónde se sabe"),
    "taken_on": _l("Día de la fotografía"),
    "time_step": _l("Cada cuánto hay un valor"),
    "words": _l("Lo que se dijo"),
}
"""Facts of evidence that people loaded, by their names in its document."""

TONGUE: Mapping[str, Any] = {
    "es": _l("Castellano"),
    "qu": _l("Quechua"),
    "ay": _l("Aymara"),
    "en": _l("Inglés"),
}
"""In which language somebody said something."""
