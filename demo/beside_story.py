"""Other meetings of the fictional office: a visit, an exchange, an assembly to come."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from meetings.kinds import Extent, GroupKind, MeetingKind, Sex
from meetings.operations.groups import Naming
from meetings.operations.old_actas import OldAgreement, OldPromise


@dataclass(frozen=True)
class DemoOldActa:
    """An acta of before, as incomplete as such papers are: `days` ago, what it agreed, promised."""

    days: int
    title: str
    had_agenda: bool | None
    agreements: tuple[OldAgreement, ...]
    promises: tuple[OldPromise, ...]


@dataclass(frozen=True)
class DemoOffer:
    """A concern that the workshop offered to the office, and what the office answered."""

    theme: str
    reason: str
    story: str = ""
    """With these words the office opened a case; empty where it did not."""
    declined: str = ""


@dataclass(frozen=True)
class DemoMeeting:
    """A short meeting: `days` counts from today, what is negative has passed."""

    kind: MeetingKind
    days: int
    title: str
    title_qu: str
    place: str
    objective: str
    points: tuple[tuple[str, str], ...]
    """What was spoken about, and what the acta tells of it; empty for what is to come."""
    people: tuple[tuple[str, Sex], ...] = ()
    particulars: Mapping[str, Any] | None = None


_W, _M = Sex.WOMAN, Sex.MAN

VISIT = DemoMeeting(
    MeetingKind.FIELD_VISIT, -70,
    "Visita a la toma alta del canal", "Yarqhap hanay tomanta watukuy",
    "Toma alta, Qollpa Inventada", "Ver dónde se pierde el agua.",
    (
        (
            "Recorrido de la toma alta al tramo roto",
            "Se caminó con el comité de riego. En el tramo roto se pierde cerca de la mitad.",
        ),
        ("Medición con los jóvenes", "Se midieron 21 litros por segundo arriba y 9 abajo."),
    ),
    (
        ("Hilario Novelado", _M), ("Benigna Inventada", _W), ("Yeny Ficticia", _W),
        ("Wilber Figurado", _M), ("Jimena Novelada", _W),
    ),
    {
        "host": "Comité de riego de Qollpa Inventada",
        "route": "Toma alta – tramo roto – toma baja, a pie, dos horas.",
        "seen": "Canal roto en 40 metros; huellas de camión a 60 metros del canal.",
        "measurements": "Toma alta 21 L/s; después del tramo roto 9 L/s.",
        "learnings": "Medir en dos puntos dice más que medir en uno.",
        "follow_up": "Repetir la medición después de la limpieza.",
    },
)  # fmt: skip
EXCHANGE = DemoMeeting(
    MeetingKind.PEER_EXCHANGE, -35,
    "Intercambio con la comisión de usuarios del río Imaginario",
    "Imaginario mayu unuyuqkunawan yachay t'inkiy",
    "Valle Imaginario", "Conocer cómo otra cuenca publica sus datos del agua.",
    (
        ("Cómo miden y quién revisa", "Dos personas miden; una tercera, de otro grupo, revisa."),
        ("Qué hacen cuando el dato es malo", "Lo dicen por radio el mismo día."),
    ),
    (("Nayda Supuesta", _W), ("Brayan Imaginario", _M), ("Lucrecia Ficticia", _W)),
    {
        "host": "Prudencio Supuesto",
        "host_organization": "Comisión de usuarios del río Imaginario",
        "wanted_to_learn": "Cómo se publica un dato sin pelear por él.",
        "learnings": "El dato lo firma quien mide y quien revisa.",
        "at_home": "Poner una segunda firma en la hoja de la plaza.",
        "follow_up": "Devolver la visita en seis meses.",
    },
)  # fmt: skip
ASSEMBLY = DemoMeeting(
    MeetingKind.ASSEMBLY, 16,
    "Asamblea comunal de Qollpa Inventada", "Qollpa Inventada ayllup hatun huñunakuynin",
    "Local comunal de Qollpa Inventada", "Que la comunidad decida sobre los cien metros del canal.",
    (
        ("Control de asistencia y quórum", ""),
        ("Lectura del acta anterior", ""),
        ("Los cien metros del canal", ""),
    ),
    (),
    {
        "members": 186, "quorum": 94,
        "secretary": "Nicolasa Supuesta", "book": "Libro de actas n.º 7 (ficticio)",
    },
)  # fmt: skip

ELSEWHERE = DemoMeeting(
    MeetingKind.COMMITTEE_MEETING, -20,
    "Reunión del comité del agua de la puna", "",
    "Escuela inventada", "Repartir los turnos de agua.",
    (("Turnos de agua", "Los turnos quedan como el año pasado."),),
    (("Ramona Ficticia", _W), ("Eleuterio Imaginario", _M), ("Delfina Supuesta", _W)),
)  # fmt: skip
"""What another office does is nobody else's business."""
GROUP_ELSEWHERE = Naming("Comunidad Puna Inventada", GroupKind.COMMUNITY)

OLD_ACTAS = (
    DemoOldActa(
        820, "Acta de la mesa del agua (papel antiguo)", False,
        (
            OldAgreement("Construir un reservorio.", Extent.TOTAL),
            OldAgreement("Revisar los permisos de agua.", Extent.PARTIAL, "Falta la empresa."),
        ),
        (
            OldPromise("Construir un reservorio en la parte alta.", responsible="Municipalidad"),
            OldPromise("Revisar los permisos de agua."),
        ),
    ),
    DemoOldActa(
        560, "Acta de reunión por el polvo de la vía (papel antiguo)", None,
        (OldAgreement("Regar la vía."),),
        (
            OldPromise(
                "Regar la vía dos veces al día.", responsible="Empresa",
                condition="Mientras dure la época seca",
            ),
        ),
    ),
    DemoOldActa(
        410, "Acta de la comisión de pastos (papel antiguo)", True,
        (OldAgreement("Cercar el bofedal.", Extent.TOTAL),),
        (
            OldPromise(
                "Cercar el bofedal de la parte alta.", "Cerco de 400 metros", "Comunidad",
                verifier="Municipalidad",
            ),
            OldPromise("Poner un vigilante.", responsible="Comunidad"),
        ),
    ),
)  # fmt: skip

OFFERS = (
    DemoOffer(
        "water",
        "El tema recibió más puntos que los otros tres juntos y habla de animales enfermos: "
        "pedimos que la oficina lo investigue por iniciativa propia.",
        "En el taller de Santo Tomás varios grupos dijeron que el agua del canal ya está sucia, "
        "que los animales se enferman y que no hay agua limpia para los niños.",
    ),
    DemoOffer(
        "spaces",
        "Piden un lugar donde hablar antes de que haya conflicto.",
        declined="Aquí no hay a quién investigar: corresponde a un proceso de diálogo.",
    ),
    DemoOffer("mining", "La comunidad teme que el trabajo minero llegue al canal."),
)
"""One became a case, one was declined, one still waits for an answer."""
