"""The register of agreements: who finds what in it, and what everybody may read."""

import csv
import io

import pytest

from accounts.roles import Role
from commitments.models import Commitment
from dialogue.kinds import Visibility
from dialogue.lifecycle.agreements import AgreementState
from dialogue.models import Agreement, Seat
from dialogue.queries.agreements.registry import ON_A_PAGE
from kernel.policy import Actor
from tests.dialogue.agreements.at_signing import (
    draft_at,
    page_of,
    press,
    say,
    sealed_at,
    sign_as,
    state_of,
)
from tests.dialogue.at_table import AtTable
from tests.factories.agreements import new_agreement
from tests.factories.tables import new_process, new_seat

REGISTRY = "/dialogue/agreements/"
SECRET = "chiwaku-9021"
"""A word that only the parties may read."""
NAMED = "Persona Community Inventada"


def in_force_at(table: AtTable, **facts: object) -> str:
    code = sealed_at(table, **facts)
    for who in ("community", "company"):
        sign_as(table, who, code)
    return code


def test_who_sits_at_a_table_finds_its_agreements_and_no_others(table: AtTable) -> None:
    code = draft_at(table)
    with table.changing() as session:
        other = new_process(session, table.vault, table.process(session).office)
        new_agreement(session, other, title="Acuerdo de otra mesa")
    for who in ("community", "company", "observer"):
        page = table.seat(who).get(REGISTRY).text
        assert code in page
        assert "Acuerdo de otra mesa" not in page
    assert "Acuerdo de otra mesa" in table.browser(Role.AUDITOR).get(REGISTRY).text
    for browser in (table.elsewhere(), table.nobody()):
        assert code not in browser.get(REGISTRY).text


def test_words_are_found_without_accents_in_title_and_text(table: AtTable) -> None:
    draft_at(table, title="Reunión de riego", words="Limpiar la acequia Ñawin")
    for words, found in (("reunion", True), ("ÑAWIN acequia", True), ("acequia pozo", False)):
        page = table.browser().get(REGISTRY, query_string={"q": words}).text
        assert ("Reunión de riego" in page) is found


def test_state_and_extent_are_filtered_and_missing_signatures_named(table: AtTable) -> None:
    draft_at(table, title="Solo un borrador")
    code = sealed_at(table, extent="partial", dissent="Falta")
    sign_as(table, "company", code)
    page = table.browser().get(f"{table.home}/agreements?state=for_signature&extent=partial").text
    assert code in page
    assert "Solo un borrador" not in page
    assert "Comunidad de Qollpa" in page


def test_a_long_register_is_turned_page_by_page(table: AtTable) -> None:
    with table.changing() as session:
        process = table.process(session)
        for number in range(ON_A_PAGE + 3):
            new_agreement(session, process, title=f"Acuerdo {number:03}")
    first = table.browser().get(f"{table.home}/agreements").text
    assert "Acuerdo 027" in first
    assert "Acuerdo 002" not in first
    with table.reading() as session:
        after = session.query(Agreement.id).order_by(Agreement.id).offset(3).limit(1).scalar()
    second = table.browser().get(f"{table.home}/agreements?after={after}").text
    assert "Acuerdo 002" in second


def test_the_sheet_holds_every_row_inert(table: AtTable) -> None:
    draft_at(table, title="=HYPERLINK(1)")
    answer = table.browser().get(f"{table.home}/agreements.csv")
    rows = list(csv.reader(io.StringIO(answer.get_data(as_text=True).lstrip("\ufeff"))))
    assert rows[0][0] == "Código"
    assert rows[1][1].endswith("=HYPERLINK(1)")
    assert not rows[1][1].startswith("=")


def test_a_draft_may_be_published_by_nobody(public_table: AtTable) -> None:
    code = sealed_at(public_table)
    page = public_table.browser().get(page_of(public_table, code)).text
    assert "Publicarlo" not in page
    assert press(public_table, code, "/publish/publish").status_code == 422


def test_an_agreement_of_a_closed_table_is_never_published(table: AtTable) -> None:
    code = in_force_at(table)
    assert press(table, code, "/publish/publish").status_code == 422
    assert table.nobody().get(f"/agreements/{code}").status_code == 404


def test_everybody_reads_what_is_published_and_how_it_is_kept(public_table: AtTable) -> None:
    code = in_force_at(public_table, words=f"Lo acordó {NAMED} en la plaza")
    assert press(public_table, code, "/publish/publish").status_code == 303
    stranger = public_table.nobody()
    assert code in stranger.get("/agreements/").text
    page = stranger.get(f"/agreements/{code}").text
    for said in ("Comunidad de Qollpa", "Firmó", "Cerrar el pozo 4", "Huella", "Vigente desde"):
        assert said in page
    for name in (NAMED, "Carlos Tarjeta Inventado"):
        assert name not in page
    with public_table.reading() as session:
        assert session.query(Commitment).one().is_public


