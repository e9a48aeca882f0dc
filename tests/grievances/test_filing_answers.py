"""What every kind of filer can say on the eight pages, and what is refused in words."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from accounts.models import Entity
from accounts.queries import office_by_slug
from accounts.roles import EntityKind
from grievances.kinds import Topic
from grievances.models import Case, CaseEntity, CaseTopic, Identity
from grievances.queries.cases import key_of
from grievances.queries.contents import Account, account_of
from kernel.clock import now
from kernel.text import fold
from territory.models import Place
from territory.places import Level, Origin
from tests.grievances.people import (
    answer_everything,
    file_a_case,
    follow,
    hidden,
    open_office,
    press,
    send,
    unquoted,
)

TODAY = now().date()


@pytest.fixture
def slug(app: Flask) -> str:
    """An office that takes everything, also without a name."""
    return open_office(app)


def the_case(app: Flask) -> tuple[Case, Account]:
    """The only case, opened."""
    with app.extensions["database"].reading() as session:
        case = session.scalars(select(Case)).one()
        return case, account_of(key_of(session, app.extensions["vault"], case), case)


def rows(app: Flask, column: Any) -> list[Any]:
    with app.extensions["database"].reading() as session:
        return list(session.scalars(select(column)))


def entity(app: Flask, slug: str, name: str, *, active: bool = True) -> int:
    """Somebody of an office's list."""
    with app.extensions["database"].changing() as session:
        office = office_by_slug(session, slug)
        one = Entity(
            office_id=office.id,
            name=name,
            folded=fold(name),
            kind=EntityKind.COMPANY,
            active=active,
        )
        session.add(one)
        session.flush()
        return one.id


def date_parts(name: str, day: Any) -> dict[str, str]:
    """The three small fields of a day."""
    parts = (("day", day.day), ("month", day.month), ("year", day.year))
    return {f"{name}-{part}": str(value) for part, value in parts}


def review(page: FlaskClient, slug: str) -> str:
    return unquoted(page.get(f"/o/{slug}/file/review").get_data(as_text=True))


# What it is about


def test_several_subjects_are_kept_and_what_weighs_most_comes_first(
    app: Flask, page: FlaskClient, slug: str
) -> None:
    answer_everything(
        page,
        slug,
        about={"topics": ["water", "health"], "track": "queja"},
        story={"story": "Poco", "most": "health"},
    )
    send(page, slug)
    case, _account = the_case(app)
    assert set(rows(app, CaseTopic.topic)) == {Topic.WATER, Topic.HEALTH}
    assert case.topic is Topic.HEALTH


def test_with_one_subject_nobody_is_asked_which_weighs_most(page: FlaskClient, slug: str) -> None:
    press(page, f"/o/{slug}/file/about", topics="water")
    assert 'name="most"' not in page.get(f"/o/{slug}/file/story").get_data(as_text=True)
    press(page, f"/o/{slug}/file/about", topics=["water", "land"])
    assert 'name="most"' in page.get(f"/o/{slug}/file/story").get_data(as_text=True)


def test_only_the_subjects_that_the_office_offers_show_in_its_order(
    app: Flask, page: FlaskClient
) -> None:
    slug = open_office(app, topics=["land", "water"])
    html = page.get(f"/o/{slug}/file").get_data(as_text=True)
    assert html.index('value="land"') < html.index('value="water"')
    assert 'value="air"' not in html
    assert press(page, f"/o/{slug}/file/about", topics="air").status_code == 422


# When and where


def place(app: Flask, code: str, name: str, parent: str, level: Level) -> None:
    with app.extensions["database"].changing() as session:
        if session.get(Place, code) is None:
            session.add(
                Place(
                    code=code,
                    name=name,
                    parent=parent,
                    level=level,
                    country="PE",
                    folded=fold(name),
                    sorted_as=fold(name),
                    origin=Origin.BY_HAND,
                )
            )


@pytest.fixture
def places(app: Flask) -> None:
    """A province with a district and a community, in Cusco, and one in Puno."""
    place(app, "PE-UBI-0899", "Provincia Inventada", "PE-CUS", Level.PROVINCE)
    place(app, "PE-UBI-089901", "Distrito Inventado", "PE-UBI-0899", Level.DISTRICT)
    place(app, "PE-UBI-089901AA", "Ayllu Inventado", "PE-UBI-089901", Level.COMMUNITY)
    place(app, "PE-UBI-2199", "Otra Provincia", "PE-PUN", Level.PROVINCE)


