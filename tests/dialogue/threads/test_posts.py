"""What people say: from a seat, recorded by the office, answered, translated, page by page."""

import re

from sqlalchemy import event, func, select

from accounts.roles import Role
from dialogue.kinds import PostState
from dialogue.lifecycle.processes import ProcessState
from dialogue.models import Mention, PostTranslation
from tests.dialogue.at_table import AtTable
from tests.dialogue.threads.talk import PUBLIC, opens, posts, refused, says, thread_at, writes
from tests.factories.accounts import send
from tests.factories.meetings import new_meeting
from tests.factories.threads import new_post


def test_a_seat_speaks_with_an_account_or_with_a_card(table: AtTable) -> None:
    page = opens(table)
    for name, words in (("community", "Ya no alcanza el pasto."), ("company", "Medimos cada mes.")):
        answer = writes(table.seat(name), page, words)
        assert answer.status_code == 303
        assert words in table.seat(name).get(answer.location, follow_redirects=True).text
    first, second = posts(table)
    assert (first.seat_id, first.group_id) == (table.seats["community"], table.groups["community"])
    assert (second.seat_id, second.group_id) == (table.seats["company"], table.groups["company"])
    assert first.recorded_by_id is None


def test_the_same_form_sent_twice_is_one_post(table: AtTable) -> None:
    page, browser = opens(table), table.seat("community")
    html = browser.get(page).text
    form = html[html.index('id="write"') :]
    hidden = dict(re.findall(r'name="(csrf_token|key)"[^>]*value="([^"]+)"', form))
    sent = {**hidden, "words": "Una vez", "kind": "question", "language": "es"}
    first, again = browser.post(page, data=sent), browser.post(page, data=sent)
    assert first.location == again.location
    assert len(posts(table)) == 1


def test_what_somebody_said_in_the_room_says_who_for_whom_and_who_wrote_it(
    table: AtTable,
) -> None:
    page = opens(table)
    with table.changing() as session:
        process = table.process(session)
        meeting = new_meeting(
            session, table.vault, process.office, title="Sesión 3", belongs_to=process.subject
        ).subject
    writes(
        table.browser(Role.NOTE_TAKER), page, "La laguna bajó.", spoken_by="Rosa Habla Inventada",
        group=str(table.groups["community"]), said_in=meeting,
    )  # fmt: skip
    (post,) = posts(table)
    assert post.seat_id is None
    assert post.recorded_by_id == table.people[Role.NOTE_TAKER]
    assert post.said_in == meeting
    shown = table.seat("company").get(page).text
    assert "Rosa Habla Inventada" in shown
    assert "anotado por" in shown
    assert "en una reunión" in shown  # a seat reads no meetings of the office
    assert "Sesión 3" in table.browser().get(page).text


def test_a_seat_puts_no_words_into_the_mouth_of_others(table: AtTable) -> None:
    page = opens(table)
    writes(
        table.seat("community"), page, "Dice la empresa que sí.", spoken_by="La empresa",
        group=str(table.groups["company"]),
    )  # fmt: skip
    for post in posts(table):
        assert (post.spoken_by, post.group_id) == ("", table.groups["community"])


def test_an_observer_an_auditor_and_a_stranger_say_nothing(public_table: AtTable) -> None:
    page = opens(public_table, visibility=PUBLIC)
    observer = public_table.seat("observer")
    for browser in (observer, public_table.browser(Role.AUDITOR), public_table.nobody()):
        assert 'id="write"' not in browser.get(page).text
    said = {"words": "Hola", "kind": "contribution", "language": "es"}
    assert send(observer, page, page, **said).status_code == 403
    assert public_table.nobody().post(page, data=said).status_code >= 400
    assert posts(public_table) == []


def test_nothing_is_said_at_a_table_that_rests(table: AtTable) -> None:
    page = opens(table)
    table.becomes(state=ProcessState.SUSPENDED)
    assert 'id="write"' not in table.seat("community").get(page).text


def test_an_empty_post_comes_back(table: AtTable) -> None:
    answer = writes(table.seat("community"), opens(table), "  ", kind="question")
    assert "Escriba su aporte." in refused(answer)


def test_answers_stand_below_their_post_on_one_level(table: AtTable) -> None:
    page = opens(table)
    first, _second = says(table, page, "Primero"), says(table, page, "Segundo")
    writes(table.seat("company"), f"{page}/posts/{first}/answer", "Respuesta uno")
    reply = posts(table)[-1]
    assert reply.answers_id == first
    writes(table.seat("community"), f"{page}/posts/{reply.id}/answer", "Respuesta dos")
    assert posts(table)[-1].answers_id == first  # one level: it answers the post
    shown = table.seat("community").get(page).text
    places = [shown.index(one) for one in ("Primero", "Respuesta uno", "Respuesta dos", "Segundo")]
    assert places == sorted(places)


