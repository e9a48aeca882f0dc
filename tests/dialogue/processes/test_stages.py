"""Stages: what each kind of process goes through, and how long its law lets it take."""

from datetime import date, timedelta

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from dialogue import words
from dialogue.kinds import ProcessKind, Visibility
from dialogue.models import Process, Stage
from dialogue.templates import (
    STAGE_NAMES,
    TEMPLATES,
    Dates,
    Standing,
    clock_of,
    current_of,
    total_of,
)
from kernel.database import Database
from kernel.vault import Vault
from tests.factories.accounts import send
from tests.factories.commitments import day
from tests.factories.seated import (
    AUDITOR,
    CARD,
    COMMUNITY,
    COORDINATOR,
    ELSEWHERE,
    NOTE_TAKER,
    OUTSIDE,
    STRANGER,
    Seated,
    sit_down,
)

FIRST = date(2026, 3, 1)
days = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@pytest.fixture
def table(app: Flask, database: Database, vault: Vault) -> Seated:
    return sit_down(app, database, vault)


def after(number: int) -> date:
    return FIRST + timedelta(days=number)


def test_prior_consultation_has_seven_stages_120_days_and_30_for_the_dialogue() -> None:
    template = TEMPLATES[ProcessKind.CONSULTA_PREVIA]
    assert len(template.stages) == 7
    assert template.total_days == 120
    assert [one.legal_days for one in template.stages if one.legal_days] == [30]
    assert not template.verified


def test_every_kind_of_process_has_stages_and_each_title_its_words(app: Flask) -> None:
    assert set(TEMPLATES) == set(ProcessKind)
    with app.test_request_context():
        for name, title in STAGE_NAMES.items():
            assert str(words.STAGE[name]) == title  # type: ignore[index]  # equal to its value


@pytest.mark.parametrize(
    ("dates", "today", "left", "over"),
    [
        (Dates(begun_on=FIRST, legal_days=30), after(0), 30, 0),
        (Dates(begun_on=FIRST, legal_days=30), after(30), 0, 0),
        (Dates(begun_on=FIRST, legal_days=30), after(31), 0, 1),
        (Dates(begun_on=FIRST, planned_to=after(10), legal_days=30), after(12), 0, 2),
        (Dates(begun_on=FIRST, planned_to=after(40), legal_days=30), after(12), 18, 0),
        (Dates(begun_on=FIRST), after(900), None, 0),
        (Dates(begun_on=FIRST, ended_on=after(33), legal_days=30), after(900), None, 3),
        (Dates(begun_on=FIRST, ended_on=after(3), legal_days=30), after(900), None, 0),
    ],
)
def test_days_left_and_days_over_are_counted_by_the_calendar(
    dates: Dates, today: date, left: int | None, over: int
) -> None:
    clock = clock_of(dates, today)
    assert (clock.left, clock.over) == (left, over)


def test_a_stage_that_should_have_begun_says_since_when() -> None:
    clock = clock_of(Dates(planned_from=FIRST), after(4))
    assert (clock.standing, clock.late_to_begin) == (Standing.COMING, 4)


def test_all_stages_together_are_held_against_the_total() -> None:
    going_on = [Dates(begun_on=FIRST, ended_on=after(20)), Dates(begun_on=after(20))]
    assert total_of(going_on, None, after(30)) is None
    assert total_of([Dates()], 120, after(30)) is None
    total = total_of(going_on, 120, after(130))
    assert total is not None
    assert (total.used, total.left, total.over) == (130, 0, 10)
    done = [Dates(begun_on=FIRST, ended_on=after(110))]
    total = total_of(done, 120, after(900))
    assert total is not None
    assert (total.used, total.over) == (110, 0)


@given(begun=days, legal=st.integers(1, 400), today=days)
def test_a_stage_has_days_left_or_is_over_and_never_both(
    begun: date, legal: int, today: date
) -> None:
    clock = clock_of(Dates(begun_on=begun, legal_days=legal), today)
    assert clock.left is not None
    assert not (clock.left and clock.over)
    assert clock.left - clock.over == (begun + timedelta(days=legal) - today).days


def test_a_process_is_at_the_last_stage_that_goes_on() -> None:
    done, going_on, coming = Dates(begun_on=FIRST, ended_on=FIRST), Dates(begun_on=FIRST), Dates()
    assert current_of([done, going_on, coming]) == 1
    assert current_of([done, coming, coming]) == 1
    assert current_of([done, done]) is None
    assert current_of([]) is None


