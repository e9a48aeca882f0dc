"""Receipt cards for filing without a network: the code stands on its paper alone."""

import io
import re
import stat
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import select

from grievances.documents import CardPaper, Sheet, cards, follow_qr
from grievances.models import Card, Case
from grievances.operations.cards import (
    claim_card,
    fresh_codes,
    keep_cards,
    new_sheet_name,
    sheets_of,
    spoil_sheet,
)
from grievances.receipts import grouped, typed
from kernel.audit import Entry
from kernel.database import Database
from kernel.errors import BadInput, NotFound, RuleBroken
from tests.factories.cases import Scene, make_case, make_office
from tests.grievances.people import follow, open_office, unquoted
from web.settings import Settings

OUT = "cards.pdf"


@pytest.fixture
def settings(tmp_path: Path, database: Database) -> Settings:
    """An installation that people reach by an address of its own: it stands on paper."""
    return Settings.for_tests(
        tmp_path / "var",
        DATABASE_URL=str(database.url),
        RIMANAKUY_PUBLIC_URL="http://quejas.example.org",
    )


def test_no_card_carries_an_address_that_no_phone_finds(database: Database, tmp_path: Path) -> None:
    from app import create_app

    here = create_app(Settings.for_tests(tmp_path / "here", DATABASE_URL=str(database.url)))
    with here.app_context():
        told = here.test_cli_runner().invoke(
            args=["grievances", "cards", "--office", "cusco", "--out", str(tmp_path / "x.pdf")]
        )
    assert told.exit_code == 1
    assert "no phone finds that" in told.output
    assert not (tmp_path / "x.pdf").exists()
    here.extensions["jobs"].close()
    here.extensions["database"].dispose()


def text_of(paper: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(paper)).pages)


def run(app: Flask, *words: str) -> tuple[int, str]:
    done = app.test_cli_runner().invoke(args=["grievances", "cards", *words])
    return done.exit_code, done.output


def sheet_of(scene: Scene, count: int = 2) -> tuple[str, list[str], list[str]]:
    """A sheet; its name, its codes and their look-ups."""
    fresh, name = fresh_codes(scene.vault, count), new_sheet_name()
    keep_cards(scene.session, scene.office, name, fresh)
    return name, [one.code for one in fresh], [one.lookup for one in fresh]


def test_a_sheet_has_so_many_good_codes_and_no_two_alike(scene: Scene) -> None:
    _name, codes, lookups = sheet_of(scene, 5)
    assert len(set(codes)) == len(set(lookups)) == 5
    assert all(typed(code) == code for code in codes)


def test_nobody_keeps_the_codes(app: Flask, tmp_path: Path) -> None:
    slug, out = open_office(app), tmp_path / OUT
    code, told = run(app, "--office", slug, "--count", "3", "--out", str(out))
    assert code == 0, told
    codes = re.findall(r"\d{4} ?\d{4} ?\d{4} ?\d{4}", text_of(out.read_bytes()))
    assert len(codes) == 3
    with app.extensions["database"].reading() as session:
        kept = [(one.code_lookup, one.sheet) for one in session.scalars(select(Card))]
        facts = [str(one.facts) for one in session.scalars(select(Entry))]
    assert len(kept) == 3
    plain = [re.sub(r"\D", "", one) for one in codes]
    assert not [one for one in plain if one in str(kept) + str(facts) + told]


def test_the_paper_is_readable_by_its_owner_only_and_never_written_over_another(
    app: Flask, tmp_path: Path
) -> None:
    slug, out = open_office(app), tmp_path / OUT
    run(app, "--office", slug, "--count", "1", "--out", str(out))
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    before = out.read_bytes()
    code, told = run(app, "--office", slug, "--count", "1", "--out", str(out))
    assert code != 0
    assert "cannot be written" in told
    assert out.read_bytes() == before
    with app.extensions["database"].reading() as session:
        assert len(session.scalars(select(Card.id)).all()) == 1


