"""The receipt: shown to the browser that sent, printed, closed; its code stands nowhere else."""

import io
import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader

from grievances.receipts import grouped
from kernel.clock import at, now
from tests.grievances.people import code_on, file_a_case, follow, hidden, open_office, press


@pytest.fixture
def slug(app: Flask) -> str:
    return open_office(app, emergency_phone="105")


def test_the_code_stands_in_no_address_title_or_hidden_field(page: FlaskClient, slug: str) -> None:
    code = file_a_case(page, slug)
    answered = page.get(f"/o/{slug}/receipt")
    html = answered.get_data(as_text=True)
    outside = re.sub(r'<p class="code">.*?</p>', "", html, flags=re.S)
    for form in (code, grouped(code), code[-4:]):
        assert form not in outside
        assert form not in str(answered.headers)


def test_the_receipt_says_what_happens_next_and_by_when(page: FlaskClient, slug: str) -> None:
    file_a_case(page, slug)
    html = page.get(f"/o/{slug}/receipt").get_data(as_text=True)
    assert "Qué pasa ahora" in html
    assert html.count("Hasta el ") == 2
    assert "Nadie los ha comprobado todavía con la ley." in html


def test_danger_is_promised_a_look_within_a_day(page: FlaskClient, slug: str) -> None:
    with at(now().replace(month=6, day=3, hour=15)):
        file_a_case(page, slug, danger={"dangers": "life"})
        assert "4 de junio" in page.get(f"/o/{slug}/receipt").get_data(as_text=True)


def test_another_browser_gets_no_receipt(app: Flask, page: FlaskClient, slug: str) -> None:
    code = file_a_case(page, slug)
    stranger = app.test_client()
    for address in (f"/o/{slug}/receipt", f"/o/{slug}/receipt/pdf"):
        answered = stranger.get(address)
        assert answered.location == "/follow"
        assert code not in answered.get_data(as_text=True)


def test_the_key_of_another_form_in_the_cookie_is_no_receipt(page: FlaskClient, slug: str) -> None:
    """S2: a browser may write whatever it likes into its cookie."""
    follow(page, file_a_case(page, slug))
    form = hidden(page.get("/my-case").get_data(as_text=True), "/my-case/messages")
    assert page.post("/my-case/messages", data=form | {"text": "Hola"}).status_code == 303
    page.set_cookie("draft", f"token.{form['key']}.{int(now().timestamp())}")
    assert page.get(f"/o/{slug}/receipt").location == "/follow"
    assert page.get(f"/o/{slug}/file").status_code == 200


def test_the_last_four_digits_are_checked_and_may_be_skipped(page: FlaskClient, slug: str) -> None:
    code = file_a_case(page, slug)
    receipt, check = f"/o/{slug}/receipt", f"/o/{slug}/receipt/check"
    wrong = press(page, receipt, check, last_four=str(int(code[-4:]) ^ 1).zfill(4))
    assert wrong.status_code == 422
    assert "Compare su papel" in wrong.get_data(as_text=True)
    right = press(page, receipt, check, last_four=f" {code[-4:-2]} {code[-2:]} ")
    assert right.location == receipt
    assert "su código está bien apuntado" in page.get(receipt).get_data(as_text=True)


def test_leaving_the_receipt_makes_this_browser_forget_it(page: FlaskClient, slug: str) -> None:
    file_a_case(page, slug)
    press(page, f"/o/{slug}/receipt", f"/o/{slug}/receipt/leave")
    assert page.get(f"/o/{slug}/receipt").location == "/follow"
    assert "¿De qué se trata?" in page.get(f"/o/{slug}/file").get_data(as_text=True)


def test_a_receipt_is_not_lost_by_one_click(page: FlaskClient, slug: str) -> None:
    code = file_a_case(page, slug)
    for elsewhere in ("/", f"/o/{slug}", "/follow", "/privacy"):
        page.get(elsewhere)
    asked = page.get(f"/o/{slug}/file").get_data(as_text=True)
    assert "Su recibo sigue abierto" in asked
    assert code_on(page.get(f"/o/{slug}/receipt").get_data(as_text=True)) == code


def test_who_comes_to_the_phone_later_sees_no_receipt(page: FlaskClient, slug: str) -> None:
    file_a_case(page, slug)
    with at(now() + timedelta(minutes=31)):
        assert page.get(f"/o/{slug}/receipt").location == "/follow"
        assert "¿De qué se trata?" in page.get(f"/o/{slug}/file").get_data(as_text=True)


def test_a_phone_that_sends_again_hours_later_still_gets_its_code(
    page: FlaskClient, slug: str
) -> None:
    code = file_a_case(page, slug)
    form = hidden(page.get(f"/o/{slug}/receipt").get_data(as_text=True))
    with at(now() + timedelta(hours=3)):
        sent = page.post(f"/o/{slug}/file/send", data=form)
        assert code_on(page.get(str(sent.location)).get_data(as_text=True)) == code


@pytest.mark.parametrize("language", ["es", "qu"])
def test_the_paper_says_the_same_as_the_page(page: FlaskClient, slug: str, language: str) -> None:
    page.set_cookie("lang", language)
    code = file_a_case(page, slug)
    answered = page.get(f"/o/{slug}/receipt/pdf")
    assert answered.mimetype == "application/pdf"
    assert answered.headers["Content-Disposition"] == 'attachment; filename="recibo.pdf"'
    paper = PdfReader(io.BytesIO(answered.get_data()))
    words = re.sub(r"\s+", "", "".join(one.extract_text() for one in paper.pages))
    assert code in words
    assert len(paper.pages) == 1
    assert code not in str(paper.metadata)


def test_s15_the_name_of_an_office_is_inert_in_the_paper(app: Flask) -> None:
    page = FlaskClient(app)
    slug = open_office(app, name="<img src=file:///etc/passwd><b>Oficina</b>")
    file_a_case(page, slug)
    paper = PdfReader(io.BytesIO(page.get(f"/o/{slug}/receipt/pdf").get_data()))
    words = re.sub(r"\s+", "", "".join(one.extract_text() for one in paper.pages))
    assert "<imgsrc=file:///etc/passwd>" in words
