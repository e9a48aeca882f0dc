"""The pages of commitments, as somebody of the demonstration's office meets them."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import select

from accounts.queries import office_by_slug
from commitments.kinds import Fulfilment, Side
from commitments.lifecycle import Verb
from commitments.models import Commitment
from commitments.operations.assessing import View, assess
from commitments.operations.naming import Naming, name_person, stop_token
from commitments.queries.following import told_of
from kernel.clock import now
from kernel.policy import SYSTEM
from tests.browser.house import CUSCO, House
from tests.factories.commitments import told
from tests.factories.meetings import new_commitment, new_meeting

SUPERVISOR = "supervisor@cusco.example"
COORDINATOR = "coordinator@cusco.example"
WHAT = "Reparar la bocatoma de la vista"


def promised(house: House) -> Commitment:
    """A published commitment that was said to be done, which one side does not see so."""
    with house.database.changing() as session:
        query = select(Commitment).where(Commitment.what == WHAT)
        if (found := session.scalar(query)) is None:
            vault, day = house.app.extensions["vault"], now().date() - timedelta(days=2)
            office = office_by_slug(session, CUSCO)
            found = new_commitment(session, office, what=WHAT, what_qu="Bocatomata allichay")
            found.is_public = True
            new_commitment(session, office, what="Otro que no empezó", due_on=day)
            told(session, vault, found, Verb.REPORT, day, told_by="Alcalde", note="Está lista.")
            view = View(Side.AFFECTED, Fulfilment.NOT, "Comunidad", "Falta la mitad.")
            assess(session, SYSTEM, found, view)
            naming = Naming(Side.AFFECTED, name="Rosa", email="rosa@example.org")
            name_person(session, vault, SYSTEM, found, naming)
        session.flush()  # what it holds is read after this change
        session.refresh(found)
        session.expunge_all()
        return found


def _of_staff(end: str = "") -> Callable[[House], tuple[str, str]]:
    return lambda house: (SUPERVISOR, f"/commitments/{promised(house).code}{end}")


def _at(address: str) -> Callable[[House], tuple[str, str]]:
    def scene(house: House) -> tuple[str, str]:
        promised(house)
        return SUPERVISOR, address

    return scene


def _unchanged(end: str) -> Callable[[House], tuple[str, str]]:
    """A commitment of which nothing was told yet."""

    def scene(house: House) -> tuple[str, str]:
        promised(house)
        with house.database.reading() as session:
            query = select(Commitment.code).where(Commitment.what == "Otro que no empezó")
            return SUPERVISOR, f"/commitments/{session.scalar(query)}{end}"

    return scene


def _of_meeting(end: str = "") -> Callable[[House], tuple[str, str]]:
    """What a meeting of the office promised, before whoever writes its acta."""

    def scene(house: House) -> tuple[str, str]:
        with house.database.changing() as session:
            vault, office = house.app.extensions["vault"], office_by_slug(session, CUSCO)
            meeting = new_meeting(session, vault, office)
            made = new_commitment(session, office, made_in=meeting.subject)
            address = f"/meetings/{meeting.reference}/commitments{end}"
            return COORDINATOR, address.replace("CODE", made.code)

    return scene


PAGES: dict[str, tuple[str, Callable[[House], tuple[str, str]]]] = {
    "register of commitments": ("commitments.commitments_page", _at("/commitments/?tab=all")),
    "matrix of commitments": ("commitments.matrix_page", _at("/commitments/matrix")),
    "quality of commitments": ("commitments.quality_page", _at("/commitments/quality")),
    "new commitment": ("commitments.new_page", _at("/commitments/new")),
    "commitment": ("commitments.commitment_page", _of_staff()),
    "correct a commitment": ("commitments.change_page", _unchanged("/change")),
    "step of a commitment": ("commitments.verb_page", _of_staff("/do/verify")),
    "new date of a commitment": ("commitments.new_date_page", _of_staff("/new-date")),
    "change into another one": ("commitments.reformulate_page", _of_staff("/reformulate")),
    "views of a commitment": ("commitments.views_page", _of_staff("/views")),
    "promises of a meeting": ("meetings.promises_page", _of_meeting()),
    "new promise of a meeting": ("meetings.new_promise_page", _of_meeting("/new")),
    "promise of a meeting": ("meetings.promise_page", _of_meeting("/CODE")),
    "who is told of a commitment": ("commitments.named_page", _of_staff("/named")),
}


def published(house: House) -> str:
    """The public page of the commitment."""
    return f"/promises/{promised(house).code}"


def all_published(house: House) -> str:
    """The list for everybody, with something in it."""
    promised(house)
    return "/promises/"


def stopping(house: House) -> str:
    """The link by which Rosa stops being told."""
    commitment = promised(house)
    with house.database.reading() as session:
        number = told_of(session, commitment)[0].id
    return f"/promises/stop/{number}/{stop_token(house.app.extensions['vault'], number)}"


PUBLIC: dict[str, tuple[str, Callable[[House], str]]] = {
    "promises": ("promises.promises_page", all_published),
    "promise": ("promises.promise_page", published),
    "stop being told": ("promises.stop_page", stopping),
}
