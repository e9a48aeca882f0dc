"""How a meeting ends: the next one, observations, what its kind has, who signs, what lacks."""

import re
from datetime import UTC, date, datetime

import pytest

from accounts.roles import Role
from kernel.clock import now
from meetings.kinds import MeetingKind, Signing
from meetings.lifecycle import State
from meetings.models import Attendance, Signatory
from meetings.particulars import OF_KIND, Particular, has_quorum, own_of
from meetings.queries.checklist import Need, checklist, lacks
from meetings.queries.meetings import agenda_of, sittings_of
from meetings.queries.signatories import signatories_of
from tests.factories.meetings import new_participant
from tests.meetings.at_work import Work, sends


def seen(page: str) -> str:
    found = re.search(r'name="of"[^>]*value="(\d+)"', page)
    assert found
    return found[1]


def test_a_note_taker_writes_the_next_meeting_and_what_shall_be_recorded(work: Work) -> None:
    reference, browser = work.plans("Agua"), work.browser(Role.NOTE_TAKER)
    page = f"/meetings/{reference}/ending"
    of = seen(browser.get(page).text)
    day = {"next_on-day": "27", "next_on-month": "9", "next_on-year": "2026"}
    sends(browser, page, of=of, next_place="Colquemarca", observations="Falta el mapa.", **day)
    with work.changing() as session:
        meeting = work.meeting(session, reference)
        assert (meeting.next_on, meeting.next_place) == (date(2026, 9, 27), "Colquemarca")
    answer = sends(browser, page, status=422, of=of, observations="Del segundo")
    assert "Otra persona cambió esto" in answer.text
    assert "Del segundo" in answer.text


def test_the_next_meeting_is_not_before_this_one(work: Work) -> None:
    reference, browser = work.plans("Agua"), work.browser()
    page = f"/meetings/{reference}/ending"
    day = {"next_on-day": "1", "next_on-month": "8", "next_on-year": "2026"}
    answer = sends(browser, page, status=422, of=seen(browser.get(page).text), **day)
    assert "La próxima reunión es antes que esta" in answer.text


@pytest.mark.parametrize("kind", list(MeetingKind))
def test_each_kind_has_the_form_of_its_own_and_no_other(work: Work, kind: MeetingKind) -> None:
    reference, browser = work.plans("Agua", kind=kind), work.browser()
    page = browser.get(f"/meetings/{reference}/particulars")
    if kind not in OF_KIND:
        assert page.status_code == 404
        return
    asked = set(re.findall(r'<(?:input|textarea)[^>]* name="(\w+)"', page.text))
    assert asked - {"csrf_token", "key", "of"} == set(own_of(kind))


def test_an_assembly_says_whether_there_is_a_quorum(work: Work) -> None:
    reference, browser = work.plans("Agua", kind=MeetingKind.ASSEMBLY), work.browser()
    page = f"/meetings/{reference}/particulars"
    figures = {"members": "120", "quorum": "61", "families": "60"}
    sends(browser, page, of=seen(browser.get(page).text), secretary="Rosa", **figures)
    assert "No hay quórum" in browser.get(f"/meetings/{reference}").text
    sends(browser, page, of=seen(browser.get(page).text), **figures | {"families": "61"})
    shown = browser.get(f"/meetings/{reference}").text
    assert "Hay quórum" in shown
    with work.changing() as session:
        assert work.meeting(session, reference).particulars == {
            "members": 120, "quorum": 61, "families": 61,
        }  # fmt: skip


def test_what_another_kind_had_stays_when_the_kind_is_changed_back(work: Work) -> None:
    known = {Particular.HOST.value: "Comunidad de Ccapacmarca", "quorum": 5}
    reference = work.plans("Agua", kind=MeetingKind.FIELD_VISIT, particulars=known)
    browser = work.browser()
    page = f"/meetings/{reference}/particulars"
    sends(browser, page, of=seen(browser.get(page).text), route="De la bocatoma al reservorio")
    with work.changing() as session:
        assert work.meeting(session, reference).particulars == {
            "quorum": 5, "route": "De la bocatoma al reservorio",
        }  # fmt: skip


def test_no_quorum_is_claimed_while_a_figure_is_missing() -> None:
    assert has_quorum({"quorum": 5}) is None
    assert has_quorum({"quorum": 5, "families": 5}) is True
    assert has_quorum({"quorum": 5, "families": 0}) is False


def test_those_who_sign_are_listed_in_their_order(work: Work) -> None:
    reference, browser = work.plans("Agua"), work.browser(Role.NOTE_TAKER)
    page = f"/meetings/{reference}/signatories"
    for name in ("Rosa Quispe", "Juan Mamani", "Elena Puma"):
        sends(browser, page, name=name, role="Delegada", signing="thumbprint")
    with work.changing() as session:
        ids = {
            one.name: one.id for one in signatories_of(session, work.meeting(session, reference))
        }
    sends(browser, page, f"{page}/{ids['Elena Puma']}/up")
    sends(browser, page, f"{page}/{ids['Rosa Quispe']}/remove")
    with work.changing() as session:
        listed = signatories_of(session, work.meeting(session, reference))
        assert [(one.position, one.name) for one in listed] == [
            (1, "Elena Puma"),
            (2, "Juan Mamani"),
        ]
        assert {one.signing for one in listed} == {Signing.THUMBPRINT}


def test_who_signs_is_settled_once_the_acta_was_read(work: Work) -> None:
    reference = work.plans("Agua", state=State.READ_BACK)
    page = f"/meetings/{reference}/signatories"
    browser = work.browser()
    assert "Agregar a quien firma" not in browser.get(page).text
    sends(
        browser,
        page.replace("signatories", "ending"),
        page,
        status=403,
        name="Rosa",
        signing="signature",
    )


def test_the_checklist_says_what_the_acta_lacks_and_no_more(work: Work) -> None:
    noted = datetime(2026, 8, 23, 15, tzinfo=UTC)
    reference = work.plans(place="", community="", district="")
    must = [Need.AGENDA, Need.OPENED, Need.CLOSED, Need.SIGNATORIES, Need.READ_BACK]
    with work.changing() as session:
        assert lacks(session, work.meeting(session, reference)) == must
    whole = work.plans("Agua", opened_at=noted, closed_at=noted, state=State.READ_BACK)
    with work.changing() as session:
        meeting = work.meeting(session, whole)
        agenda_of(session, meeting)[0].summary = "Se habló."
        person, sitting = new_participant(session, meeting), sittings_of(session, meeting)[0]
        for table, facts in (
            (Signatory, {"position": 1, "name": "Rosa"}),
            (
                Attendance,
                {
                    "sitting_id": sitting.id,
                    "participant_id": person.id,
                    "present": True,
                    "confirmed_at": now(),
                },
            ),
        ):
            session.add(table(office_id=meeting.office_id, meeting_id=meeting.id, **facts))
        session.flush()
        assert all(check.done for check in checklist(session, meeting))


def test_who_checked_in_by_phone_and_was_not_confirmed_does_not_count(work: Work) -> None:
    reference = work.plans("Agua")
    with work.changing() as session:
        meeting = work.meeting(session, reference)
        person, sitting = new_participant(session, meeting), sittings_of(session, meeting)[0]
        session.add(
            Attendance(
                office_id=meeting.office_id,
                meeting_id=meeting.id,
                sitting_id=sitting.id,
                participant_id=person.id,
                present=True,
            )
        )
        session.flush()
        done = {check.need: check.done for check in checklist(session, meeting)}
        assert not done[Need.ATTENDANCE]
