"""Actas, for tests: a meeting with everything that an acta tells, up to any state of its life."""

from datetime import date, time, timedelta
from typing import Any

from sqlalchemy.orm import Session

from accounts.models import Office
from kernel.clock import now
from kernel.codes import new_code
from kernel.jobs import Jobs
from kernel.policy import SYSTEM, Actor
from kernel.references import References
from kernel.vault import Vault
from meetings.kinds import ContributionKind, Counting, Extent, FilePurpose, Sex, Signing, Tongue
from meetings.models import (
    AgendaItem,
    Agreement,
    Attendance,
    Contribution,
    Meeting,
    MeetingFile,
    Participant,
    SealedMinutes,
    Signatory,
    SpeakingTurn,
    Theme,
)
from meetings.operations.minutes import ReadOut, read_back, seal_acta
from meetings.queries.meetings import sittings_of
from tests.factories.meetings import (
    new_agenda_item,
    new_commitment,
    new_group,
    new_meeting,
    new_participant,
)

READ = ReadOut(Tongue.QU, "Lidia Lectora Inventada")


def draft(session: Session, vault: Vault, office: Office, **facts: Any) -> Meeting:
    """A meeting that took place, was closed, and lacks nothing but to be read back and sealed."""
    known: dict[str, Any] = {
        "title": "Agua y polvo en Qollpa",
        "title_qu": "Qollpapi unumanta, allpamantawan",
        "opened_at": now() - timedelta(hours=8),
        "closed_at": now(),
        "convocation": "Oficio 041 del 10/08/2026",
        "facilitator": "Fernanda Facilita Inventada",
        "observations": "El puente estuvo cerrado por la lluvia.",
        "next_on": date(2026, 11, 24),
        "next_at": time(9, 0),
        "next_place": "Salón comunal de Santo Tomás",
        "next_agenda": "Revisar los compromisos.",
    }
    meeting = new_meeting(session, vault, office, **(known | facts))
    water = new_agenda_item(
        session, meeting, "El agua del canal Qollpa", title_qu="Qollpa yarqhap unun",
        summary="Desde julio llega menos agua a la parte baja.",
        summary_qu="Julio killamanta pacha pisi unullaña chayamun uray ladoman.",
    )  # fmt: skip
    new_agenda_item(session, meeting, "Polvo en la vía", summary="Los niños tosen.")
    community = new_group(session, office, name_qu="Qollpa ayllu")
    company = new_group(session, office)
    juana = came(session, meeting, "Juana Callada Mamani", group_id=community.id, sex=Sex.WOMAN)
    came(session, meeting, "Quispe Huamán, José", group_id=community.id, sex=Sex.MAN)
    came(
        session, meeting, "Rosa Nombrada Ccopa", group_id=company.id, sex=Sex.WOMAN,
        may_be_named=True,
    )  # fmt: skip
    theme = Theme(
        office_id=office.id, meeting_id=meeting.id, reference=f"theme:{new_code(8)}",
        title="Falta agua", title_qu="Unu pisi", counting=Counting.HANDS, women=9, men=7,
    )  # fmt: skip
    session.add(theme)
    session.flush()
    said(session, meeting, water, "Mana unu kanchu, ama hina kaspa uyariwayku.",
         translation="No hay agua; por favor escúchennos.", language=Tongue.QU,
         group_id=community.id, theme_id=theme.id, consents_to_quote=True)  # fmt: skip
    said(session, meeting, water, "Lo dije en secreto.", group_id=company.id,
         kind=ContributionKind.TESTIMONY, participant_id=juana.id)  # fmt: skip
    session.add(
        SpeakingTurn(
            office_id=office.id,
            meeting_id=meeting.id,
            entry=new_code(8),
            group_id=community.id,
            sex=Sex.WOMAN,
            seconds=900,
        )
    )
    total = agreed(session, meeting, 1, "Limpiar el canal antes de la siembra.", water)
    agreed(
        session, meeting, 2, "Regar la vía a las 7:00.", extent=Extent.PARTIAL,
        dissent="La comunidad pide también 20 km/h.", women_for=12, men_for=9, men_against=2,
    )  # fmt: skip
    new_commitment(
        session, office, what="Limpiar 3,2 km de canal", made_in=meeting.subject,
        agreement=total.reference, responsible_group="Municipalidad",
        responsible_person="Hugo Promete Inventado",
    )  # fmt: skip
    session.add(
        MeetingFile(
            office_id=office.id,
            meeting_id=meeting.id,
            agenda_item_id=water.id,
            purpose=FilePurpose.SHOWN,
            title="Medición de caudal",
            fingerprint="63315767AA00BB11",
        )
    )
    signs(session, meeting, "Teodora Firma Inventada", community.id)
    session.flush()
    return meeting


def came(session: Session, meeting: Meeting, name: str = "", **facts: Any) -> Participant:
    """Somebody who was at every sitting of a meeting."""
    person = new_participant(session, meeting, name, **facts)
    session.add_all(
        Attendance(
            office_id=meeting.office_id,
            meeting_id=meeting.id,
            sitting_id=sitting.id,
            participant_id=person.id,
            present=True,
            signing=Signing.SIGNATURE,
            confirmed_at=now(),
        )
        for sitting in sittings_of(session, meeting)
    )
    session.flush()
    return person


