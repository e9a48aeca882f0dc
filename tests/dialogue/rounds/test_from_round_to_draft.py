"""What a closed round brings into the draft of an agreement, which everybody may come to read."""

import re

import pytest

from dialogue.queries.agreements.beginnings import beginnings_of
from tests.dialogue.rounds.at_work import Working
from tests.factories.accounts import send
from tests.factories.agreements import new_agreement
from tests.factories.rounds import closed, new_round, says, speaks_as_one

WORDS = "Canario: el pozo se seca."
WITHHELD = "No se citan las razones de un grupo pequeño"


@pytest.mark.parametrize("as_one", [True, False])
def test_a_draft_quotes_a_delegation_and_nobody_of_a_small_group(
    working: Working, as_one: bool
) -> None:
    with working.changing() as session:
        process, proposal = working.found(session)
        one = new_round(session, process, proposal)
        if as_one:
            company = next(g for g in process.groups if g.id == working.groups["company"])
            speaks_as_one(session, process, one, company, "objection", reason=WORDS)
        else:
            says(session, process, one, working.seat(session, "gerente"), "objection", WORDS)
        closed(session, process, one)
        began = f"/dialogue/{working.code}/agreements/new?from={one.subject}"
    page = working.browser().get(began).text
    assert (WORDS in page) is as_one
    assert (WITHHELD in page) is not as_one


def test_a_closed_round_leads_who_drafts_to_its_agreement_and_nobody_else(
    working: Working,
) -> None:
    with working.changing() as session:
        process, proposal = working.found(session)
        one = new_round(session, process, proposal)
    host, link = working.browser(), "Redactar el acuerdo"
    assert link not in host.get(working.round_at()).text
    with working.changing() as session:
        process, one = working.round(session)
        closed(session, process, one)
        began = f"/dialogue/{working.code}/agreements/new?from={one.subject}"
    assert f'href="{began}"' in host.get(working.round_at()).text
    for name in ("rosa", "auditor", "note_taker"):
        assert link not in working.browser(name).get(working.round_at()).text
    day = {"agreed_on-day": "2", "agreed_on-month": "3", "agreed_on-year": "2026"}
    made = send(host, began, title="Agua", words="Menos.", extent="none", dissent="Nadie.", **day)
    assert made.status_code == 303, made.text
    page = host.get(working.round_at()).text
    assert f'href="{made.location}"' in page
    assert began not in page


def test_only_the_newest_closed_round_of_a_proposal_is_offered_for_an_agreement(
    working: Working,
) -> None:
    with working.changing() as session:
        process, proposal = working.found(session)
        first = new_round(session, process, proposal)
        closed(session, process, first)
        second = new_round(session, process, proposal)
        closed(session, process, second)
        offered = [one.key for one in beginnings_of(session, process)]
        assert offered == [second.subject]
        new_agreement(session, process, round_id=second.id, version_id=second.version_id)
        assert beginnings_of(session, process) == []


def test_an_agreement_is_not_the_main_step_after_a_round_without_quorum(
    working: Working,
) -> None:
    with working.changing() as session:
        process, proposal = working.found(session)
        closed(session, process, new_round(session, process, proposal))
    page = working.browser().get(working.round_at()).text
    link = re.search(r"<a[^>]*agreements/new[^>]*>", page)
    assert link is not None
    assert "alt" in link.group()
