"""Groups, seats, mandates, agreements of participation, and who does what."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from accounts.models import Person
from dialogue.kinds import Visibility
from dialogue.models import Appointment, Group, Participation, Process, Seat
from kernel.clock import at
from kernel.database import Database
from kernel.notices import Notice
from kernel.vault import Vault
from tests.factories.accounts import send, signed_in
from tests.factories.commitments import day
from tests.factories.papers import tagged_pdf
from tests.factories.seated import (
    AUDITOR,
    CARD,
    COMMUNITY,
    COMPANY,
    COORDINATOR,
    ELSEWHERE,
    EXPIRED,
    HOLDERS_NAME,
    INVITED,
    NEIGHBOUR,
    NOTE_TAKER,
    OUTSIDE,
    SEATED,
    STAFF,
    STRANGER,
    TITULARS_NAME,
    Seated,
    sit_down,
)
from tests.factories.uploads import fetched, send_files

TODAY = date(2026, 3, 2)
NOON = datetime.fromisoformat("2026-03-02T17:00:00+00:00")
SEAT: dict[str, Any] = {"kind": "titular", "name": "Julián Ñahui", "language": "qu"}
CANARY = "Chakiq yakusapa"


@pytest.fixture
def table(app: Flask, database: Database, vault: Vault) -> Iterator[Seated]:
    with at(NOON):
        yield sit_down(app, database, vault)


def one_of(table: Seated, model: type[Any], **facts: Any) -> Any:
    with table.database.reading() as session:
        found = session.query(model).filter_by(**facts).order_by(model.id.desc()).first()
        session.expunge_all()
        return found


def sit(table: Seated, who: str = COMMUNITY, **facts: Any) -> Any:
    """Julián sits down for a group; his seat."""
    path = f"/parties/{table.groups[who]}/seats/new"
    answer = table.send(COORDINATOR, path, **(SEAT | day("since", TODAY) | facts))
    assert answer.status_code == 303, answer.text
    return one_of(table, Seat, name=facts.get("name", "Julián Ñahui"))


def test_a_group_sits_down_and_says_whether_it_decides_and_blocks(table: Seated) -> None:
    facts = {"name": "Pueblo Kolla", "kind": "indigenous_people", "seats": "3", "decides": "y"}
    answer = table.send(COORDINATOR, "/parties/new", **facts, may_block="y")
    assert answer.status_code == 303
    page = table.open(COMMUNITY, "/parties")
    assert "Pueblo Kolla" in page
    assert "decide y puede bloquear" in page


def test_who_does_not_decide_cannot_block(table: Seated) -> None:
    facts = {"name": "Universidad", "kind": "academia", "seats": "1", "may_block": "y"}
    answer = table.send(COORDINATOR, "/parties/new", **facts)
    assert answer.status_code == 422
    assert "Ese grupo no puede bloquear" in answer.text
    assert "Universidad" in answer.text


def test_a_group_is_written_anew_and_not_over_somebody_else(table: Seated) -> None:
    number = table.groups[COMMUNITY]
    group = one_of(table, Group, id=number)
    facts = {"name": "Ayllu Qollpa", "kind": "community", "seats": "4", "decides": "y"}
    facts |= {"of": str(group.version)}
    assert table.send(COORDINATOR, f"/parties/{number}", **facts).status_code == 303
    late = table.send(COORDINATOR, f"/parties/{number}", **(facts | {"name": "Otra"}))
    assert late.status_code == 422
    assert one_of(table, Group, id=number).name == "Ayllu Qollpa"


def test_a_group_leaves_when_nobody_sits_for_it_and_can_come_back(table: Seated) -> None:
    number = table.groups[COMPANY]
    answer = table.send(COORDINATOR, f"/parties/{number}", f"/parties/{number}/retire")
    assert answer.status_code == 422
    assert "Alguien se sienta todavía" in answer.text
    for who in (COMPANY, "observer"):
        table.seat_is(who, left_on=TODAY)
    answer = table.send(COORDINATOR, f"/parties/{number}", f"/parties/{number}/retire")
    assert answer.status_code == 303
    assert "Grupos que dejaron la mesa" in table.open(COORDINATOR, "/parties")
    answer = table.send(COORDINATOR, "/parties", f"/parties/{number}/bring-back")
    assert answer.status_code == 303
    assert one_of(table, Group, id=number).retired_on is None


def test_somebody_sits_down_by_a_mandate_until_a_day(table: Seated) -> None:
    sit(table, mandate="Asamblea del 3 de marzo", **day("ends_on", TODAY + timedelta(days=10)))
    for who in (COORDINATOR, COMMUNITY, CARD):
        page = table.open(who, "/parties")
        assert "Julián Ñahui" in page
        assert "Asamblea del 3 de marzo" in page
        assert "Hasta el 12 mar 2026" in page


def test_no_more_titulars_sit_than_there_are_seats(table: Seated) -> None:
    path = f"/parties/{table.groups[COMPANY]}/seats/new"
    answer = table.send(COORDINATOR, path, **(SEAT | day("since", TODAY)))
    assert answer.status_code == 422
    assert "No quedan asientos para ese grupo" in answer.text
    assert "Julián Ñahui" in answer.text
    table.seat_is(COMPANY, left_on=TODAY)
    sit(table, COMPANY)


def test_an_alternate_stands_in_for_a_titular_of_the_same_group(table: Seated) -> None:
    facts = {"kind": "alternate", "stands_in_for": str(table.seats[COMMUNITY])}
    seat = sit(table, **facts)
    assert seat.counted_as == table.seats[COMMUNITY]
    for wrong in (table.seats[COMPANY], table.seats[NEIGHBOUR], table.seats[EXPIRED]):
        path = f"/parties/{table.groups[COMMUNITY]}/seats/new"
        facts = SEAT | {"kind": "alternate", "stands_in_for": str(wrong)} | day("since", TODAY)
        answer = table.send(COORDINATOR, path, **facts)
        assert answer.status_code == 422
        assert "Revise a quién reemplaza" in answer.text


def test_an_alternate_of_nobody_is_not_seated(table: Seated) -> None:
    path = f"/parties/{table.groups[COMMUNITY]}/seats/new"
    answer = table.send(COORDINATOR, path, **(SEAT | {"kind": "alternate"} | day("since", TODAY)))
    assert answer.status_code == 422
    assert "Revise a quién reemplaza" in answer.text


def test_who_stood_in_for_a_titular_stands_in_for_the_next_one(table: Seated) -> None:
    alternate = sit(table, COMPANY, kind="alternate", stands_in_for=str(table.seats[COMPANY]))
    table.seat_is(COMPANY, left_on=TODAY)
    titular = sit(table, COMPANY, name="Nueva Titular")
    with table.database.reading() as session:
        found = session.get_one(Seat, alternate.id)
        assert found.counted_as == titular.id


def test_only_who_was_invited_to_vote_may_be_without_a_name(table: Seated) -> None:
    path = f"/parties/{table.groups[COMMUNITY]}/seats/new"
    facts = SEAT | {"name": ""} | day("since", TODAY)
    assert table.send(COORDINATOR, path, **facts).status_code == 422
    assert table.send(COORDINATOR, path, **(facts | {"kind": "invited"})).status_code == 303


def test_the_paper_of_a_mandate_is_sealed_and_opened_by_the_office_alone(table: Seated) -> None:
    path = f"/parties/{table.groups[COMMUNITY]}/seats/new"
    answer = send_files(
        table.browsers[COORDINATOR], table.address + path,
        {"paper": [(tagged_pdf(), "mandato.pdf")]}, **(SEAT | day("since", TODAY)),
    )  # fmt: skip
    assert answer.status_code == 303
    seat = one_of(table, Seat, name="Julián Ñahui")
    assert seat.mandate_file_id
    paper = f"/seats/{seat.id}/mandate"
    for who in STAFF:
        assert fetched(table.browsers[who], table.address + paper).startswith(b"%PDF")
    for who in (*SEATED, *OUTSIDE):
        assert table.get(who, paper).status_code in {303, 403, 404}, who
    assert table.get(COORDINATOR, f"/seats/{table.seats[COMMUNITY]}/mandate").status_code == 404


def test_a_paper_that_is_none_is_told_and_nothing_typed_is_lost(table: Seated) -> None:
    path = f"/parties/{table.groups[COMMUNITY]}/seats/new"
    answer = send_files(
        table.browsers[COORDINATOR], table.address + path,
        {"paper": [(b"MZ" + b"0" * 400, "mandato.exe")]}, **(SEAT | day("since", TODAY)),
    )  # fmt: skip
    assert answer.status_code == 422
    assert "Julián Ñahui" in answer.text


def test_a_mandate_is_renewed_unless_somebody_did_meanwhile(table: Seated) -> None:
    seat = sit(table)
    facts = {"name": "Julián Ñahui", "language": "qu", "of": str(seat.version), "kind": "titular"}
    facts |= day("since", TODAY) | day("ends_on", TODAY + timedelta(days=300))
    assert table.send(COORDINATOR, f"/seats/{seat.id}/change", **facts).status_code == 303
    late = table.send(COORDINATOR, f"/seats/{seat.id}/change", **facts)
    assert late.status_code == 422
    assert one_of(table, Seat, id=seat.id).ends_on == TODAY + timedelta(days=300)


def test_a_forged_change_makes_nobody_a_titular_of_another_group(table: Seated) -> None:
    number = table.seats["observer"]
    version = one_of(table, Seat, id=number).version
    facts = {"name": "Otra", "language": "es", "of": str(version), "kind": "titular"}
    facts |= {"group_id": str(table.groups[COMMUNITY])} | day("since", date(2026, 1, 5))
    assert table.send(COORDINATOR, f"/seats/{number}/change", **facts).status_code == 303
    seat = one_of(table, Seat, id=number)
    assert (seat.kind.value, seat.group_id) == ("observer", table.groups[COMPANY])


def test_on_the_day_after_its_mandate_a_seat_opens_nothing(table: Seated) -> None:
    table.seat_is(COMMUNITY, ends_on=TODAY)
    assert table.get(COMMUNITY).status_code == 200
    with at(NOON + timedelta(days=1)):
        for who in (COMMUNITY, COMPANY, COORDINATOR):
            table.come_back(who)
        assert table.get(COMPANY).status_code == 200
        assert table.get(COMMUNITY).status_code == 404
        assert table.get(COMMUNITY, "/parties").status_code == 404
        assert "Mandato vencido el 2 mar 2026" in table.open(COORDINATOR, "/parties")


def test_a_mandate_that_ends_soon_is_shown_before_it_ends(table: Seated) -> None:
    table.seat_is(COMMUNITY, ends_on=TODAY + timedelta(days=31))
    assert "Renovar los mandatos que vencen pronto" not in table.open(COORDINATOR)
    table.seat_is(COMMUNITY, ends_on=TODAY + timedelta(days=30))
    assert "Renovar los mandatos que vencen pronto" in table.open(COORDINATOR)


def test_who_leaves_the_table_is_out_at_once(table: Seated) -> None:
    number = table.seats[COMMUNITY]
    path = f"/seats/{number}"
    answer = table.send(COORDINATOR, path, f"{path}/leave", **day("left_on", TODAY))
    assert answer.status_code == 303
    assert table.get(COMMUNITY).status_code == 404
    wrong = table.send(
        COORDINATOR, f"/seats/{table.seats[CARD]}", f"/seats/{table.seats[CARD]}/leave",
        **day("left_on", TODAY + timedelta(days=1)),
    )  # fmt: skip
    assert wrong.status_code == 422


def test_a_seat_without_an_account_gets_one_by_mail(table: Seated) -> None:
    seat = sit(table)
    path = f"/seats/{seat.id}"
    answer = table.send(COORDINATOR, path, f"{path}/admit", email="Julian@example.org")
    assert answer.status_code == 303
    with table.database.reading() as session:
        person = session.scalar(select(Person).where(Person.email == "julian@example.org"))
        assert person is not None
        assert "accounts.guest" in session.scalars(select(Notice.kind)).all()
        number = person.id
    assert signed_in(table.app, number).get(table.address).status_code == 200
    assert table.send(COORDINATOR, path, f"{path}/shut-out").status_code == 303
    assert signed_in(table.app, number).get(table.address).status_code == 404


def test_an_account_sits_at_a_table_once_and_its_host_never(table: Seated) -> None:
    seat = sit(table)
    path = f"/seats/{seat.id}"
    with table.database.reading() as session:
        mail = {
            who: session.get_one(Person, table.people[who]).email for who in (COMPANY, COORDINATOR)
        }
    assert table.send(COORDINATOR, path, f"{path}/admit", email=mail[COMPANY]).status_code == 303
    assert one_of(table, Seat, id=seat.id).person_id is None
    answer = table.send(COORDINATOR, path, f"{path}/admit", email=mail[COORDINATOR])
    assert answer.status_code == 422
    assert "Usted no puede sentarse en esta mesa" in answer.text


def sign(table: Seated, **facts: Any) -> Any:
    number = table.groups[COMMUNITY]
    known = {"signatories": "Zenobia\n\nTiburcio", "shared": CANARY} | day("signed_on", TODAY)
    return table.send(
        COORDINATOR, f"/parties/{number}/participation/new", **(known | facts)
    )  # fmt: skip


def test_an_agreement_to_take_part_holds_until_its_day(table: Seated) -> None:
    assert sign(table, **day("valid_until", TODAY + timedelta(days=5))).status_code == 303
    page = table.open(COMMUNITY, "/parties")
    assert "Zenobia, Tiburcio" in page
    assert CANARY in page
    assert page.count("Se sienta sin acuerdo de participación") == 1
    with at(NOON + timedelta(days=6)):
        table.come_back(COMMUNITY)
        assert table.open(COMMUNITY, "/parties").count("Se sienta sin acuerdo") == 2


def test_an_agreement_to_take_part_ends_when_a_party_withdraws(table: Seated) -> None:
    assert sign(table).status_code == 303
    one = one_of(table, Participation)
    answer = table.send(COORDINATOR, "/parties", f"/participation/{one.id}/end")
    assert answer.status_code == 303
    assert table.open(COORDINATOR, "/parties").count("Se sienta sin acuerdo") == 2


def test_an_agreement_without_who_signed_or_of_tomorrow_is_refused(table: Seated) -> None:
    assert sign(table, signatories=" ").status_code == 422
    answer = sign(table, **day("signed_on", TODAY + timedelta(days=1)))
    assert answer.status_code == 422
    assert "Revise los días del acuerdo" in answer.text


def test_who_does_what_is_named_and_ends(table: Seated) -> None:
    facts = {"role": "interpreter", "name": CANARY, "institution": "Academia de la lengua"}
    facts |= day("since", TODAY)
    assert table.send(COORDINATOR, "/appointments/new", **facts).status_code == 303
    assert CANARY in table.open(COMMUNITY, "/parties")
    number = one_of(table, Appointment).id
    answer = table.send(COORDINATOR, "/parties", f"/appointments/{number}/end")
    assert answer.status_code == 303
    assert one_of(table, Appointment).left_on == TODAY


def test_the_public_page_of_the_parties_names_groups_and_nobody(table: Seated) -> None:
    table.be(visibility=Visibility.PUBLIC)
    sign(table)
    facts = {"role": "convenor", "name": CANARY, "institution": "Defensoría"} | day("since", TODAY)
    table.send(COORDINATOR, "/appointments/new", **facts)
    for who in (*OUTSIDE, INVITED):
        page = table.open(who, "/parties")
        assert "Comunidad Qollpa" in page
        assert "Defensoría" in page
        for hidden in (TITULARS_NAME, HOLDERS_NAME, CANARY, "Zenobia", "Tiburcio"):
            assert hidden not in page, (who, hidden)


READING = ("/parties",)
HOSTED = (
    "/parties/new", "/parties/{group}", "/parties/{group}/seats/new", "/seats/{seat}",
    "/seats/{seat}/change", "/parties/{group}/participation/new", "/appointments/new", "/cards",
)  # fmt: skip
POSTED = (
    "/parties/new", "/parties/{group}", "/parties/{group}/retire", "/parties/{group}/seats/new",
    "/seats/{seat}/change", "/seats/{seat}/admit", "/seats/{seat}/shut-out",
    "/seats/{seat}/revoke-card", "/seats/{seat}/leave", "/parties/{group}/participation/new",
    "/appointments/new", "/cards",
)  # fmt: skip


def ids(table: Seated, path: str) -> str:
    return path.format(group=table.groups[COMMUNITY], seat=table.seats[COMMUNITY])


def test_only_who_looks_after_the_table_meets_the_pages_that_give_seats(table: Seated) -> None:
    for who in (NOTE_TAKER, AUDITOR, COMMUNITY, CARD, ELSEWHERE, STRANGER):
        for path in HOSTED:
            status = table.get(who, ids(table, path)).status_code
            assert status in {303, 403, 404}, (who, path)


def test_another_office_changes_nothing_here_whatever_it_sends(table: Seated) -> None:
    before = snapshot(table)
    facts = SEAT | day("since", TODAY) | day("left_on", TODAY) | day("signed_on", TODAY)
    facts |= {"signatories": "x", "email": "x@example.org", "role": "expert"}
    facts |= {"seats": str(table.seats[COMMUNITY])}
    for path in POSTED:
        there = table.browsers[ELSEWHERE]
        answer = send(there, "/dialogue/new", table.address + ids(table, path), **facts)
        assert answer.status_code == 404, path
    assert snapshot(table) == before


def test_ids_of_another_table_of_the_same_office_do_not_exist_here(table: Seated) -> None:
    with table.database.reading() as session:
        other = session.get_one(Seat, table.seats[NEIGHBOUR])
        group, seat = other.group_id, other.id
    for path in HOSTED:
        if "{" in path:
            answer = table.get(COORDINATOR, path.format(group=group, seat=seat))
            assert answer.status_code == 404, path
    before = snapshot(table)
    facts = SEAT | day("since", TODAY) | day("left_on", TODAY) | day("signed_on", TODAY)
    facts |= {"signatories": "x", "email": "x@example.org", "seats": str(seat)}
    for path in (*(one for one in POSTED if "{" in one), "/cards"):
        answer = table.send(
            COORDINATOR, "/parties/new", path.format(group=group, seat=seat), **facts
        )
        assert answer.status_code == 404, path
    assert snapshot(table) == before


def snapshot(table: Seated) -> list[Any]:
    """Every group and seat of the office, to be compared."""
    with table.database.reading() as session:
        groups = session.query(Group.id, Group.version, Group.retired_on).order_by(Group.id)
        seats = session.query(Seat.id, Seat.version, Seat.person_id, Seat.left_on).order_by(Seat.id)
        counts = [session.query(one).count() for one in (Participation, Appointment, Process)]
        return [*map(tuple, groups), *map(tuple, seats), *counts]
