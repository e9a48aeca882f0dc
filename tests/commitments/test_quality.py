"""The quality rates equal those of pandas over the same facts, and small numbers stay numbers."""

from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from accounts.models import Office
from accounts.roles import Role
from commitments.lifecycle import BINDING, ENDED, Status, Verb
from commitments.quality import Facts, Rate, Rates, rates_of
from commitments.queries.quality import rates_by_origin, rates_for
from commitments.views.quality import figures_of, rate_words
from dialogue.lifecycle.agreements import AgreementState
from kernel.clock import at, now
from kernel.database import Database
from kernel.errors import Forbidden
from kernel.policy import STRANGER, SYSTEM
from kernel.vault import Vault
from meetings.models import Meeting
from tests.factories.accounts import new_office
from tests.factories.actas import agreed
from tests.factories.agreements import new_agreement
from tests.factories.commitments import make_promised, other_office, told
from tests.factories.meetings import new_agenda_item, new_commitment, new_meeting
from tests.factories.tables import new_process

TODAY = date(2026, 11, 10)
DAYS = st.dates(TODAY - timedelta(days=90), TODAY + timedelta(days=90))


@st.composite
def facts(draw: st.DrawFn) -> Facts:
    status, first = draw(st.sampled_from(BINDING)), draw(st.none() | DAYS)
    due = draw(st.just(first) | DAYS)
    past = st.dates(TODAY - timedelta(days=60), TODAY)
    recurs = draw(st.booleans())
    proven = draw(past) if status is Status.VERIFIED or (recurs and draw(st.booleans())) else None
    return Facts(
        status=status,
        has_responsible=draw(st.booleans()),
        has_verifier=draw(st.booleans()),
        has_date=due is not None,
        has_when=due is not None or recurs or draw(st.booleans()),
        due_on=due,
        first_due_on=first,
        recurs=recurs,
        verified_on=proven,
    )


def by_pandas(found: list[Facts]) -> dict[str, tuple[int, int]]:
    """The same rates, counted by other means."""
    frame = pd.DataFrame([vars(one) for one in found], columns=list(Facts.__dataclass_fields__))
    standing = frame[~frame.status.isin(["reformulated", "cancelled", "lapsed"])]
    due = pd.to_datetime(standing.due_on)
    late = (due < pd.Timestamp(TODAY)) & ~standing.status.isin([one.value for one in ENDED])
    proven = (standing.status == "verified") | (
        standing.recurs.astype(bool) & standing.verified_on.notna()
    )
    done = proven | (standing.status == "reported_done")
    return {
        "without_date": (int((~frame.has_date.astype(bool)).sum()), len(frame)),
        "without_when": (int((~frame.has_when.astype(bool)).sum()), len(frame)),
        "without_verifier": (int((~frame.has_verifier.astype(bool)).sum()), len(frame)),
        "without_responsible": (int((~frame.has_responsible.astype(bool)).sum()), len(frame)),
        "fulfilled": (int(done.sum()), len(standing)),
        "verified": (int(proven.sum()), len(standing)),
        "overdue": (int(late.sum()), len(standing)),
    }


def delays_by_pandas(found: list[Facts]) -> "pd.Series[int]":
    """Days from the first date (of what recurs: of its round) to the proof, or today if overdue."""
    frame = pd.DataFrame([vars(one) for one in found], columns=list(Facts.__dataclass_fields__))
    frame = frame[~frame.status.isin(["reformulated", "cancelled", "lapsed"])]
    recurs = frame.recurs.astype(bool)
    begin = pd.to_datetime(frame.due_on.where(recurs, frame.first_due_on))
    proof = pd.to_datetime(frame.verified_on.where(frame.status == "verified"))
    due = pd.to_datetime(frame.due_on)
    late = (due < pd.Timestamp(TODAY)) & ~frame.status.isin([one.value for one in ENDED])
    end = proof.where(proof.notna(), pd.Series(pd.Timestamp(TODAY), frame.index).where(late))
    days = (end - begin).dt.days
    return days.where(~proof.notna(), days.clip(lower=0)).dropna()


@given(st.lists(facts(), max_size=40))
def test_rates_equal_those_of_pandas(found: list[Facts]) -> None:
    rates = rates_of(found, TODAY)
    shown = {name: getattr(rates, name) for name in by_pandas(found)}
    assert {name: (one.count, one.of) for name, one in shown.items()} == by_pandas(found)
    delays = delays_by_pandas(found)
    assert rates.delays == len(delays)
    if len(delays) < 5:
        assert rates.median_delay is None
    else:
        assert rates.median_delay == pytest.approx(float(delays.median()))


