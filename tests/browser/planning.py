"""The pages of planning meetings, as somebody of the demonstration's office meets them."""

from collections.abc import Callable
from datetime import date, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.models import Office, Person
from accounts.queries import office_by_slug
from accounts.roles import Role
from kernel.policy import SYSTEM
from kernel.spreadsheets.books import Book, Kind, Sheet
from meetings.kinds import FilePurpose, GroupKind, MeetingKind, Signing
from meetings.models import Group, Meeting, MeetingFile, OldActaImport, Sitting
from meetings.operations.files import Brought, add_file
from meetings.operations.old_actas import (
    OldActa,
    OldAgreement,
    OldPromise,
    import_acta,
    import_agreement,
    import_promise,
)
from meetings.operations.old_sheets import bring_sheet
from meetings.operations.signatories import Signer, add_signatory
from meetings.operations.sittings import Part, add_sitting
from meetings.queries.meetings import agenda_of, key_of
from tests.browser.house import CUSCO, House
from tests.factories.accounts import new_person
from tests.factories.meetings import new_agenda_item, new_commitment, new_group, new_meeting

PLANNER = "planner@cusco.example"
TITLE = "Visita a la bocatoma de la vista"
OLD = "Acta de la mesa de la vista"
MARK = "3f" * 32


def _prepared(house: House) -> None:
    """A field visit with all that its pages show, an old acta, a sheet that waits."""
    with house.database.changing() as session:
        if session.scalar(select(Person.id).where(Person.email == PLANNER)) is None:
            office = office_by_slug(session, CUSCO)
            planner = new_person(session, office, Role.FACILITATOR, email=PLANNER, name="Rosa")
            house.people[PLANNER] = planner.id
            _plan(house, session, office)
            _remember(house, session, office)


def _plan(house: House, session: Session, office: Office) -> None:
    vault = house.app.extensions["vault"]
    group = new_group(session, office, name="Comité de la vista", kind=GroupKind.COMMUNITY)
    new_group(session, office, name="Grupo retirado de la vista", active=False)
    meeting = new_meeting(
        session,
        vault,
        office,
        kind=MeetingKind.FIELD_VISIT,
        title=TITLE,
        title_qu="Bocatomata qhawaq riy",
        begins_on=date(2027, 3, 6),
        ends_on=date(2027, 3, 7),
        objective="Ver juntos por qué baja menos agua por el canal.",
        convocation="Carta del 20 de febrero y aviso en la radio comunal.",
        particulars={"route": "De la bocatoma al reservorio", "seen": "El canal roto."},
        next_on=date(2027, 4, 3),
        next_place="Salón comunal",
        next_agenda="Resultados del análisis\nPresupuesto del canal",
        observations="La presidenta pidió que conste que faltó la empresa.",
    )
    add_sitting(session, SYSTEM, meeting, Part(date(2027, 3, 6), "Tarde", time(14), time(17)))
    facts = {"minutes": 45, "method": "Caminata", "facilitator": "Rosa Quispe"}
    item = new_agenda_item(
        session, meeting, "El agua del canal", title_qu="Yarqha unumanta",
        begins_at=time(9), position=1, **facts,
    )  # fmt: skip
    new_agenda_item(session, meeting, "Qué haremos", position=2, minutes=30)
    for name, role in (("Rosa Quispe Huamaní", "Presidenta"), ("Juan Mamani", "Regidor")):
        signer = Signer(name, role, group.id, Signing.THUMBPRINT)
        add_signatory(session, SYSTEM, meeting, signer)
    shown = Brought(
        FilePurpose.SHOWN, "Estudio de caudales", fingerprint=MARK, agenda_item_id=item.id
    )
    add_file(session, key_of(session, vault, meeting), SYSTEM, meeting, shown)
    new_commitment(session, office, what="Limpiar el canal", made_in=meeting.subject)


