"""The platform is tried at its size with cases that are sealed as real ones are."""

from collections import Counter

import pytest
from sqlalchemy import func, select

from accounts.models import Office
from demo.load import NothingToCopy, load
from demo.stories import STORIES
from grievances.models import Case, CaseWord, Message, Step
from grievances.operations.finding import PLACE_IN_CASE
from grievances.queries.cases import keys_of
from grievances.queries.contents import account_of, messages_of
from grievances.queries.finding import search_key_of, texts_of_case, texts_said
from kernel.audit import Entry
from kernel.audit_check import verify
from kernel.blind_index import digests
from kernel.database import Database
from kernel.vault import Vault
from tests.databases import PostgresServer
from tests.demonstration import MASTER, Demo

MORE = 240

SEEDED = len(STORIES) + 1
"""And the case that the office opened by itself: of such a one nothing is copied."""


@pytest.fixture(scope="module")
def loaded(any_seeded: Database) -> Database:
    """Loaded once for the tests that read it."""
    told: list[int] = []
    load(any_seeded, Vault(MASTER, any_seeded), MORE, told.append)
    assert told[-1] == MORE
    return any_seeded


@pytest.fixture
def vault(loaded: Database) -> Vault:
    return Vault(MASTER, loaded)


def test_a_load_adds_so_many_cases_in_every_office_and_state(loaded: Database) -> None:
    with loaded.reading() as session:
        cases = list(session.scalars(select(Case).order_by(Case.id)))
        assert len(cases) == SEEDED + MORE
        seeded, added = cases[: len(STORIES)], cases[SEEDED:]
        assert {case.state for case in added} == {case.state for case in seeded}
        offices = set(session.scalars(select(Office.id).where(Office.kind == "ombudsman")))
        assert {case.office_id for case in added} == offices
        assert len({case.reference for case in cases}) == len(cases)
        assert len({case.code_lookup for case in cases}) == len(cases)
        assert len({case.received_at for case in added}) > MORE / 2


def test_each_loaded_case_is_sealed_under_a_key_of_its_own(loaded: Database, vault: Vault) -> None:
    with loaded.reading() as session:
        cases = list(session.scalars(select(Case).order_by(Case.id)))
        assert len({case.data_key_id for case in cases}) == len(cases)
        keys = keys_of(session, vault, cases)
        stories = Counter(account_of(keys[case.id], case).story for case in cases)
        assert stories.most_common(1)[0][1] == 1, "no two cases tell the same"
        for case in cases:
            assert all(said.text for said in messages_of(session, keys[case.id], case))
            assert case.story
            assert account_of(keys[case.id], case).story.encode() not in case.story.ciphertext


def test_the_trail_of_a_loaded_case_is_whole(loaded: Database) -> None:
    with loaded.reading() as session:
        assert verify(session).broken is None
        for case in session.scalars(select(Case).order_by(Case.id.desc()).limit(30)):
            steps = session.scalar(
                select(func.count()).select_from(Step).where(Step.case_id == case.id)
            )
            entries = list(session.scalars(select(Entry).where(Entry.subject == case.subject)))
            assert steps
            assert len(entries) >= steps
            said = {entry.facts["message_id"] for entry in entries if "message_id" in entry.facts}
            own = set(session.scalars(select(Message.id).where(Message.case_id == case.id)))
            assert said == own, "the trail names the messages of this case and no other's"


def test_the_desk_finds_a_loaded_case_by_its_own_words(loaded: Database, vault: Vault) -> None:
    with loaded.reading() as session:
        added = list(session.scalars(select(Case).order_by(Case.id).offset(SEEDED)))
        keys = keys_of(session, vault, added)
        for case in added[::6]:
            key = keys[case.id]
            said = [*texts_of_case(session, key, case), *texts_said(session, key, case)]
            search_key = search_key_of(session, vault, case.office)
            assert search_key is not None
            own = select(CaseWord.word).where(CaseWord.case_id == case.id)
            assert set(session.scalars(own)) == digests(search_key, *said)
            assert case.search_key is not None
            assert key.open(case.search_key, PLACE_IN_CASE) == search_key.hex()


def test_a_loaded_case_turns_amber_as_long_before_its_day_as_others(loaded: Database) -> None:
    with loaded.reading() as session:
        cases = list(session.scalars(select(Case).order_by(Case.id)))
        ahead = [(case.due_on - case.amber_on).days for case in cases]
        assert set(ahead[SEEDED:]) == set(ahead[: len(STORIES)])
        assert any(ahead), "some cases have a day"


def test_people_can_file_after_a_load(seeded: Database) -> None:
    """Numbers that the load took are not given out again."""
    _load_and_file(seeded)


@pytest.mark.postgres
def test_people_can_file_after_a_load_on_postgresql(
    postgres: PostgresServer, demo_template: Demo
) -> None:
    fresh = Database(postgres.new_database(demo_template.place))
    _load_and_file(fresh)
    postgres.drop(fresh)


def _load_and_file(database: Database) -> None:
    for _time in range(2):
        load(database, Vault(MASTER, database), 3, lambda _done: None)
    with database.changing() as session:
        case = session.scalars(select(Case).limit(1)).one()
        session.add(Step(case_id=case.id, verb=None, before=None, after=case.state))


def test_nothing_is_loaded_where_there_is_nothing_to_copy(any_database: Database) -> None:
    with pytest.raises(NothingToCopy):
        load(any_database, Vault(MASTER, any_database), 1, lambda _done: None)
