"""An alert becomes a complaint: once, by its author, and then the office must answer."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from accounts.roles import Track
from grievances.deadlines import Clock
from grievances.kinds import Recommendation, Tier
from grievances.lifecycle import State, Verb
from grievances.models import Case, Identity
from grievances.operations.upgrading import must_name, upgrade_to_complaint
from grievances.queries.clocks import deadline_of, today_at
from grievances.queries.identities import has_filers_name
from kernel.audit import Entry
from kernel.clock import at, now
from kernel.errors import Forbidden, RuleBroken
from kernel.notices import Notice
from kernel.policy import Actor
from tests.factories.accounts import signed_in
from tests.factories.cases import Scene, make_case
from tests.grievances.desk_at_work import desk_of
from tests.grievances.people import file_a_case, follow, open_office, press

ALERT = {"about": {"track": "alerta"}}


@pytest.fixture
def alert(scene: Scene) -> Scene:
    """A scene whose case is an alert of nobody's name."""
    scene.case.track = Track.ALERTA
    return scene


def upgrade(scene: Scene, **named: object) -> None:
    upgrade_to_complaint(scene.session, scene.vault, scene.filer, scene.case, **named)  # type: ignore[arg-type]


def the_case(app: Flask) -> Case:
    with app.extensions["database"].reading() as session:
        case: Case = session.scalars(select(Case)).one()
        return case


def test_the_author_makes_a_complaint_of_an_alert_from_the_page_of_the_case(
    app: Flask, page: FlaskClient
) -> None:
    follow(page, file_a_case(page, open_office(app), **ALERT))
    assert "/my-case/upgrade" in page.get("/my-case").get_data(as_text=True)
    assert "debe contestarle" in page.get("/my-case/upgrade").get_data(as_text=True)
    assert press(page, "/my-case/upgrade").location == "/my-case"
    assert the_case(app).track is Track.QUEJA
    again = page.get("/my-case").get_data(as_text=True)
    assert "/my-case/upgrade" not in again
    assert page.get("/my-case/upgrade").location == "/my-case"


def test_where_a_complaint_needs_a_name_it_is_asked_for_and_sealed_apart(
    app: Flask, page: FlaskClient
) -> None:
    slug = open_office(app, anonymous_tracks=["alerta"])
    follow(page, file_a_case(page, slug, **ALERT))
    assert press(page, "/my-case/upgrade").status_code == 422
    assert the_case(app).track is Track.ALERTA
    named = {"tier": "reserved", "name": "Rosa Quispe"}
    assert press(page, "/my-case/upgrade", **named).location == "/my-case"
    case = the_case(app)
    assert (case.track, case.tier) == (Track.QUEJA, Tier.RESERVED)
    with app.extensions["database"].reading() as session:
        assert session.scalars(select(Identity.standing)).all() == ["filer"]


def test_an_office_without_complaints_offers_none(app: Flask, page: FlaskClient) -> None:
    slug = open_office(app, tracks=["alerta"], anonymous_tracks=["alerta"])
    follow(page, file_a_case(page, slug, **ALERT))
    assert "/my-case/upgrade" not in page.get("/my-case").get_data(as_text=True)
    assert page.get("/my-case/upgrade").location == "/my-case"


def test_without_the_receipt_nobody_is_shown_the_page(page: FlaskClient) -> None:
    assert page.get("/my-case/upgrade").location == "/follow"


def test_only_once_and_only_by_its_author(alert: Scene) -> None:
    for actor in (alert.intake, alert.handler, alert.supervisor):
        with pytest.raises(Forbidden):
            upgrade_to_complaint(alert.session, alert.vault, actor, alert.case)
    upgrade(alert)
    with pytest.raises(Forbidden):
        upgrade(alert)


@pytest.mark.parametrize("named", [{}, {"tier": Tier.NAMED}, {"name": "Rosa"}])
def test_without_the_name_that_the_office_needs_it_stays_an_alert(
    alert: Scene, named: dict[str, object]
) -> None:
    alert.office.anonymous_tracks = [Track.ALERTA.value]
    with pytest.raises(RuleBroken, match="name-needed"):
        upgrade(alert, **named)
    assert alert.case.track is Track.ALERTA


def test_the_clocks_begin_again(alert: Scene) -> None:
    alert.case.acknowledged_at = now()
    alert.case.recommendation = Recommendation.DECLINE
    with at(now() + timedelta(days=20)):
        upgrade(alert)
        deadline = deadline_of(alert.case)
        assert deadline is not None
        assert deadline.clock is Clock.ACKNOWLEDGE
        assert deadline.start == today_at(alert.office)
        assert alert.case.due_on == deadline.due
        assert alert.case.recommendation is None


def test_an_investigation_goes_on_with_the_time_of_a_complaint(alert: Scene) -> None:
    alert.case.acknowledged_at = now()
    alert.case.state = State.INVESTIGATING
    with at(now() + timedelta(days=20)):
        upgrade(alert)
        deadline = deadline_of(alert.case)
        assert deadline is not None
        assert deadline.clock is Clock.OUTCOME
        assert deadline.start == today_at(alert.office)
        assert alert.case.acknowledged_at is not None


def test_the_trail_says_what_became_of_what_and_no_name(alert: Scene) -> None:
    upgrade(alert)
    event = select(Entry).where(Entry.event == "grievances:case:upgraded")
    entry = alert.session.scalars(event).one()
    assert entry.facts == {"before": "alerta", "after": "queja"}


def test_reserved_without_a_name_is_no_name_for_a_complaint(scene: Scene) -> None:
    case = make_case(
        scene.session, scene.vault, scene.office, track=Track.ALERTA, tier=Tier.RESERVED
    )
    scene.office.anonymous_tracks = [Track.ALERTA.value]
    author = Actor(receipt_of=case.subject)
    with pytest.raises(RuleBroken, match="name-needed"):
        upgrade_to_complaint(scene.session, scene.vault, author, case)
    upgrade_to_complaint(
        scene.session, scene.vault, author, case, tier=Tier.NAMED, name="Rosa Quispe"
    )
    assert (case.track, case.tier) == (Track.QUEJA, Tier.NAMED)
    assert has_filers_name(scene.session, case)


def test_who_gave_a_name_at_the_filing_is_not_asked_again(scene: Scene) -> None:
    case = make_case(
        scene.session, scene.vault, scene.office,
        track=Track.ALERTA, tier=Tier.RESERVED, name="Rosa Quispe",
    )  # fmt: skip
    scene.office.anonymous_tracks = [Track.ALERTA.value]
    assert not must_name(scene.session, case)
    upgrade_to_complaint(scene.session, scene.vault, Actor(receipt_of=case.subject), case)
    assert case.tier is Tier.RESERVED


def test_the_office_learns_of_it_and_both_sides_read_when(app: Flask, page: FlaskClient) -> None:
    slug = open_office(app)
    follow(page, file_a_case(page, slug, **ALERT))
    desk = desk_of(app, slug)
    desk.does(Verb.SCREEN)
    press(page, "/my-case/upgrade")
    with app.extensions["database"].reading() as session:
        told = {n.recipient for n in session.scalars(select(Notice)) if "upgraded" in n.kind}
    assert told == {f"person:{desk.handler.person_id}"}
    assert "Su alerta pasó a ser una queja" in page.get("/my-case").get_data(as_text=True)
    browser = signed_in(app, desk.handler.person_id or 0)
    shown = browser.get(f"/desk/cases/{the_case(app).reference}").get_data(as_text=True)
    assert "La persona hizo de su alerta una queja" in shown