def _remember(house: House, session: Session, office: Office) -> None:
    vault = house.app.extensions["vault"]
    acta = OldActa(MeetingKind.DIALOGUE_SESSION, OLD, date(2019, 4, 11), had_agenda=False)
    meeting = import_acta(session, vault, SYSTEM, office, acta)
    agreement = import_agreement(session, SYSTEM, meeting, OldAgreement("Reparar la vía"))
    old = OldPromise("Reparar 3 km de la vía", "3 km", "Empresa", agreement=agreement.reference)
    import_promise(session, SYSTEM, meeting, old)
    rows = (
        ("Fecha", "Título", "Acuerdo", "Compromiso", "Responsable", "Vence", "Nota"),
        ("11/04/2019", OLD, "Reparar la vía", "Reparar 3 km", "Empresa", "31/10/2019", ""),
        ("ayer", "Acta sin fecha", "", "", "", "", "x"),
    )
    book = Book(Kind.XLSX, (Sheet("Actas", rows),))
    kind = MeetingKind.DIALOGUE_SESSION
    bring_sheet(session, vault, SYSTEM, office, book, "actas-2019.xlsx", kind, "")


def _at(address: str) -> Callable[[House], tuple[str, str]]:
    def scene(house: House) -> tuple[str, str]:
        _prepared(house)
        return PLANNER, address

    return scene


def _of(end: str = "", title: str = TITLE) -> Callable[[House], tuple[str, str]]:
    """A page of the meeting; `{point}`, `{sitting}` and `{file}` are those that it has."""

    def scene(house: House) -> tuple[str, str]:
        _prepared(house)
        with house.database.reading() as session:
            meeting = session.scalars(select(Meeting).where(Meeting.title == title)).one()
            points = agenda_of(session, meeting)
            known = {
                "point": points[0].id if points else "",
                "sitting": session.scalar(
                    select(Sitting.id).where(Sitting.meeting_id == meeting.id)
                ),
                "file": session.scalar(
                    select(MeetingFile.id).where(MeetingFile.meeting_id == meeting.id)
                ),
            }
            return PLANNER, f"/meetings/{meeting.reference}{end.format(**known)}"

    return scene


def _following(house: House) -> tuple[str, str]:
    who, address = _of()(house)
    return who, f"/meetings/new?follows={address.rpartition('/')[2]}"


def _group(house: House) -> tuple[str, str]:
    _prepared(house)
    with house.database.reading() as session:
        query = select(Group.id).where(Group.name == "Comité de la vista")
        return PLANNER, f"/meetings/groups/{session.scalar(query)}"


def _sheet(house: House) -> tuple[str, str]:
    _prepared(house)
    with house.database.reading() as session:
        return PLANNER, f"/meetings/old/many/{session.scalar(select(OldActaImport.id))}"


PAGES: dict[str, tuple[str, Callable[[House], tuple[str, str]]]] = {
    "meetings": ("meetings.meetings_page", _at("/meetings/")),
    "plan the next meeting": ("meetings.plan_page", _following),
    "meeting": ("meetings.meeting_page", _of()),
    "change a plan": ("meetings.change_page", _of("/plan")),
    "agenda": ("meetings.agenda_page", _of("/agenda")),
    "point of an agenda": ("meetings.point_page", _of("/agenda/{point}")),
    "what was said at a point": ("meetings.summary_page", _of("/agenda/{point}/told")),
    "agenda to print": ("meetings.agenda_print", _of("/agenda/print")),
    "parts of a meeting": ("meetings.sittings_page", _of("/sittings")),
    "part of a meeting": ("meetings.sitting_page", _of("/sittings/{sitting}")),
    "what only its kind has": ("meetings.particulars_page", _of("/particulars")),
    "end of a meeting": ("meetings.ending_page", _of("/ending")),
    "who signs": ("meetings.signatories_page", _of("/signatories")),
    "files of a meeting": ("meetings.files_page", _of("/files")),
    "take a file away": ("meetings.remove_file_page", _of("/files/{file}/remove")),
    "groups": ("meetings.groups_page", _at("/meetings/groups")),
    "group": ("meetings.group_page", _group),
    "old acta": ("meetings.old_acta_page", _at("/meetings/old")),
    "what an old acta says": ("meetings.old_contents_page", _of("/old", OLD)),
    "many old actas": ("meetings.old_sheet_page", _at("/meetings/old/many")),
    "a sheet of old actas": ("meetings.old_sheet_preview", _sheet),
}
