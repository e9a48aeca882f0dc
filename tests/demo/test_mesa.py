"""The table of the demo, walked from a concern to a verified commitment by each of its parties."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.queries import person_by_email
from app import create_app
from basin.kinds import ThresholdState
from basin.models import Threshold
from commitments.lifecycle import Status
from commitments.models import Commitment, Update
from demo import concern_story
from demo import mesa_story as told
from dialogue.kinds import ProcessKind
from dialogue.lifecycle.agreements import AgreementState
from dialogue.models import (
    Agreement,
    Bulletin,
    Post,
    Presence,
    Process,
    Round,
    RoundResult,
    Thread,
)
from dialogue.policy import DECIDERS
from kernel.database import Database
from kernel.handovers import handovers_to
from meetings.models import Meeting
from tests.factories.accounts import signed_in
from tests.pages import CheckedClient
from web.settings import Settings

PARTIES = ("member@salar.example", *(one.email for one in told.PEOPLE))
"""The community, the company, the province, the university, and who observes."""


@pytest.fixture
def house(seeded: Database, tmp_path: Path) -> Iterator[Flask]:
    """The whole application on the world of the demo."""
    made = create_app(Settings.for_tests(tmp_path / "var", DATABASE_URL=str(seeded.url)))
    made.testing = True
    made.test_client_class = CheckedClient
    yield made
    made.extensions["jobs"].close()
    made.extensions["database"].dispose()


def the_table(session: Session) -> Process:
    return session.scalars(select(Process).where(Process.kind == ProcessKind.MESA)).one()


def test_the_groups_block_a_proposal_come_closer_and_agree(seeded: Database) -> None:
    with seeded.reading() as session:
        query = select(RoundResult).join(Round, Round.id == RoundResult.round_id)
        results = session.scalars(query.order_by(Round.number)).all()
        states = [json.loads(one.content)["outcome"]["state"] for one in results]
    assert (states[0], states[-1]) == ("blocked", "reached")
    assert len(states) == len(told.VERSIONS)
    assert states[1] not in {"blocked", "reached"}


def test_what_was_agreed_is_in_force_and_kept_in_part(seeded: Database) -> None:
    with seeded.reading() as session:
        agreement = session.scalars(select(Agreement)).one()
        assert agreement.state is AgreementState.IN_FORCE
        query = select(Commitment.status).where(Commitment.agreement == agreement.subject)
        statuses = list(session.scalars(query))
        assert len(statuses) == len(told.PROMISES)
        assert Status.VERIFIED in statuses


def test_every_promise_is_verified_by_a_group_that_somebody_speaks_for() -> None:
    speaking = {one.name for one in told.PARTIES if any(c.kind in DECIDERS for c in one.chairs)}
    assert {one.verifier for one in told.PROMISES} <= speaking


def test_who_verifies_says_so_with_the_printed_card(seeded: Database) -> None:
    with seeded.reading() as session:
        (verified,) = session.scalars(
            select(Commitment).where(
                Commitment.belongs_to == the_table(session).subject,
                Commitment.status == Status.VERIFIED,
            )
        )
        said = select(Update).where(Update.commitment_id == verified.id).order_by(Update.id.desc())
        last = session.scalars(said).first()
        assert last is not None
        assert last.told_by.startswith(told.VERIFIES)
        assert last.told_by.endswith(f"por {told.COMMUNITY_NAME}, con su tarjeta")


def test_the_evidence_shows_the_threshold_as_agreed_where_it_was(seeded: Database) -> None:
    with seeded.reading() as session:
        agreement = session.scalars(select(Agreement)).one()
        query = select(Threshold).where(Threshold.variable == "spring_flow")
        newest = session.scalars(query.order_by(Threshold.id.desc())).first()
        assert newest is not None
        assert (newest.state, newest.agreed_in) == (ThresholdState.AGREED, agreement.subject)


@pytest.mark.parametrize("email", PARTIES)
def test_each_party_walks_from_the_concern_to_what_was_kept(house: Flask, email: str) -> None:
    with house.extensions["database"].reading() as session:
        code = the_table(session).code
        thread = session.scalars(select(Thread.code)).one()
        concern = session.scalars(select(Post.words).order_by(Post.id)).first() or ""
        agreement = session.scalars(select(Agreement.code)).one()
        person = person_by_email(session, email)
        assert person is not None
    browser = signed_in(house, person.id)

    def read(address: str) -> str:
        answer = browser.get(f"/dialogue/{code}{address}")
        assert answer.status_code == 200, address
        return answer.get_data(as_text=True)

    assert told.OUTLINE.title in read("")
    assert concern in read(f"/threads/{thread}")
    assert told.PROPOSAL in read("/proposals")
    assert told.STATEMENTS[0][0] in read("/board")
    page = read(f"/agreements/{agreement}")
    assert told.VERSIONS[-1].words in page
    assert told.PROMISES[0].what in page
    report = read("/report")
    for said in (told.AGREEMENT, told.PROPOSAL, told.PROMISES[0].what, told.PARTIES[0].name):
        assert said in report


def test_the_table_began_with_a_concern_and_both_ends_say_so(house: Flask) -> None:
    with house.extensions["database"].reading() as session:
        process, thread = the_table(session), session.scalars(select(Thread)).one()
        meeting = session.scalars(select(Meeting).where(Meeting.title == concern_story.TITLE)).one()
        (taken,) = handovers_to(session, process.subject)
        assert thread.came_from == process.came_from == taken.from_ref
        people = {
            name: person_by_email(session, name)
            for name in ("coordinator@salta.example", told.COMPANY.email)
        }
        code, workshop, topic = process.code, meeting.reference, thread.code
    staff, party = (signed_in(house, one.id) for one in people.values() if one)
    assert f"/dialogue/{code}" in staff.get(f"/meetings/{workshop}/carried").text
    assert f"/meetings/{workshop}/carried" in staff.get(f"/dialogue/{code}/threads/{topic}").text
    stranger = house.test_client()
    for browser in (party, stranger):
        for page in (f"/dialogue/{code}", f"/dialogue/{code}/threads/{topic}"):
            assert f'href="/actas/{workshop}"' in browser.get(page).text
        assert browser.get(f"/meetings/{workshop}/carried").status_code != 200
        assert told.CONCERN in browser.get(f"/actas/{workshop}").text


def test_everybody_who_decides_was_in_the_room_of_each_round(seeded: Database) -> None:
    with seeded.reading() as session:
        rounds = list(session.scalars(select(Round.meeting).where(Round.meeting != "")))
        here = Counter(session.scalars(select(Presence.meeting)))
        deciders = sum(one.kind in DECIDERS for one in the_table(session).seats)
    assert here == dict.fromkeys(rounds, deciders)


def test_the_bulletin_tells_everybody_what_was_chosen(house: Flask) -> None:
    with house.extensions["database"].reading() as session:
        code = session.scalars(select(Bulletin.code)).one()
    page = house.test_client().get(f"/bulletins/{code}").text
    for said in (told.BULLETIN, told.AGREEMENT, told.PROPOSAL, told.PROMISES[0].what.rstrip(".")):
        assert said in page
    assert ".." not in page.replace("...", "")


def test_everybody_reads_what_the_table_agreed_and_no_name(house: Flask) -> None:
    with house.extensions["database"].reading() as session:
        code = the_table(session).code
    stranger = house.test_client()
    names = {chair.name for party in told.PARTIES for chair in party.chairs}
    for address in ("", "/parties", "/board", "/agreements", "/report"):
        answer = stranger.get(f"/dialogue/{code}{address}")
        assert answer.status_code == 200, address
        page = answer.get_data(as_text=True)
        assert [name for name in sorted(names) if name in page] == []
    assert told.AGREEMENT in stranger.get(f"/dialogue/{code}/agreements").get_data(as_text=True)


def test_in_quechua_groups_promises_and_the_workshop_are_called_in_quechua(house: Flask) -> None:
    with house.extensions["database"].reading() as session:
        table, agreement = the_table(session).code, session.scalars(select(Agreement.code)).one()
        thread = session.scalars(select(Thread.code)).one()
    stranger = house.test_client()

    def read(address: str) -> str:
        return stranger.get(address, query_string={"lang": "qu"}).text.replace("&#39;", "'")

    page = read(f"/agreements/{agreement}")
    for party in told.PARTIES[:4]:
        assert party.name_qu in page
        assert party.name not in page
    for promise in told.PROMISES:
        assert promise.what_qu in page
        assert promise.what not in page
    for address in (f"/dialogue/{table}", f"/dialogue/{table}/threads/{thread}"):
        assert concern_story.TITLE_QU in read(address)
    report = read(f"/dialogue/{table}/report")
    for page in (read(f"/dialogue/{table}/threads/{thread}"), report):
        assert "Pichqantin escenariokuna" in page
    for spanish in ("Solicitud", told.PARTIES[1].name, "Los cinco escenarios"):
        assert spanish not in report
