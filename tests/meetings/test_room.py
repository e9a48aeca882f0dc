"""The room: its forms without a script, and the one address where a phone delivers what it kept."""

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from accounts.roles import Role
from commitments.models import Commitment
from kernel.clock import now
from kernel.vault import Vault
from meetings.kinds import ContributionKind, Source
from meetings.lifecycle import State
from meetings.models import (
    AgendaItem,
    Agreement,
    Attendance,
    Contribution,
    Group,
    Meeting,
    Participant,
    SpeakingTurn,
    Theme,
)
from meetings.queries.meetings import sittings_of
from tests.factories.accounts import new_person, send, signed_in
from tests.factories.meetings import new_agenda_item, new_participant
from tests.meetings.room_at_work import make_room

FROM_US = {"Sec-Fetch-Site": "same-origin"}
KEY = "0123456789abcdef"
AT = "2026-08-23T15:30:00.000Z"


@dataclass
class Open:
    """A meeting in a room, and two browsers that take notes of it."""

    app: Flask
    reference: str
    mine: FlaskClient
    theirs: FlaskClient
    outside: FlaskClient
    people: dict[FlaskClient, str]
    item: int
    next_item: int
    group: int
    sitting: int
    person: int

    @property
    def address(self) -> str:
        """The page of the room."""
        return f"/meetings/{self.reference}/room/"

    def sends(
        self, what: str, /, key: str = KEY, browser: FlaskClient | None = None,
        at: str = AT, headers: dict[str, str] | None = None, **fields: Any,
    ) -> TestResponse:  # fmt: skip
        """A phone delivers an entry."""
        sender = browser or self.mine
        entry = {
            "who": self.people.get(sender, ""), "key": key, "kind": what, "at": at,
            "fields": [*fields.items()],
        }  # fmt: skip
        return sender.post(
            f"{self.address}entries", json=entry, headers=FROM_US if headers is None else headers
        )

    def posts(self, what: str, /, **fields: Any) -> TestResponse:
        """The form of the page is sent, without a script."""
        key = re.search(r'name="key" [^>]*value="([^"]+)"', self.mine.get(self.address).text)
        assert key
        return send(self.mine, self.address, f"{self.address}{what}", **({"key": key[1]} | fields))

    def rows(self, table: Any) -> list[Any]:
        """What is written down, in its order."""
        with self.app.extensions["database"].reading() as session:
            found = list(session.scalars(select(table).order_by(table.id)))
            session.expunge_all()
        return found


@pytest.fixture
def open_room(app: Flask, vault: Vault) -> Open:
    """A meeting with two points and one person on the list, and noise in another office."""
    with app.extensions["database"].changing() as session:
        room, other = make_room(session, vault), make_room(session, vault)
        others = new_person(session, other.office, Role.NOTE_TAKER).id
        facilitator = new_person(session, room.office, Role.FACILITATOR).id
        second = new_agenda_item(session, room.meeting, "El polvo de la carretera", minutes=20)
        facts: dict[str, Any] = {
            "reference": room.meeting.reference, "item": room.item.id, "next_item": second.id,
            "group": room.group.id, "sitting": sittings_of(session, room.meeting)[0].id,
            "person": new_participant(session, room.meeting, "Rosa Huamaní Quispe").id,
        }  # fmt: skip
        taker = room.note_taker.person_id
    assert taker
    mine, theirs, outside = (signed_in(app, one) for one in (facilitator, taker, others))
    people = {mine: str(facilitator), theirs: str(taker), outside: str(others)}
    return Open(app, mine=mine, theirs=theirs, outside=outside, people=people, **facts)


REMARK: dict[str, Any] = {
    "kind": "concern",
    "text": "El agua llega sucia",
    "language": "es",
    "sex": "woman",
}
PROMISE: dict[str, Any] = {
    "what": "Limpiar el canal", "responsible_person": "Alcalde", "verifier_person": "Comité",
    "due-day": "31", "due-month": "10", "due-year": "2026",
}  # fmt: skip


def test_an_entry_is_written_down_once_however_often_it_is_sent(open_room: Open) -> None:
    answers = [open_room.sends("contribution", **REMARK).status_code for _again in range(3)]
    assert answers == [201, 200, 200]
    assert [one.text for one in open_room.rows(Contribution)] == ["El agua llega sucia"]


