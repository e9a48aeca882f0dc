"""The page of scenarios: what a community, an authority and a company look at together."""

import csv
import io
import re
from dataclasses import dataclass
from xml.etree import ElementTree

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from accounts.roles import Role
from basin.kinds import Comparison, Verdict, Visibility
from basin.models import Evidence, Study
from basin.operations.marks import dispute, supersede
from basin.operations.reviews import Opinion, sign_review
from basin.operations.thresholds import (
    Limit,
    adopt_threshold,
    propose_threshold,
    withdraw_threshold,
)
from basin.pictures import Asked, scene
from basin.queries.council import versions_of
from basin.queries.evidence import thresholds_of
from kernel.database import Database
from kernel.policy import SYSTEM
from kernel.vault import Vault
from tests.factories.accounts import new_office, new_person, signed_in
from tests.factories.basin import new_evidence, new_expert, new_process, new_provider, new_study
from tests.factories.exhibits import new_run, new_station, new_table
from web.floods import Limit as Turns

PAGE_LIMIT = 30 * 1024


@dataclass
class Here:
    """A study that everybody may read, with one run of the model."""

    database: Database
    app: Flask
    study: int
    run: str

    @property
    def client(self) -> FlaskClient:
        return self.app.test_client()

    def page(self, code: str = "", asked: str = "") -> str:
        return self.client.get(f"/studies/evidence/{code or self.run}/scenarios{asked}").text


@pytest.fixture
def here(app: Flask, database: Database, vault: Vault) -> Here:
    with database.changing() as session:
        study = new_study(session, new_office(session, vault), visibility=Visibility.PUBLIC)
        return Here(database, app, study.id, new_run(session, study).code)


