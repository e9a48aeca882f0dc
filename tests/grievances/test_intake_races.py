"""Two officers at one draft, and what a crash in the middle leaves, on both databases."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from accounts.roles import Role
from grievances.answers import Sheet
from grievances.kinds import Channel, SpokenLanguage
from grievances.models import Assistance, Case, OfficeDraft
from grievances.operations.office_drafts import begin_draft, keep_sheet
from grievances.operations.registering import Confirmed, register
from grievances.queries.office_drafts import Opened, draft_for, opened
from kernel import sends
from kernel.database import Database
from kernel.errors import NotFound, Refusal
from kernel.policy import Actor
from kernel.vault import Vault
from tests.factories.cases import ANSWERS, make_office, make_staff
from tests.threads import at_once
from web.settings import Settings

SHEET = Sheet(answers=ANSWERS, spoken=SpokenLanguage.QUECHUA, language="qu")
CONFIRMED = Confirmed(agreed=True, read_back=True, has_tie=False)


@pytest.fixture
def vault_of_any(settings: Settings, any_database: Database) -> Vault:
    """A vault over the database of this run."""
    return Vault(settings.master_key(), any_database)


def _begun(database: Database, vault: Vault) -> tuple[int, list[Actor]]:
    with database.changing() as session:
        office = make_office(session, vault)
        people = [make_staff(session, office, Role.INTAKE) for _one in range(2)]
        draft = begin_draft(session, vault, people[0], office, Channel.VISIT, SHEET)
        return draft.id, people


def _held(session: Session, vault: Vault, actor: Actor, number: int) -> Opened:
    return opened(session, vault, draft_for(session, actor, number, for_change=True))


def test_of_two_who_save_at_once_one_is_told_and_nothing_is_lost(
    any_database: Database, vault_of_any: Vault
) -> None:
    number, people = _begun(any_database, vault_of_any)

    def save(which: int) -> str:
        answers = replace(ANSWERS, story=f"Texto {which}")
        try:
            with any_database.changing() as session:
                held = _held(session, vault_of_any, people[which - 1], number)
                keep_sheet(session, people[which - 1], held, replace(SHEET, answers=answers), 1)
        except Refusal as refusal:
            return refusal.code
        return f"Texto {which}"

    results = at_once(save, 2)
    assert sorted(results)[1] == "changed-meanwhile"
    with any_database.changing() as session:
        kept = _held(session, vault_of_any, people[0], number).sheet.answers.story
    assert kept == sorted(results)[0]


def test_of_two_who_register_at_once_one_case_comes(
    any_database: Database, vault_of_any: Vault
) -> None:
    number, people = _begun(any_database, vault_of_any)

    def press(which: int) -> str:
        try:
            with any_database.changing() as session:
                held = _held(session, vault_of_any, people[which - 1], number)
                register(
                    session, vault_of_any, people[which - 1], held, CONFIRMED,
                    code_lookup=f"look-up-{which}", on_card=False, seen=1,
                )  # fmt: skip
        except NotFound:
            return "gone"
        return "registered"

    assert sorted(at_once(press, 2)) == ["gone", "registered"]
    with any_database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Case)) == 1
        assert session.scalar(select(func.count()).select_from(Assistance)) == 1


def test_a_crash_before_the_end_leaves_the_draft_and_no_case(
    any_database: Database, vault_of_any: Vault
) -> None:
    number, people = _begun(any_database, vault_of_any)
    key = sends.new_key()

    class Killed(BaseException):
        """The power went."""

    def press(*, killed: bool) -> str:
        with any_database.changing() as session:

            def effect() -> str:
                held = _held(session, vault_of_any, people[0], number)
                case = register(
                    session, vault_of_any, people[0], held, CONFIRMED,
                    code_lookup="look-up", on_card=False, seen=1,
                )  # fmt: skip
                if killed:
                    raise Killed
                return f"taken-down:{case.id} 0"

            return sends.once(session, key, {"draft": str(number)}, effect)

    with pytest.raises(Killed):
        press(killed=True)
    with any_database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Case)) == 0
        assert session.get(OfficeDraft, number) is not None
    first = press(killed=False)
    assert press(killed=False) == first
    with any_database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Case)) == 1
        assert session.get(OfficeDraft, number) is None
