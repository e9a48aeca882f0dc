"""What was told stays: append-only, with consent, with the verifier's word, on both databases."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from accounts.roles import Role
from commitments.kinds import Delay, Fulfilment, Recurrence, Side
from commitments.lifecycle import Status, Verb
from commitments.models import Assessment, Commitment, Update
from commitments.operations.assessing import View, assess
from commitments.operations.making import Promise, change_commitment
from commitments.operations.telling import Consent, News, reformulate, tell
from commitments.policy import open_verbs
from commitments.queries.commitments import is_overdue, replaced_by, today_in
from commitments.queries.following import updates_of, views_of
from commitments.queries.open import open_promises
from kernel.clock import at, now
from kernel.database import Database
from kernel.errors import BadInput, Forbidden, RuleBroken
from kernel.policy import SYSTEM, Actor, Grant
from kernel.vault import Vault
from tests.factories.accounts import new_office
from tests.factories.commitments import told
from tests.factories.meetings import new_commitment

TODAY = date(2026, 11, 10)
NOON = datetime(2026, 11, 10, 17, tzinfo=UTC)
CONSENT = Consent("Comunidad de Ccapacmarca", "por carta", TODAY)


def actor(role: Role, office_id: int) -> Actor:
    return Actor(person_id=None, grants=frozenset({Grant(role, office_id)}))


@pytest.mark.parametrize("table", [Update, Assessment])
def test_nobody_changes_or_deletes_what_was_told(
    any_database: Database, vault: Vault, table: Any
) -> None:
    with at(NOON), any_database.changing() as session:
        commitment = new_commitment(session, new_office(session, vault))
        told(session, vault, commitment, Verb.REPORT, TODAY)
        view = View(Side.AFFECTED, Fulfilment.NOT, "Comunidad", "Falta la mitad")
        assess(session, SYSTEM, commitment, view)
        session.flush()
        for attempt in (update(table).values(note="otra"), delete(table)):
            with pytest.raises(DBAPIError), session.begin_nested():
                session.execute(attempt)
        one = session.execute(text(f"SELECT * FROM {table.__tablename__}")).mappings().first()
        assert one is not None
        columns = [str(name) for name in one]
        names, places = ", ".join(columns), ", ".join(f":{name}" for name in columns)
        word = "OR REPLACE" if any_database.url.get_backend_name() == "sqlite" else ""
        with pytest.raises(DBAPIError), session.begin_nested():
            session.execute(
                text(f"INSERT {word} INTO {table.__tablename__} ({names}) VALUES ({places})"),
                dict(one),
            )
        session.rollback()


def test_a_new_date_without_consent_is_refused_by_the_database_too(
    any_database: Database, vault: Vault
) -> None:
    with any_database.changing() as session:
        commitment = new_commitment(session, new_office(session, vault))
        session.add(
            Update(
                office_id=commitment.office_id,
                commitment_id=commitment.id,
                verb=Verb.TELL,
                status=Status.NOT_STARTED,
                progress=0,
                happened_on=TODAY,
                new_due_on=TODAY,
            )
        )
        with pytest.raises(IntegrityError), session.begin_nested():
            session.flush()
        session.rollback()


REFUSED: list[tuple[Verb, dict[str, Any], str]] = [
    (Verb.TELL, {}, "news-without-content"),
    (Verb.TELL, {"note": "x", "happened_on": TODAY + timedelta(days=1)}, "news-from-tomorrow"),
    (Verb.TELL, {"progress": 101}, "progress-not-in-percent"),
    (Verb.TELL, {"new_due_on": TODAY}, "consent-missing"),
    (
        Verb.TELL,
        {"new_due_on": TODAY, "consent": Consent("", "por carta", TODAY)},
        "consent-missing",
    ),
    (
        Verb.TELL,
        {"new_due_on": TODAY, "consent": Consent("municipalidad ", "por carta", TODAY)},
        "consent-of-the-same-side",
    ),
    (Verb.TELL, {"new_due_on": TODAY - timedelta(days=1), "consent": CONSENT}, "new-date-is-past"),
    (Verb.BLOCK, {"note": "x"}, "block-without-cause"),
    (Verb.CANCEL, {"note": "x"}, "consent-missing"),
    (Verb.CANCEL, {"consent": CONSENT}, "reason-missing"),
    (Verb.REFORMULATE, {"note": "x"}, "consent-missing"),
]


@pytest.mark.parametrize(("verb", "facts", "code"), REFUSED)
def test_what_lacks_something_is_refused(
    database: Database, vault: Vault, verb: Verb, facts: dict[str, Any], code: str
) -> None:
    with at(NOON), database.changing() as session:
        commitment = new_commitment(session, new_office(session, vault))
        news = News(**({"happened_on": TODAY} | facts))
        with pytest.raises(BadInput, match=code):
            tell(session, vault, SYSTEM, commitment, verb, news, seen=commitment.version)
        assert updates_of(session, commitment) == []
        assert (commitment.status, commitment.due_on) == (Status.NOT_STARTED, date(2026, 10, 31))


@pytest.mark.parametrize(
    ("verb", "facts", "code"),
    [
        (Verb.VERIFY, {}, "verifiers-word-missing"),
        (Verb.VERIFY, {"told_by": "La Municipalidad"}, ""),
        (Verb.VERIFY, {"told_by": " MUNICIPALIDAD"}, "promise-verified-by-itself"),
        (Verb.REJECT, {"told_by": "Comité de riego"}, "rejected-how-missing"),
        (
            Verb.REJECT,
            {"told_by": "Comité de riego", "view": Fulfilment.FULFILLED},
            "rejected-how-missing",
        ),
    ],
)
def test_only_the_verifiers_word_verifies(
    database: Database, vault: Vault, verb: Verb, facts: dict[str, Any], code: str
) -> None:
    with at(NOON), database.changing() as session:
        commitment = new_commitment(session, new_office(session, vault))
        told(session, vault, commitment, Verb.REPORT, TODAY, told_by="Alcalde")
        news = News(happened_on=TODAY, **facts)
        if not code:
            tell(session, vault, SYSTEM, commitment, verb, news, seen=commitment.version)
            assert commitment.status is Status.VERIFIED
            return
        with pytest.raises(BadInput, match=code):
            tell(session, vault, SYSTEM, commitment, verb, news, seen=commitment.version)
        assert commitment.status is Status.REPORTED_DONE


def test_both_views_are_kept_side_by_side(any_database: Database, vault: Vault) -> None:
    with at(NOON), any_database.changing() as session:
        commitment = new_commitment(session, new_office(session, vault))
        told(
            session, vault, commitment, Verb.REPORT, TODAY,
            view=Fulfilment.FULFILLED, told_by="Alcalde",
        )  # fmt: skip
        told(
            session, vault, commitment, Verb.REJECT, TODAY,
            view=Fulfilment.PARTLY, told_by="Comité de riego",
        )  # fmt: skip
        assess(session, SYSTEM, commitment, View(Side.AFFECTED, Fulfilment.NOT, "Comunidad"))
        session.flush()
        said = {one.side: one.now and one.now.fulfilment for one in views_of(session, commitment)}
        assert said == {
            Side.RESPONSIBLE: Fulfilment.FULFILLED,
            Side.VERIFIER: Fulfilment.PARTLY,
            Side.AFFECTED: Fulfilment.NOT,
        }
        assert commitment.status is Status.IN_PROGRESS, "a view moves nothing by itself"


def test_a_new_date_with_consent_keeps_the_first_one(any_database: Database, vault: Vault) -> None:
    with at(NOON), any_database.changing() as session:
        commitment = new_commitment(session, new_office(session, vault))
        new = date(2027, 1, 15)
        one = told(
            session, vault, commitment, Verb.TELL, TODAY,
            new_due_on=new, consent=CONSENT, delay=Delay.WEATHER,
        )  # fmt: skip
        assert (one.old_due_on, one.new_due_on) == (date(2026, 10, 31), new)
        assert (commitment.due_on, commitment.first_due_on) == (new, date(2026, 10, 31))
        assert not is_overdue(commitment, today_in(commitment.office))


def test_whoever_saw_an_older_state_changes_nothing(database: Database, vault: Vault) -> None:
    with at(NOON), database.changing() as session:
        commitment = new_commitment(session, new_office(session, vault))
        seen = commitment.version
        told(session, vault, commitment, Verb.START, TODAY)
        news = News(happened_on=TODAY, progress=90)
        with pytest.raises(RuleBroken, match="changed-meanwhile"):
            tell(session, vault, SYSTEM, commitment, Verb.TELL, news, seen=seen)
        assert commitment.progress == 0


def test_a_note_taker_tells_but_does_not_judge(database: Database, vault: Vault) -> None:
    with at(NOON), database.changing() as session:
        commitment = new_commitment(session, new_office(session, vault))
        taker = actor(Role.NOTE_TAKER, commitment.office_id)
        assert set(open_verbs(taker, commitment)) == {
            Verb.START, Verb.REPORT, Verb.BLOCK, Verb.TELL,
        }  # fmt: skip
        for verb, facts in (
            (Verb.CANCEL, {"note": "x", "consent": CONSENT}),
            (Verb.TELL, {"new_due_on": TODAY, "consent": CONSENT}),
        ):
            news = News(happened_on=TODAY, **facts)  # type: ignore[arg-type]
            with pytest.raises(Forbidden):
                tell(session, vault, taker, commitment, verb, news, seen=commitment.version)


def test_what_the_parties_change_is_named_by_the_new_one(
    any_database: Database, vault: Vault
) -> None:
    with at(NOON), any_database.changing() as session:
        old = new_commitment(session, new_office(session, vault), belongs_to="programme:P-1")
        promise = Promise(
            what="Dos canales", made_on=TODAY, responsible_group="Municipalidad",
            verifier_group="Comité", due_on=date(2027, 3, 1), replaces_id=old.id,
            belongs_to=old.belongs_to,
        )  # fmt: skip
        news = News(happened_on=TODAY, note="Llovió", consent=CONSENT)
        new = reformulate(session, vault, SYSTEM, old, promise, news, seen=old.version)
        assert (old.status, old.ended_on) == (Status.REFORMULATED, TODAY)
        assert replaced_by(session, old) == new
        open_now = open_promises(session, SYSTEM, {"programme:P-1"})
        assert [one.id for one in open_now] == [new.id]


def test_after_a_verified_round_the_next_one_has_its_own_date(
    any_database: Database, vault: Vault
) -> None:
    with at(NOON), any_database.changing() as session:
        commitment = new_commitment(
            session, new_office(session, vault), recurrence=Recurrence.MONTHLY
        )
        told(session, vault, commitment, Verb.REPORT, TODAY)
        told(session, vault, commitment, Verb.VERIFY, TODAY)
        assert (commitment.status, commitment.due_on) == (Status.NOT_STARTED, date(2026, 11, 30))
        assert commitment.progress == 0
        assert [one.verb for one in updates_of(session, commitment)] == [
            Verb.RENEW, Verb.VERIFY, Verb.REPORT,
        ]  # fmt: skip
        told(session, vault, commitment, Verb.REPORT, TODAY)
        told(session, vault, commitment, Verb.VERIFY, TODAY, last_round=True)
        assert (commitment.status, commitment.ended_on) == (Status.VERIFIED, TODAY)


def test_words_change_only_before_anything_was_told_and_where_they_were_written(
    any_database: Database, vault: Vault
) -> None:
    with at(NOON), any_database.changing() as session:
        office = new_office(session, vault)
        free = new_commitment(session, office)
        minuted = new_commitment(session, office, made_in="meeting:M-1")
        better = Promise(
            what="Limpiar dos canales", made_on=TODAY, responsible_group="Municipalidad",
            verifier_group="Comité", due_on=date(2027, 3, 1),
        )  # fmt: skip
        change_commitment(session, SYSTEM, free, better, seen=free.version, at="")
        session.flush()
        assert (free.what, free.first_due_on) == ("Limpiar dos canales", date(2027, 3, 1))
        with pytest.raises(RuleBroken, match="promise-stands-in-minutes"):
            change_commitment(session, SYSTEM, minuted, better, seen=minuted.version, at="")
        change_commitment(session, SYSTEM, minuted, better, seen=minuted.version, at="meeting:M-1")
        assert minuted.made_in == "meeting:M-1"
        told(session, vault, free, Verb.TELL, TODAY, note="Empezaron")
        with pytest.raises(RuleBroken, match="promise-told-already"):
            change_commitment(session, SYSTEM, free, better, seen=free.version, at="")


@pytest.mark.parametrize(
    ("zone", "moment", "overdue"),
    [
        ("America/Lima", datetime(2026, 11, 1, 4, 59, tzinfo=UTC), False),
        ("America/Lima", datetime(2026, 11, 1, 5, 0, tzinfo=UTC), True),
        ("America/La_Paz", datetime(2026, 11, 1, 3, 59, tzinfo=UTC), False),
        ("America/La_Paz", datetime(2026, 11, 1, 4, 0, tzinfo=UTC), True),
    ],
)
def test_overdue_begins_at_midnight_where_the_office_is(
    database: Database, vault: Vault, zone: str, moment: datetime, overdue: bool
) -> None:
    from commitments.kinds import Tab
    from commitments.queries.registry import Filters, all_of

    with database.changing() as session:
        office = new_office(session, vault, time_zone=zone)
        commitment = new_commitment(session, office, due_on=date(2026, 10, 31))
        with at(moment):
            assert is_overdue(commitment, today_in(office)) is overdue
            found = all_of(session, SYSTEM, Filters(tab=Tab.OVERDUE))
            assert [one.id for one in found] == ([commitment.id] if overdue else [])
            assert now() == moment
        assert "overdue" not in Commitment.__table__.columns
