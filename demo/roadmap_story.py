"""What is told of a working group in Colombia: a baseline study, sessions, a roadmap. All of it
is invented."""

from accounts.operations.offices import OfficePlace, OfficeTerms
from accounts.roles import OfficeKind, Role
from demo.offices import DemoOffice, DemoPerson
from dialogue.kinds import GroupKind, ProcessKind, Visibility, WorkKind, WorkState
from dialogue.operations.processes import Outline

NARINO = DemoOffice(
    OfficePlace(
        slug="narino",
        kind=OfficeKind.PROGRAMME,
        country="CO",
        region="CO-NAR",
        time_zone="America/Bogota",
        fictional=True,
    ),
    OfficeTerms(
        name="Programa de demostración, Nariño",
        languages=["es"],
        tracks=[],
        anonymous_tracks=[],
        address="Calle Inventada 300, Pasto",
        phone="000 000 300",
        emergency_phone="123",
        email="programa@narino.example",
        hours="Lunes a viernes, 8:00 a 16:00",
    ),
    (
        DemoPerson(
            "Administrador Ficticio", "office-admin@narino.example", frozenset({Role.OFFICE_ADMIN})
        ),
        DemoPerson(
            "Coordinadora Inventada", "coordinator@narino.example", frozenset({Role.COORDINATOR})
        ),
    ),
    (),
)

OUTLINE = Outline(
    kind=ProcessKind.WORKING_GROUP,
    title="Grupo de trabajo de la pequeña minería de oro (ficticio)",
    summary=(
        "Mineros, municipios y universidad preparan juntos una hoja de ruta para formalizar la "
        "pequeña minería y dejar el mercurio."
    ),
    basin="Río Inventado",
    place="Nariño, Colombia",
    ground_rules="Se decide con datos a la vista. Quien no está de acuerdo dice por qué.",
    visibility=Visibility.PUBLIC,
)

PARTIES = (
    ("Asociación Ficticia de Mineros", GroupKind.WORKERS, 3),
    ("Municipio Inventado", GroupKind.LOCAL_GOVERNMENT, 2),
    ("Mujeres Barequeras (ficticio)", GroupKind.WOMEN, 2),
    ("Universidad Imaginaria del Sur", GroupKind.ACADEMIA, 1),
)

WORK = (
    (WorkKind.RECOMMENDATION, "Un solo trámite para formalizarse, con acompañamiento", None,
     WorkState.OPEN),
    (WorkKind.RECOMMENDATION, "Planta comunitaria sin mercurio", None, WorkState.PLANNED),
    (WorkKind.MILESTONE, "Estudio de línea de base entregado", -40, WorkState.OPEN),
    (WorkKind.MILESTONE, "Diseño de la planta presentado a las comunidades", -5, WorkState.OPEN),
    (WorkKind.MILESTONE, "Primer grupo de treinta mineros formalizado", 120, WorkState.OPEN),
)  # fmt: skip
"""Kind, words, days from today until it is due, how far it came at first."""
DELIVERED = 2
"""The milestone that was reached since, counted from 0."""