def stages(table: Seated) -> list[Stage]:
    with table.database.reading() as session:
        found = (
            session.query(Stage).join(Process, Process.id == Stage.process_id)
            .filter(Process.code == table.code).order_by(Stage.position).all()
        )  # fmt: skip
        session.expunge_all()
        return found


def test_a_stage_begins_and_ends_with_one_press_each(table: Seated) -> None:
    first = stages(table)[0]
    for step in ("begin", "end"):
        answer = table.send(COORDINATOR, "/stages", f"/stages/{first.id}/{step}")
        assert answer.status_code == 303
    first = stages(table)[0]
    assert first.begun_on is not None
    assert first.ended_on is not None


def test_nothing_ends_that_never_began_and_nothing_begun_is_taken_away(table: Seated) -> None:
    first = stages(table)[0]
    answer = table.send(COORDINATOR, "/stages", f"/stages/{first.id}/end")
    assert answer.status_code == 422
    assert "no empezó todavía" in answer.text
    table.send(COORDINATOR, "/stages", f"/stages/{first.id}/begin")
    answer = table.send(COORDINATOR, "/stages", f"/stages/{first.id}/drop")
    assert answer.status_code == 422
    assert len(stages(table)) == 7


def test_what_is_overdue_is_said_on_the_home_of_the_process(table: Seated) -> None:
    first = stages(table)[0]
    facts: dict[str, str] = {"title": "Solicitud", "legal_days": "30", "of": str(first.version)}
    facts |= day("begun_on", date(2020, 1, 1))
    assert table.send(COORDINATOR, f"/stages/{first.id}", **facts).status_code == 303
    page = table.open(COMMUNITY)
    assert "Etapa 1 de 7: Solicitud." in page
    assert "del plazo legal" in page


def test_wrong_days_are_told_and_nothing_typed_is_lost(table: Seated) -> None:
    first = stages(table)[0]
    facts = {"title": "Otra cosa", "of": str(first.version)} | day("ended_on", FIRST)
    answer = table.send(COORDINATOR, f"/stages/{first.id}", **facts)
    assert answer.status_code == 422
    assert "Otra cosa" in answer.text
    assert "Revise los días" in answer.text


def test_two_who_change_a_stage_do_not_write_over_each_other(table: Seated) -> None:
    first = stages(table)[0]
    facts = {"title": "Pedido", "of": str(first.version)}
    assert table.send(COORDINATOR, f"/stages/{first.id}", **facts).status_code == 303
    answer = table.send(COORDINATOR, f"/stages/{first.id}", **(facts | {"title": "Ruego"}))
    assert answer.status_code == 422
    assert "Otra persona cambió esto" in answer.text
    assert stages(table)[0].title == "Pedido"


def test_a_stage_of_its_own_stands_after_the_others(table: Seated) -> None:
    answer = table.send(COORDINATOR, "/stages/new", title="Visita a la bocatoma")
    assert answer.status_code == 303
    assert stages(table)[-1].title == "Visita a la bocatoma"


def test_the_notes_of_a_stage_are_for_the_office_and_the_parties(table: Seated) -> None:
    canary = "Nota qaqapi"
    table.be(visibility=Visibility.PUBLIC)
    first = stages(table)[0]
    facts = {"title": "Solicitud", "of": str(first.version), "note": canary}
    assert table.send(COORDINATOR, f"/stages/{first.id}", **facts).status_code == 303
    for who in (COORDINATOR, COMMUNITY, CARD):
        assert canary in table.open(who, "/stages")
    for who in OUTSIDE:
        assert canary not in table.open(who, "/stages"), who


def test_only_who_looks_after_the_process_changes_its_stages(table: Seated) -> None:
    first = stages(table)[0]
    for who in (NOTE_TAKER, AUDITOR, COMMUNITY, CARD, ELSEWHERE, STRANGER):
        for path in ("/stages/new", f"/stages/{first.id}"):
            assert table.get(who, path).status_code in {303, 403, 404}, (who, path)
    page = "/dialogue/new"
    token = table.browsers[ELSEWHERE]
    answer = send(token, page, f"{table.address}/stages/{first.id}/begin")
    assert answer.status_code == 404
    assert stages(table)[0].begun_on is None


def test_a_stage_of_another_process_does_not_exist_here(table: Seated) -> None:
    with table.database.reading() as session:
        other = session.query(Process).filter(Process.code != table.code).one()
        number = session.query(Stage.id).filter_by(process_id=other.id).first()
    assert number is not None
    assert table.get(COORDINATOR, f"/stages/{number[0]}").status_code == 404
    answer = table.send(COORDINATOR, "/stages", f"/stages/{number[0]}/begin")
    assert answer.status_code == 404
