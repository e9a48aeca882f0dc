"""The pages of dialogue, as those at one table meet them.

`prepared(house)` lays a table in the demonstration's office, once: a mesa that everybody may read,
with a community, a company and a university, seats with accounts and cards, stages under way, a
meeting to come. Whoever adds a page of dialogue adds a line to PAGES (for somebody who signed in:
`by(HOST, "/path")`) or PUBLIC (for everybody), and what the page must show into `_lay`. `named`
gives the ids that addresses need; add yours to it.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.queries import office_by_slug
from accounts.queries.offices import today_at
from accounts.roles import Role
from dialogue.kinds import GroupKind, ProcessRole, SeatKind, Visibility, WorkKind
from dialogue.models import Appointment, Group, Participation, Process, Seat, Stage, WorkItem
from dialogue.operations.spread import Follower, spread_to
from dialogue.operations.work import WorkOutline, add_item, finish_item
from dialogue.queries.work import items_of
from kernel.handovers import Handover, Offered, Wanted, offer
from kernel.policy import SYSTEM
from tests.browser import accords
from tests.browser.house import CUSCO, House
from tests.factories.accounts import new_person
from tests.factories.meetings import new_agenda_item, new_meeting
from tests.factories.tables import new_card, new_party, new_process, new_seat

HOST, DELEGATE = "table-host@cusco.example", "delegate@cusco.example"
TITLE = "Mesa del agua de la vista"

Scene = Callable[[House], tuple[str, str]]
NOT_PAGES: dict[str, str] = {
    "agreements.published_agreements_csv": "a file",
    "bulletins.bulletin_pdf": "a file",
    "dialogue.agreements_csv": "a file",
    "dialogue.registry_csv": "a file",
    "dialogue.signature_scan": "a file",
    "dialogue.mandate_paper": "a file",
    "dialogue.participation_paper": "a file",
}


def prepared(house: House) -> None:
    """Lay the table, once."""
    with house.database.changing() as session:
        if session.scalar(select(Process.id).where(Process.title == TITLE)) is None:
            _lay(house, session)


def _lay(house: House, session: Session) -> None:
    office, vault = office_by_slug(session, CUSCO), house.app.extensions["vault"]
    host = new_person(session, office, Role.COORDINATOR, email=HOST, name="Rosa Ccori")
    delegate = new_person(session, None, email=DELEGATE, name="Zenobia Mamani")
    house.people |= {HOST: host.id, DELEGATE: delegate.id}
    process = new_process(
        session, vault, office, title=TITLE, title_qu="Yakumanta rimanakuy",
        summary="Cuánta agua puede salir sin bajar la laguna.", place="Santa Rosa",
        ground_rules="Se habla de a uno. Nadie publica lo que otro dijo sin pedirle permiso.",
        visibility=Visibility.PUBLIC,
    )  # fmt: skip
    today = today_at(office)
    community = new_party(session, process, "Comunidad de Qollpa", name_qu="Qollpa ayllu")
    company = new_party(session, process, "Litio Andino", kind=GroupKind.COMPANY, seats=1)
    new_party(session, process, "Universidad", kind=GroupKind.ACADEMIA, seats=2, decides=False)
    titular = new_seat(
        session, process, community, delegate, mandate="Asamblea comunal del 3 de marzo",
        ends_on=today + timedelta(days=20), post="Presidenta",
    )  # fmt: skip
    new_seat(
        session, process, community, kind=SeatKind.ALTERNATE, stands_in_for_id=titular.id,
        name="Tiburcio Llamoqa",
    )  # fmt: skip
    new_card(session, new_seat(session, process, company, name="Ana Salas"))
    _papers(session, process, community, today)
    _work(session, vault, process, community, today)
    offered = Offered(
        "El polvo del camino", "Varias familias lo dijeron en el taller.",
        words="Ñan t'urpu wasiykuman chayamun.", language="qu", place="Qollpa",
    )  # fmt: skip
    offer(
        session, SYSTEM, from_ref="concern:N-AAAAAA", wanted=Wanted.PROCESS,
        office_id=office.id, offered=offered,
    )  # fmt: skip
    _first_stages(session, process, today)
    soon = today + timedelta(days=5)
    meeting = new_meeting(
        session, vault, office, title="Quinta sesión", belongs_to=process.subject,
        begins_on=soon, ends_on=soon, place="Salón comunal",
    )  # fmt: skip
    new_agenda_item(session, meeting, title="El nivel de la laguna")
    with house.app.test_request_context():
        accords.lay(session, house.app.extensions["jobs"], process, today)
        accords.report(session, vault, process, today)


def _papers(session: Session, process: Process, community: Group, today: Any) -> None:
    session.add_all(
        [
            Participation(
                office_id=process.office_id, process_id=process.id, group=community,
                signed_on=today, signatories=["Zenobia Mamani"], shared="Niveles de los pozos",
                valid_until=today + timedelta(days=300),
            ),
            Appointment(
                office_id=process.office_id, process_id=process.id, role=ProcessRole.FACILITATOR,
                name="Inés Ccahuana", institution="Defensoría", since=today,
            ),
        ]
    )  # fmt: skip


def _work(session: Session, vault: Any, process: Process, community: Group, today: Any) -> None:
    late = today - timedelta(days=8)
    told = (
        WorkOutline(WorkKind.PROBLEM, "El ojo de agua se seca en octubre", weight=14),
        WorkOutline(WorkKind.PROBLEM, "Nadie muestra las mediciones", "", "", community.id, 9),
        WorkOutline(WorkKind.MILESTONE, "Punto de medición instalado", weight=3, due_on=late),
    )
    for outline in told:
        add_item(session, SYSTEM, process, outline)
    finish_item(session, SYSTEM, process, items_of(session, process)[-1].id)
    spread_to(session, SYSTEM, vault, process, Follower("Perforaciones Andinas", ""))


def _first_stages(session: Session, process: Process, today: Any) -> None:
    query = select(Stage).where(Stage.process_id == process.id).order_by(Stage.position)
    first, second, third = session.scalars(query.limit(3)).all()
    first.begun_on, first.ended_on = today - timedelta(days=90), today - timedelta(days=70)
    second.begun_on, second.planned_to = today - timedelta(days=69), today + timedelta(days=23)
    third.planned_from = today + timedelta(days=24)


def named(house: House) -> dict[str, str]:
    """What the table holds, by the names that addresses give it."""
    prepared(house)
    with house.database.reading() as session:
        process = session.scalars(select(Process).where(Process.title == TITLE)).one()
        found: dict[str, Any] = {
            "process": process.code,
            "group": select(Group.id).where(Group.process_id == process.id),
            "seat": select(Seat.id).where(Seat.process_id == process.id),
            "item": select(WorkItem.id).where(WorkItem.process_id == process.id),
            "offer": select(Handover.id).where(Handover.wanted == Wanted.PROCESS),
            "stage": select(Stage.id).where(Stage.process_id == process.id),
            **accords.named(process.id),
        }
        return {
            name: one if isinstance(one, str) else str(session.scalars(one).first())
            for name, one in found.items()
        }


def address(house: House, end: str = "") -> str:
    """A page of the process; `end` may ask for {group}, {seat}, {stage}."""
    known = named(house)
    return f"/dialogue/{known['process']}{end.format(**known)}"


def by(who: str, end: str = "") -> Scene:
    """Somebody who opens a page of the process."""
    return lambda house: (who, address(house, end))


def to(end: str = "") -> Callable[[House], str]:
    """A page of the process for everybody."""
    return lambda house: address(house, end)


def at(who: str, path: str) -> Scene:
    """Somebody who opens a page that is no process's own; `path` as of `address`."""
    return lambda house: (who, path.format(**named(house)))


