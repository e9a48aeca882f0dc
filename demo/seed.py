"""Fill an empty installation with the fictional world, through the same operations as real life."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.models import Office
from accounts.operations import add_person, open_office
from accounts.operations.entities import import_entities
from accounts.queries import office_by_slug, people_in_role
from accounts.queries.entities import entities_of
from accounts.roles import Role
from demo.beside import meet_elsewhere
from demo.committee import work_together
from demo.files import brought
from demo.intake import leave_a_draft, take_down
from demo.mesa import sit_at_a_table
from demo.mesa_story import PEOPLE
from demo.offices import INSTALLATION, OFFICES, DemoPerson
from demo.paths import Act, Agreed, Did, Noted, Took, Wrote
from demo.roadmap import follow_a_roadmap
from demo.roadmap_story import NARINO
from demo.stage import Stage
from demo.stories import STORIES, Story
from demo.study import exhibits, study_a_salar
from demo.study_story import EXPERT, MEMBER
from demo.territory import known_references, ordering, play_programme
from grievances import receipts
from grievances.answers import Answers
from grievances.models import Case
from grievances.operations import answering, casework, drafts, messages
from grievances.operations.attachments import Bringing, keep_in_draft, waiting_in
from grievances.operations.filing import file_case
from grievances.queries.cases import key_of
from kernel.clock import at, now
from kernel.database import Database
from kernel.files import Store
from kernel.policy import STRANGER, SYSTEM, Actor, Grant
from kernel.vault import DataKey, Vault


@dataclass(frozen=True)
class SignIn:
    """A line of the list that a newcomer gets."""

    who: str
    email: str


HOSTS = (*OFFICES, NARINO)
OPENED_DAYS_AGO = 400
"""The offices stood before the first thing that is told of them."""

BEGIN_WITH = (
    ("facilitator@cusco.example", "a workshop of four days, its acta and its promises: /meetings/"),
    ("coordinator@cusco.example", "the programme around it, and who registers next: /trainings/"),
    ("member@salar.example", "a study of a basin, its scenarios and its table: /studies/"),
    ("coordinator@salta.example", "a table, from a concern to what was agreed: /dialogue/"),
    ("company@mesa.example", "the same table, as one of its parties: /dialogue/"),
    ("handler@cusco.example", "the cases of an office: /desk/"),
)
"""Who sees most of what is new to a newcomer."""


def is_empty(database: Database) -> bool:
    """Whether nobody has opened an office here yet."""
    with database.reading() as session:
        return session.scalar(select(Office.id).limit(1)) is None


def seed(
    database: Database,
    vault: Vault,
    hashed: Callable[[str], str],
    store: Store | None = None,
) -> str:
    """Make offices, people, cases and meetings, all or nothing; the sign-ins and receipts to print.

    With a `store`, some cases have files.
    """
    password = "-".join(secrets.token_hex(2) for _ in range(3))
    password_hash = hashed(password)
    codes = [receipts.code_for(vault, f"demo-{number}") for number in range(len(STORIES))]
    lookups = [receipts.lookup_of(vault, code) for code in codes]
    files = brought(store) if store else {}
    answers = exhibits()
    with ordering(database) as jobs, database.changing() as session:
        with at(now() - timedelta(days=OPENED_DAYS_AGO)):
            sign_ins = _open_offices(session, vault, password_hash)
        told = [
            _tell(session, vault, story, lookup, files.get(number, []))
            for number, (story, lookup) in enumerate(zip(STORIES, lookups, strict=True))
        ]
        cusco, salta, narino = (
            Stage(session, vault, jobs, known_references(), office_by_slug(session, one.place.slug))
            for one in HOSTS
        )
        leave_a_draft(session, vault, cusco.office)
        play_programme(cusco)
        cards = sit_at_a_table(salta, study_a_salar(salta, answers))
        meet_elsewhere(salta)
        follow_a_roadmap(narino)
        work_together(cusco)
    return _page(password, sign_ins, list(zip(codes, told, strict=True)), cards)


def _open_offices(session: Session, vault: Vault, password_hash: str) -> list[SignIn]:
    people = (*INSTALLATION, MEMBER, EXPERT, *PEOPLE)
    sign_ins = [_hire(session, None, person, password_hash) for person in people]
    for one in HOSTS:
        office = open_office(session, vault, SYSTEM, one.place, one.terms)
        sign_ins += [_hire(session, office, person, password_hash) for person in one.people]
        (administrator,) = people_in_role(session, Role.OFFICE_ADMIN, office.id)
        grants = frozenset({Grant(Role.OFFICE_ADMIN, office.id)})
        import_entities(session, Actor(administrator.id, grants), office, one.entities)
    return sign_ins


def _hire(
    session: Session, office: Office | None, person: DemoPerson, password_hash: str
) -> SignIn:
    added = add_person(session, SYSTEM, office, person.name, person.email, set(person.roles))
    added.password = password_hash
    added.language = person.language
    where = office.slug if office else "*"
    return SignIn(
        f"{where}: {', '.join(sorted(person.roles)) or 'a seat at a table'}", person.email
    )


def _tell(
    session: Session, vault: Vault, story: Story, code_lookup: str, files: list[Bringing]
) -> str:
    came_in = now() - timedelta(days=story.days_ago)
    with at(came_in):
        office = session.scalars(select(Office).where(Office.slug == story.office)).one()
        answers = replace(story.answers, entities=_ids(session, office, story))
        case = _came_in(session, vault, office, story, answers, code_lookup, files)
        key = key_of(session, vault, case)
    for act in story.path:
        with at(came_in + timedelta(days=act.day)):
            _play(session, key, case, story, act)
    return f"{story.office}: {case.state.value}"


def _came_in(
    session: Session,
    vault: Vault,
    office: Office,
    story: Story,
    answers: Answers,
    code_lookup: str,
    files: list[Bringing],
) -> Case:
    if story.came:
        return take_down(
            session, vault, office, story.came, answers, story.language, code_lookup, files
        )
    token = _draft_with(session, office, answers, files)
    case = file_case(
        session,
        vault,
        STRANGER,
        office=office,
        answers=answers,
        language=story.language,
        code_lookup=code_lookup,
        files=waiting_in(session, token),
    )
    drafts.discard(session, token)
    return case


def _draft_with(session: Session, office: Office, answers: Answers, files: list[Bringing]) -> str:
    """Files come with a draft, as in real life; its token."""
    token = drafts.new_token()
    if files:
        drafts.keep(session, token, office, answers)
        keep_in_draft(session, token, files)
    return token


def _ids(session: Session, office: Office, story: Story) -> tuple[int, ...]:
    listed = {entity.name: entity.id for entity in entities_of(session, office.id)}
    return tuple(listed[name] for name in story.entities)


def _play(session: Session, key: DataKey, case: Case, story: Story, act: Act) -> None:
    filer = Actor(receipt_of=case.subject)
    match act:
        case Did():
            actor = _somebody(session, case, act.role, second=act.second)
            casework.CASEWORK[act.verb](session, key, actor, case, act.words)
        case Took():
            casework.take(session, _somebody(session, case, Role.HANDLER), case)
        case Noted():
            handler = _somebody(session, case, Role.HANDLER)
            messages.write_note(session, key, handler, case, act.text)
        case Wrote():
            text = act.qu if story.language == "qu" else act.es
            messages.write_as_filer(session, key, filer, case, text, story.language)
        case Agreed(disputed_es=""):
            answering.confirm_outcome(session, filer, case)
        case Agreed():
            reasons = act.disputed_qu if story.language == "qu" else act.disputed_es
            answering.dispute_outcome(session, key, filer, case, reasons, story.language)
    session.flush()  # every act is a change of its own, with its own version


def _somebody(session: Session, case: Case, role: Role, *, second: bool = False) -> Actor:
    people = people_in_role(session, role, case.office_id)
    if case.handler_id and role is Role.HANDLER:
        people = [one for one in people if one.id == case.handler_id]
    first_come = sorted(people, key=lambda one: one.id)
    person = first_come[1 if second else 0]
    return Actor(person.id, frozenset({Grant(role, case.office_id)}))


def _page(
    password: str,
    sign_ins: list[SignIn],
    codes: list[tuple[str, str]],
    cards: list[tuple[str, str]],
) -> str:
    shown = codes[:: max(1, len(codes) // 8)]
    lines = [
        "Fictional demonstration data: no person, office or case is real.",
        "",
        f"Password of every sign-in: {password}",
        "",
        *(f"  {one.email:32} {one.who}" for one in sign_ins),
        "",
        "Begin with:",
        "",
        *(f"  {email:32} {what}" for email, what in BEGIN_WITH),
        "",
        "Some receipt codes to follow a case with:",
        "",
        *(f"  {receipts.grouped(code)}   {what}" for code, what in shown),
        "",
        "Cards that open a seat at a table of dialogue, at /dialogue/card:",
        "",
        *(f"  {receipts.grouped(code)}   {whose}" for code, whose in cards),
        "",
    ]
    return "\n".join(lines)
