"""A bulletin tells chosen facts that everybody may know, and never changes once it is published."""

import io
import json
from dataclasses import asdict
from datetime import date
from typing import Any

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import event, text
from sqlalchemy.exc import DatabaseError

from accounts.roles import Role
from commitments.lifecycle import Status
from commitments.models import Commitment
from dialogue.contents.bulletin import Issue, Told, read_issue
from dialogue.documents.bulletin import fact_words
from dialogue.kinds import BulletinState, NewsKind, ThreadVisibility, Visibility
from dialogue.models import Bulletin, Thread
from dialogue.queries.news import News, Period, news_of
from dialogue.queries.report import report_of
from dialogue.queries.still_public import shown_today
from kernel.database import Database
from kernel.policy import SYSTEM
from kernel.references import References
from kernel.seals import fingerprint_of, grouped, write_head
from kernel.vault import Vault
from meetings.contents import Text
from meetings.models import Meeting, Theme
from meetings.operations.minutes import amend, read_back, seal_acta
from tests.dialogue.agreements.at_signing import press, sealed_at, sign_as
from tests.dialogue.at_table import AtTable
from tests.dialogue.report.test_report import thread
from tests.factories import actas
from tests.factories.accounts import new_office, send
from tests.factories.meetings import new_meeting
from tests.factories.uploads import fetched

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
SECRET = "chiwaku-5518"
WRITTEN: dict[str, Any] = {
    "title": "Novedades del año", "opening": "Un año de trabajo.",
    "begins_on-day": "1", "begins_on-month": "1", "begins_on-year": "2026",
    "ends_on-day": "31", "ends_on-month": "12", "ends_on-year": "2026",
}  # fmt: skip


@pytest.fixture
def news(public_table: AtTable) -> str:
    """A public table with something of every kind, and as much that is not public."""
    table = public_table
    code = sealed_at(table, title="Agua para todos")
    for who in ("community", "company"):
        sign_as(table, who, code)
    press(table, code, "/publish/publish")
    sealed_at(table, title=SECRET, words=SECRET)
    thread(table, ThreadVisibility.PUBLIC, "Foto del ojo de agua")
    thread(table, ThreadVisibility.PARTIES, SECRET)
    with table.changing() as session:
        process = table.process(session)
        kept, hidden = session.query(Commitment).order_by(Commitment.id)
        kept.status, kept.ended_on = Status.VERIFIED, date(2026, 6, 1)
        hidden.what = SECRET
        for title, public, day in (
            ("Asamblea del agua", True, date(2026, 4, 2)), (SECRET, False, date(2026, 4, 3)),
            (SECRET, False, date(2027, 1, 9)),
        ):  # fmt: skip
            if public:
                jobs = table.app.extensions["jobs"]
                meeting, _minutes = actas.sealed(
                    session, table.vault, process.office, jobs, title=title
                )
            else:
                meeting = new_meeting(session, table.vault, process.office, title=title)
            meeting.belongs_to, meeting.is_public = process.subject, public
            meeting.begins_on = meeting.ends_on = day
    return code


def facts(table: AtTable) -> dict[NewsKind, list[str]]:
    found: dict[NewsKind, list[str]] = {}
    with table.reading() as session:
        process = table.process(session)
        for one in news_of(session, process.office, process.subject, YEAR, process):
            found.setdefault(one.kind, []).append(one.key)
    return found


def written(table: AtTable, **fields: Any) -> str:
    page = f"/dialogue/bulletins/new?of=process:{table.code}"
    answer = send(table.browser(), page, **(WRITTEN | fields))
    assert answer.status_code == 303, answer.text
    return str(answer.location.rpartition("/")[2])


def choose(table: AtTable, code: str, chosen: list[str], of: str = "1") -> Any:
    page = f"/dialogue/bulletins/{code}"
    return send(table.browser(), page, **WRITTEN, chosen=chosen, of=of)


def publish(table: AtTable, code: str, of: str) -> Any:
    page = f"/dialogue/bulletins/{code}"
    return send(table.browser(), page, f"{page}/publish", of=of)


