"""The report of a programme: each person once, small groups hidden, the same totals as pandas."""

import io
import random
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import pandas as pd
import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.roles import Role
from kernel.database import Database
from kernel.policy import SYSTEM
from kernel.vault import Vault
from meetings.kinds import ContributionKind, Counting, Extent, MeetingKind, PaperLanguage, Sex
from meetings.models import Agreement, Contribution, Theme
from meetings.operations.attendance import Numbers, keep_numbers
from meetings.particulars import HAD_AGENDA
from meetings.queries.meetings import key_of
from tests.databases import rows
from tests.factories.accounts import new_office, new_person, send, signed_in
from tests.factories.learning import LIKED, THREE, ask, fill_in, new_course
from tests.factories.meetings import (
    new_agenda_item,
    new_commitment,
    new_group,
    new_meeting,
    new_participant,
    new_programme,
)
from tests.trainings.tagged import blemishes
from tests.trainings.test_certificates import attend
from tests.working import wait_until, working
from trainings.documents import report as papers
from trainings.documents import report_tables as tables
from trainings.documents.values import Values
from trainings.kinds import Moment, PrintoutState
from trainings.models import Printout, Programme
from trainings.queries.learning import course_for, questionnaires_elsewhere
from trainings.queries.reporting import Presence, Report, reached, report_of

GROUPS = ("Comité de riego", "Federación", "Municipalidad")
OLD = "Acta de la mesa de 2019"
COMMUNITIES = ("Ccapacmarca", "CCAPACMARCA", "Velille", "")
DAYS: dict[str, Any] = {"begins_on": date(2026, 8, 20), "ends_on": date(2026, 8, 21)}