def test_in_public_only_the_group_signs_and_a_refusal_shows_no_post(public_table: AtTable) -> None:
    """In a village a post is a name: neither who signed nor who refused is told by it."""
    posts = {"community": f"Presidenta, {NAMED}", "company": "Gerente de la boca mina"}
    with public_table.changing() as session:
        for who, post in posts.items():
            session.get_one(Seat, public_table.seats[who]).post = post
    code = in_force_at(public_table)
    press(public_table, code, "/publish/publish")
    page = public_table.nobody().get(f"/agreements/{code}").text
    assert "Firmó" in page
    for said in ("Presidenta", "Gerente", NAMED):
        assert said not in page


def test_in_public_a_group_refuses_only_once_each_of_its_seats_did(public_table: AtTable) -> None:
    with public_table.changing() as session:
        process = public_table.process(session)
        community, company = process.groups
        other = new_seat(session, process, community, name="Otra Persona Inventada").id
        must_sign = (company.id,)
    code = sealed_at(public_table, required=must_sign)
    sign_as(public_table, "company", code)
    press(public_table, code, "/publish/publish")
    for seat, standing in ((public_table.seats["community"], False), (other, True)):
        say(public_table, code, Actor(receipt_of=f"seat:{seat}"), "Falta el pozo 5")
        page = public_table.nobody().get(f"/agreements/{code}").text
        assert ("No firmó" in page) is standing


def test_hidden_again_it_looks_like_what_never_was(public_table: AtTable) -> None:
    code = in_force_at(public_table)
    press(public_table, code, "/publish/publish")
    press(public_table, code, "/publish/hide")
    answer = public_table.nobody().get(f"/agreements/{code}")
    never = public_table.nobody().get("/agreements/A-ZZZZZZ")
    assert answer.status_code == 404
    assert answer.data.replace(code.encode(), b"A-ZZZZZZ") == never.data


@pytest.mark.parametrize("visibility", [Visibility.PARTIES, Visibility.PRIVATE])
def test_when_the_table_closes_its_doors_its_agreements_go_with_it(
    public_table: AtTable, visibility: Visibility
) -> None:
    code = in_force_at(public_table)
    press(public_table, code, "/publish/publish")
    public_table.becomes(visibility=visibility)
    assert code not in public_table.nobody().get("/agreements/").text
    assert public_table.nobody().get(f"/agreements/{code}").status_code == 404


def test_words_for_the_parties_alone_are_found_by_nobody_else(public_table: AtTable) -> None:
    """The canary: in no page, search, sheet or mail that somebody else may read."""
    draft_at(public_table, title=f"Borrador {SECRET}", words=SECRET)
    code = in_force_at(public_table, title="Acuerdo a la vista", words="Todos lo leen")
    sealed = sealed_at(public_table, title=f"Sin publicar {SECRET}", words=SECRET)
    press(public_table, code, "/publish/publish")
    paths = [
        "/agreements/", f"/agreements/?q={SECRET}", "/agreements/agreements.csv",
        f"/agreements/{code}", f"/agreements/{sealed}", f"{public_table.home}/agreements",
        f"{public_table.home}/agreements?q={SECRET}", f"{public_table.home}/agreements.csv",
        page_of(public_table, sealed), page_of(public_table, sealed, "/sign"), REGISTRY,
        "/dialogue/agreements/agreements.csv", public_table.home,
    ]  # fmt: skip
    for browser in (public_table.nobody(), public_table.elsewhere()):
        for path in paths:
            said = (
                browser.get(path).text.replace(f"q={SECRET}", "").replace(f'value="{SECRET}"', "")
            )
            assert SECRET not in said, path


def test_a_name_that_the_public_copy_covers_finds_nothing_there(public_table: AtTable) -> None:
    code = in_force_at(public_table, title="Agua", words=f"Firmó {NAMED}")
    press(public_table, code, "/publish/publish")
    assert code in public_table.nobody().get("/agreements/?q=firmo").text
    assert code not in public_table.nobody().get("/agreements/?q=community+inventada").text


def test_what_is_no_more_in_force_stays_to_be_read_and_says_so(public_table: AtTable) -> None:
    code = in_force_at(public_table)
    press(public_table, code, "/publish/publish")
    press(public_table, code, "/end/void", reason=f"Por {SECRET}")
    page = public_table.nobody().get(f"/agreements/{code}").text
    assert "Ya no está vigente" in page
    assert SECRET not in page
    assert state_of(public_table, code) == AgreementState.VOID


def test_the_page_of_comparing_leads_to_it_only_who_may_read_it(table: AtTable) -> None:
    code = sealed_at(table)
    page = table.browser().get(page_of(table, code)).text
    address = page[page.index("/v/") :].partition('"')[0]
    assert page_of(table, code) in table.browser().get(address).text
    stranger = table.nobody().get(address).text
    assert "Acuerdo de una mesa de diálogo" in stranger
    assert code not in stranger
    assert "Agua para la siembra" not in stranger