def test_only_what_everybody_may_know_can_be_chosen(public_table: AtTable, news: str) -> None:
    found = facts(public_table)
    assert found[NewsKind.AGREEMENT] == [f"agreement:{news}"]
    counts = {kind: len(keys) for kind, keys in found.items()}
    assert counts == {
        NewsKind.MEETING: 1, NewsKind.AGREEMENT: 1, NewsKind.PROMISE_KEPT: 1,
        NewsKind.EVIDENCE: 1, NewsKind.COMING: 1,
    }  # fmt: skip
    page = public_table.browser().get(f"/dialogue/bulletins/{written(public_table)}").text
    assert "Asamblea del agua" in page
    assert SECRET not in page


def test_evidence_is_told_with_its_short_fingerprint_and_a_bulletin_with_its_title(
    public_table: AtTable, news: str
) -> None:
    assert news
    code = written(public_table)
    keys = facts(public_table)[NewsKind.EVIDENCE]
    choose(public_table, code, keys)
    page = public_table.browser().get(f"/dialogue/bulletins/{code}").text
    whole = keys[0].removeprefix("sha256:")
    seen = page[page.index("Así se leerá") :]
    assert whole not in seen
    assert f"huella {grouped(fingerprint_of(whole))}" in seen
    assert f"<h1>{WRITTEN['title']}</h1>" in page


def test_it_is_written_looked_at_published_and_read_by_everybody(
    public_table: AtTable, news: str
) -> None:
    code = written(public_table)
    assert public_table.nobody().get(f"/bulletins/{code}").status_code == 404
    keys = [key for some in facts(public_table).values() for key in some]
    assert choose(public_table, code, keys).status_code == 303
    assert "Así se leerá" in public_table.browser().get(f"/dialogue/bulletins/{code}").text
    assert publish(public_table, code, "2").status_code == 303
    page = public_table.nobody().get(f"/bulletins/{code}").text
    for said in (
        "Un año de trabajo.", "Asamblea del agua", f"acuerdo {news}: Agua para todos",
        "Cerrar el pozo 4", "Foto del ojo de agua", "La próxima reunión es el",
    ):  # fmt: skip
        assert said in page, said
    for path in ("/bulletins/", f"/bulletins/{code}", f"{public_table.home}/bulletins"):
        assert SECRET not in public_table.nobody().get(path).text
    for language in ("es", "qu"):
        data = fetched(public_table.nobody(), f"/bulletins/{code}/{language}.pdf")
        assert data == fetched(public_table.nobody(), f"/bulletins/{code}/{language}.pdf")
        said = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
        assert "Agua para todos" in " ".join(said.split())
        assert SECRET not in said


def test_the_register_of_seals_is_told_in_short_and_whole_where_it_is_opened(
    public_table: AtTable, news: str
) -> None:
    with public_table.changing() as session:
        head = write_head(session)
        assert head is not None
        kept = head.hash
    whole = grouped(kept)
    code = written(public_table)
    choose(public_table, code, [f"agreement:{news}"])
    publish(public_table, code, "2")
    page = public_table.nobody().get(f"/bulletins/{code}").text
    assert f'<a href="/v">{whole[:19]}…</a>' in page
    assert page.count(whole) == 1
    assert kept not in page


def test_what_was_not_chosen_is_not_told(public_table: AtTable, news: str) -> None:
    code = written(public_table)
    choose(public_table, code, [f"agreement:{news}", f"agreement:{SECRET}"])
    publish(public_table, code, "2")
    with public_table.reading() as session:
        issue = read_issue(session.query(Bulletin).one().content)
    assert [one.key for one in issue.facts] == [f"agreement:{news}"]
    assert issue.facts[0].words.es != ""


def test_published_it_stays_as_it_is_whatever_happens_later(
    public_table: AtTable, news: str
) -> None:
    code = written(public_table)
    choose(public_table, code, [f"agreement:{news}"])
    publish(public_table, code, "2")
    before = public_table.nobody().get(f"/bulletins/{code}/es.pdf").data
    with public_table.changing() as session:
        session.query(Commitment).first().what = "Otra cosa"  # type: ignore[union-attr]
    assert public_table.nobody().get(f"/bulletins/{code}/es.pdf").data == before
    with public_table.reading() as session:
        version = str(session.query(Bulletin).one().version)
    page = public_table.browser().get(f"/dialogue/bulletins/{code}").text
    assert "Lo que se publicó no cambia." in page
    assert "<form method" not in page.partition("<main")[2]
    other = written(public_table)
    answer = send(
        public_table.browser(), f"/dialogue/bulletins/{other}", f"/dialogue/bulletins/{code}",
        **WRITTEN, of=version,
    )  # fmt: skip
    assert answer.status_code == 422


