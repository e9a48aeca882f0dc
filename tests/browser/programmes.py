"""The pages of programmes and registrations, as people of the demonstration meet them."""

from collections.abc import Callable

from playwright.sync_api import Page as Screen
from sqlalchemy import select

from accounts.models import Person
from accounts.queries import office_by_slug
from accounts.roles import Role
from kernel.policy import SYSTEM
from meetings.kinds import Sex
from tests.browser.house import CUSCO, House
from tests.browser.visits import press
from tests.factories.accounts import new_person
from tests.factories.meetings import new_group
from tests.trainings.workshops import Open, come, found, open_workshop
from trainings.kinds import QuotaOf
from trainings.models import Phase, Programme, Registration, Topic, Workshop
from trainings.operations.outline import Lesson, add_topic
from trainings.operations.workshops import Share, write_call
from trainings.queries.workshops import Found

COORDINATOR = "programmes@cusco.example"
TITLE = "Taller de la vista"


def _opened(house: House) -> Open:
    """A workshop with quotas, words in both languages, people with a place and one who waits."""
    with house.database.changing() as session:
        if session.scalar(select(Person.id).where(Person.email == COORDINATOR)) is None:
            vault, office = house.app.extensions["vault"], office_by_slug(session, CUSCO)
            who = new_person(session, office, Role.COORDINATOR, email=COORDINATOR, name="Nilda")
            house.people[COORDINATOR] = who.id
            group = new_group(session, office, "Comunidad de la vista")
            shares = (Share(QuotaOf.WOMEN, 50), Share(QuotaOf.GROUP, 25, group.id))
            made = open_workshop(
                session, vault, office, title=TITLE, title_qu="Qhaway huñunakuy",
                capacity=4, shares=shares,
            )  # fmt: skip
            of: Found = found(session, made)
            add_topic(session, SYSTEM, of.programme, Lesson("Gobernanza del agua"))
            write_call(
                session, SYSTEM, of.programme, of.workshop, "Vengan todas.", "Hamuychis.",
                of.workshop.version,
            )  # fmt: skip
            for name, sex in (("Rosa", Sex.WOMAN), ("Juan", Sex.MAN), ("Pedro", Sex.MAN)):
                come(session, vault, made, name, sex=sex, needs="Intérprete de quechua")
    with house.database.reading() as session:
        row = session.execute(
            select(Programme.reference, Workshop)
            .join(Phase, Phase.programme_id == Programme.id)
            .join(Workshop, Workshop.phase_id == Phase.id)
            .where(Workshop.call == "Vengan todas.")
        ).one()
        return Open(row[0], row[1].meeting.reference)


def _of_programme(end: str = "") -> Callable[[House], tuple[str, str]]:
    return lambda house: (COORDINATOR, f"/trainings/{_opened(house).programme}{end}")


def _of_workshop(end: str = "") -> Callable[[House], tuple[str, str]]:
    return lambda house: (COORDINATOR, f"{_opened(house).desk}{end}")


def _at(address: str) -> Callable[[House], tuple[str, str]]:
    def scene(house: House) -> tuple[str, str]:
        _opened(house)
        return COORDINATOR, address

    return scene


def _of_registration(end: str = "") -> Callable[[House], tuple[str, str]]:
    def scene(house: House) -> tuple[str, str]:
        workshop = _opened(house)
        with house.database.reading() as session:
            reference = session.scalar(
                select(Registration.reference).where(Registration.name == "Rosa")
            )
        return COORDINATOR, f"{workshop.desk}/registrations/{reference}{end}"

    return scene


def _of_part(part: str, model: type[Phase] | type[Topic]) -> Callable[[House], tuple[str, str]]:
    def scene(house: House) -> tuple[str, str]:
        programme = _opened(house).programme
        with house.database.reading() as session:
            of = select(Programme.id).where(Programme.reference == programme).scalar_subquery()
            number = session.scalar(select(model.id).where(model.programme_id == of))
        return COORDINATOR, f"/trainings/{programme}/outline/{part}/{number}"

    return scene


PAGES: dict[str, tuple[str, Callable[[House], tuple[str, str]]]] = {
    "programmes": ("trainings.programmes_page", _at("/trainings/")),
    "new programme": ("trainings.new_programme", _at("/trainings/new")),
    "programme": ("trainings.programme_page", _of_programme()),
    "change a programme": ("trainings.change_page", _of_programme("/change")),
    "phases": ("trainings.parts_page", _of_programme("/outline/phases")),
    "topics": ("trainings.parts_page", _of_programme("/outline/topics")),
    "phase": ("trainings.part_page", _of_part("phases", Phase)),
    "plan a workshop": ("trainings.new_workshop", _of_programme("/workshops/new")),
    "workshop": ("trainings.workshop_page", _of_workshop()),
    "phase and topics of a workshop": ("trainings.placed_page", _of_workshop("/place")),
    "terms of registration": ("trainings.terms_page", _of_workshop("/terms")),
    "words of a convocatoria": ("trainings.call_desk", _of_workshop("/call")),
    "invitations": ("trainings.invitations_page", _of_workshop("/invitations")),
    "write somebody down": ("trainings.new_registration", _of_workshop("/registrations/new")),
    "registration": ("trainings.registration_page", _of_registration()),
    "correct a registration": ("trainings.change_registration", _of_registration("/change")),
}


def _public(end: str = "") -> Callable[[House], str]:
    return lambda house: f"{_opened(house).public}{end}"


def _all_calls(house: House) -> str:
    _opened(house)
    return "/workshops/"


def registers(_house: House, screen: Screen) -> None:
    """Somebody fills the form in, and sees their place and their code."""
    screen.fill("[name=name]", "Saturnina Q'ispe")
    press(screen)


PUBLIC: dict[str, tuple[str, Callable[[House], str]]] = {
    "convocatorias": ("calls.calls_page", _all_calls),
    "convocatoria": ("calls.call_page", _public()),
    "register for a workshop": ("registering.form_page", _public("/register")),
}
PLACE = ("my place in a workshop", "my_place.show", _public("/register"))
NOT_PAGES = {
    "calls.call_pdf": "a file",
    "trainings.registrations_file": "a file",
}