@pytest.mark.usefixtures("places")
def test_a_button_shows_the_next_list_and_nothing_typed_is_lost(
    app: Flask, page: FlaskClient, slug: str
) -> None:
    address = f"/o/{slug}/file/place"
    typed = {
        "where": "PE-CUS",
        "place": "Sector Qollpa",
        "happened": "siembra",
        "since-day": "31",
        "since-month": "2",
        "since-year": "2026",
        "when": "continues",
    }
    shown = press(page, address, more="y", **typed)
    html = unquoted(shown.get_data(as_text=True))
    assert shown.status_code == 200
    assert "Provincia Inventada" in html
    assert "Otra Provincia" not in html
    for words in ("Sector Qollpa", "siembra", 'value="31"'):
        assert words in html
    form = hidden(html, address) | typed | {"province": "PE-UBI-0899", "more": "y"}
    html = page.post(address, data=form).get_data(as_text=True)
    assert "Distrito Inventado" in html
    form |= {"district": "PE-UBI-089901"}
    assert "Ayllu Inventado" in page.post(address, data=form).get_data(as_text=True)


@pytest.mark.usefixtures("places")
def test_province_and_district_reach_the_case_and_its_author(
    app: Flask, page: FlaskClient, slug: str
) -> None:
    narrow = {"where": "PE-CUS", "province": "PE-UBI-0899", "district": "PE-UBI-089901"}
    answer_everything(page, slug, place=narrow)
    assert "Distrito Inventado, Provincia Inventada, Cusco, Perú" in review(page, slug)
    send(page, slug)
    case, _account = the_case(app)
    assert (case.province, case.district) == ("PE-UBI-0899", "PE-UBI-089901")


@pytest.mark.usefixtures("places")
def test_a_province_of_elsewhere_is_refused_and_asked_again(page: FlaskClient, slug: str) -> None:
    answered = press(page, f"/o/{slug}/file/place", where="PE-CUS", province="PE-UBI-2199")
    html = answered.get_data(as_text=True)
    assert answered.status_code == 422
    assert "Ese lugar queda en otra parte." in html
    assert "Provincia Inventada" in html


DATES: list[tuple[dict[str, str], str]] = [
    ({"when": "day"} | date_parts("since", TODAY - timedelta(9)), "{since}"),
    (date_parts("since", TODAY - timedelta(9)), "{since}"),
    (
        {"when": "period"}
        | date_parts("since", TODAY - timedelta(9))
        | date_parts("until", TODAY - timedelta(2)),
        "{since}/{until}",
    ),
    ({"when": "period"} | date_parts("until", TODAY - timedelta(2)), "../{until}"),
    ({"when": "continues"} | date_parts("since", TODAY - timedelta(9)), "{since}/.."),
    ({"when": "continues"}, "../.."),
    ({"when": "unknown"}, "XXXX"),
    ({}, ""),
]


@pytest.mark.parametrize(("fields", "kept"), DATES)
def test_a_day_a_period_and_what_goes_on_are_kept_and_shown_again(
    app: Flask, page: FlaskClient, slug: str, fields: dict[str, str], kept: str
) -> None:
    answer_everything(page, slug, place={"place": "Aquí"} | fields)
    again = page.get(f"/o/{slug}/file/place").get_data(as_text=True)
    for name, value in fields.items():
        assert f'value="{value}"' in again, name
    send(page, slug)
    expected = kept.format(since=TODAY - timedelta(9), until=TODAY - timedelta(2))
    assert the_case(app)[1].happened_days == expected


WRONG: list[tuple[dict[str, str], str]] = [
    (date_parts("since", TODAY + timedelta(3)), "Esa fecha todavía no llega."),
    ({"when": "day"}, "Escriba el día, o marque que no sabe."),
    ({"when": "period"} | date_parts("since", TODAY), "Escriba qué día terminó"),
    (
        {"when": "period"} | date_parts("since", TODAY) | date_parts("until", TODAY - timedelta(1)),
        "Terminó antes de empezar",
    ),
    ({"when": "unknown"} | date_parts("since", TODAY - timedelta(2)), "Marcó que no sabe"),
    ({"since-day": "31", "since-month": "2", "since-year": "2026"}, "Esa fecha no existe."),
    ({"when": "someday"}, "Elija una de las opciones."),
]


@pytest.mark.parametrize(("fields", "said"), WRONG)
def test_days_that_cannot_be_are_answered_in_words(
    page: FlaskClient, slug: str, fields: dict[str, str], said: str
) -> None:
    answered = press(page, f"/o/{slug}/file/place", place="Aquí", **fields)
    assert answered.status_code == 422
    assert said in answered.get_data(as_text=True)


# For whom


def test_who_speaks_for_another_says_whether_they_agree(
    app: Flask, page: FlaskClient, slug: str
) -> None:
    whom = {"for_whom": "another", "consent": "not_asked", "group": "Nadie", "people": "9"}
    file_a_case(page, slug, **{"for-whom": whom})
    case, account = the_case(app)
    assert (case.for_whom, case.consent, case.people) == ("another", "not_asked", None)
    assert account.group == ""