def test_what_is_public_no_more_leaves_a_bulletin_that_told_it(
    public_table: AtTable, news: str
) -> None:
    code = written(public_table)
    choose(public_table, code, [key for some in facts(public_table).values() for key in some])
    publish(public_table, code, "2")
    said = (f"acuerdo {news}", "Cerrar el pozo 4", "Asamblea del agua", "Foto del ojo de agua")
    page = public_table.nobody().get(f"/bulletins/{code}").text
    assert all(one in page for one in said)
    press(public_table, news, "/publish/hide")
    with public_table.changing() as session:
        for one in (*session.query(Commitment), *session.query(Meeting)):
            one.is_public = False
        for topic in session.query(Thread):
            topic.visibility = ThreadVisibility.PARTIES
    page = public_table.nobody().get(f"/bulletins/{code}").text
    assert not [one for one in said if one in page]
    assert "4 hechos de este boletín dejaron de ser públicos" in page
    assert "La próxima reunión es el" in page


def test_the_paper_is_not_given_once_something_in_it_is_public_no_more(
    public_table: AtTable, news: str
) -> None:
    code = written(public_table)
    choose(public_table, code, [f"agreement:{news}"])
    publish(public_table, code, "2")
    paper, stranger = f"/bulletins/{code}/es.pdf", public_table.nobody()
    assert paper in stranger.get(f"/bulletins/{code}").text
    assert stranger.get(paper).status_code == 200
    press(public_table, news, "/publish/hide")
    page = stranger.get(f"/bulletins/{code}").text
    assert ".pdf" not in page
    assert "Por eso ya no se da en PDF." in page
    assert stranger.get(paper).status_code == 404


def test_an_old_bulletin_shows_the_title_that_an_acta_covered_later(
    public_table: AtTable,
) -> None:
    table, named = public_table, "Zenobia Inventada Luna"
    with table.changing() as session:
        process, jobs = table.process(session), table.app.extensions["jobs"]
        meeting, _minutes = actas.sealed(
            session, table.vault, process.office, jobs, title=f"Asamblea: {named}",
            belongs_to=process.subject, is_public=True,
        )  # fmt: skip
        place = meeting.id
    code = written(table)
    choose(table, code, facts(table)[NewsKind.MEETING])
    publish(table, code, "2")
    stranger = table.nobody()
    assert named in stranger.get(f"/bulletins/{code}").text, "nobody knew her then"
    with table.changing() as session:
        meeting = session.get_one(Meeting, place)
        amend(session, SYSTEM, meeting, "Ella vino también.")
        actas.came(session, meeting, named)
        read_back(session, References(), SYSTEM, meeting, actas.READ)
        seal_acta(session, References(), jobs, SYSTEM, meeting)
    data = fetched(stranger, f"/bulletins/{code}/es.pdf")
    words = " ".join(one.extract_text() for one in PdfReader(io.BytesIO(data)).pages)
    for shown in (stranger.get(f"/bulletins/{code}").text, " ".join(words.split())):
        assert "Zenobia" not in shown
        assert "Asamblea: ▒▒▒" in shown