def everybody(path: str) -> Callable[[House], str]:
    """The same for everybody."""
    return lambda house: path.format(**named(house))


def _new(house: House) -> tuple[str, str]:
    prepared(house)
    return HOST, "/dialogue/new"


def _offers(house: House, end: str) -> tuple[str, str]:
    return HOST, f"/dialogue/offers{end.format(**named(house))}"


PAGES: dict[str, tuple[str, Scene]] = {
    "new process": ("dialogue.new_process_page", _new),
    "process for its host": ("dialogue.process_page", by(HOST)),
    "change a process": ("dialogue.change_process_page", by(HOST, "/change")),
    "state of a process": ("dialogue.moving_page", by(HOST, "/moving")),
    "stages for their host": ("dialogue.stages_page", by(HOST, "/stages")),
    "stage of a process": ("dialogue.stage_page", by(HOST, "/stages/{stage}")),
    "parties for their host": ("dialogue.parties_page", by(HOST, "/parties")),
    "parties for a party": ("dialogue.parties_page", by(DELEGATE, "/parties")),
    "new group": ("dialogue.new_group_page", by(HOST, "/parties/new")),
    "group of a table": ("dialogue.group_page", by(HOST, "/parties/{group}")),
    "new seat": ("dialogue.new_seat_page", by(HOST, "/parties/{group}/seats/new")),
    "seat": ("dialogue.seat_page", by(HOST, "/seats/{seat}")),
    "change a seat": ("dialogue.change_seat_page", by(HOST, "/seats/{seat}/change")),
    "take part": (
        "dialogue.new_participation_page",
        by(HOST, "/parties/{group}/participation/new"),
    ),
    "appoint": ("dialogue.new_appointment_page", by(HOST, "/appointments/new")),
    "cards of a table": ("dialogue.cards_page", by(HOST, "/cards")),
    "work list": ("dialogue.work_page", by(HOST, "/work")),
    "work list on the wall": ("dialogue.work_print", by(DELEGATE, "/work/print")),
    "new point": ("dialogue.new_item_page", by(HOST, "/work/new?kind=milestone")),
    "point": ("dialogue.item_page", by(HOST, "/work/{item}")),
    "promise about a point": ("dialogue.promise_for_page", by(HOST, "/work/{item}/commitment")),
    "point for an agenda": ("dialogue.agenda_for_page", by(HOST, "/work/{item}/agenda")),
    "followers": ("dialogue.spread_page", by(HOST, "/spread")),
    "new follower": ("dialogue.new_spread_page", by(HOST, "/spread/new")),
    "offers to a table": ("dialogue.offers_page", lambda house: _offers(house, "")),
    "offer to a table": ("dialogue.offer_page", lambda house: _offers(house, "/{offer}")),
    "new stage": ("dialogue.new_stage_page", by(HOST, "/stages/new")),
}

