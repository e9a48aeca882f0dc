"""Papers can be read by everybody, and fetch nothing (S15)."""

import base64
import io
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, render_template
from pdfua import Severity, validate
from pypdf import PdfReader
from weasyprint.urls import URLFetcher

from kernel import printing
from kernel.errors import Unavailable
from kernel.printing import pdf
from tests.web.bare import bare_app

WORDS = "Ñawpaq kutiy: llamk'ay, ch'uya unu. Presentó su queja ✓ ☐ →"
PIXEL = base64.b64encode(
    b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'><path d='M0 0h1v1H0z'/></svg>"
).decode()


def page(body: str) -> str:
    return f"<!doctype html><html lang=quz><title>Recibo</title><body><h1>Recibo</h1>{body}</html>"


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    return bare_app(tmp_path)


def paper(app: Flask) -> str:
    with app.test_request_context("/?lang=qu"):
        return render_template("print/base.html", title="Chaskisqa", office={"name": "Qusqu"})


def test_a_paper_says_its_title_its_language_and_every_letter() -> None:
    printed = PdfReader(io.BytesIO(pdf(page(f"<p>{WORDS}</p>"))))
    assert printed.metadata is not None
    assert printed.metadata.title == "Recibo"
    assert str(printed.root_object["/Lang"]) == "quz"
    text = printed.pages[0].extract_text()
    for word in ("llamk'ay", "Ñawpaq", "✓", "☐", "→"):
        assert word in text


def test_a_paper_of_ours_passes_the_accessibility_check(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(pdf(paper(app)))
    found = validate(str(file)).findings
    assert [one for one in found if one.severity is not Severity.INFO] == []


def test_each_part_of_a_paper_says_its_own_language(tmp_path: Path) -> None:
    body = '<p lang="es">Presentó su queja</p><p>Unu <span lang="es">del canal</span></p>'
    file = tmp_path / "paper.pdf"
    file.write_bytes(pdf(page(body)))
    tagged = tags_of(PdfReader(io.BytesIO(file.read_bytes())).root_object["/StructTreeRoot"])
    assert [(str(one["/S"]), str(one["/Lang"])) for one in tagged if "/Lang" in one] == [
        ("/P", "es"), ("/Span", "es"),
    ]  # fmt: skip
    assert [one for one in validate(str(file)).findings if one.severity is not Severity.INFO] == []


def tags_of(tag: Any) -> list[Any]:
    """A tag of a paper and all that is in it, in the order in which it is read."""
    kids = tag.get("/K", []) if isinstance(tag, dict) else []
    found = [kid.get_object() for kid in (kids if isinstance(kids, list) else [kids])]
    return [one for kid in found if isinstance(kid, dict) for one in (kid, *tags_of(kid))]


def test_a_paper_without_a_title_would_not_pass(tmp_path: Path) -> None:
    file = tmp_path / "bad.pdf"
    file.write_bytes(pdf("<p>Sin título ni idioma</p>"))
    assert any(one.severity is not Severity.INFO for one in validate(str(file)).findings)


def test_a_paper_is_small_and_uses_our_font(app: Flask) -> None:
    printed = pdf(paper(app))
    assert len(printed) < 60_000
    first: Any = PdfReader(io.BytesIO(printed)).pages[0]
    fonts = first["/Resources"]["/Font"]
    names = {str(font.get_object()["/BaseFont"]) for font in fonts.values()}
    assert all("DejaVu" in name for name in names)


def test_nothing_is_fetched_from_network_or_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = reached(monkeypatch)
    secret = tmp_path / "secret.svg"
    secret.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    pdf(greedy(secret))
    assert opened == []


def test_the_watch_over_fetching_would_see_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = reached(monkeypatch)
    monkeypatch.setattr(printing, "_fetcher", URLFetcher)
    pdf(greedy(tmp_path / "secret.svg"))
    assert any(url.startswith("file:") for url in opened)
    assert any(url.startswith("http:") for url in opened)


def reached(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that somebody tries to open from here on."""
    opened: list[str] = []

    def note(_self: object, request: Any, *_args: object, **_kwargs: object) -> None:
        opened.append(request.full_url)
        raise OSError("must not be reached")

    monkeypatch.setattr("urllib.request.OpenerDirector.open", note)
    return opened


def greedy(secret: Path) -> str:
    """A page that asks for something in every way that HTML and CSS know."""
    return page(
        f"<img alt=a src='file://{secret}'><img alt=b src='http://127.0.0.1:9/x.png'>"
        f"<link rel=stylesheet href='file://{secret}'><link rel=attachment href='file://{secret}'>"
        "<style>@import 'http://127.0.0.1:9/x.css'; p{background:url(ftp://127.0.0.1/x)}"
        "@font-face{font-family:x;src:url(http://127.0.0.1:9/x.woff)} p{font-family:x}</style>"
        "<object data='/etc/passwd'></object><p>texto</p>"
        "<svg viewBox='0 0 1 1'><title>t</title><image href='file:///etc/passwd'/></svg>"
    )


def test_a_picture_inside_the_page_is_printed() -> None:
    with_picture = pdf(page(f"<img alt=x width=9 src='data:image/svg+xml;base64,{PIXEL}'>"))
    assert b"/Alt" in with_picture or len(with_picture) > len(pdf(page("")))


def test_text_that_people_write_is_inert_on_paper(app: Flask) -> None:
    with app.test_request_context("/"):
        html = render_template("print/base.html", title="<img src='file:///etc/passwd'><b>x")
    text = PdfReader(io.BytesIO(pdf(html))).pages[0].extract_text()
    assert "<img src='file:///etc/passwd'>" in text


def test_at_most_two_papers_are_printed_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "WAIT_SECONDS", 0.05)
    busy, done = threading.Event(), threading.Event()

    def hold() -> None:
        with printing._press():
            busy.set()
            done.wait(10)

    holders = [threading.Thread(target=hold) for _ in range(printing.AT_ONCE)]
    for holder in holders:
        holder.start()
    busy.wait(10)
    time.sleep(0.05)
    with pytest.raises(Unavailable):
        pdf(page(""))
    done.set()
    for holder in holders:
        holder.join()
    assert pdf(page("")).startswith(b"%PDF")


def test_printing_never_takes_the_threads_of_everybody_else() -> None:
    """One phone that asks for its receipt again and again must not close the site for others."""
    refused = threading.Event()

    def ask() -> None:
        try:
            pdf(page(""))
        except Unavailable:
            refused.set()

    with printing._press(), printing._press():
        askers = [threading.Thread(target=ask) for _ in range(printing.WAITING + 1)]
        for asker in askers:
            asker.start()
        assert refused.wait(10)  # long before the patience of those who wait is at its end
    for asker in askers:
        asker.join()
    assert pdf(page("")).startswith(b"%PDF")
