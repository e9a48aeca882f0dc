"""Forms keep what people typed, say what to do, and are safe to send twice and from here only."""

import re
from datetime import date
from pathlib import Path

import pytest
import wtforms
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from wtforms.fields import PasswordField, StringField, TextAreaField
from wtforms.validators import Email, InputRequired, Length

from kernel.text import canonical
from tests.pages import Page
from tests.web.bare import bare_app
from tests.web.gallery import gallery
from web.forms import BUILT_IN, Asked, DateParts, Form, UpTo, Words, show_again
from web.locale import in_language


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return bare_app(tmp_path_factory.mktemp("forms"))


class Story(Form):
    """A form as features write them."""

    story = TextAreaField("¿Qué pasó?", [Asked("Cuente qué pasó."), UpTo(10)])
    place = StringField("¿Dónde?", [InputRequired(), Length(min=2, max=5)])
    password = PasswordField("Contraseña")
    since = DateParts("¿Desde cuándo?")


def filled(app: Flask, **fields: str) -> Story:
    with app.test_request_context("/", method="POST", data=fields):
        form = Story(meta={"csrf": False})
        form.validate()
        return form


def problems(app: Flask, **fields: str) -> dict[str, list[str]]:
    form = filled(app, **fields)
    with app.test_request_context("/"):
        return {name: [str(one) for one in said] for name, said in form.errors.items()}


def test_a_problem_says_what_to_do_in_our_words(app: Flask) -> None:
    assert problems(app, story=" \n ", place="Qollpa") == {
        "story": ["Cuente qué pasó."],
        "place": ["Escriba entre 2 y 5 letras."],
    }
    assert problems(app, story="x" * 12, place="a") == {
        "story": ["Es demasiado largo: sobran 2 letras."],
        "place": ["Escriba entre 2 y 5 letras."],
    }
    assert str(Words().ngettext("Field must be at least", "", 1)) == "Escriba al menos 1 letra."
    assert str(Words().ngettext("Field cannot be longer than", "", 9)) == "Escriba hasta 9 letras."
    assert problems(app, story="x", place="")["place"] == ["Complete este dato."]


def _sentences() -> set[str]:
    """Every sentence that WTForms can say by itself, from its own catalogue and code."""
    folder = Path(wtforms.__file__).parent
    code = "\n".join(path.read_text() for path in folder.rglob("*.py"))
    called = re.findall(r'gettext\(\s*"([^"]+)"', code)
    template = (folder / "locale" / "wtforms.pot").read_text()
    said = re.findall(r'^msgid "(.+)"$', template, re.M)
    plural = set(re.findall(r'^msgid "(.+)"\nmsgid_plural', template, re.M))
    return {*called, *said} - plural - {one for one in called if "character" in one}


def test_every_sentence_of_the_library_has_words_of_ours() -> None:
    assert len(_sentences()) > 25
    assert _sentences() - BUILT_IN.keys() == set()


def test_a_sentence_of_ours_is_left_alone(app: Flask) -> None:
    with app.test_request_context("/"):
        assert Words().gettext("Cuente qué pasó.") == "Cuente qué pasó."
        assert Words().ngettext("'%(value)s' is not a valid", "'%(value)s' are", 2) == str(
            BUILT_IN["Not a valid choice."]
        )


def test_built_in_problems_speak_the_language_of_the_page(app: Flask) -> None:
    class Mail(Form):
        mail = StringField("Correo", [Email()])

    with app.test_request_context("/", method="POST", data={"mail": "x"}), in_language("en"):
        form = Mail(meta={"csrf": False})
        assert not form.validate()
        assert "name@" in str(form.errors["mail"][0])


def test_text_comes_out_canonical_and_a_password_as_it_was_typed(app: Flask) -> None:
    typed = "  llamk’ay\r\nunu\u200b "
    form = filled(app, story=typed, password=typed)
    assert form.story.data == canonical(typed).strip()
    assert form.story.data.startswith("llamk'ay\nunu")
    assert form.password.data == typed


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
def test_the_page_shows_again_exactly_what_was_typed(app: Flask, typed: str) -> None:
    """Form, page, browser, form: apostrophes, ñ, leading line ends and quotes survive."""
    browser_sends = typed.replace("\n", "\r\n")
    with app.test_request_context("/", method="POST", data={"story": browser_sends}):
        form = Story(meta={"csrf": False})
        macros = app.jinja_env.get_template("macros/forms.html").module
        page = Page(f"<!doctype html><body>{macros.textarea(form.story)}")  # type: ignore[attr-defined]
    shown = "".join(next(page.all("textarea")).itertext())
    assert shown == (form.story.data or "")