def said(
    session: Session, meeting: Meeting, item: AgendaItem | None, text: str, **facts: Any
) -> Contribution:
    """Something that somebody said."""
    known: dict[str, Any] = {"kind": ContributionKind.CONCERN}
    one = Contribution(
        office_id=meeting.office_id, meeting_id=meeting.id, entry=new_code(8),
        reference=f"concern:{new_code(8)}", agenda_item_id=item.id if item else None, text=text,
        **(known | facts),
    )  # fmt: skip
    session.add(one)
    session.flush()
    return one


def agreed(
    session: Session,
    meeting: Meeting,
    number: int,
    text: str,
    item: AgendaItem | None = None,
    **facts: Any,
) -> Agreement:
    """Something that was agreed, by all unless told otherwise."""
    one = Agreement(
        office_id=meeting.office_id, meeting_id=meeting.id, entry=new_code(8),
        reference=f"agreement:{new_code(8)}", number=number, text=text,
        agenda_item_id=item.id if item else None, **({"extent": Extent.TOTAL} | facts),
    )  # fmt: skip
    session.add(one)
    session.flush()
    return one


def signs(
    session: Session, meeting: Meeting, name: str, group_id: int | None = None, **facts: Any
) -> Signatory:
    """Somebody who will sign."""
    one = Signatory(
        office_id=meeting.office_id, meeting_id=meeting.id, name=name, group_id=group_id,
        **({"position": 1, "role": "Presidenta"} | facts),
    )  # fmt: skip
    session.add(one)
    session.flush()
    return one


def sealed(
    session: Session,
    vault: Vault,
    office: Office,
    jobs: Jobs,
    references: References | None = None,
    actor: Actor = SYSTEM,
    **facts: Any,
) -> tuple[Meeting, SealedMinutes]:
    """A sealed acta; its papers are ordered."""
    known = references or References()
    meeting = draft(session, vault, office, **facts)
    read_back(session, known, actor, meeting, READ)
    return meeting, seal_acta(session, known, jobs, actor, meeting)


WORDS_ES = (
    "La comunidad contó que desde julio llega menos agua a la parte baja y que los domingos en la "
    "noche viene un poco. La municipalidad dijo que el canal tiene tramos rotos, unos 3,2 km, y la "
    "empresa ofreció maquinaria por cinco días. "
)
WORDS_QU = (
    "Ayllu runakuna willarqanku: julio killamanta pacha pisi unullaña uray ladoman chayamun, "
    "domingo tutakunallaña pisita hamun. Municipalidad nirqan: yarqhaqa p'akisqa kachkan. "
)


def long(
    session: Session, vault: Vault, meeting: Meeting, *, people: int = 57, points: int = 8
) -> None:
    """Let a draft grow to what a whole day gives: about ten pages with sixty attendees."""
    groups = [
        new_group(session, meeting.office, f"Grupo {number} {meeting.id}") for number in range(7)
    ]
    for number in range(people):
        came(
            session, meeting, f"Asistente Número {number} Inventado",
            group_id=groups[number % 7].id, sex=Sex.WOMAN if number % 3 else Sex.MAN,
            role="Delegada de riego" if number % 4 else "", community="Qollpa",
            organization="Comité de riego de la parte baja" if number % 5 == 0 else "",
        )  # fmt: skip
    for number in range(points):
        item = new_agenda_item(
            session, meeting, f"Lo que se vio en la parte {number + 3}",
            title_qu=f"Iskay ñiqin rimanakuy {number + 3}",
            summary="\n".join([WORDS_ES * 2] * 2), summary_qu="\n".join([WORDS_QU * 2] * 2),
        )  # fmt: skip
        for turn in range(3):
            said(
                session, meeting, item, WORDS_QU if turn else WORDS_ES,
                translation=WORDS_ES if turn else "", language=Tongue.QU if turn else Tongue.ES,
                group_id=groups[turn].id, consents_to_quote=True,
                kind=[*ContributionKind][turn],
            )  # fmt: skip
        deal = agreed(
            session, meeting, number + 3, f"Se acuerda lo del punto {number + 3}. " + WORDS_ES,
            item, text_qu=WORDS_QU,
            **({"extent": Extent.PARTIAL, "dissent": WORDS_ES} if number % 2 else {}),
        )  # fmt: skip
        new_commitment(
            session, meeting.office, what=f"Limpiar el tramo {number} del canal de la parte baja",
            what_qu=f"Uray yarqhata {number} pichay", made_in=meeting.subject,
            agreement=f"agreement:{deal.reference}", place="Canal Qollpa", risks="Lluvia temprana",
            budget_source="Fondo de obras", responsible_group="Municipalidad provincial",
        )  # fmt: skip
    for number in range(5):
        signs(session, meeting, f"Firmante Número {number} Inventado", groups[number].id)
    session.flush()
