"""The work list, what follows its points, and processes that follow that of an anchor company."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from commitments.models import Commitment
from dialogue.kinds import Visibility, WorkKind, WorkState
from dialogue.models import Group, Process, Seat, Stage, WorkItem
from dialogue.queries.work import days_late
from kernel.clock import at
from kernel.database import Database
from kernel.vault import Vault
from meetings.models import AgendaItem
from tests.factories.accounts import send
from tests.factories.commitments import day
from tests.factories.meetings import new_meeting
from tests.factories.seated import (
    AUDITOR,
    CARD,
    COMMUNITY,
    COORDINATOR,
    ELSEWHERE,
    INVITED,
    NEIGHBOUR,
    NOTE_TAKER,
    OUTSIDE,
    SEATED,
    STAFF,
    Seated,
    sit_down,
)

TODAY = date(2026, 3, 2)
NOON = datetime.fromisoformat("2026-03-02T17:00:00+00:00")
PROBLEM = "El polvo llega a la escuela"
PROMISE = {
    "what": "Regar el camino cada día",
    "responsible_group": "Litio Andino",
    "verifier_group": "Comunidad Qollpa",
    "priority": "normal",
    "recurrence": "",
}


@pytest.fixture
def table(app: Flask, database: Database, vault: Vault) -> Iterator[Seated]:
    with at(NOON):
        yield sit_down(app, database, vault)


def add(table: Seated, who: str = COORDINATOR, **facts: Any) -> Any:
    known: dict[str, Any] = {"kind": "problem", "title": PROBLEM, "weight": "3"}
    return table.send(who, "/work/new", **(known | facts))


def items(table: Seated, **facts: Any) -> list[Any]:
    with table.database.reading() as session:
        found = session.query(WorkItem).filter_by(**facts).order_by(WorkItem.position).all()
        session.expunge_all()
        return found


def press(table: Seated, number: int, step: str, who: str = COORDINATOR) -> int:
    return table.send(who, "/work", f"/work/{number}/do/{step}").status_code


def test_a_problem_stands_on_the_list_of_the_table(table: Seated) -> None:
    assert add(table, raised_by=str(table.groups[COMMUNITY])).status_code == 303
    for who in (*STAFF, *SEATED):
        page = table.open(who, "/work")
        assert PROBLEM in page
        assert "0 de 1 hechos." in page
        assert PROBLEM in table.open(who, "/work/print")


def test_whoever_takes_notes_writes_it_down_too(table: Seated) -> None:
    assert add(table, NOTE_TAKER).status_code == 303
    assert len(items(table)) == 1


def test_the_list_is_for_the_parties_alone(table: Seated) -> None:
    add(table)
    table.be(visibility=Visibility.PUBLIC)
    for who in (*OUTSIDE, INVITED):
        for path in ("/work", "/work/print", "/spread"):
            answer = table.get(who, path)
            assert answer.status_code == 404, (who, path)
            assert PROBLEM not in answer.text
        assert PROBLEM not in table.open(who)


def test_done_counts_with_its_weight_and_what_is_left_aside_does_not(table: Seated) -> None:
    for weight in ("5", "2", "1"):
        add(table, kind="milestone", title=f"Hito {weight}", weight=weight)
    first, second, third = items(table)
    assert press(table, first.id, "done") == 303
    assert press(table, third.id, "drop") == 303
    page = table.open(COMMUNITY, "/work")
    assert "1 de 2 hechos." in page
    assert "Por peso: 5 de 7." in page
    assert press(table, first.id, "open") == 303
    assert [one.state for one in items(table)] == [
        WorkState.OPEN, WorkState.OPEN, WorkState.DROPPED,
    ]  # fmt: skip
    assert second.id


def test_a_point_rises_among_those_of_its_kind(table: Seated) -> None:
    add(table, kind="milestone", title="Otro")
    for title in ("Uno", "Dos"):
        add(table, title=title)
    press(table, items(table, title="Dos")[0].id, "up")
    assert [one.title for one in items(table, kind=WorkKind.PROBLEM)] == ["Dos", "Uno"]
    press(table, items(table, title="Dos")[0].id, "up")
    assert [one.title for one in items(table, kind=WorkKind.PROBLEM)] == ["Dos", "Uno"]


@pytest.mark.parametrize(
    ("state", "due", "late"),
    [
        (WorkState.OPEN, TODAY - timedelta(days=3), 3),
        (WorkState.PLANNED, TODAY - timedelta(days=1), 1),
        (WorkState.OPEN, TODAY, 0),
        (WorkState.OPEN, None, 0),
        (WorkState.DONE, TODAY - timedelta(days=3), 0),
        (WorkState.DROPPED, TODAY - timedelta(days=3), 0),
    ],
)
def test_only_what_waits_is_late(state: WorkState, due: date | None, late: int) -> None:
    assert days_late(WorkItem(state=state, due_on=due), TODAY) == late


def test_what_is_late_is_told(table: Seated) -> None:
    add(table, kind="milestone", title="Medir juntos", **day("due_on", TODAY - timedelta(days=3)))
    page = table.open(CARD, "/work")
    assert "Venció hace 3 días" in page
    assert "1 vencido" in page


def test_a_point_is_written_anew_and_keeps_its_kind(table: Seated) -> None:
    add(table)
    item = items(table)[0]
    facts = {"title": "El polvo llega al pueblo", "kind": "milestone", "of": str(item.version)}
    assert table.send(COORDINATOR, f"/work/{item.id}", **facts).status_code == 303
    late = table.send(COORDINATOR, f"/work/{item.id}", **facts)
    assert late.status_code == 422
    assert "Otra persona cambió esto" in late.text
    changed = items(table)[0]
    assert (changed.title, changed.kind) == ("El polvo llega al pueblo", WorkKind.PROBLEM)


def promise(table: Seated, number: int, **facts: Any) -> Any:
    known = PROMISE | day("due_on", TODAY + timedelta(days=30)) | day("made_on", TODAY)
    return table.send(COORDINATOR, f"/work/{number}/commitment", **(known | facts))


def test_a_commitment_follows_a_point_and_belongs_to_the_process(table: Seated) -> None:
    add(table)
    number = items(table)[0].id
    assert promise(table, number).status_code == 303
    with table.database.reading() as session:
        made = session.query(Commitment).one()
        assert made.belongs_to == f"process:{table.code}"
        code = made.code
    item = items(table)[0]
    assert (item.state, item.commitment) == (WorkState.PLANNED, f"commitment:{code}")
    page = table.open(CARD, "/work")
    assert code in page
    assert "Litio Andino" in page
    again = promise(table, number)
    assert again.status_code == 422
    assert "Ese punto ya tiene su compromiso" in again.text


def test_a_commitment_without_who_verifies_is_refused_and_nothing_is_lost(table: Seated) -> None:
    add(table)
    answer = promise(table, items(table)[0].id, verifier_group="")
    assert answer.status_code == 422
    assert "Regar el camino cada día" in answer.text
    assert items(table)[0].state is WorkState.OPEN


def test_a_point_goes_on_the_agenda_of_a_meeting_of_its_process(
    table: Seated, vault: Vault
) -> None:
    add(table)
    number = items(table)[0].id
    assert "No hay ninguna reunión por realizar." in table.open(
        COORDINATOR, f"/work/{number}/agenda"
    )
    with table.database.changing() as session:
        process = session.query(Process).filter_by(code=table.code).one()
        days = {"begins_on": TODAY + timedelta(days=2), "ends_on": TODAY + timedelta(days=2)}
        ours = new_meeting(session, vault, process.office, belongs_to=process.subject, **days)
        other = new_meeting(session, vault, process.office, **days)
        references = ours.reference, other.reference
    path = f"/work/{number}/agenda"
    assert table.send(COORDINATOR, path, meeting=references[1]).status_code == 422
    assert table.send(COORDINATOR, path, meeting=references[0]).status_code == 303
    with table.database.reading() as session:
        point = session.query(AgendaItem).one()
        assert (point.title, point.came_from) == (PROBLEM, f"process:{table.code}")


def spread(table: Seated, **facts: Any) -> Any:
    known = {"organisation": "Perforaciones Andinas"}
    return table.send(COORDINATOR, "/spread/new", **(known | facts))


def test_a_supplier_gets_a_process_with_stages_groups_and_open_problems(table: Seated) -> None:
    add(table)
    add(table, title="Ya resuelto")
    press(table, items(table, title="Ya resuelto")[0].id, "done")
    answer = spread(table)
    assert answer.status_code == 303
    code = answer.location.rpartition("/")[2]
    with table.database.reading() as session:
        child = session.query(Process).filter_by(code=code).one()
        anchor = session.query(Process).filter_by(code=table.code).one()
        assert child.spreads_from_id == anchor.id
        assert child.organisation == "Perforaciones Andinas"
        assert [one.name for one in child.groups] == [one.name for one in anchor.groups]
        assert session.query(Seat).filter_by(process_id=child.id).count() == 0
        titles = [
            [
                one.title
                for one in session.query(Stage).filter_by(process_id=of).order_by(Stage.position)
            ]
            for of in (child.id, anchor.id)
        ]
        assert titles[0] == titles[1]
        assert [one.title for one in session.query(WorkItem).filter_by(process_id=child.id)] == [
            PROBLEM
        ]
        assert session.query(Group).filter_by(process_id=child.id).count() == 2
    page = table.browsers[COORDINATOR].get(answer.location).text
    assert "Sigue el camino de:" in page
    listed = table.open(COORDINATOR, "/spread")
    assert "Perforaciones Andinas" in listed
    assert "Etapa 1 de 7: Solicitud." in listed


def test_who_sits_at_the_table_of_the_anchor_learns_nothing_of_its_followers(
    table: Seated,
) -> None:
    spread(table)
    for who in SEATED:
        assert "Perforaciones Andinas" not in table.open(who, "/spread")
    assert "Perforaciones Andinas" in table.open(AUDITOR, "/spread")


def test_a_follower_without_a_name_is_refused(table: Seated) -> None:
    assert spread(table, organisation=" ").status_code == 422


POSTED = ("/work/new", "/work/{item}", "/work/{item}/do/done", "/work/{item}/commitment",
          "/work/{item}/agenda", "/spread/new")  # fmt: skip


def test_nobody_from_elsewhere_and_no_party_writes_the_list(table: Seated) -> None:
    add(table)
    number = items(table)[0].id
    facts = PROMISE | {"title": "x", "kind": "problem", "organisation": "x", "meeting": "M-AAAAAA"}
    for path in POSTED:
        there = table.address + path.format(item=number)
        assert send(table.browsers[ELSEWHERE], "/dialogue/new", there, **facts).status_code == 404
        for who in (COMMUNITY, CARD, NEIGHBOUR):
            answer = send(table.browsers[who], "/dialogue/", there, **facts)
            assert answer.status_code in {403, 404}, (who, path)
    assert [(one.title, one.state) for one in items(table)] == [(PROBLEM, WorkState.OPEN)]


def test_a_point_of_another_table_does_not_exist_here(table: Seated) -> None:
    with table.database.changing() as session:
        other = session.query(Process).filter(Process.code != table.code).one()
        item = WorkItem(
            office_id=other.office_id, process_id=other.id, kind=WorkKind.PROBLEM, position=1,
            title="De otra mesa",
        )  # fmt: skip
        session.add(item)
        session.flush()
        number = item.id
    for path in ("", "/commitment", "/agenda"):
        assert table.get(COORDINATOR, f"/work/{number}{path}").status_code == 404
    for path in POSTED:
        if "{" in path:
            answer = table.send(COORDINATOR, "/work/new", path.format(item=number), **PROMISE)
            assert answer.status_code == 404, path
