"""The stakeholder groups of an office."""

import re
from typing import Any

from sqlalchemy import select

from accounts.models import Office
from accounts.roles import Role
from meetings.kinds import GroupKind
from meetings.models import Group
from meetings.operations.groups import SENSIBLE
from tests.factories.actas import came
from tests.factories.meetings import new_group
from tests.meetings.at_work import Work, sends

PAGE = "/meetings/groups"


def group(work: Work, office_id: int, **facts: Any) -> int:
    with work.changing() as session:
        return new_group(session, session.get_one(Office, office_id), **facts).id


def test_an_office_without_groups_takes_the_usual_ones_with_one_press(work: Work) -> None:
    browser = work.browser()
    assert "Agregar todos estos" in browser.get(PAGE).text
    sends(browser, PAGE, f"{PAGE}/usual")
    with work.changing() as session:
        listed = session.scalars(select(Group)).all()
        assert {one.name for one in listed} == {naming.name for naming in SENSIBLE}
        assert {one.kind for one in listed} == set(GroupKind) - {GroupKind.OTHER}
        assert {one.office_id for one in listed} == {work.office_id}
    assert "Agregar todos estos" not in browser.get(PAGE).text
    sends(browser, PAGE, f"{PAGE}/usual", status=422)


def test_a_group_is_added_named_anew_retired_and_brought_back(work: Work) -> None:
    browser = work.browser()
    sends(browser, PAGE, name="Mujeres de Huacullo", name_qu="Warmikuna", kind="women")
    with work.changing() as session:
        number = session.scalars(select(Group.id)).one()
    one = f"{PAGE}/{number}"
    sends(browser, one, name="Mujeres de Huaculloma", name_qu="Warmikuna", kind="women")
    sends(browser, one, f"{one}/retire")
    assert "Grupos retirados" in browser.get(PAGE).text
    sends(browser, one, f"{one}/back")
    with work.changing() as session:
        kept = session.get_one(Group, number)
        assert (kept.name, kept.active) == ("Mujeres de Huaculloma", True)


def test_no_two_groups_of_an_office_are_called_alike(work: Work) -> None:
    group(work, work.office_id, name="Jóvenes")
    group(work, work.other_id, name="Autoridades")
    browser = work.browser()
    answer = sends(browser, PAGE, status=422, name=" JOVENES ", kind="youth")
    assert "Ya hay un grupo con ese nombre" in answer.text
    sends(browser, PAGE, name="Autoridades", kind="authority")


def test_the_groups_of_another_office_are_not_there(work: Work) -> None:
    number = group(work, work.other_id, name="Ajenos")
    browser = work.browser()
    assert "Ajenos" not in browser.get(PAGE).text
    assert browser.get(f"{PAGE}/{number}").status_code == 404
    assert browser.get(f"{PAGE}?office={work.other_id}").status_code == 404


def test_a_note_taker_changes_no_groups(work: Work) -> None:
    assert work.browser(Role.NOTE_TAKER).get(PAGE).status_code == 403


def test_who_takes_notes_says_which_groups_were_invited_and_of_which_nobody_came(
    work: Work,
) -> None:
    reference = work.plans("El agua")
    company = group(work, work.office_id, name="Empresa que no vino")
    group(work, work.office_id, name="Grupo sin invitar")
    foreign = group(work, work.other_id, name="Ajenos")
    browser, list_page = work.browser(Role.NOTE_TAKER), f"/meetings/{reference}/attendance"
    page = f"{list_page}/groups"
    assert page in browser.get(list_page).text
    assert "Ajenos" not in browser.get(page).text
    assert "Grupo sin invitar" in sends(browser, page, status=422, groups=[str(foreign)]).text
    seen = re.search(r'name="of"[^>]*value="(\d+)"', browser.get(page).text)
    assert seen
    sends(browser, page, groups=[str(company)], of=seen[1])
    with work.changing() as session:
        meeting = work.meeting(session, reference)
        assert meeting.invited_groups == [company]
        came(session, meeting)
    shown = browser.get(list_page).text
    assert "Nadie vino de estos grupos: Empresa que no vino." in shown
    assert "<dd>0 de 1</dd>" in shown
    assert work.stranger().get(page).status_code == 404
    assert work.browser(Role.AUDITOR).get(page).status_code == 403