def test_the_hour_of_the_phone_is_kept_unless_its_clock_runs_ahead(open_room: Open) -> None:
    open_room.sends("contribution", **REMARK)
    open_room.sends("contribution", KEY + "1", at="2099-01-01T00:00:00Z", **REMARK)
    open_room.sends("contribution", KEY + "2", at="no clock", **REMARK)
    first, *others = open_room.rows(Contribution)
    assert first.said_at.isoformat() == "2026-08-23T15:30:00+00:00"
    assert all(abs((one.said_at - one.noted_at).total_seconds()) < 60 for one in others)


def test_a_phone_that_forgot_the_year_notes_today(open_room: Open) -> None:
    clocks = ("1970-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00")
    for number, clock in enumerate(clocks):
        sent = open_room.sends("commitment", KEY + str(number), at=clock, **PROMISE)
        assert sent.status_code == 201, clock
    nearly = {abs((one.made_on - now().date()).days) for one in open_room.rows(Commitment)}
    assert nearly <= {0, 1}


@pytest.mark.parametrize(
    "body",
    [
        "[" * 100_000,
        '{"who": "1", "key": "0123456789abcde\\ud800", "kind": "turn", "at": "", "fields": []}',
        '{"who": "1", "key": "0123456789abcde\\u0000", "kind": "turn", "at": "", "fields": []}',
        '{"who": "1", "key": "0123456789abcdef", "kind": "turn", "at": "", "fields": [[1, "a"]]}',
    ],
)
def test_what_is_no_entry_is_said_to_be_none_and_breaks_nothing(open_room: Open, body: str) -> None:
    answer = open_room.mine.post(
        f"{open_room.address}entries", data=body, content_type="application/json", headers=FROM_US
    )
    assert answer.status_code == 400
    assert answer.json
    assert "No entendimos esa anotación" in answer.json["problems"][0]


def test_half_signs_are_left_out_and_the_words_stay(open_room: Open) -> None:
    half = "El agua \ud83d llega\x00 sucia"
    assert open_room.sends("contribution", **(REMARK | {"text": half})).status_code == 201
    assert [one.text for one in open_room.rows(Contribution)] == ["El agua  llega sucia"]
    lost = open_room.sends("gather", KEY + "1", concern="\ud83d", theme="", was="")
    assert lost.status_code in {404, 422}


def test_a_key_that_was_spent_takes_no_other_words(open_room: Open) -> None:
    open_room.sends("contribution", **REMARK)
    other = open_room.sends("contribution", **(REMARK | {"text": "Otra cosa"}))
    assert other.status_code == 409
    assert other.json
    assert "Ya recibimos" in other.json["problems"][0]
    assert len(open_room.rows(Contribution)) == 1


def test_every_kind_of_entry_arrives(open_room: Open) -> None:
    sitting, group = str(open_room.sitting), str(open_room.group)
    sent: list[tuple[str, dict[str, Any]]] = [
        ("item", {"item": str(open_room.item), "verb": "begin"}),
        ("present", {"person": str(open_room.person), "sitting": sitting, "present": "y"}),
        ("newcomer", {"name": "Julio Ccahua", "group": group, "sex": "man", "sitting": sitting}),
        ("contribution", REMARK | {"group": group, "item": str(open_room.item)}),
        ("theme", {"title": "El agua"}),
        ("gather", {"concern": f"{KEY}3", "was": "", "theme": f"{KEY}4"}),
        ("weigh", {"theme": f"{KEY}4", "figures": "0.0.0", "counting": "hands", "women": "12",
                   "men": "9", "others": ""}),
        ("turn", {"group": group, "sex": "woman", "item": "", "spoke": "2:05"}),
        ("agreement", {"text": "Limpiar", "extent": "total", "counting": "hands",
                       "women_for": "13"}),
        ("commitment", PROMISE | {"agreement": f"{KEY}8"}),
        ("item", {"item": str(open_room.item), "verb": "end"}),
    ]  # fmt: skip
    for number, (kind, fields) in enumerate(sent):
        answer = open_room.sends(kind, f"{KEY}{number}", **fields)
        assert answer.status_code == 201, (kind, answer.json)
    (theme,) = open_room.rows(Theme)
    (concern,) = open_room.rows(Contribution)
    (promise,) = open_room.rows(Commitment)
    (agreed,) = open_room.rows(Agreement)
    rosa, julio = open_room.rows(Participant)
    assert (theme.women, theme.men, theme.others, concern.theme_id) == (12, 9, 0, theme.id)
    assert [one.seconds for one in open_room.rows(SpeakingTurn)] == [125]
    assert (promise.made_in, promise.agreement) == (
        f"meeting:{open_room.reference}", agreed.reference,
    )  # fmt: skip
    assert (promise.due_on, promise.made_on) == (date(2026, 10, 31), date(2026, 8, 23))
    assert {one.participant_id for one in open_room.rows(Attendance) if one.present} == {
        rosa.id, julio.id,
    }  # fmt: skip
    assert julio.source is Source.ROOM
    item = next(one for one in open_room.rows(AgendaItem) if one.id == open_room.item)
    assert item.begun_at
    assert item.ended_at