def test_a_form_carries_a_fresh_key_and_keeps_the_one_it_was_sent_with(app: Flask) -> None:
    with app.test_request_context("/"):
        one, two = Story(meta={"csrf": False}), Story(meta={"csrf": False})
    assert one.key.data != two.key.data
    assert len(one.key.data or "") >= 22
    assert filled(app, key="k" * 22).key.data == "k" * 22


def test_the_body_of_a_send_is_what_was_sent_without_key_and_token(app: Flask) -> None:
    sent = filled(app, story="x", place="ab", key="k", csrf_token="t").sent()
    assert sent == {"story": "x", "place": "ab", "password": "None", "since": "None"}


@pytest.mark.parametrize(
    ("day", "month", "year", "meant"),
    [
        ("27", "3", "2026", date(2026, 3, 27)),
        (" 7", "03 ", "26", date(2026, 3, 7)),
        ("", "", "", None),
        ("31", "2", "2026", None),
        ("x", "2", "2026", None),
        ("1", "2", "", None),
        ("१", "2", "2026", None),
    ],
)
def test_a_day_in_three_parts_is_a_day_or_a_problem(
    app: Flask, day: str, month: str, year: str, meant: date | None
) -> None:
    parts = {"since-day": day, "since-month": month, "since-year": year}
    form = filled(app, story="x", place="ab", **parts)
    assert form.since.data == meant
    assert bool(form.since.errors) == (meant is None and any(parts.values()))
    assert form.since.said["day"] == day.strip()


def test_a_day_without_its_parts_is_no_error(app: Flask) -> None:
    with app.test_request_context("/"):
        form = Story(formdata=MultiDict({"story": "x"}), meta={"csrf": False})
        assert form.since.data is None
        known = Story(formdata=None, since=date(2026, 3, 7), meta={"csrf": False})
        assert known.since.said == {"day": "7", "month": "3", "year": "2026"}


def test_an_operation_may_put_its_problem_beside_a_field(app: Flask) -> None:
    form = filled(app, story="x", place="ab")
    form.refuse("place", "Ese lugar no existe.")
    form.refuse("", "Revise.")
    assert form.errors == {"place": ["Ese lugar no existe."], "": ["Revise."]}


def test_a_page_shown_again_says_422_and_keeps_the_text(app: Flask) -> None:
    with app.test_request_context("/", method="POST", data={"story": "unu mana kanchu"}):
        form = Story(meta={"csrf": False})
        page, status = show_again("send_again.html", form=form, said={}, fields=[])
    assert status == 422
    assert page


@pytest.fixture
def browser(tmp_path: Path) -> FlaskClient:
    return gallery(tmp_path).test_client()


def token(browser: FlaskClient) -> str:
    found = re.search(r'name="csrf_token" type="hidden" value="([^"]+)"', browser.get("/").text)
    assert found
    return found[1]


def test_errors_stand_on_top_and_lead_to_their_fields(browser: FlaskClient) -> None:
    page = Page(browser.post("/", data={"csrf_token": token(browser), "country": "PE"}).text)
    box = next(one for one in page.root.iter() if one.get("id") == "errors")
    links = [one.get("href") for one in box.iter() if one.tag == "a"]
    assert links == ["#story", "#place", "#identity-0"]
    for one in page.all("textarea", "input"):
        if one.get("name") in {"story", "place"}:
            assert one.get("aria-invalid") == "true"
            assert f"{one.get('id')}-error" in one.get("aria-describedby", "")
    assert {link.lstrip("#") for link in links if link} <= set(page.ids)


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_form_of_another_site_is_refused_even_with_a_token(
    browser: FlaskClient, site: str
) -> None:
    answer = browser.post(
        "/", data={"csrf_token": token(browser)}, headers={"Sec-Fetch-Site": site}
    )
    assert answer.status_code == 400
    assert "<form" not in answer.text


@pytest.mark.parametrize("headers", [{}, {"Sec-Fetch-Site": "same-origin"}, {"Origin": "null"}])
def test_our_own_form_is_taken_with_and_without_what_browsers_add(
    browser: FlaskClient, headers: dict[str, str]
) -> None:
    answer = browser.post("/", data={"csrf_token": token(browser)}, headers=headers)
    assert answer.status_code == 200


def test_over_https_our_own_form_needs_no_referrer(tmp_path: Path) -> None:
    browser = gallery(tmp_path).test_client()
    base = "https://localhost"
    page = browser.get("/", base_url=base).text
    found = re.search(r'name="csrf_token" type="hidden" value="([^"]+)"', page)
    assert found
    answer = browser.post("/", data={"csrf_token": found[1]}, base_url=base)
    assert answer.status_code == 200