def test_nobody_answers_a_post_of_another_thread(table: AtTable) -> None:
    page, other = opens(table), opens(table)
    number = says(table, other, "Allá")
    assert table.seat("community").get(f"{page}/posts/{number}/answer").status_code == 404


def test_the_language_of_each_post_is_marked(table: AtTable) -> None:
    page = opens(table)
    says(table, page, "Unu pisiyamushan.", language="qu")
    assert 'lang="quz">Unu pisiyamushan.' in table.seat("company").get(page).text


def test_who_reads_quechua_writes_it_unless_they_say_otherwise(table: AtTable) -> None:
    page = opens(table)
    shown = table.seat("company").get(f"{page}?lang=qu").text
    assert '<option value="qu" selected>' in shown


def test_a_translation_stands_beside_the_original_and_the_newest_counts(table: AtTable) -> None:
    page = opens(table)
    at = f"{page}/posts/{says(table, page, 'Unu pisiyamushan.', language='qu')}/translate"
    for words in ("El agua se va.", "El agua está disminuyendo."):
        answer = send(table.browser(Role.TRANSLATOR), at, language="es", words=words)
        assert answer.status_code == 303
    shown = table.seat("company").get(page).text
    assert 'lang="es">El agua está disminuyendo.' in shown
    assert "El agua se va." not in shown
    assert "Unu pisiyamushan." in shown
    with table.reading() as session:  # nothing is written over
        assert session.scalar(select(func.count(PostTranslation.id))) == 2
    answer = send(table.browser(Role.TRANSLATOR), at, language="qu", words="Unu")
    assert "Es la misma lengua" in refused(answer)
    assert table.seat("community").get(at).status_code == 403


def test_a_post_names_whom_it_is_for_from_a_list(table: AtTable) -> None:
    page, seat = opens(table), str(table.seats["company"])
    assert "Carlos Tarjeta Inventado" in table.seat("community").get(page).text
    writes(table.seat("community"), page, "¿Quién mide?", names=[seat, "999999"])
    assert posts(table) == []  # nobody has that seat
    writes(table.seat("community"), page, "¿Quién mide?", names=[seat])
    with table.reading() as session:
        assert [*session.scalars(select(Mention.seat_id))] == [table.seats["company"]]
    assert "Carlos Tarjeta Inventado (Minera Cobre Alto)" in table.seat("company").get(page).text


def test_a_lasting_address_leads_to_the_page_of_a_post(table: AtTable) -> None:
    page, browser = opens(table), table.seat("community")
    with table.changing() as session:
        thread = thread_at(session, page)
        numbers = [new_post(session, thread).id for _ in range(120)]
    first = browser.get(f"{page}/posts/{numbers[0]}")
    last = browser.get(f"{page}/posts/{numbers[-1]}")
    assert first.location.endswith(f"{page}#p{numbers[0]}")
    assert last.location.endswith(f"{page}?page=3#p{numbers[-1]}")
    assert f'id="p{numbers[-1]}"' in browser.get(last.location).text
    shown = browser.get(page).text
    assert f"?page=3#p{numbers[-1]}" in shown  # to the newest
    assert "Página 1 de 3" in shown
    assert browser.get(f"{page}?page=99").status_code == 200
    assert browser.get(f"{page}/posts/999999").status_code == 404


def test_a_page_of_a_thousand_posts_takes_few_queries(table: AtTable) -> None:
    page, browser = opens(table), table.seat("community")
    with table.changing() as session:
        thread = thread_at(session, page)
        for number in range(1000):
            new_post(session, thread, state=PostState.SHOWN if number % 9 else PostState.HIDDEN)
    browser.get(page)
    asked: list[str] = []
    engine = table.app.extensions["database"].engine
    event.listen(engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    assert browser.get(f"{page}?page=10").status_code == 200
    assert len(asked) <= 25, asked


def test_on_public_pages_nobody_is_named(public_table: AtTable) -> None:
    page = opens(public_table, visibility=PUBLIC)
    says(public_table, page, "Pedimos medir cada mes.", "company")
    writes(
        public_table.browser(Role.NOTE_TAKER), page, "Lo dijo en la sala.",
        spoken_by="Rosa Habla Inventada", group=str(public_table.groups["community"]),
        names=[str(public_table.seats["company"])],
    )  # fmt: skip
    for browser in (public_table.nobody(), public_table.elsewhere()):
        shown = browser.get(page).text
        for said in ("Pedimos medir cada mes.", "Minera Cobre Alto", "Lo dijo en la sala."):
            assert said in shown
        main = shown[shown.index("<main") :]
        for name in ("Inventad", "Persona "):
            assert name not in main
    assert "Carlos Tarjeta Inventado" in public_table.seat("community").get(page).text
