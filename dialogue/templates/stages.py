"""The stages of each kind of process, and the most days that a law gives them.

Days are calendar days. The stages of *consulta previa* and their limits follow the Peruvian rules
(law 29785 and its regulation of 2012): seven stages, 120 days in all, 30 for the dialogue. The
names of its stages were not compared with the official text yet: `verified` says so, and so do the
pages.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from dialogue.kinds import ProcessKind


class StageName(StrEnum):
    """Every stage that some template knows."""

    REQUEST = "request"
    ACCREDITATION = "accreditation"
    INSTALLATION = "installation"
    SESSIONS = "sessions"
    AGREEMENTS = "agreements"
    FOLLOW_UP = "follow_up"
    CLOSURE = "closure"
    MEASURE_IDENTIFIED = "measure_identified"
    PEOPLES_IDENTIFIED = "peoples_identified"
    PUBLICITY = "publicity"
    INFORMATION = "information"
    INTERNAL_EVALUATION = "internal_evaluation"
    DIALOGUE = "dialogue"
    DECISION = "decision"
    BASELINE_STUDY = "baseline_study"
    RECOMMENDATIONS = "recommendations"
    ROADMAP = "roadmap"
    ROLES_AND_BASELINE = "roles_and_baseline"
    PROBLEM_LIST = "problem_list"
    ACTION_PLAN = "action_plan"
    PERIODIC_MEETINGS = "periodic_meetings"
    RE_SURVEY = "re_survey"
    PREPARATION = "preparation"
    VISIT = "visit"
    EXCHANGE = "exchange"
    LESSONS = "lessons"


@dataclass(frozen=True)
class TemplateStage:
    """One stage. `legal_days`: the most calendar days from its beginning; None without a limit."""

    name: StageName
    title: str
    legal_days: int | None = None


@dataclass(frozen=True)
class Template:
    """The stages of a kind of process in their order.

    `total_days` is the most that all of them may take together, from the beginning of the first
    one. `verified`: whether the names were compared with the official text, where there is one.
    """

    stages: tuple[TemplateStage, ...]
    total_days: int | None = None
    verified: bool = True


_N = StageName

TEMPLATES: Mapping[ProcessKind, Template] = {
    ProcessKind.MESA: Template(
        (
            TemplateStage(_N.REQUEST, "Solicitud"),
            TemplateStage(_N.ACCREDITATION, "Acreditación de las partes"),
            TemplateStage(_N.INSTALLATION, "Instalación"),
            TemplateStage(_N.SESSIONS, "Sesiones"),
            TemplateStage(_N.AGREEMENTS, "Acuerdos"),
            TemplateStage(_N.FOLLOW_UP, "Seguimiento"),
            TemplateStage(_N.CLOSURE, "Cierre"),
        )
    ),
    ProcessKind.CONSULTA_PREVIA: Template(
        (
            TemplateStage(_N.MEASURE_IDENTIFIED, "Identificación de la medida"),
            TemplateStage(_N.PEOPLES_IDENTIFIED, "Identificación de los pueblos"),
            TemplateStage(_N.PUBLICITY, "Publicidad"),
            TemplateStage(_N.INFORMATION, "Información"),
            TemplateStage(_N.INTERNAL_EVALUATION, "Evaluación interna"),
            TemplateStage(_N.DIALOGUE, "Diálogo", legal_days=30),
            TemplateStage(_N.DECISION, "Decisión"),
        ),
        total_days=120,
        verified=False,
    ),
    ProcessKind.WORKING_GROUP: Template(
        (
            TemplateStage(_N.BASELINE_STUDY, "Estudio de línea base"),
            TemplateStage(_N.SESSIONS, "Sesiones"),
            TemplateStage(_N.RECOMMENDATIONS, "Recomendaciones"),
            TemplateStage(_N.ROADMAP, "Hoja de ruta"),
            TemplateStage(_N.FOLLOW_UP, "Seguimiento"),
        )
    ),
    ProcessKind.PEER_EXCHANGE: Template(
        (
            TemplateStage(_N.PREPARATION, "Preparación"),
            TemplateStage(_N.VISIT, "Visita"),
            TemplateStage(_N.EXCHANGE, "Intercambio"),
            TemplateStage(_N.LESSONS, "Lo que se aprendió"),
        )
    ),
    ProcessKind.WORKPLACE_COMMITTEE: Template(
        (
            TemplateStage(_N.ROLES_AND_BASELINE, "Roles y encuesta de partida"),
            TemplateStage(_N.PROBLEM_LIST, "Lista común de problemas"),
            TemplateStage(_N.ACTION_PLAN, "Plan de acción"),
            TemplateStage(_N.PERIODIC_MEETINGS, "Reuniones periódicas"),
            TemplateStage(_N.RE_SURVEY, "Segunda encuesta"),
        )
    ),
    ProcessKind.MULTIPARTY: Template(
        (
            TemplateStage(_N.PREPARATION, "Preparación"),
            TemplateStage(_N.INSTALLATION, "Instalación"),
            TemplateStage(_N.SESSIONS, "Sesiones"),
            TemplateStage(_N.AGREEMENTS, "Acuerdos"),
            TemplateStage(_N.FOLLOW_UP, "Seguimiento"),
        )
    ),
}

STAGE_NAMES: Mapping[str, str] = {
    stage.name.value: stage.title for template in TEMPLATES.values() for stage in template.stages
}
"""The Spanish title of each stage by its name: a stage has one title, whatever its process."""
