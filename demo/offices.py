"""Two fictional offices and somebody for every role in each."""

from dataclasses import dataclass

from accounts.operations import OfficePlace, OfficeTerms
from accounts.roles import EntityKind, OfficeKind, Role, Track

ALL_TRACKS = [track.value for track in Track]


@dataclass(frozen=True)
class DemoPerson:
    """Somebody who may sign in. The mail addresses end in a domain that cannot exist."""

    name: str
    email: str
    roles: frozenset[Role]
    language: str = "es"


@dataclass(frozen=True)
class DemoOffice:
    """An office and its people."""

    place: OfficePlace
    terms: OfficeTerms
    people: tuple[DemoPerson, ...]
    entities: tuple[tuple[str, EntityKind], ...] = ()


def _staff(where: str, names: dict[Role, str]) -> tuple[DemoPerson, ...]:
    return tuple(
        DemoPerson(name, f"{role.value.replace('_', '-')}@{where}.example", frozenset({role}))
        for role, name in names.items()
    )


CUSCO = DemoOffice(
    OfficePlace(
        slug="cusco",
        kind=OfficeKind.OMBUDSMAN,
        country="PE",
        region="PE-CUS",
        time_zone="America/Lima",
        fictional=True,
    ),
    OfficeTerms(
        name="Oficina de demostración, Cusco",
        languages=["es", "qu"],
        tracks=ALL_TRACKS,
        anonymous_tracks=[Track.CONSULTA.value, Track.ALERTA.value, Track.QUEJA.value],
        address="Calle Inventada 100, Santo Tomás, Chumbivilcas",
        phone="000 000 100",
        emergency_phone="105",
        email="oficina@cusco.example",
        hours="Lunes a viernes, 8:00 a 16:30",
    ),
    (
        *_staff(
            "cusco",
            {
                Role.INTAKE: "Ficticia Recepción",
                Role.HANDLER: "Rosaura Inventada",
                Role.SUPERVISOR: "Lucio Imaginario",
                Role.CUSTODIAN: "Custodia Ficticia",
                Role.AUDITOR: "Auditor Inventado",
                Role.OFFICE_ADMIN: "Administradora Ficticia",
                Role.COORDINATOR: "Coordinador Inventado",
                Role.FACILITATOR: "Facilitadora Imaginaria",
                Role.NOTE_TAKER: "Relator Ficticio",
                Role.TRANSLATOR: "Traductora Imaginaria",
                Role.MODELLER: "Modelador Inventado",
                Role.MONITOR: "Monitora Ficticia",
            },
        ),
        DemoPerson("Teófila Imaginaria", "handler2@cusco.example", frozenset({Role.HANDLER}), "qu"),
        DemoPerson("Segunda Revisora", "supervisor2@cusco.example", frozenset({Role.SUPERVISOR})),
    ),
    (
        ("Minera Inventada del Sur", EntityKind.COMPANY),
        ("Planta concentradora inventada", EntityKind.COMPANY),
        ("Transportes Inventados", EntityKind.COMPANY),
        ("Autoridad Imaginaria del Agua", EntityKind.AUTHORITY),
        ("Municipio Ficticio", EntityKind.AUTHORITY),
    ),
)

SALTA = DemoOffice(
    OfficePlace(
        slug="salta",
        kind=OfficeKind.OMBUDSMAN,
        country="AR",
        region="AR-A",
        time_zone="America/Argentina/Salta",
        fictional=True,
    ),
    OfficeTerms(
        name="Oficina de demostración, Salta",
        languages=["es", "qu"],
        tracks=ALL_TRACKS,
        anonymous_tracks=[Track.CONSULTA.value, Track.ALERTA.value],
        address="Pasaje Inventado 200, San Antonio de los Cobres",
        phone="000 000 200",
        emergency_phone="911",
        email="oficina@salta.example",
        hours="Lunes a viernes, 7:30 a 13:30",
    ),
    (
        *_staff(
            "salta",
            {
                Role.INTAKE: "Recepción Inventada",
                Role.HANDLER: "Ramón Ficticio",
                Role.SUPERVISOR: "Elvira Imaginaria",
                Role.CUSTODIAN: "Custodio Inventado",
                Role.AUDITOR: "Auditora Ficticia",
                Role.OFFICE_ADMIN: "Administrador Imaginario",
                Role.COORDINATOR: "Coordinadora Imaginaria",
                Role.MODELLER: "Modeladora Ficticia",
            },
        ),
        DemoPerson("Segundo Revisor", "supervisor2@salta.example", frozenset({Role.SUPERVISOR})),
    ),
    (
        ("Proyecto de litio inventado", EntityKind.COMPANY),
        ("Secretaría Imaginaria de Minería", EntityKind.AUTHORITY),
    ),
)

OFFICES = (CUSCO, SALTA)

INSTALLATION = (
    DemoPerson("Plataforma Ficticia", "platform@demo.example", frozenset({Role.PLATFORM_ADMIN})),
    DemoPerson("Federación Ficticia", "federation@demo.example", frozenset({Role.FEDERATION})),
)