def test_what_the_server_refuses_comes_back_with_the_reasons(open_room: Open) -> None:
    nobody = open_room.sends("commitment", what="Limpiar el canal")
    assert nobody.status_code == 422
    assert nobody.json
    assert len(nobody.json["problems"]) == 3
    same = open_room.sends("commitment", **(PROMISE | {"verifier_person": "alcalde"}))
    assert same.json
    assert "otro" in same.json["problems"][0]
    with open_room.app.extensions["database"].reading() as session:
        group = session.get_one(Group, open_room.group).name
    both = {"responsible_group": group, "verifier_group": group, "verifier_person": "Ana"}
    itself = open_room.sends("commitment", **(PROMISE | both))
    assert itself.json
    assert "El grupo que comprueba debe ser otro" in itself.json["problems"][0]
    partial = open_room.sends("agreement", text="Limpiar", extent="partial", counting="hands")
    assert partial.status_code == 422
    named = open_room.sends("contribution", **(REMARK | {"speaker": "Rosa"}))
    assert named.status_code == 422
    twice = open_room.sends("newcomer", name="Rosa Huamaní Quispe", sex="woman",
                            sitting=str(open_room.sitting))  # fmt: skip
    assert twice.status_code == 409
    assert not open_room.rows(Commitment)
    assert not open_room.rows(Contribution)


def test_a_refused_entry_can_be_mended_under_the_same_key(open_room: Open) -> None:
    assert open_room.sends("commitment", what="Limpiar el canal").status_code == 422
    assert open_room.sends("commitment", **PROMISE).status_code == 201


def test_two_note_takers_do_not_write_over_each_other(open_room: Open) -> None:
    open_room.sends("theme", title="El agua")
    weigh: dict[str, Any] = {"theme": KEY, "figures": "0.0.0", "counting": "hands"}
    assert open_room.sends("weigh", KEY + "a", women="12", men="9", **weigh).status_code == 201
    late = open_room.sends("weigh", KEY + "b", open_room.theirs, women="1", **weigh)
    assert late.status_code == 409
    assert late.json
    assert "Otra persona" in late.json["problems"][0]
    for key, browser in ((KEY + "c", open_room.mine), (KEY + "d", open_room.theirs)):
        assert open_room.sends("contribution", key, browser, **REMARK).status_code == 201
    assert len(open_room.rows(Contribution)) == 2
    move: dict[str, Any] = {"concern": KEY + "c", "was": ""}
    open_room.sends("theme", KEY + "e", title="El polvo")
    assert open_room.sends("gather", KEY + "f", theme=KEY, **move).status_code == 201
    moved = open_room.sends("gather", KEY + "g", open_room.theirs, theme=KEY + "e", **move)
    assert moved.status_code == 409


def test_who_signed_out_is_told_to_sign_in_and_nothing_is_lost(open_room: Open) -> None:
    answer = open_room.sends("contribution", browser=open_room.app.test_client(), **REMARK)
    assert answer.status_code == 401
    assert answer.json
    assert answer.json["problems"]
    assert not open_room.rows(Contribution)


def test_nothing_is_written_under_the_name_of_somebody_else(open_room: Open) -> None:
    open_room.people[open_room.theirs] = open_room.people[open_room.mine]
    answer = open_room.sends("contribution", browser=open_room.theirs, **REMARK)
    assert answer.status_code == 401
    assert not open_room.rows(Contribution)