PAGES |= {
    "agreements for their host": ("dialogue.agreements_page", by(HOST, "/agreements")),
    "register of agreements": (
        "dialogue.registry_page",
        at(DELEGATE, "/dialogue/agreements/"),
    ),
    "new agreement": ("dialogue.new_agreement_page", by(HOST, "/agreements/new")),
    "draft of an agreement": ("dialogue.agreement_page", by(HOST, "/agreements/{draft}")),
    "change an agreement": (
        "dialogue.change_agreement_page",
        by(HOST, "/agreements/{draft}/change"),
    ),
    "agreement to sign": ("dialogue.agreement_page", by(DELEGATE, "/agreements/{waiting}")),
    "sign an agreement": ("dialogue.sign_page", by(DELEGATE, "/agreements/{waiting}/sign")),
    "what a group verifies": ("dialogue.confirmations_page", by(DELEGATE, "/confirmations")),
    "confirm a promise": ("dialogue.confirm_page", by(DELEGATE, "/confirmations/{due}")),
    "agreement in force": ("dialogue.agreement_page", by(HOST, "/agreements/{kept}")),
    "note a signature": (
        "dialogue.new_signature_page",
        by(HOST, "/agreements/{waiting}/signatures/new"),
    ),
    "promise in an agreement": (
        "dialogue.new_promise_page",
        by(HOST, "/agreements/{draft}/commitments/new"),
    ),
    "commitment of a draft": (
        "dialogue.promise_page",
        by(HOST, "/agreements/{draft}/commitments/{promise}"),
    ),
    "papers of an agreement": ("dialogue.papers_page", by(HOST, "/papers/agreement/{kept}")),
    "report for the parties": ("dialogue.report_page", by(DELEGATE, "/report")),
    "bulletins of a table": ("dialogue.bulletins_page", by(HOST, "/bulletins")),
    "bulletins of an office": (
        "dialogue.office_bulletins_page",
        at(HOST, "/dialogue/bulletins/"),
    ),
    "new bulletin": (
        "dialogue.new_bulletin_page",
        at(HOST, "/dialogue/bulletins/new?of=process:{process}"),
    ),
    "bulletin": (
        "dialogue.bulletin_page",
        at(HOST, "/dialogue/bulletins/{bulletin}"),
    ),
}

PUBLIC: dict[str, tuple[str, Callable[[House], str]]] = {
    "processes": ("dialogue.processes_page", lambda _house: "/dialogue/"),
    "process": ("dialogue.process_page", to()),
    "parties of a process": ("dialogue.parties_page", to("/parties")),
    "enter with a card": ("dialogue.card_page", lambda _house: "/dialogue/card"),
    "stages of a process": ("dialogue.stages_page", to("/stages")),
    "agreements of a process": ("dialogue.agreements_page", to("/agreements")),
    "published agreements": (
        "agreements.published_agreements_page",
        everybody("/agreements/"),
    ),
    "published agreement": (
        "agreements.agreement_page",
        everybody("/agreements/{kept}"),
    ),
    "report for everybody": ("dialogue.report_page", to("/report")),
    "published bulletins": (
        "bulletins.published_bulletins_page",
        everybody("/bulletins/"),
    ),
    "published bulletin": (
        "bulletins.bulletin_page",
        everybody("/bulletins/{published}"),
    ),
}
