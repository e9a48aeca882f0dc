"""What is told of the study of the Salar de Pastos Grandes. The salar exists; nobody here does."""

from dataclasses import dataclass, field
from typing import Any

from basin.kinds import Comparison, Side, Verdict, Visibility
from basin.operations.council import Candidate
from basin.operations.studies import Outline, Seat
from basin.operations.thresholds import Limit
from demo.offices import DemoPerson

MEMBER = DemoPerson("Eulogia Imaginaria", "member@salar.example", frozenset(), "es")
EXPERT = DemoPerson("Amadeo Inventado", "expert@salar.example", frozenset(), "es")

OUTLINE = Outline(
    title="Salar de Pastos Grandes: agua para la comunidad y para la mina (ficticio)",
    title_qu="Pastos Grandes salar: ayllupaq, minapaq unu (yuyasqalla)",
    summary=(
        "La comunidad, la empresa y la provincia quieren saber qué pasa con la laguna, el río y "
        "las vertientes si la mina saca agua dulce. El modelo es ilustrativo: casi todos sus "
        "números son supuestos, y sirve para aprender a usarlo juntos."
    ),
    summary_qu=(
        "Ayllu, empresa, provincia ima yachayta munanku: mina mana kachiyuq unuta urquptin, "
        "quchawan, mayuwan, pukyukunawan imataq kanqa. Kay modeloqa yachanapaqllam."
    ),
    basin="Salar de Pastos Grandes, Salta",
    host="Universidad Ficticia del Norte",
    process="salar-demo",
    visibility=Visibility.PUBLIC,
)

SEATS = (
    Seat(MEMBER.name, Side.COMMUNITY, "Comunidad Ficticia de Pastos Grandes"),
    Seat("Nazario Imaginario", Side.COMMUNITY, "Pastores de la vega (ficticio)"),
    Seat("Delia Ficticia", Side.COMPANY, "Litio Inventado S. A."),
    Seat("Omar Inventado", Side.AUTHORITY, "Secretaría Imaginaria de Recursos Hídricos"),
    Seat("Graciela Imaginaria", Side.ACADEMIA, "Universidad Ficticia del Norte"),
    Seat("Teo Ficticio", Side.OBSERVER, "Observatorio Imaginario del Agua"),
)

COUNCIL = (
    Candidate(EXPERT.name, "Instituto Inventado de la Puna", "Hidrogeología",
              "Comunidad Ficticia de Pastos Grandes"),
    Candidate("Beatriz Imaginaria", "Universidad Ficticia del Norte", "Ecología de salares",
              "Observatorio Imaginario del Agua"),
    Candidate("Claudio Inventado", "Consultora Ficticia", "Ingeniería de recursos hídricos",
              "Litio Inventado S. A."),
)  # fmt: skip

VERDICT = Verdict.WITH_RESERVATIONS
REASONS = (
    "Revisé el balance de agua: cierra, y las reglas de la vertiente son razonables. Pero la "
    "recarga y las reservas del acuífero no están medidas, y el modelo no separa el agua dulce de "
    "la salmuera. Sirve para comparar escenarios entre sí; no para fijar un número de litros."
)


@dataclass(frozen=True)
class Run:
    """An answer of the real reference service, recorded, and who asked for it."""

    file: str
    title: str
    title_qu: str
    why: str
    asked_by: str
    days_ago: int
    job: str
    took_s: int
    inputs: dict[str, Any] = field(default_factory=dict)


RUNS = (
    Run(
        "salar-five", "Los cinco escenarios", "Pichqantin escenariokuna",
        "Para empezar a hablar: cómo cambia todo con la mina y con menos lluvia.",
        "Omar Inventado (Secretaría Imaginaria de Recursos Hídricos)", 33,
        "020b292d-df38-4a6e-a222-4a4ffa87de7a", 17,
        {"scenarios": ["baseline", "with-mine", "dry-climate", "with-mine-dry", "mine-reduced"]},
    ),
    Run(
        "salar-30", "Con mina, 30 L/s", "Minayuq, 30 L/s",
        "La comunidad pregunta qué pasa si la mina saca la mitad.",
        f"{MEMBER.name} (Comunidad Ficticia de Pastos Grandes)", 23,
        "0a5241de-850b-43dd-9b8f-f610880d6066", 17,
        {"scenarios": ["baseline", "with-mine"], "mine_fresh_l_s": 30.0},
    ),
)  # fmt: skip
DEFAULTS: dict[str, Any] = {
    "induced_leakage": 0.05, "members": 20, "mine_brine_l_s": 540.0, "mine_fresh_l_s": 60.0,
    "rainfall_factor": 1.0, "seed": 20260101, "spring_trigger": 0.92, "years": 30,
}  # fmt: skip
UNITS = {"mine_brine_l_s": "L/s", "mine_fresh_l_s": "L/s"}
INPUT_TITLES = {
    "induced_leakage": {"es": "Agua dulce arrastrada por la salmuera",
                        "qu": "Kachi unup aysasqan ch'uya unu"},
    "members": {"es": "Variantes del clima", "qu": "Hayk'a para pacha"},
    "mine_brine_l_s": {"es": "Salmuera de la mina", "qu": "Minap kachi unun"},
    "mine_fresh_l_s": {"es": "Agua dulce de la mina", "qu": "Minap ch'uya unun"},
    "rainfall_factor": {"es": "Factor de lluvia", "qu": "Parap tupun"},
    "scenarios": {"es": "Escenarios", "qu": "Kanman hina qhawariykuna"},
    "seed": {"es": "Semilla del azar", "qu": "Muhu yupay"},
    "spring_trigger": {"es": "Gatillo por vertientes", "qu": "Pukyu tupu"},
    "years": {"es": "Años simulados", "qu": "Hayk'a wata"},
}  # fmt: skip
"""What the model calls its inputs."""

THRESHOLDS = (
    (Limit("lagoon_level", Comparison.BELOW, 0.5, "m"),
     "Con menos agua los flamencos no anidan, dicen quienes los cuentan (ficticio).",
     "Observatorio Imaginario del Agua"),
    (Limit("spring_flow", Comparison.BELOW, 4.0, "L/s"),
     "Con menos, el caño de la escuela no alcanza en setiembre (ficticio).", ""),
)  # fmt: skip
"""Limit, what it rests on, the group that proposes; none: the member herself."""

QUESTIONS = (
    (30, "¿De dónde sale la lluvia que usa el modelo, si acá no hay estación?",
     "Es inventada por el programa, con años secos y húmedos parecidos a los de la Puna. Por eso "
     "cada gráfico dice que el modelo es ilustrativo. Si ponen un pluviómetro, se cambia.", True),
    (21, "¿Qué pasa con la vega de arriba? No la veo en ningún gráfico.",
     "El modelo tiene una sola vertiente. La vega de arriba todavía no está; la anotamos para la "
     "próxima versión.", False),
    (12, "¿El modelo sabe que en agosto las llamas toman más?", "", False),
)  # fmt: skip
"""How many days ago, what is asked, what is answered (nothing yet where empty), whether that ends
the matter."""
