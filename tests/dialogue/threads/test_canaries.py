"""Canaries: words, names and files that only the parties read sing nowhere else."""

import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from dialogue.kinds import ModerationAct, Visibility
from dialogue.models import Post, Seat, Thread
from dialogue.operations.moderation import moderate_post
from dialogue.queries.thread_references import referred_post, referred_thread
from kernel.policy import STRANGER, SYSTEM
from kernel.references import References
from tests.dialogue.at_table import AtTable, at_table
from tests.dialogue.threads.talk import PUBLIC, opens, says
from tests.factories.papers import tagged_pdf
from tests.factories.uploads import send_files

AMONG = "canario-entre-partes"
HIDDEN = "canario-oculto"
WAITING = "canario-en-espera"
TITLE = "canario-del-tema"
NAMES = ("Persona Community Inventada", "Carlos Tarjeta Inventado", "Rosa Canario Inventada")
EVERY = (AMONG, HIDDEN, WAITING, TITLE, *NAMES)


@pytest.fixture
def singing(public_table: AtTable) -> AtTable:
    """A public table with a canary in every cage."""
    among = opens(public_table, TITLE, about=AMONG)
    says(public_table, among, AMONG)
    public = opens(public_table, "Para todos", visibility=PUBLIC)
    says(public_table, public, "Esto lo leen todos.", "company")
    says(public_table, public, "Dicho en la sala.", spoken_by=NAMES[2])
    hidden = says(public_table, public, HIDDEN)
    says(public_table, public, WAITING, state="waiting")
    with public_table.changing() as session:
        post = session.get_one(Post, hidden)
        process = public_table.process(session)
        moderate_post(session, SYSTEM, process, post, ModerationAct.HIDE, "Por las reglas.")
    return public_table


def addresses(table: AtTable, browser: FlaskClient) -> Iterator[str]:
    """Every page that a visitor reaches from the process, link by link."""
    seen, waiting = set(), [table.home, "/dialogue/", f"/dialogue/?q={TITLE}", "/"]
    while waiting:
        address = waiting.pop().partition("#")[0]
        if address in seen:
            continue
        seen.add(address)
        yield address
        answer = browser.get(address)
        inside = answer.text if answer.mimetype == "text/html" else ""
        answer.close()
        links = re.findall(r'href="(/[^"]*)"', inside)
        waiting += [one.replace("&amp;", "&") for one in links if one.startswith("/dialogue")]


@pytest.mark.parametrize("who", ["nobody", "elsewhere"])
def test_no_page_that_a_stranger_reaches_sings(singing: AtTable, who: str) -> None:
    browser = getattr(singing, who)()
    seen = 0
    for address in addresses(singing, browser):
        answer = browser.get(address)
        for canary in EVERY:
            assert canary.encode() not in answer.data.replace(f"q={canary}".encode(), b"").replace(
                f'value="{canary}"'.encode(), b""
            ), (address, canary)
        answer.close()
        seen += 1
    assert seen > 6


def test_no_address_that_somebody_guesses_sings(singing: AtTable) -> None:
    with singing.reading() as session:
        codes = [*session.scalars(select(Thread.code))]
        numbers = [*session.scalars(select(Post.id))]
    other = at_table(singing.app)
    with other.changing() as session:
        for number in other.seats.values():
            session.get_one(Seat, number).name = "Otra persona"
    for browser in (singing.nobody(), singing.elsewhere(), other.seat("company")):
        for code in codes:
            here = f"{singing.home}/threads/{code}"
            guesses = [here, f"{here}/posts.csv", f"{singing.home}/papers/thread/{code}"]
            guesses += [f"{here}/posts/{one}{way}" for one in numbers for way in WAYS]
            for address in guesses:
                answer = browser.get(address)
                for canary in EVERY:
                    assert canary not in answer.text, (address, canary)


WAYS = ("", "/answer", "/evidence", "/translate", "/moderate")


def test_a_file_among_the_parties_is_nobody_elses(singing: AtTable) -> None:
    with singing.reading() as session:
        post = session.scalars(select(Post).where(Post.words == AMONG)).one()
        thread = session.get_one(Thread, post.thread_id)
        at = f"{singing.home}/threads/{thread.code}"
    page = f"{at}/posts/{post.id}/evidence"
    answer = send_files(
        singing.seat("community"), page, {"file": [(tagged_pdf(), "a.pdf")]}, f"{page}/file",
        kind="file", title="Informe",
    )  # fmt: skip
    assert answer.status_code == 303
    for browser in (singing.nobody(), singing.elsewhere()):
        for part in ("copy", "original", "preview", "shown"):
            assert browser.get(f"{at}/exhibits/1/{part}").status_code == 404


def test_references_tell_strangers_of_public_threads_alone(singing: AtTable) -> None:
    known: References = singing.app.extensions["references"]
    with singing.reading() as session:
        for post in session.scalars(select(Post)):
            thread = session.get_one(Thread, post.thread_id)
            public = thread.visibility is PUBLIC
            told = known.resolve(session, STRANGER, f"thread:{thread.code}")
            assert (told is not None) is public
            assert (referred_thread(session, STRANGER, thread.code) is not None) is public
            found = referred_post(session, STRANGER, str(post.id))
            assert (found is not None) is (public and post.words != WAITING)
            assert found is None or not found.words


def test_a_table_that_is_public_no_more_tells_strangers_nothing(singing: AtTable) -> None:
    public = next(one for one in addresses(singing, singing.nobody()) if "/threads/T-" in one)
    singing.becomes(visibility=Visibility.PARTIES)
    for browser in (singing.nobody(), singing.elsewhere()):
        for address in (public, f"{singing.home}/threads", f"{singing.home}/moderation"):
            assert browser.get(address).status_code == 404
