"""The note-taker writes what was said at each point, with what was noted in the room beside it."""

from accounts.roles import Role
from meetings.queries.agenda import point_of
from meetings.queries.checklist import Need, lacks
from meetings.queries.meetings import agenda_of
from tests.factories.actas import said
from tests.meetings.at_work import Work, sends


def points(work: Work, reference: str) -> list[int]:
    with work.changing() as session:
        return [one.id for one in agenda_of(session, work.meeting(session, reference))]


def test_the_page_of_a_point_leads_to_the_next_that_says_nothing_yet(work: Work) -> None:
    reference, taker = work.plans("Agua", "Polvo"), work.browser(Role.NOTE_TAKER)
    first, second = points(work, reference)
    with work.changing() as session:
        meeting = work.meeting(session, reference)
        said(session, meeting, point_of(session, meeting, first), "El canal está sucio.")
    at_first, at_second = (f"/meetings/{reference}/agenda/{one}/told" for one in (first, second))
    assert "El canal está sucio." in taker.get(at_first).text
    assert "El canal está sucio." not in taker.get(at_second).text
    answer = sends(taker, at_first, words="Se habló del canal.", words_qu="Yarqhamanta.", of="1")
    assert answer.location == at_second
    answer = sends(taker, at_second, words="Se habló del polvo.", words_qu="", of="1")
    assert answer.location == f"/meetings/{reference}/agenda"
    assert "Se habló del canal." in taker.get(answer.location).text
    with work.changing() as session:
        items = agenda_of(session, work.meeting(session, reference))
        assert [one.summary for one in items] == ["Se habló del canal.", "Se habló del polvo."]
        assert items[0].summary_qu == "Yarqhamanta."


def test_two_who_write_at_one_point_do_not_overwrite_each_other(work: Work) -> None:
    reference, taker = work.plans("Agua"), work.browser(Role.NOTE_TAKER)
    page = f"/meetings/{reference}/agenda/{points(work, reference)[0]}/told"
    sends(taker, page, words="Del primero.", of="1")
    answer = sends(taker, page, status=422, words="Del segundo.", of="1")
    assert "Otra persona cambió esto" in answer.text
    assert "Del segundo." in answer.text


def test_nobody_else_writes_there_and_words_are_needed(work: Work) -> None:
    reference = work.plans("Agua")
    page = f"/meetings/{reference}/agenda/{points(work, reference)[0]}/told"
    assert work.browser(Role.AUDITOR).get(page).status_code == 403
    assert work.stranger().get(page).status_code == 404
    answer = sends(work.browser(), page, status=422, words=" ", of="1")
    assert "Escriba qué se habló en este punto." in answer.text


def test_without_somebody_who_signs_nothing_is_sealed(work: Work) -> None:
    """What the list calls advisable must not be what the seal refuses."""
    reference = work.plans("Agua")
    with work.changing() as session:
        assert Need.SIGNATORIES in lacks(session, work.meeting(session, reference))