def test_a_group_has_a_number_and_a_spokesperson(app: Flask, page: FlaskClient, slug: str) -> None:
    file_a_case(
        page,
        slug,
        **{"for-whom": {"for_whom": "group", "group": "Mayuq'asa", "people": "40"}},
        contact={"tier": "reserved", "name": "Rosa", "spokesperson": "Juan"},
    )
    assert the_case(app)[0].people == 40
    assert sorted(rows(app, Identity.standing)) == ["filer", "spokesperson"]


def test_several_people_complain_with_their_names(app: Flask, page: FlaskClient, slug: str) -> None:
    file_a_case(
        page,
        slug,
        **{"for-whom": {"for_whom": "several", "together": "3"}},
        contact={"tier": "named", "name": "Rosa", "names": "Ana\n\n  Luis  "},
    )
    assert the_case(app)[0].people == 3
    assert sorted(rows(app, Identity.standing)) == ["complainant", "complainant", "filer"]


def test_without_a_name_only_the_number_of_people_is_kept(
    app: Flask, page: FlaskClient, slug: str
) -> None:
    file_a_case(
        page,
        slug,
        **{"for-whom": {"for_whom": "several", "together": "3"}},
        contact={"tier": "anonymous", "names": "Ana\nLuis"},
    )
    assert the_case(app)[0].people == 3
    assert rows(app, Identity.id) == []


def test_names_go_away_and_it_is_said_when_the_case_is_for_somebody_else(
    page: FlaskClient, slug: str
) -> None:
    press(page, f"/o/{slug}/file/for-whom", for_whom="several", together="2")
    press(page, f"/o/{slug}/file/contact", tier="named", name="Rosa", names="Ana")
    assert "Ana" in review(page, slug)
    changed = press(page, f"/o/{slug}/file/for-whom", for_whom="me")
    assert "borramos los nombres" in page.get(changed.location).get_data(as_text=True)
    assert "Ana" not in review(page, slug)


@pytest.mark.parametrize("names", ["\n".join(["Ana"] * 201), "A" * 301])
def test_too_many_or_too_long_names_come_back(page: FlaskClient, slug: str, names: str) -> None:
    press(page, f"/o/{slug}/file/for-whom", for_whom="several")
    answered = press(page, f"/o/{slug}/file/contact", tier="named", name="Rosa", names=names)
    assert answered.status_code == 422
    assert names in answered.get_data(as_text=True)


# Who is responsible


def test_those_of_the_offices_list_are_chosen_beside_free_text(
    app: Flask, page: FlaskClient, slug: str
) -> None:
    one = entity(app, slug, "Mina Inventada")
    entity(app, slug, "Retirada", active=False)
    html = page.get(f"/o/{slug}/file/responsible").get_data(as_text=True)
    assert "Mina Inventada" in html
    assert "Retirada" not in html
    answer_everything(page, slug, responsible={"entities": str(one), "respondent": "Otro"})
    assert "Mina Inventada\nOtro" in review(page, slug)
    send(page, slug)
    assert rows(app, CaseEntity.entity_id) == [one]


def test_somebody_of_another_offices_list_is_refused_and_never_shown(
    app: Flask, page: FlaskClient, slug: str
) -> None:
    strange = entity(app, open_office(app), "Empresa de otra oficina")
    html = page.get(f"/o/{slug}/file/responsible").get_data(as_text=True)
    assert "Empresa de otra oficina" not in html
    answered = press(page, f"/o/{slug}/file/responsible", entities=str(strange))
    assert answered.status_code == 422
    assert "Empresa de otra oficina" not in answered.get_data(as_text=True)


# Numbers that tell who somebody is


def test_a_telephone_in_a_nameless_story_is_shown_and_left_or_covered(
    page: FlaskClient, slug: str
) -> None:
    address, told = f"/o/{slug}/file/story", "Llamen al 984 111 222, ayuden."
    asked = press(page, address, story=told)
    html = unquoted(asked.get_data(as_text=True))
    assert asked.status_code == 422
    assert "Aquí hay un número que puede decir quién es: 984 111 222" in html
    assert told in html
    assert press(page, address, story=told, cover="y").status_code == 303
    assert "Llamen al ··· ··· ···, ayuden." in page.get(address).get_data(as_text=True)
    assert press(page, address, story=told, as_it_is="y").status_code == 303
    assert told in page.get(address).get_data(as_text=True)
    assert press(page, address, story=told).status_code == 303, "what was left is not asked again"


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("place", "place"),
        ("place", "happened"),
        ("for-whom", "group"),
        ("responsible", "respondent"),
        ("contact", "safe_contact_note"),
        ("danger", "danger_note"),
    ],
)
def test_it_is_asked_wherever_people_write_freely(
    page: FlaskClient, slug: str, name: str, field: str
) -> None:
    more = {"for_whom": "group"} if field == "group" else {}
    answered = press(page, f"/o/{slug}/file/{name}", **{field: "DNI 40123456"}, **more)
    assert answered.status_code == 422
    assert "40123456" in answered.get_data(as_text=True)