def test_small_numbers_stay_numbers(app: Flask) -> None:
    with app.test_request_context():
        said = {of: rate_words(Rate(1, of)).replace("\xa0", " ") for of in (4, 9, 10)}
    assert said == {4: "1 de 4", 9: "1 de 9", 10: "1 de 10 (10 %)"}


def test_what_only_meetings_know_is_shown_where_they_tell_it(app: Flask) -> None:
    plain = rates_of([], TODAY)
    given_more = rates_of([], TODAY, actas_without_agenda=Rate(3, 12))
    with app.test_request_context():
        said = [str(one.words) for one in figures_of(plain)]
        more = {str(one.words): one.figure for one in figures_of(given_more)}
    assert "Actas sin agenda" not in said
    assert more["Actas sin agenda"].startswith("3\xa0de\xa012")


def test_the_tables_say_the_same_and_each_programme_has_its_own(
    any_database: Database, vault: Vault
) -> None:
    with at(datetime(2026, 11, 10, 17, tzinfo=UTC)), any_database.changing() as session:
        office = new_office(session, vault)
        other_office(session, vault)
        proven = new_commitment(session, office, belongs_to="programme:P-1")
        told(session, vault, proven, Verb.REPORT, date(2026, 11, 5))
        told(session, vault, proven, Verb.VERIFY, date(2026, 11, 5))
        new_commitment(session, office, belongs_to="programme:P-1")
        new_commitment(session, office, due_on=None, condition="Con lluvia")
        new_commitment(
            session, office, imported=True, due_on=None, verifier_group="", responsible_group=""
        )
        session.flush()
        rates = rates_for(session, SYSTEM, office)
        assert counted(rates) == {
            "total": 4, "without_date": (2, 4), "without_when": (1, 4), "without_verifier": (1, 4),
            "without_responsible": (1, 4), "verified": (1, 4), "overdue": (1, 4),
        }  # fmt: skip
        assert rates.delays == 2
        [(reference, of_programme)] = rates_by_origin(session, SYSTEM, office).by_origin
        assert (reference, of_programme.total) == ("programme:P-1", 2)
        with pytest.raises(Forbidden):
            rates_for(session, STRANGER, office)


def counted(rates: Rates) -> dict[str, object]:
    names = ("without_date", "without_when", "without_verifier", "without_responsible")
    shown = {name: getattr(rates, name) for name in (*names, "verified", "overdue")}
    return {"total": rates.total, **{name: (one.count, one.of) for name, one in shown.items()}}


def test_each_programme_and_process_says_its_actas_and_agreements_too(
    app: Flask, database: Database, vault: Vault
) -> None:
    promised = make_promised(app, database, vault, belongs_to="programme:P-1")
    with database.changing() as session:
        office, other = session.get_one(Office, promised.office_id), new_office(session, vault)
        table, quiet = (new_process(session, vault, office) for _one in range(2))
        of_programme = held_in(session, vault, office, "programme:P-1")
        new_agenda_item(session, of_programme, "Agua")
        agreed(session, of_programme, 1, "Limpiar el canal")
        held_in(session, vault, office, table.subject)
        new_agreement(session, table).state = AgreementState.IN_FORCE
        new_agreement(session, quiet)  # a draft: it does not stand
        agreed(session, held_in(session, vault, other), 1, "De otros")
        session.flush()
        at_table, at_quiet = table.subject, quiet.subject
        found = rates_by_origin(session, SYSTEM, office, app.extensions["rate_tellers"])
    told = {
        reference: (rates.actas_without_agenda, rates.agreements_without_commitment)
        for reference, rates in (("", found.rates), *found.by_origin)
    }
    assert told == {
        "": (Rate(1, 2), Rate(2, 2)),
        "programme:P-1": (Rate(0, 1), Rate(1, 1)),
        at_table: (Rate(1, 1), Rate(1, 1)),
        at_quiet: (Rate(0, 0), Rate(0, 0)),
    }
    page = promised.browsers[Role.AUDITOR].get("/commitments/quality").text
    assert "Actas sin agenda" in page
    assert "Acuerdos sin compromiso que los siga" in page


def held_in(session: Session, vault: Vault, office: Office, belongs_to: str = "") -> Meeting:
    return new_meeting(session, vault, office, belongs_to=belongs_to, opened_at=now())


def test_the_page_shows_them(app: Flask, database: Database, vault: Vault) -> None:
    promised = make_promised(app, database, vault)
    page = promised.browsers[Role.AUDITOR].get("/commitments/quality").text
    assert "Sin quien compruebe" in page
    assert "0\xa0de\xa01" in page
    assert "%" not in page.split("<main")[1].split("774")[0]
