"""The queue: each officer sees what waits for them, and nothing of another office."""

from datetime import timedelta

from accounts.roles import Role, Track
from grievances.kinds import Danger
from grievances.lifecycle import State
from grievances.operations import casework, messages
from grievances.operations.moves import set_due
from grievances.queries.cases import key_of
from grievances.queries.queue import PAGE, Cursor, Filters, View, counts, queue
from kernel.clock import at, now
from kernel.policy import STRANGER, Actor
from tests.factories.cases import Scene, make_case, make_office, make_staff


def shown(scene: Scene, actor: Actor, **filters: object) -> set[str]:
    page = queue(scene.session, actor, Filters(**filters))  # type: ignore[arg-type]
    return {case.reference for case, _ in page.cases}


def test_an_office_never_sees_the_cases_of_its_twin(scene: Scene) -> None:
    twin = make_office(scene.session, scene.vault)
    theirs = make_case(scene.session, scene.vault, twin)
    neighbour = make_staff(scene.session, twin, Role.SUPERVISOR)
    for view in View:
        assert theirs.reference not in shown(scene, scene.supervisor, view=view)
        assert scene.case.reference not in shown(scene, neighbour, view=view)
    assert counts(scene.session, neighbour)[View.OPEN] == 1


def test_who_may_not_read_cases_sees_an_empty_queue(scene: Scene) -> None:
    for role in (Role.AUDITOR, Role.OFFICE_ADMIN, Role.CUSTODIAN, Role.MONITOR):
        actor = make_staff(scene.session, scene.office, role)
        assert shown(scene, actor) == set()
        assert set(counts(scene.session, actor).values()) == {0}
    assert shown(scene, STRANGER) == set()


def test_a_case_with_a_declared_tie_is_gone_for_that_person_only(scene: Scene) -> None:
    casework.declare_conflict(scene.session, scene.handler, scene.case, has_conflict=True)
    scene.session.flush()
    assert shown(scene, scene.handler) == set()
    assert counts(scene.session, scene.handler)[View.NEW] == 0
    assert shown(scene, scene.intake) == {scene.case.reference}


def test_each_tab_holds_what_its_name_says(scene: Scene) -> None:
    urgent = make_case(scene.session, scene.vault, scene.office, dangers=(Danger.LIFE,))
    casework.take(scene.session, scene.handler, urgent)
    messages.write_as_filer(
        scene.session,
        scene.key,
        scene.filer,
        scene.case,
        "¿Y?",
        "es",
    )
    ended = make_case(scene.session, scene.vault, scene.office)
    ended.state = State.CLOSED
    scene.session.flush()
    expected = {
        View.OPEN: {scene.case.reference, urgent.reference},
        View.NEW: {scene.case.reference, urgent.reference},
        View.MINE: {urgent.reference},
        View.UNASSIGNED: {scene.case.reference},
        View.OVERDUE: set(),
        View.SOON: set(),
        View.PERSON: set(),
        View.COMPANY: set(),
        View.TASKS: set(),
        View.WAITING: {scene.case.reference},
        View.TO_DECIDE: set(),
        View.RISK: {urgent.reference},
        View.ENDED: {ended.reference},
    }
    assert {view: shown(scene, scene.handler, view=view) for view in View} == expected
    assert counts(scene.session, scene.handler) == {
        view: len(cases) for view, cases in expected.items()
    }


def test_a_decision_waits_for_a_supervisor_who_did_not_propose_it(scene: Scene) -> None:
    scene.case.state = State.PROPOSED
    scene.case.outcome_by_id = scene.supervisor.person_id
    scene.session.flush()
    assert shown(scene, scene.supervisor, view=View.TO_DECIDE) == set()
    assert shown(scene, scene.handler, view=View.TO_DECIDE) == set()
    assert shown(scene, scene.second_supervisor, view=View.TO_DECIDE) == {scene.case.reference}


def test_filters_narrow_the_queue(scene: Scene) -> None:
    asked = make_case(scene.session, scene.vault, scene.office, track=Track.CONSULTA)
    assert shown(scene, scene.intake, track=Track.CONSULTA) == {asked.reference}
    assert shown(scene, scene.intake, state=State.ADMITTED) == set()
    assert shown(scene, scene.intake, language="es") == set()


def test_paging_shows_every_case_once_the_urgent_first(scene: Scene) -> None:
    for number in range(2 * PAGE):
        with at(now() + timedelta(minutes=number // 3)):
            make_case(scene.session, scene.vault, scene.office, fears_reprisal=number % 4 == 0)
    seen: list[tuple[bool, str]] = []
    cursor: Cursor | None = None
    for _ in range(4):
        page = queue(scene.session, scene.intake, Filters(), cursor)
        seen += [(case.urgent, case.reference) for case, _ in page.cases]
        if page.next is None:
            break
        cursor = Cursor.parse(str(page.next))
    assert len(seen) == len(set(seen)) == 2 * PAGE + 1
    assert seen == sorted(seen, key=lambda row: not row[0])


def test_an_address_that_is_no_cursor_starts_at_the_beginning() -> None:
    for text in ("", "x", "1_2026-13-01_3", "1_nope_3", "1_2026-01-01_x"):
        assert Cursor.parse(text) is None


def test_what_must_be_done_soonest_comes_first(scene: Scene) -> None:
    with at(now() - timedelta(days=60)):
        waits_for_nobody = make_case(scene.session, scene.vault, scene.office)
        old = make_case(scene.session, scene.vault, scene.office)
    messages.write_as_office(
        scene.session,
        key_of(scene.session, scene.vault, waits_for_nobody),
        scene.handler,
        waits_for_nobody,
        "Ya",
        "es",
    )
    waits_for_nobody.state = State.FOLLOW_UP
    set_due(waits_for_nobody)
    scene.session.flush()
    page = queue(scene.session, scene.handler, Filters())
    assert [case.reference for case, _ in page.cases] == [
        old.reference,
        scene.case.reference,
        waits_for_nobody.reference,
    ]