def test_what_is_public_of_promises_is_asked_once_for_all_that_is_told_of_them(
    public_table: AtTable, news: str
) -> None:
    told = [
        Told(kind.value, kind.value, "2026-06-01", Text("Hecho"))
        for kind in (NewsKind.PROMISE_KEPT, NewsKind.PROMISE_OVERDUE)
    ]
    said, when, asked = Text("Novedades"), "2026-06-01", list[str]()
    issue = Issue("N-1", "Oficina", said, said, said, when, when, when, tuple(told))
    engine = public_table.app.extensions["database"].engine
    with public_table.reading() as session:
        process = public_table.process(session)
        one = Bulletin(
            office_id=process.office_id, of=process.subject, content=json.dumps(asdict(issue))
        )
        event.listen(engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
        assert shown_today(session, one, lambda _news: ()).gone == len(told)
    assert len([one for one in asked if "commitments_commitment" in one]) == 1


def test_a_name_that_the_acta_covers_stands_nowhere_else_either(public_table: AtTable) -> None:
    table, named = public_table, "Juana Callada Mamani"
    with table.changing() as session:
        process = table.process(session)
        meeting, _minutes = actas.sealed(
            session, table.vault, process.office, table.app.extensions["jobs"],
            title=f"Agua: {named}", belongs_to=process.subject, is_public=True,
        )  # fmt: skip
        session.query(Theme).one().title = f"Lo de {named}"
        acta = f"/actas/{meeting.reference}"
    for page in (acta, "/actas/", "/actas/?q=agua", table.home):
        shown = table.nobody().get(page).text
        assert "Agua: " in shown, page
        assert "Juana" not in shown, page
    assert "Agua: " not in table.nobody().get("/actas/?q=juana").text
    assert named in table.seat().get(table.home).text, "who sits there reads what it is called"
    with table.reading() as session:
        process = table.process(session)
        told = str(news_of(session, process.office, process.subject, YEAR, process))
        report = str(report_of(session, process, public=True))
        assert "Agua: " in told
        assert "Agua: " in report
        assert "Falta agua" in report
        assert "Juana" not in told + report


def test_nothing_is_published_of_a_table_that_is_not_public(table: AtTable) -> None:
    code = written(table)
    answer = publish_without_page(table, code)
    assert answer == BulletinState.DRAFT


def publish_without_page(table: AtTable, code: str) -> BulletinState:
    """Try to publish by its address alone."""
    page = f"/dialogue/bulletins/{code}"
    assert send(table.browser(), page, f"{page}/publish", of="1").status_code == 409
    with table.reading() as session:
        return session.query(Bulletin).one().state


def test_when_the_table_closes_its_doors_its_bulletins_go_with_it(
    public_table: AtTable, news: str
) -> None:
    code = written(public_table)
    choose(public_table, code, [f"agreement:{news}"])
    publish(public_table, code, "2")
    public_table.becomes(visibility=Visibility.PARTIES)
    stranger = public_table.nobody()
    assert stranger.get(f"/bulletins/{code}").status_code == 404
    assert stranger.get(f"/bulletins/{code}/es.pdf").status_code == 404
    assert code not in stranger.get("/bulletins/").text


@pytest.mark.parametrize("who", ["community", "company", "observer"])
def test_who_sits_there_writes_no_bulletin(public_table: AtTable, who: str) -> None:
    code = written(public_table)
    for path in ("new", code, ""):
        answer = public_table.seat(who).get(f"/dialogue/bulletins/{path}")
        assert answer.status_code in {302, 303, 403}, path
    assert code not in public_table.seat(who).get(f"{public_table.home}/bulletins").text


def test_another_office_neither_sees_nor_writes_it(public_table: AtTable) -> None:
    code = written(public_table)
    browser = public_table.elsewhere()
    assert browser.get(f"/dialogue/bulletins/{code}").status_code == 404
    new = f"/dialogue/bulletins/new?of=process:{public_table.code}"
    assert browser.get(new).status_code == 404
    assert code not in browser.get("/dialogue/bulletins/").text
    assert public_table.browser(Role.AUDITOR).get(new).status_code == 403


def test_a_fact_ends_with_one_full_stop(app: Flask) -> None:
    one = News(
        "commitment:C-222222", NewsKind.PROMISE_KEPT, date(2026, 6, 1), Text("Cerrar el pozo 4."),
        figures={"code": "C-222222", "who": "Litio"},
    )  # fmt: skip
    with app.test_request_context():
        assert fact_words(one).endswith("de Litio: Cerrar el pozo 4.")


def test_the_database_itself_keeps_a_published_bulletin_and_lets_a_draft_change(
    any_database: Database, vault: Vault
) -> None:
    with any_database.changing() as session:
        office = new_office(session, vault)
        for state in BulletinState:
            made = Bulletin(
                office_id=office.id, of="process:P-1", code=f"B-{state}", title="Agua",
                begins_on=YEAR.begins_on, ends_on=YEAR.ends_on, content="{}", state=state,
            )  # fmt: skip
            session.add(made)
    for sql in (
        "update dialogue_bulletin set title = 'x' where state = 'published'",
        "update dialogue_bulletin set state = 'draft' where state = 'published'",
        "delete from dialogue_bulletin where state = 'published'",
    ):
        with (
            pytest.raises(DatabaseError, match="a published bulletin stays as it is"),
            any_database.changing() as session,
        ):
            session.execute(text(sql))
    with any_database.changing() as session:
        session.execute(text("update dialogue_bulletin set title = 'x' where state = 'draft'"))
        session.execute(text("delete from dialogue_bulletin where state = 'draft'"))
    with any_database.reading() as session:
        assert [one.title for one in session.query(Bulletin)] == ["Agua"]
