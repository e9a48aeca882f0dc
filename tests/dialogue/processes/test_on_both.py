"""A table from its request to its followers, on both databases, without a page."""

from datetime import timedelta

import pytest

from accounts.queries.offices import today_at
from commitments.operations.making import Promise
from dialogue.kinds import GroupKind, ProcessKind, ProcessView, SeatKind, WorkKind
from dialogue.lifecycle.processes import ProcessVerb
from dialogue.models import Process, Stage
from dialogue.operations.cards import codes_for, give_cards, lookup_of, revoke_card
from dialogue.operations.groups import GroupOutline, add_group
from dialogue.operations.offers import take_up_at
from dialogue.operations.participation import ParticipationOutline, sign_participation
from dialogue.operations.processes import Outline, make_process, move_process
from dialogue.operations.seats import SeatOutline, give_seat, leave_seat
from dialogue.operations.spread import Follower, spread_to
from dialogue.operations.stages import begin_stage
from dialogue.operations.work import WorkOutline, add_item, promise_for
from dialogue.queries.cards import bearer_of, card_found
from dialogue.queries.gatherings import gatherings_of
from dialogue.queries.keeping import rates_at
from dialogue.queries.listing import processes_found
from dialogue.queries.parties import sides_of
from dialogue.queries.processes import key_of, process_for
from dialogue.queries.spread import followers_of
from dialogue.queries.stages import course_of
from dialogue.queries.work import work_of
from kernel.database import Database
from kernel.errors import RuleBroken
from kernel.handovers import Offered, Wanted, offer
from kernel.policy import SYSTEM, Actor
from kernel.vault import Vault
from tests.factories.accounts import new_office
from tests.factories.meetings import new_meeting


def test_a_table_lives_on_both_databases(any_database: Database, settings: object) -> None:
    vault = Vault(settings.master_key(), any_database)  # type: ignore[attr-defined]
    with any_database.changing() as session:
        office = new_office(session, vault)
        today = today_at(office)
        outline = Outline(ProcessKind.WORKPLACE_COMMITTEE, "Comité", basin="Salar", study="")
        process = make_process(session, SYSTEM, vault, office, outline)
        move_process(session, SYSTEM, process, ProcessVerb.OPEN)
        group = add_group(session, SYSTEM, process, GroupOutline("Workers", GroupKind.WORKERS))
        key = key_of(session, vault, process)
        told = SeatOutline(SeatKind.TITULAR, "Ana", today, ends_on=today)
        seat = give_seat(session, key, SYSTEM, process, group.id, told)
        with pytest.raises(RuleBroken):
            give_seat(session, key, SYSTEM, process, group.id, told)
        signed = ParticipationOutline(today, ("Ana",))
        sign_participation(session, key, SYSTEM, process, group.id, signed)
        add_item(session, SYSTEM, process, WorkOutline(WorkKind.PROBLEM, "Polvo", weight=2))
        first = session.query(Stage).filter_by(process_id=process.id, position=1).one()
        begin_stage(session, SYSTEM, process, first.id)
        code, number, item = process.code, seat.id, work_of(session, process)[0].rows[0].item.id
    lookups = {
        one: lookup_of(vault, code) for one, code in codes_for(vault, "form", [number]).items()
    }
    with any_database.changing() as session:
        process = process_for(session, SYSTEM, code, for_change=True)
        give_cards(session, SYSTEM, process, lookups)
        promise = Promise(
            "Regar", today, responsible_group="Empresa", verifier_group="Workers",
            due_on=today + timedelta(days=9),
        )  # fmt: skip
        promise_for(session, SYSTEM, process, item, promise)
        new_meeting(
            session, vault, process.office, belongs_to=process.subject, begins_on=today,
            ends_on=today,
        )  # fmt: skip
        handover = offer(
            session, SYSTEM, from_ref="case:AAAAAA", wanted=Wanted.PROCESS,
            office_id=process.office_id, offered=Offered("Ruido", "De noche"),
        )  # fmt: skip
        take_up_at(session, SYSTEM, process, handover)
        spread_to(session, SYSTEM, vault, process, Follower("Contratista", ""))
    number_of_card = expect_all_of_it(any_database, code, lookups[number])
    with any_database.changing() as session:
        process = process_for(session, SYSTEM, code, for_change=True)
        revoke_card(session, SYSTEM, process, number)
        leave_seat(session, SYSTEM, process, number, today)
    with any_database.reading() as session:
        assert bearer_of(session, number_of_card) is None
        assert session.query(Process).count() == 2


def expect_all_of_it(database: Database, code: str, lookup: str) -> int:
    """Whoever holds the card reads what was made; the id of the card."""
    with database.reading() as session:
        card, bearer = card_found(session, lookup)
        assert card is not None
        assert bearer is not None
        holder = Actor(receipt_of=bearer.seat.subject)
        process = process_for(session, holder, code)
        assert [(one.taken, one.signed) for one in sides_of(session, process)] == [(1, True)]
        assert course_of(session, process).now == 0
        assert rates_at(session, holder, process).total == 1
        assert gatherings_of(session, holder, process).next is not None
        assert [part.total for part in work_of(session, process)] == [2, 0, 0]
        assert [
            one.code for one in processes_found(session, holder, ProcessView.GOING_ON).rows
        ] == [code]
        [follower] = followers_of(session, SYSTEM, process)
        assert [part.total for part in follower.work] == [2, 0, 0]
        assert len(follower.course.stages) == 5
        assert followers_of(session, holder, process) == []
        return card.id
