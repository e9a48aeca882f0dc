"""An acta of ten pages with sixty attendees: our path beside the same HTML through WeasyPrint.

Ours reads the canonical content, fills the template in Spanish and prints it as the worker does.
The floor gives the finished page of HTML straight to WeasyPrint, in the same process.
"""

import io
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import pikepdf
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

from app import create_app
from bench.figures import Figure
from meetings import contents
from meetings.contents import (
    Acta,
    Agreement,
    Attendee,
    GroupCount,
    Heading,
    Point,
    Promise,
    Said,
    Signer,
    Sitting,
    Text,
)
from meetings.documents.acta import page, paper
from meetings.kinds import PaperLanguage
from web.settings import Settings

PEOPLE, POINTS = 60, 4
ROUNDS = 7
FEWEST_PAGES = 10
MOST_TIMES = 1.15
WORDS = Text("La comunidad contó que desde julio llega menos agua a la parte baja. " * 9)
AT = "https://dialogo.example.org"


def figures(folder: Path) -> list[Figure]:
    """CPU milliseconds for the paper, beside WeasyPrint alone on the same page."""
    app = create_app(Settings.from_environment({"DATA_DIR": str(folder / "acta")}))
    written = contents.canonical(acta_of_a_day())
    try:
        with app.app_context():
            html = page(contents.read(written), PaperLanguage.ES, AT, sealed=True)
            fonts = FontConfiguration()
            ours, floor = _pace(lambda: _ours(written), lambda: _bare(html, fonts))
            pages = _pages(_ours(written))
    finally:
        app.extensions["jobs"].close()
        app.extensions["database"].dispose()
    what = f"acta, {PEOPLE} attendees"
    return [
        Figure(f"{what}: pages", pages, FEWEST_PAGES, "", "≥ budget"),
        Figure(f"{what}, beside WeasyPrint", ours, floor, " ms", f"≤ {MOST_TIMES} ×"),
    ]


def acta_of_a_day() -> Acta:
    """A whole day of dialogue in ten pages."""
    group = Text("Comunidad Qollpa", "Qollpa ayllu")
    return Acta(
        reference="M-BENCHX",
        number=1,
        heading=Heading(
            "workshop", Text("Agua y polvo en Qollpa"), "Oficina", begins_on="2026-08-23",
            ends_on="2026-08-23", begins_at="09:00", ends_at="17:00", place="Salón comunal",
        ),
        sealed_at="2026-08-23T18:40-05:00",
        sittings=(Sitting(1, "2026-08-23"),),
        groups=(GroupCount(group, "community", women=34, men=26),),
        people=tuple(
            Attendee(f"Asistente Número {n}", group, "Comité de riego", "Delegada", "Qollpa",
                     "signature", (1,))
            for n in range(PEOPLE)
        ),
        points=tuple(
            Point(n, Text(f"Punto {n}"), summary=Text("\n".join([WORDS.es] * 3)),
                  said=tuple(Said("concern", group, "", "es", WORDS.es) for _ in range(3)))
            for n in range(1, POINTS + 1)
        ),
        agreements=tuple(
            Agreement(n, f"A{n}", WORDS, "partial", Text("La empresa pide otro plazo."))
            for n in range(1, POINTS + 1)
        ),
        promises=tuple(
            Promise(f"C-BENCH{n}", WORDS, Text("Caudal de 12 L/s"), "Municipalidad",
                    verifier_group="Comité", due_on="2026-10-31")
            for n in range(POINTS)
        ),
        signers=tuple(Signer(f"Firmante {n}", "Presidenta", group) for n in range(6)),
    )  # fmt: skip


def _ours(written: str) -> bytes:
    return paper(contents.read(written), PaperLanguage.ES, AT, sealed=True)


def _bare(html: str, fonts: FontConfiguration) -> bytes:
    printed: bytes = HTML(string=html).write_pdf(pdf_variant="pdf/ua-1", font_config=fonts)
    return printed


def _pages(data: bytes) -> int:
    with pikepdf.open(io.BytesIO(data)) as opened:
        return len(opened.pages)


def _pace(ours: Callable[[], bytes], floor: Callable[[], bytes]) -> tuple[float, float]:
    """The medians of both in CPU milliseconds, taken in turns after one round to warm up."""
    spent: tuple[list[float], list[float]] = ([], [])
    ours(), floor()
    for _ in range(ROUNDS):
        for run, times in zip((ours, floor), spent, strict=True):
            begun = time.process_time()
            run()
            times.append((time.process_time() - begun) * 1000)
    return statistics.median(spent[0]), statistics.median(spent[1])