def test_another_site_delivers_nothing(open_room: Open) -> None:
    strange: list[dict[str, str]] = [
        {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"}, {"Origin": "https://elsewhere.example"}, {"Origin": "null"}, {},
    ]  # fmt: skip
    for headers in strange:
        assert open_room.sends("contribution", headers=headers, **REMARK).status_code == 400
    as_form = open_room.mine.post(f"{open_room.address}entries", data=REMARK, headers=FROM_US)
    assert as_form.status_code == 400
    assert not open_room.rows(Contribution)
    ours = {"Origin": "http://localhost"}
    assert open_room.sends("contribution", headers=ours, **REMARK).status_code == 201


@pytest.mark.parametrize(
    "broken",
    [
        None, [], "x", {}, {"key": KEY}, {"key": 5, "kind": "turn", "at": AT, "fields": []},
        {"key": "short", "kind": "turn", "at": AT, "fields": []},
        {"key": KEY, "kind": "unknown", "at": AT, "fields": []},
        {"key": KEY, "kind": "turn", "at": AT, "fields": [["a"]]},
        {"key": KEY, "kind": "turn", "at": AT, "fields": [["a", 1]]},
        {"key": KEY, "kind": "turn", "at": 3, "fields": 7},
    ],
)  # fmt: skip
def test_what_is_no_entry_is_refused(open_room: Open, broken: Any) -> None:
    if isinstance(broken, dict):
        broken = {"who": open_room.people[open_room.mine], **broken}
    answer = open_room.mine.post(
        f"{open_room.address}entries",
        data=json.dumps(broken), content_type="application/json", headers=FROM_US,
    )  # fmt: skip
    assert answer.status_code in {400, 422}
    assert answer.json
    assert answer.json["problems"]


def test_nothing_of_another_meeting_can_be_reached(open_room: Open, vault: Vault) -> None:
    with open_room.app.extensions["database"].changing() as session:
        other = make_room(session, vault)
        theirs = other.says(entry=KEY + "other")
        foreign = {"item": str(other.item.id), "group": str(other.group.id), "c": theirs.entry}
    refused = [
        open_room.sends("item", item=foreign["item"], verb="begin"),
        open_room.sends("contribution", **(REMARK | {"group": foreign["group"]})),
        open_room.sends("gather", concern=foreign["c"], was="", theme=""),
        open_room.sends("contribution", browser=open_room.outside, **REMARK),
    ]
    assert [answer.status_code for answer in refused] == [404, 422, 404, 404]


def test_nothing_is_noted_after_the_reading(open_room: Open) -> None:
    with open_room.app.extensions["database"].changing() as session:
        found = select(Meeting).where(Meeting.reference == open_room.reference)
        session.scalars(found).one().state = State.READ_BACK
    for kind, fields in (("contribution", REMARK), ("commitment", PROMISE)):
        refused = open_room.sends(kind, f"{KEY}{kind}", **fields)
        assert refused.status_code == 409
        assert refused.json
        assert "Ya no se puede anotar" in refused.json["problems"][0]
    assert "Ya no se puede anotar" in open_room.mine.get(open_room.address).text


def test_the_forms_work_without_a_script(open_room: Open) -> None:
    note = open_room.posts("contribution", **REMARK)
    assert (note.status_code, note.location) == (303, f"{open_room.address}#note")
    sitting = str(open_room.sitting)
    open_room.posts("presences", sitting=sitting, present=str(open_room.person))
    (line,) = open_room.rows(Attendance)
    assert line.present
    open_room.posts("presences", sitting=sitting, was=str(open_room.person))
    (line,) = open_room.rows(Attendance)
    assert not line.present
    open_room.posts("item", item=str(open_room.item), verb="begin")
    page = open_room.mine.get(open_room.address).text
    assert "Punto 1 de 2: El agua del canal Qollpa" in page
    assert "Tiene 40 minutos" in page
    open_room.posts("agreement", text="Limpiar el canal", extent="total", counting="consensus")
    open_room.posts("commitment", **PROMISE)
    page = open_room.mine.get(open_room.address).text
    assert page.count("Limpiar el canal") >= 2


def test_what_was_noted_stays_in_sight_without_a_script(open_room: Open) -> None:
    group = str(open_room.group)
    for number in range(12):
        said = REMARK | {"text": f"Lo dicho {number:02}", "group": group}
        open_room.sends("contribution", f"{KEY}{number:02}", **said)
    noted = open_room.mine.get(open_room.address).text
    noted = noted.split('data-list="contribution"')[1].split("</ul>")[0]
    assert re.findall(r"Lo dicho (\d\d)", noted) == [f"{number:02}" for number in range(2, 12)]
    with open_room.app.extensions["database"].changing() as session:
        named = session.get_one(Group, open_room.group).name
        last = session.scalars(select(Contribution).order_by(Contribution.id.desc())).first()
        assert last
        last.withdrawn_at = now()
    assert f"Preocupación · {named}" in noted
    noted = open_room.mine.get(open_room.address).text
    assert "Lo dicho 11" not in noted.split('id="note-list"')[1].split("</ul>")[0]


def test_a_form_that_lacks_something_is_shown_again_with_all_that_was_typed(
    open_room: Open,
) -> None:
    again = open_room.posts("commitment", what="Limpiar el canal Qollpa", responsible_person="Ana")
    assert again.status_code == 422
    assert "Limpiar el canal Qollpa" in again.text
    assert "Falta quién comprueba" in again.text
    assert 'class="part open"' in again.text
    late = open_room.posts("weigh", theme="nonsense", counting="hands")
    assert late.status_code == 404
    assert open_room.posts("unknown").status_code == 404


def test_who_signed_on_paper_stays_so_when_ticked_in_the_room(open_room: Open) -> None:
    tick: dict[str, Any] = {"person": str(open_room.person), "sitting": str(open_room.sitting)}
    open_room.sends("present", KEY + "1", present="y", **tick)
    with open_room.app.extensions["database"].changing() as session:
        line = session.scalars(select(Attendance)).one()
        line.signing = type(line.signing).THUMBPRINT
    open_room.sends("present", KEY + "2", open_room.theirs, present="y", **tick)
    (line,) = open_room.rows(Attendance)
    assert (line.present, line.signing.value) == (True, "thumbprint")


def test_the_worker_keeps_just_this_room(open_room: Open) -> None:
    worker = open_room.mine.get(f"{open_room.address}worker.js")
    assert worker.mimetype == "text/javascript"
    assert "no-store" in worker.headers["Cache-Control"]
    assert "worker-src 'self'" in worker.headers["Content-Security-Policy"]
    files = re.search(r"FILES = (\[.*?\]);", worker.text)
    assert files
    page = open_room.mine.get(open_room.address).text
    needed = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', page))
    assert needed == set(json.loads(files[1]))
    assert open_room.outside.get(f"{open_room.address}worker.js").status_code == 404


def test_all_that_was_noted_can_be_read_in_both_languages(open_room: Open, vault: Vault) -> None:
    with open_room.app.extensions["database"].changing() as session:
        room = make_room(session, vault)
        room.says("Yaku qillichasqa", translation="El agua llega sucia", language="qu")
        room.says("¿Cuándo?", kind=ContributionKind.QUESTION)
        room.agrees("Limpiar el canal", text_qu="Yarqhata pichana")
        taker, reference = room.note_taker.person_id, room.meeting.reference
    assert taker
    browser = signed_in(open_room.app, taker)
    spanish = browser.get(f"/meetings/{reference}/room/read?in=es").text
    quechua = browser.get(f"/meetings/{reference}/room/read?in=qu").text
    assert "El agua llega sucia" in spanish
    assert "Limpiar el canal" in spanish
    assert "Yaku qillichasqa" in quechua
    assert "Yarqhata pichana" in quechua
    assert browser.get(f"/meetings/{reference}/room/read?in=xx").status_code == 200


def test_the_same_newcomer_from_two_tries_stands_once_on_the_list(open_room: Open) -> None:
    came: dict[str, Any] = {"name": "Julio Ccahua", "sex": "man", "sitting": str(open_room.sitting)}
    for _again in range(2):
        open_room.sends("newcomer", **came)
    with open_room.app.extensions["database"].reading() as session:
        assert session.scalar(select(func.count(Participant.id))) == 2