class Story:
    """A programme with two workshops, an old acta, forty people, concerns, promises, sheets."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self.database, self.vault = database, vault
        self.dice = random.Random(7)  # noqa: S311 - a made-up room
        self.rows: list[dict[str, Any]] = []
        with database.changing() as session:
            office = new_office(session, vault)
            self.staff = new_person(session, office, Role.COORDINATOR).id
            self.auditor = new_person(session, office, Role.AUDITOR).id
            programme = new_programme(session, office, title="Territorio =1+1", territory="Cusco")
            self.reference = programme.reference
            self.groups = [new_group(session, office, name) for name in GROUPS]
            courses = [
                new_course(session, vault, office, programme, **DAYS, title=f"Taller {name}")
                for name in ("uno", "dos")
            ]
            for place, course in enumerate(courses):
                new_agenda_item(session, course.meeting)
                self._people(session, course.meeting, range(place * 10, place * 10 + 30))
            self._said(session, courses[0].meeting)
            old = new_meeting(session, vault, office, belongs_to=programme.subject, imported=True,
                              kind=MeetingKind.ASSEMBLY, title=OLD,
                              particulars={HAD_AGENDA: False})  # fmt: skip
            new_commitment(session, office, belongs_to=programme.subject, imported=True,
                           due_on=None, verifier_group="", made_in=old.subject)  # fmt: skip
            new_commitment(session, office, belongs_to=programme.subject,
                           what='=HYPERLINK("x")')  # fmt: skip
            self._sheets(session, ask(session, courses[0], *THREE, LIKED))
            other = new_office(session, vault)
            noise = new_course(session, vault, other, **DAYS)
            person = new_participant(session, noise.meeting, "Ruido")
            attend(session, noise.meeting, person, 2)

    def _people(self, session: Session, meeting: Any, numbers: range) -> None:
        key = key_of(session, self.vault, meeting)
        for number in numbers:
            own = random.Random(number)  # noqa: S311 - the same person each time
            group = own.choice([*self.groups, None])
            sex, community = own.choice(list(Sex)), own.choice(COMMUNITIES)
            person = new_participant(
                session, meeting, f"Persona {number}", group_id=group.id if group else None,
                sex=sex, community=community,
            )  # fmt: skip
            if number % 3 == 0:
                keep_numbers(key, person, Numbers(document=f"4000{number:04}"))
            days = self.dice.choice([0, 1, 2, 2])
            attend(session, meeting, person, days)
            self.rows.append(
                {
                    "meeting": meeting.title, "who": number, "days": days, "sex": sex.value,
                    "group": group.name if group else "", "community": community.casefold(),
                }
            )  # fmt: skip

    def _said(self, session: Session, meeting: Any) -> None:
        theme = Theme(
            office_id=meeting.office_id, meeting_id=meeting.id, reference="theme:T1",
            title="El agua del río", counting=Counting.HANDS, women=9, men=7,
        )  # fmt: skip
        session.add(theme)
        session.flush()
        for number in range(3):
            session.add(
                Contribution(
                    office_id=meeting.office_id, meeting_id=meeting.id, entry=f"e{number}",
                    reference=f"concern:C{number}", kind=ContributionKind.CONCERN, text="El agua",
                    theme_id=theme.id if number else None,
                )
            )  # fmt: skip
        for number, extent in enumerate((Extent.TOTAL, Extent.PARTIAL), start=1):
            session.add(
                Agreement(
                    office_id=meeting.office_id, meeting_id=meeting.id, entry=f"a{number}",
                    reference=f"agreement:A{number}", number=number, text=f"Acuerdo {number}",
                    extent=extent, dissent="" if number == 1 else "Falta consultar",
                )
            )  # fmt: skip
        session.flush()

    def _sheets(self, session: Session, asked: Any) -> None:
        for number in range(14):
            for moment, step in ((Moment.BEFORE, 2), (Moment.AFTER, 4)):
                said: dict[int, Any] = {1: step, 2: 1}
                if moment is Moment.AFTER:
                    said[4] = 4
                fill_in(session, self.vault, asked, moment, said, f"CODE{number:02}")

    def report(self) -> Report:
        with self.database.reading() as session:
            programme = session.scalars(
                select(Programme).where(Programme.reference == self.reference)
            ).one()
            return report_of(session, self.vault, SYSTEM, programme)

    @property
    def page(self) -> str:
        return f"/trainings/{self.reference}/report"


@pytest.fixture
def story(database: Database, vault: Vault) -> Story:
    return Story(database, vault)


@pytest.fixture
def speaking(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


def numbers(values: Iterable[Any]) -> list[int]:
    return [value for value in values if isinstance(value, int)]


def came(story: Story) -> pd.DataFrame:
    frame = pd.DataFrame(story.rows)
    return frame[frame["days"] > 0]


def test_people_are_counted_once_as_pandas_does(story: Story, speaking: None) -> None:
    report, frame = story.report(), came(story)
    once = frame.drop_duplicates("who")
    assert len(report.people) == len(once)
    table = tables.people(report, public=False)
    expected = pd.crosstab(once["group"], once["sex"], margins=True)
    assert table.rows[-1][-1] == expected.loc["All"].to_dict()["All"]
    shown = {row[0]: row[-1] for row in table.rows[:-1]}
    names = {name: name or "Sin decir su grupo" for name in once["group"].unique()}
    assert shown == {names[name]: expected.loc[name].to_dict()["All"] for name in names}
    sexes = [str(expected["sex"]) for expected in [{"sex": sex.value} for sex in Sex]]
    totals = dict(zip(sexes, table.rows[-1][1:-1], strict=True))
    assert totals == {sex: int((once["sex"] == sex).sum()) for sex in sexes}
    places = {row[0]: row[1] for row in tables.communities(report, public=False).rows[:-1]}
    assert sorted(numbers(places.values())) == sorted(once.groupby("community").size().tolist())


def test_meetings_and_hours_equal_pandas(story: Story, speaking: None) -> None:
    report, frame = story.report(), came(story)
    by_title = {one.meeting.title: one for one in report.held}
    for title, people in frame.groupby("meeting"):
        assert by_title[str(title)].came == len(people)
        assert by_title[str(title)].came_to_all == int((people["days"] == 2).sum())
        assert by_title[str(title)].person_sittings == int(people["days"].sum())
    assert report.sittings == 5  # two days, two days, one day of the old acta
    assert report.hours == 40


def test_old_actas_count_in_the_quality(story: Story, speaking: None) -> None:
    rates = {row[0]: row[1:] for row in tables.quality(story.report()).rows}
    assert rates["Compromisos sin fecha"] == (1, 2)
    assert rates["Compromisos sin quien compruebe"] == (1, 2)
    assert rates["Actas sin agenda"] == (1, 1)
    assert rates["Acuerdos sin compromiso"] == (2, 2)


def test_of_an_old_acta_nobody_knows_who_came(story: Story, speaking: None) -> None:
    rows = tables.workshops(story.report()).rows
    total = rows[-1]
    (old,) = [row for row in rows if row[-3:] == ("", "", "")]
    assert old[1] == OLD, "nobody counted, which is not nobody"
    assert total[0] == "Total"
    assert isinstance(total[-2], int)
    assert total[-2] > 0


def test_concerns_stand_by_weight(story: Story, speaking: None) -> None:
    report = story.report()
    rows = tables.concerns(report, public=False).rows
    assert [(row[0], row[2], row[-1]) for row in rows] == [
        ("El agua del río", 2, 16), ("Sin tema", 1, 0),
    ]  # fmt: skip
    assert rows[0][3:6] == (9, 7, 0)
    assert tables.concerns(report, public=True).rows[0][2:] == (2, 16)


def test_small_groups_are_hidden_for_everybody(story: Story, speaking: None) -> None:
    report = story.report()
    full, public = (tables.people(report, public=one) for one in (False, True))
    pairs = [
        (count, shown)
        for row, seen in zip(full.rows[:-1], public.rows[:-1], strict=True)
        for count, shown in zip(row[1:-1], seen[1:-1], strict=True)
    ]
    assert any(0 < count < 5 for count, _shown in pairs if isinstance(count, int))
    assert all(shown is None or shown == 0 or min(numbers([shown])) >= 5 for _count, shown in pairs)
    assert all(shown in {None, count} for count, shown in pairs)
    assert public.rows[-1][-1] == full.rows[-1][-1]


@pytest.mark.parametrize(
    ("lists", "people"),
    [
        ([("1", "ana"), ("1", "ana maria")], 1),  # one number, two names
        ([("", "ana"), ("1", "ana")], 1),  # a number on one list only
        ([("1", "ana"), ("2", "ana")], 2),  # two numbers, one name
        ([("", "ana"), ("", "ana")], 1),
        ([("", "ana"), ("", "beto")], 2),
    ],
)
def test_who_is_one_person(lists: list[tuple[str, str]], people: int) -> None:
    presences = [Presence(number, name, None, Sex.UNSAID, "") for number, name in lists]
    assert len(reached(presences)) == people


def test_the_last_list_tells_most_of_a_person() -> None:
    [person] = reached(
        [Presence("1", "a", 3, Sex.WOMAN, "Velille"), Presence("1", "a", None, Sex.UNSAID, "")]
    )
    assert (person.group_id, person.sex, person.community) == (3, Sex.WOMAN, "Velille")


def test_the_workbook_has_inert_texts_and_numbers_as_numbers(story: Story, speaking: None) -> None:
    report = story.report()
    data = papers.workbook(report, PaperLanguage.ES)
    assert data == papers.workbook(report, PaperLanguage.ES)
    sheets = pd.read_excel(io.BytesIO(data), sheet_name=None, engine="calamine")
    people = sheets["Personas por grupo y sexo"]
    assert int(people["Total"].iloc[:-1].sum()) == int(people["Total"].iloc[-1])
    assert pd.api.types.is_numeric_dtype(people["Total"])
    assert '=HYPERLINK("x")' in set(sheets["Compromisos"]["Compromiso"])
    assert {"Resumen", "Reuniones y asistencia", "Lo aprendido"} <= set(sheets)
    book = zipfile.ZipFile(io.BytesIO(data))
    assert all(b"<f>" not in book.read(name) for name in book.namelist() if "sheet" in name)


def test_the_workbook_lets_one_reckon_with_what_was_learned(story: Story, speaking: None) -> None:
    report = story.report()
    data = papers.workbook(report, PaperLanguage.ES)
    sheet = pd.read_excel(io.BytesIO(data), sheet_name="Lo aprendido", engine="calamine")
    figures = [one for course in papers.courses_of(report) for one in course.figures]
    kept = [
        (people, one)
        for each in figures
        for people, one in zip(each.people, each.values, strict=True)
    ]
    assert [int(people) for people in sheet["Personas"]] == [people for people, _one in kept]
    columns = ("Mejor", "Igual", "Peor", "Antes", "Después", "Contentas o eligieron", "Límite bajo",
               "Límite alto")  # fmt: skip
    for column, name in zip(columns, Values.__dataclass_fields__, strict=True):
        told = [None if pd.isna(one) else float(one) for one in sheet[column]]
        assert told == pytest.approx([getattr(one, name) for _people, one in kept])
    moved = sheet.dropna(subset=["Mejor"])
    assert len(moved)
    assert (moved[["Mejor", "Igual", "Peor"]].sum(axis=1) == moved["Personas"]).all()
    bounded = sheet.dropna(subset=["Límite bajo", "Antes"])
    change = bounded["Después"] - bounded["Antes"]
    assert len(bounded)
    assert change.between(bounded["Límite bajo"], bounded["Límite alto"]).all()


def test_the_page_and_the_papers_say_the_same(
    app: Flask, story: Story, database: Database, vault: Vault
) -> None:
    browser = signed_in(app, story.staff)
    page = browser.get(story.page)
    assert page.status_code == 200
    assert "El agua del río" in page.text
    for number, kind in enumerate(("office", "public", "sheet")):
        sent = send(browser, story.page, kind=kind, language="es", key=f"{number}" * 22)
        assert sent.status_code == 303
    assert "Se está preparando" in browser.get(story.page).text
    assert browser.get(f"{story.page}/report-es.pdf").status_code == 404
    with working(app.extensions["jobs"], vault, around=app.app_context):
        wait_until(lambda: states(database) == {PrintoutState.READY})
    printed = browser.get(f"{story.page}/report-es.pdf").data
    assert blemishes(printed) == []
    office = words(printed)
    public = words(browser.get(f"{story.page}/report_public-es.pdf").data)
    assert "Acuerdo 1" in office
    assert "Acuerdo 1" not in public
    assert "–" in public
    assert "Mejor después: 14. Igual: 0. Peor: 0." in office
    assert browser.get(f"{story.page}/report-es.xlsx").data[:2] == b"PK"
    assert signed_in(app, story.auditor).get(f"{story.page}/report-es.pdf").status_code == 200
    kept = rows(database, "select made from trainings_printout")
    assert all(b"%PDF" not in row[0] for row in kept)  # sealed where it lies


def test_strangers_see_no_report(
    app: Flask, story: Story, database: Database, vault: Vault
) -> None:
    with database.changing() as session:
        other = new_person(session, new_office(session, vault), Role.COORDINATOR).id
    assert signed_in(app, other).get(story.page).status_code == 404
    assert signed_in(app, other).get(f"{story.page}/report-es.pdf").status_code == 404


def states(database: Database) -> set[PrintoutState]:
    with database.reading() as session:
        return set(session.scalars(select(Printout.state)))


def words(data: bytes) -> str:
    reader = PdfReader(io.BytesIO(data))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_both_databases_tell_the_same(any_database: Database) -> None:
    story = Story(any_database, Vault(bytes(32)))
    report = story.report()
    assert len(report.people) == len(came(story).drop_duplicates("who"))
    assert report.sittings == 5
    assert report.rates.without_date.count == 1
    assert [len(one.sheets) for one in report.learned] == [28]
    with any_database.reading() as session:
        course = course_for(session, SYSTEM, report.held[1].meeting.reference)
        office_id = course.workshop.office_id
        [other] = questionnaires_elsewhere(session, SYSTEM, office_id, course.workshop)
        assert (other.title, other.questions) == ("Taller uno", 4)


def largest(data: bytes, shown: str) -> float:
    """The largest letters, in points, in which words of this shape stand on a paper."""
    found: list[float] = []

    def look(text: str, whole: list[float], own: list[float], _font: object, size: float) -> None:
        if re.search(shown, text):
            found.append(size * abs(own[3] * whole[3]))

    for page in PdfReader(io.BytesIO(data)).pages:
        page.extract_text(visitor_text=look)
    return max(found)


def test_a_code_in_the_table_of_promises_is_no_larger_than_its_words(
    story: Story, speaking: None
) -> None:
    printed = papers.paper(story.report(), PaperLanguage.ES, public=False)
    assert largest(printed, r"^C-[A-Z0-9]{6}$") <= 9


def test_figures_of_one_workshop_follow_each_other_without_half_empty_pages(
    story: Story, speaking: None
) -> None:
    """Five questions on fewer pages than there are questions; the pictures as wide as the sheet."""
    report = story.report()
    asked = sum(len(course.figures) for course in papers.courses_of(report))
    pages = [
        page.extract_text()
        for page in PdfReader(
            io.BytesIO(papers.paper(report, PaperLanguage.ES, public=False))
        ).pages
    ]
    titles = [figure.title for course in papers.courses_of(report) for figure in course.figures]
    with_figures = [page for page in pages if any(title in page for title in titles)]
    assert len(with_figures) < asked
    charts = [figure.chart for course in papers.courses_of(report) for figure in course.figures]
    assert all(f'viewBox="0 0 {papers.WIDE} ' in chart for chart in charts if chart)
