"""A receipt comes out of a printer on one or two sheets, with the code and without buttons."""

import io
import re

import pytest
from pypdf import PdfReader

from tests.browser.house import House
from tests.browser.visits import Visits

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


@pytest.mark.parametrize(
    ("language", "scheme"),
    [
        ("es", "light"),
        ("qu", "dark"),
        pytest.param("es", "dark", marks=pytest.mark.full),
        pytest.param("qu", "light", marks=pytest.mark.full),
    ],
)
def test_a_receipt_is_printed_on_two_sheets_at_most(
    visits: Visits, house: House, language: str, scheme: str
) -> None:
    page = visits.open(scheme=scheme, language=language, cookies=house.receipt)
    page.goto("/o/cusco/receipt")
    code = re.sub(r"\D", "", page.locator("p.code").inner_text())
    button = page.locator("form[action$='/leave'] button").inner_text()
    sheets = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    assert 1 <= len(sheets) <= 2
    words = [re.sub(r"\s", "", sheet.extract_text()) for sheet in sheets]
    assert code in words[0]
    assert re.sub(r"\s", "", button) not in "".join(words)