def words(page: str) -> str:
    """What stands in a page, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def charts(page: str) -> list[str]:
    return re.findall(r"<svg class=\"chart\".*?</svg>", page, re.S)


def stations(here: Here, unit: str = "m") -> str:
    with here.database.changing() as session:
        study = session.get_one(Study, here.study)
        values, flags = [1.5] * 12 + [1.4] * 12, ["good"] * 11 + ["suspect"] + ["good"] * 12
        values[11] = 1.2
        return new_station(session, study, values, flags, unit=unit).code


# --- What stands there ---


def test_six_pictures_the_changes_in_words_and_what_the_model_leaves_out(here: Here) -> None:
    page = here.page()
    assert len(charts(page)) == 6
    said = words(page)
    assert "La laguna estaría cerca de 14 cm más baja que en la línea de base" in said
    assert "Faltaría agua para el ganado en 52 de cada 100 meses" in said
    assert "Todo se compara con: A Línea de base (sin mina)." in said
    assert "No sirve para decidir" in said
    assert "Datos de entrada del modelo" in said
    assert said.count("Ilustrativo, no calibrado") == 6


def test_the_whole_page_of_five_scenarios_is_light_on_the_wire(here: Here) -> None:
    answer = here.client.get(
        f"/studies/evidence/{here.run}/scenarios", headers={"Accept-Encoding": "br"}
    )
    assert answer.headers["Content-Encoding"] == "br"
    assert len(answer.get_data()) < PAGE_LIMIT
    assert len(charts(brotli.decompress(answer.get_data()).decode())) == 6


def test_it_is_whole_in_quechua_and_in_english(here: Here) -> None:
    for language in ("qu", "en"):
        page = here.page(asked=f"?lang={language}")
        assert len(charts(page)) == 6
    assert "Mana minayuq" in here.page(asked="?lang=qu")


def test_nothing_needs_a_script(here: Here) -> None:
    assert "<script" not in here.page().split("<main")[1]


# --- What can be chosen ---


def test_scenarios_are_chosen_by_a_plain_form(here: Here) -> None:
    page = here.page(asked=f"?s={here.run}.baseline&s={here.run}.with-mine")
    assert "B Con mina" in words(charts(page)[0])
    assert "Clima seco" not in words(charts(page)[0])
    assert page.count(" checked") == 2


def test_another_scenario_can_be_compared_with(here: Here) -> None:
    page = words(here.page(asked=f"?base={here.run}.with-mine"))
    assert "Todo se compara con: B Con mina." in page


def test_a_choice_that_does_not_exist_changes_nothing(here: Here) -> None:
    assert len(charts(here.page(asked="?s=nobody&base=x&band=y&all=1"))) == 6


def test_two_runs_stand_in_the_same_pictures_and_say_what_differs(here: Here) -> None:
    with here.database.changing() as session:
        study = session.get_one(Study, here.study)
        other = new_run(session, study, "Con mina, 30 L/s", 30.0, 0.1).code
        title = {"name": "mine_fresh_l_s", "title": {"es": "Agua dulce que saca la mina"}}
        described = {"id": "salar-demo", "version": "1.0.0", "inputs": [title]}
        new_process(session, new_provider(session), described)
    page = here.page(asked=f"?with={other}")
    drawn = words(charts(page)[0])
    assert "Con mina · 60 L/s" in drawn
    assert "Con mina · 30 L/s" in drawn
    assert "A Línea de base (sin mina) B" in drawn  # the same in both, so it stands once
    said = words(page)
    assert "Dos evidencias en los mismos gráficos" in said
    assert "Agua dulce que saca la mina es distinto 60 L/s 30 L/s" in said


def test_what_belongs_to_another_study_cannot_be_put_beside_it(here: Here, vault: Vault) -> None:
    with here.database.changing() as session:
        elsewhere = new_study(session, new_office(session, vault), visibility=Visibility.PUBLIC)
        strange = new_run(session, elsewhere).code
    address = f"/studies/evidence/{here.run}/scenarios"
    for asked in (f"?with={strange}", f"?obs={strange}", "?with=E-000000"):
        assert here.client.get(address + asked).status_code == 404


# --- Measurements ---


def test_what_a_station_measured_lies_over_the_lines(here: Here) -> None:
    code = stations(here)
    assert f'name="obs" value="{code}"' in here.page()
    drawn = words(charts(here.page(asked=f"?obs={code}"))[0])
    assert "Medido: Regla de la laguna" in drawn
    assert "Medido, estimado o dudoso: Regla de la laguna" in drawn


def test_measurements_in_another_unit_are_refused_in_words(here: Here) -> None:
    code = stations(here, unit="cm")
    page = here.page(asked=f"?obs={code}")
    assert "Medido" not in words(charts(page)[0])
    assert "vienen en cm y el modelo en m" in words(page)


def test_measurements_can_be_looked_at_by_themselves(here: Here) -> None:
    page = here.page(stations(here))
    assert "Medido, estimado o dudoso" in words(charts(page)[0])
    assert "Cargado a mano, no verificado por el servicio" in words(charts(page)[0])


def test_series_of_another_model_are_seen_on_the_same_page(here: Here) -> None:
    with here.database.changing() as session:
        study = session.get_one(Study, here.study)
        series = {"lagoon_level": [1.5] * 60, "snow": [3.0] * 60}
        code = new_table(session, study, {"actual": series, "seco": series}).code
    page = here.page(code)
    said = words(page)
    assert len(charts(page)) == 2
    assert "No hay línea de base: los escenarios se muestran sin comparar." in said
    assert "Cargado a mano, no verificado por el servicio" in words(charts(page)[0])
    assert "snow (u)" in said
    assert "No hay datos para dibujar." in said
    assert "1,50 m (no se sabe cuánto puede variar)" in said


# --- What people said of it ---


def test_a_dispute_and_a_newer_run_are_seen_before_any_picture(here: Here) -> None:
    with here.database.changing() as session:
        study = session.get_one(Study, here.study)
        old = session.query(Evidence).filter_by(code=here.run).one()
        newer = new_run(session, study, "Corrida nueva", 30.0)
        supersede(session, SYSTEM, old, newer)
        dispute(session, SYSTEM, old, "El caudal medido es otro.", group="Comunidad")
        code = newer.code
    above = words(here.page().split('<svg class="chart"')[0])
    assert "Hay una evidencia más nueva" in above
    assert code in above
    assert "Esta evidencia está cuestionada" in above
    assert "El caudal medido es otro." in above


def test_what_the_council_says_stands_beside_every_picture(here: Here) -> None:
    assert "El Consejo de Expertos no revisó todavía este modelo." in here.page()
    with here.database.changing() as session:
        study = session.get_one(Study, here.study)
        expert = new_expert(session, study, name="Amadeo Inventado")
        opinion = Opinion(versions_of(session, study)[0], Verdict.DISPUTES, "No está medido.")
        sign_review(session, SYSTEM, study, expert, opinion, expert.name)
    beside = [
        words(part)
        for part in re.findall(r'<section class="plate">.*?</section>', here.page(), re.S)
    ]
    assert len(beside) >= 6
    assert all("Cuestiona el modelo Amadeo Inventado" in one for one in beside)


def test_thresholds_of_the_table_follow_what_the_table_says_at_once(here: Here) -> None:
    own = Limit("lagoon_level", Comparison.BELOW, 1.6, "m")

    def level() -> str:
        return words(charts(here.page())[0])

    assert "Umbral: 1,45 m (del modelo)" in level()
    with here.database.changing() as session:
        study = session.get_one(Study, here.study)
        propose_threshold(session, SYSTEM, study, own, basis="La vega se seca", group="Comunidad")
    assert "Umbral: 1,6 m (propuesto)" in level()
    with here.database.changing() as session:
        study = session.get_one(Study, here.study)
        row = next(iter(thresholds_of(session, study)))
        adopt_threshold(session, SYSTEM, study, row, agreed_in="meeting:M-1")
    assert "Umbral: 1,6 m (acordado)" in level()
    with here.database.changing() as session:
        study = session.get_one(Study, here.study)
        row = next(iter(thresholds_of(session, study)))
        withdraw_threshold(session, SYSTEM, study, row, agreed_in="meeting:M-2")
    assert "1,6 m" not in level()


def test_the_same_page_is_drawn_once_and_is_the_same(here: Here) -> None:
    before = len(scene._SHELF)
    first = charts(here.page())
    after = len(scene._SHELF)
    assert charts(here.page()) == first
    assert len(scene._SHELF) == after >= before


# --- Who may see it ---


def test_strangers_see_what_is_published_and_nothing_else(
    here: Here, app: Flask, database: Database, vault: Vault
) -> None:
    with database.changing() as session:
        office = new_office(session, vault)
        hidden = new_run(session, new_study(session, office, visibility=Visibility.OFFICE)).code
        who = new_person(session, office, Role.AUDITOR).id
    for end in ("scenarios", "series", "series.csv"):
        refused = app.test_client().get(f"/studies/evidence/{hidden}/{end}")
        unknown = app.test_client().get(f"/studies/evidence/E-000000/{end}")
        assert refused.status_code == unknown.status_code == 404
        assert refused.data == unknown.data.replace(b"E-000000", hidden.encode())
        assert signed_in(app, who).get(f"/studies/evidence/{hidden}/{end}").status_code == 200


def test_evidence_without_series_has_no_such_page(here: Here) -> None:
    with here.database.changing() as session:
        plain = new_evidence(session, session.get_one(Study, here.study)).code
    for end in ("scenarios", "series", "series.csv"):
        assert here.client.get(f"/studies/evidence/{plain}/{end}").status_code == 404


def test_what_was_changed_in_the_database_is_shown_to_nobody(here: Here) -> None:
    here.page()  # it was looked at before, so it may be kept
    with here.database.changing() as session:
        name = session.get_bind().dialect.name
        if name != "sqlite":
            pytest.skip("the guard of the other database is tried elsewhere")
        for trigger in session.scalars(
            text("select name from sqlite_master where type='trigger' and tbl_name='basin_blob'")
        ).all():
            session.execute(text(f'drop trigger "{trigger}"'))
        session.execute(
            text(
                "update basin_blob set data = cast(replace(cast(data as text), '1.6', '1.7') as "
                "blob) where sha256 in (select sha256 from basin_part where name='timeseries')"
            )
        )
    answer = here.client.get(f"/studies/evidence/{here.run}/scenarios")
    assert answer.status_code == 409
    assert not charts(answer.text)


def test_words_that_name_nothing_let_nothing_be_drawn_anew(here: Here) -> None:
    here.page()
    drawn = len(scene._SHELF)
    for asked in ("?base=x1", "?band=x2", "?s=x3&s=x4", f"?s=x&band={here.run}"):
        here.page(asked=asked)
    assert len(scene._SHELF) == drawn


def test_no_more_stations_are_read_for_a_picture_than_it_can_hold() -> None:
    codes = [f"E-{number}" for number in range(30)]
    assert Asked.of({"obs": [*codes, *codes]}).measured == ("E-0", "E-1", "E-2", "E-3")


def test_who_chooses_very_often_waits_and_the_first_look_is_free(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns: list[Turns] = []
    monkeypatch.setattr("basin.views.viewer.wait_for_turn", turns.append)
    here.page()
    assert turns == []
    here.page(asked="?all=1")
    here.client.get(f"/studies/evidence/{here.run}/series?year=2030")
    here.client.get(f"/studies/evidence/{here.run}/series.csv")
    assert [one.kind for one in turns] == ["basin:chosen", "basin:chosen", "basin:taken"]


# --- The data ---


def test_all_data_stand_in_a_table_a_year_at_a_time(here: Here) -> None:
    address = f"/studies/evidence/{here.run}/series"
    page = here.client.get(f"{address}?variable=spring_flow&year=2030").text
    assert page.count('role="rowheader"') == 12
    assert "Agua de la vertiente de la comunidad (L/s), 2030" in words(page)
    assert "year=2029" in page
    assert "year=2031" in page
    for year in ("99999999999", "9" * 5000, "²"):
        odd = here.client.get(f"{address}?variable=x&year={year}").text
        assert "2026" in words(odd)


def test_a_doubtful_measurement_says_so_in_the_table(here: Here) -> None:
    page = here.client.get(f"/studies/evidence/{stations(here)}/series").text
    assert "1,200 · Dudoso" in words(page)


def test_the_csv_holds_every_value_and_runs_nothing(here: Here) -> None:
    answer = here.client.get(f"/studies/evidence/{here.run}/series.csv")
    assert answer.mimetype == "text/csv"
    assert "attachment" in answer.headers["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert len(rows) == 5 * 360
    assert rows[0]["scenario"] == "baseline"
    assert float(rows[0]["lagoon_level.p50"]) > 0


def test_a_chart_of_the_page_is_sound(here: Here) -> None:
    for chart in charts(here.page()):
        ElementTree.fromstring(chart)  # noqa: S314 - our own page
