"""A grievance comes in: nothing is lost, nothing lies open, nothing comes twice."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from accounts.models import Office
from accounts.roles import OfficeKind
from grievances import receipts
from grievances.answers import Answers, Page
from grievances.kinds import Danger, SafeContact, Tier, Topic
from grievances.models import Case, Identity
from grievances.operations import drafts
from grievances.operations.filing import SIGNS, file_case
from grievances.queries import cases, contents
from kernel import sends
from kernel.audit import Entry
from kernel.clock import at, now
from kernel.database import Database
from kernel.errors import BadInput, Forbidden, NotFound
from kernel.policy import STRANGER, Actor
from kernel.vault import Vault
from tests.factories.cases import ANSWERS, Scene, make_case, make_office, make_scene

CANARY = "zorzalito-canario-7731"


def test_what_was_told_is_read_back_word_by_word(scene: Scene) -> None:
    told = contents.account_of(scene.key, scene.case)
    assert told.story == ANSWERS.story
    assert told.place == ANSWERS.place
    assert scene.case.state == "received"
    assert len(scene.case.reference) == 5
    assert set(scene.case.reference) <= set(SIGNS)


def test_a_grievance_needs_a_story_and_a_place(scene: Scene) -> None:
    for lacking in (
        replace(ANSWERS, story=" "),
        replace(ANSWERS, place="", department="", country=""),
    ):
        with pytest.raises(BadInput, match="answers-missing"):
            file_case(
                scene.session, scene.vault, STRANGER,
                office=scene.office, answers=lacking, language="es", code_lookup="x",
            )  # fmt: skip


def test_only_an_ombudsman_takes_grievances(scene: Scene) -> None:
    university = make_office(scene.session, scene.vault, kind=OfficeKind.UNIVERSITY)
    with pytest.raises(Forbidden):
        make_case(scene.session, scene.vault, university)


def test_who_stays_anonymous_leaves_no_contact_even_when_typed(scene: Scene) -> None:
    case = make_case(scene.session, scene.vault, scene.office, tier=Tier.ANONYMOUS, name=CANARY)
    assert case.identity_key_id is None
    assert scene.session.scalars(select(Identity)).all() == []


def test_danger_or_fear_puts_a_case_on_top(scene: Scene) -> None:
    def is_urgent(**answers: Any) -> bool:
        return make_case(scene.session, scene.vault, scene.office, **answers).urgent

    assert is_urgent(dangers=(Danger.SPILL,))
    assert is_urgent(fears_reprisal=True)
    assert not is_urgent()


def test_another_office_has_no_key_to_the_case(scene: Scene) -> None:
    other = make_office(scene.session, scene.vault)
    with pytest.raises(NotFound):
        scene.vault.data_key(scene.session, scene.case.data_key_id, other.holder)


def test_a_receipt_opens_its_own_case_and_no_other(scene: Scene) -> None:
    other = make_case(scene.session, scene.vault, scene.office)
    found = cases.case_of_receipt(scene.session, scene.filer)
    assert found is scene.case
    assert cases.subject_of_code(scene.session, other.code_lookup) == other.subject
    for forged in ("case:", "case:0", "case:x", "person:1", f"case:{other.id} "):
        with pytest.raises(NotFound):
            cases.case_of_receipt(scene.session, Actor(receipt_of=forged))


def test_no_word_of_a_story_or_contact_lies_open_in_the_database(
    database: Database, vault: Vault
) -> None:
    with database.changing() as session:
        scene = make_scene(
            session, vault,
            story=CANARY, happened=CANARY, place=CANARY, group=CANARY, respondent=CANARY,
            tier=Tier.NAMED, name=CANARY, phone=CANARY, email=CANARY,
            safe_contact=(SafeContact.NEVER_CALL,), safe_contact_note=CANARY, danger_note=CANARY,
        )  # fmt: skip
        drafts.keep(session, "token", scene.office, replace(ANSWERS, story=CANARY))
        assert contents.account_of(scene.key, scene.case).story == CANARY
    folder = Path(str(database.url.database)).parent
    for file in folder.glob("test.sqlite*"):
        assert CANARY.encode() not in file.read_bytes()


def test_the_trail_of_a_filing_has_ids_and_states_only(scene: Scene) -> None:
    entry = scene.session.scalars(select(Entry).where(Entry.subject == scene.case.subject)).one()
    assert entry.facts == {"office_id": scene.office.id, "channel": "web"}
    assert entry.actor == "stranger"


def test_twenty_sends_at_once_make_one_case_and_one_receipt(
    any_database: Database, vault: Vault
) -> None:
    with any_database.changing() as session:
        office_id = make_office(session, vault).id
    key = sends.new_key()
    body = {"story": ANSWERS.story}
    lookup = receipts.lookup_of(vault, receipts.code_for(vault, key))

    def send(_: int) -> str:
        try:
            with any_database.changing() as session:
                if (earlier := sends.earlier_answer(session, key, body)) is not None:
                    return earlier
                case = file_case(
                    session, vault, STRANGER,
                    office=session.get_one(Office, office_id),
                    answers=ANSWERS, language="es", code_lookup=lookup,
                )  # fmt: skip
                sends.remember(session, key, body, case.subject)
                return case.subject
        except (sends.Overtaken, IntegrityError):
            with any_database.reading() as session:
                return sends.earlier_answer(session, key, body) or "lost"

    with ThreadPoolExecutor(20) as threads:
        answers = set(threads.map(send, range(20)))
    with any_database.reading() as session:
        assert session.scalar(select(func.count(Case.id))) == 1
    assert len(answers) == 1
    assert "lost" not in answers


def test_a_draft_is_opened_only_by_its_own_token(scene: Scene) -> None:
    drafts.keep(scene.session, "mine", scene.office, ANSWERS)
    assert drafts.opened(scene.session, "mine", scene.office) == ANSWERS
    assert drafts.opened(scene.session, "yours", scene.office) is None
    elsewhere = make_office(scene.session, scene.vault)
    assert drafts.opened(scene.session, "mine", elsewhere) is None


def test_a_draft_dies_after_a_day_and_at_once_when_asked(scene: Scene) -> None:
    drafts.keep(scene.session, "old", scene.office, ANSWERS)
    drafts.keep(scene.session, "gone", scene.office, ANSWERS)
    drafts.discard(scene.session, "gone")
    assert drafts.opened(scene.session, "gone", scene.office) is None
    with at(now() + drafts.LIFE * 1.01):
        assert drafts.opened(scene.session, "old", scene.office) is None
        assert drafts.discard_old(scene.session) == 1


answers = st.builds(
    Answers,
    story=st.text(),
    place=st.text(),
    people=st.none() | st.integers(1, 10_000),
    tier=st.sampled_from(Tier),
    dangers=st.lists(st.sampled_from(Danger), unique=True).map(tuple),
    safe_contact=st.lists(st.sampled_from(SafeContact), unique=True).map(tuple),
    seen=st.lists(st.sampled_from(Page), unique=True).map(tuple),
)


@given(answers)
def test_a_draft_gives_back_exactly_what_was_typed(told: Answers) -> None:
    assert Answers.from_json(told.to_json()) == told


def test_a_draft_of_an_older_version_keeps_what_is_still_known() -> None:
    older = Answers.from_json('{"topic": "water"}')
    assert older.topics == (Topic.WATER,), "there was one subject before there were several"
    told = Answers.from_json('{"story": "ñ", "asked_no_more": 1}')
    assert told.story == "ñ"
