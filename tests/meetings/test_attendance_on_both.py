"""The whole way of attendance on both databases: door, grid, spreadsheet, one count."""

import io

from accounts.roles import Role
from kernel.database import Database
from kernel.policy import SYSTEM
from kernel.spreadsheets import reading
from kernel.vault import Vault
from meetings.kinds import ImportState, Signing
from meetings.models import Meeting
from meetings.operations.attendance import Who
from meetings.operations.attendance_grid import NewRow, Row, Seen, save_grid
from meetings.operations.attendance_imports import bring, confirm, digest_of
from meetings.operations.attendance_lines import merge
from meetings.operations.check_in import check_in, close_check_in, open_check_in
from meetings.operations.check_in import confirm as confirm_at_the_door
from meetings.queries.attendance import people_of, sittings_attended, totals_of
from meetings.queries.attendance_imports import imports_of
from meetings.queries.check_in import waiting_of
from meetings.queries.meetings import key_of, sittings_of
from tests.factories.accounts import actor_of, new_office, new_person
from tests.factories.attendance import xlsx
from tests.factories.meetings import new_meeting, new_participant


def test_door_grid_and_spreadsheet_lead_to_one_count(any_database: Database, vault: Vault) -> None:
    with any_database.changing() as session:
        office = new_office(session, vault)
        meeting_id = new_meeting(session, vault, office).id
        actor = actor_of(session, new_person(session, office, Role.FACILITATOR))
        meeting = session.get_one(Meeting, meeting_id)
        (sitting,) = sittings_of(session, meeting)
        rosa = new_participant(session, meeting, "Rosa Quispe", position=1)

        secret = open_check_in(session, actor, meeting, sitting)
        check_in(session, meeting.reference, secret, Who(name="quispe rosa", community="Llusco"))
        close_check_in(session, actor, meeting)
        waiting = waiting_of(session, meeting)
        assert [one.like for one in waiting] == [[rosa]]
        choices = {waiting[0].person.id: rosa.id}
        assert confirm_at_the_door(session, actor, meeting, waiting, choices) == 1
        assert (rosa.community, waiting_of(session, meeting)) == ("Llusco", [])

        seen = Row(
            rosa.id, {sitting.id: Seen(1, True)}, frozenset(),
            Signing.NONE, Signing.NONE,
        )  # fmt: skip
        blank = NewRow(Who(name="Ñusta Q'ori"), frozenset([sitting.id]), Signing.THUMBPRINT)
        saved = save_grid(session, actor, meeting, [seen], [blank])
        assert (saved.changed, saved.added, saved.clashes) == (1, 1, [])

        data = xlsx([["Nombre completo", "2026-08-23"], ["Rosa Quispe", "X"], ["Tercera", "X"]])
        book, key = reading.read(io.BytesIO(data), "lista.xlsx"), key_of(session, vault, meeting)
        brought = bring(session, key, actor, meeting, "lista.xlsx", digest_of(data), book)
        written = confirm(session, key, actor, meeting, brought, brought.version)
        assert (written.new, written.changed) == (1, 1)

        found = totals_of(session, meeting)
        assert (found.listed, found.came, found.to_all) == (3, 3, 3)
        assert set(sittings_attended(session, meeting).values()) == {1}
    with any_database.reading() as session:
        meeting = session.get_one(Meeting, meeting_id)
        assert [one.state for one in imports_of(session, meeting)] == [ImportState.CONFIRMED]
        assert totals_of(session, meeting).came == 3
        names = [one.name for one in people_of(session, meeting)]
        assert names == ["Rosa Quispe", "Ñusta Q'ori", "Tercera"]


def test_nothing_changed_before_a_merging_is_forgotten(
    any_database: Database, vault: Vault
) -> None:
    with any_database.changing() as session:
        meeting = new_meeting(session, vault, new_office(session, vault))
        kept, gone = (new_participant(session, meeting, name) for name in ("Rosa", "Rosita"))
        kept.community = "Llusco"
        merge(session, SYSTEM, meeting, kept, gone)
        assert kept.community == "Llusco"