def test_a_card_that_was_never_used_says_so_and_opens_nothing(
    app: Flask, page: FlaskClient, tmp_path: Path
) -> None:
    slug, out = open_office(app), tmp_path / OUT
    run(app, "--office", slug, "--count", "1", "--out", str(out))
    found = re.search(r"\d{4} ?\d{4} ?\d{4} ?\d{4}", text_of(out.read_bytes()))
    assert found
    told = follow(page, found[0])
    assert "Todavía no está registrado" in unquoted(told.get_data(as_text=True))
    assert page.get("/my-case").location == "/follow"


def test_a_card_becomes_the_code_of_the_case_whose_paper_came_with_it(scene: Scene) -> None:
    _name, _codes, (first, second) = sheet_of(scene)
    claim_card(scene.session, scene.case, first)
    assert scene.case.code_lookup == first
    other = make_case(scene.session, scene.vault, scene.office)
    with pytest.raises(RuleBroken, match="card-used"):
        claim_card(scene.session, other, first)
    claim_card(scene.session, other, second)
    assert {one.code_lookup for one in scene.session.scalars(select(Case))} == {first, second}


def test_a_card_is_good_at_its_own_office_only(scene: Scene) -> None:
    _name, _codes, (lookup, _) = sheet_of(scene)
    elsewhere = make_case(scene.session, scene.vault, make_office(scene.session, scene.vault))
    with pytest.raises(BadInput, match="card-unknown"):
        claim_card(scene.session, elsewhere, lookup)
    with pytest.raises(BadInput, match="card-unknown"):
        claim_card(scene.session, scene.case, "nothing of ours")


def test_a_spoiled_sheet_takes_its_unused_cards_with_it(scene: Scene) -> None:
    name, _codes, (used, left) = sheet_of(scene)
    claim_card(scene.session, scene.case, used)
    assert spoil_sheet(scene.session, name) == 1
    assert spoil_sheet(scene.session, name) == 0
    with pytest.raises(RuleBroken, match="card-spoiled"):
        claim_card(scene.session, make_case(scene.session, scene.vault, scene.office), left)
    (sheet,) = sheets_of(scene.session, scene.office)
    assert (sheet.made, sheet.used, sheet.spoiled, sheet.free) == (2, 1, 1, 0)
    with pytest.raises(NotFound):
        spoil_sheet(scene.session, "NOSUCH")


def test_the_command_lists_and_spoils(app: Flask, tmp_path: Path) -> None:
    slug = open_office(app)
    assert "No cards were printed" in run(app, "--office", slug)[1]
    _, told = run(app, "--office", slug, "--count", "2", "--out", str(tmp_path / OUT))
    name = told.split()[1].rstrip(":")
    assert f"{name}     2 made     0 used     2 free" in run(app, "--office", slug)[1]
    assert "2 cards" in run(app, "--spoil", name.lower())[1]
    assert run(app, "--spoil", "NOSUCH")[0] != 0
    assert run(app, "--office", "nowhere")[0] != 0
    assert run(app)[0] != 0
    assert run(app, "--office", slug, "--count", "401", "--out", str(tmp_path / "x"))[0] != 0


@pytest.mark.parametrize("languages", [("es",), ("qu",), ("qu", "es")])
def test_a_card_says_office_code_address_and_date_and_its_picture_holds_no_code(
    app: Flask, languages: tuple[str, ...]
) -> None:
    with app.app_context(), app.extensions["database"].changing() as session:
        office = make_office(session, app.extensions["vault"], name="Defensoría del Agua")
        office.phone = "084 111 222"
        (one,) = fresh_codes(app.extensions["vault"], 1)
        address = "https://rimanakuy.example/follow"
        sheet = Sheet(
            name="ABCDEF",
            office=office,
            cards=(CardPaper(grouped(one.code), 1),) * 11,
            languages=languages,
            follow_at=address,
            qr=follow_qr(address),
        )
        paper = cards(sheet)
    said = text_of(paper)
    for word in ("Defensoría del Agua", address, "084 111 222", "ABCDEF-1"):
        assert word in said
    assert ("Guarde esta tarjeta" in said) == ("es" in languages)
    assert ("Kay tarjetata waqaychay" in said) == ("qu" in languages)
    assert one.code not in follow_qr(address)
    root: Any = PdfReader(io.BytesIO(paper)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"]