def test_who_gives_a_name_is_not_asked_and_the_review_warns_who_takes_it_back(
    page: FlaskClient, slug: str
) -> None:
    press(page, f"/o/{slug}/file/contact", tier="named", name="Rosa")
    told = "Llamen al 984 111 222."
    assert press(page, f"/o/{slug}/file/story", story=told).status_code == 303
    assert "en su texto hay un número" not in review(page, slug)
    press(page, f"/o/{slug}/file/contact", tier="anonymous")
    html = review(page, slug)
    assert "en su texto hay un número" in html
    assert f"/o/{slug}/file/story?then=review" in html


# The last page


def test_a_machine_that_fills_in_everything_sends_nothing_and_a_person_is_told_what_to_do(
    app: Flask, page: FlaskClient, slug: str
) -> None:
    answer_everything(page, slug)
    address = f"/o/{slug}/file/send"
    sent = press(page, f"/o/{slug}/file/review", address, website="https://spam.example")
    assert sent.status_code == 422
    assert "Borre lo que dice en esta casilla" in sent.get_data(as_text=True)
    assert rows(app, Case.id) == []
    form = hidden(sent.get_data(as_text=True), address)
    assert page.post(address, data=form).location == f"/o/{slug}/receipt"


def test_every_answer_stands_in_the_review_with_its_way_back(
    app: Flask, page: FlaskClient, slug: str
) -> None:
    one = entity(app, slug, "Mina Inventada")
    answer_everything(
        page,
        slug,
        about={"topics": ["water", "animals"], "track": "queja"},
        place={"where": "PE-CUS", "when": "continues"},
        **{"for-whom": {"for_whom": "group", "group": "Mayuq'asa", "people": "40"}},
        responsible={"entities": str(one)},
        contact={
            "tier": "named",
            "name": "Rosa",
            "spokesperson": "Juan",
            "safe_contact": "never_call",
        },
        danger={"dangers": "spill", "fears_reprisal": "y"},
    )
    html = review(page, slug)
    for words in (
        "Agua\nAnimales", "Cusco, Perú", "Todavía sigue", "Mayuq'asa\n40 personas",
        "Mina Inventada", "Rosa", "Juan", "Nunca me llamen", "Hay un derrame", "Tengo miedo",
    ):  # fmt: skip
        assert words in html, words
    for name in ("about", "story", "place", "for-whom", "responsible", "contact", "danger"):
        back = press(page, f"/o/{slug}/file/{name}?then=review", **REPEATED.get(name, {}))
        assert back.location == f"/o/{slug}/file/review", name


REPEATED: dict[str, dict[str, str]] = {
    "story": {"story": "Otra vez"},
    "place": {"place": "Aquí"},
    "contact": {"tier": "anonymous"},
}


def test_who_follows_reads_all_that_was_told(app: Flask, page: FlaskClient, slug: str) -> None:
    one = entity(app, slug, "Mina Inventada")
    code = file_a_case(
        page,
        slug,
        about={"topics": ["water", "animals"], "track": "queja"},
        place={"where": "PE-CUS", "when": "continues"},
        **{"for-whom": {"for_whom": "several", "together": "3"}},
        responsible={"entities": str(one), "respondent": "Otro"},
    )
    follow(page, code)
    html = unquoted(page.get("/my-case/told").get_data(as_text=True))
    for words in ("Agua\nAnimales", "Todavía sigue", "3 personas", "Mina Inventada\nOtro"):
        assert words in html, words


# Any words

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Nd")), min_size=1
).filter(lambda text: text.strip() == text and len(text) <= 300)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(story=WORDS, place=WORDS, group=WORDS, respondent=WORDS)
def test_any_words_reach_the_case_and_come_back_to_who_wrote_them(
    app: Flask, story: str, place: str, group: str, respondent: str
) -> None:
    slug, browser = open_office(app), FlaskClient(app)
    code = file_a_case(
        browser,
        slug,
        story={"story": story},
        place={"place": place},
        **{"for-whom": {"for_whom": "group", "group": group}},
        responsible={"respondent": respondent},
    )
    follow(browser, code)
    html = unquoted(browser.get("/my-case/told").get_data(as_text=True))
    with app.extensions["database"].reading() as session:
        case = session.scalars(select(Case).order_by(Case.id.desc())).first()
        assert case is not None
        account = account_of(key_of(session, app.extensions["vault"], case), case)
    for kept in (account.story, account.place, account.group, account.respondent):
        assert kept
        assert kept in html
