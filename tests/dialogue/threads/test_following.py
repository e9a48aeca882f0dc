"""Following a thread: one mail a person and day, with titles and counts and never a word."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from dialogue.kinds import Moderation, ModerationAct
from dialogue.models import Mention, Post, Seat
from dialogue.operations.digests import DIGEST, tell_followers
from dialogue.operations.moderation import moderate_post
from kernel.clock import at
from kernel.notices import Letter, Notice
from kernel.notices.post import NobodyThere
from kernel.policy import SYSTEM
from tests.dialogue.at_table import AtTable
from tests.dialogue.threads.talk import opens, says, writes
from tests.factories.accounts import send
from tests.factories.tables import SINCE

SECRET = "Palabras que ningún correo lleva"
MORNING = datetime(2026, 11, 30, 13, 0, tzinfo=UTC)  # eight in Lima
NIGHT = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)  # three in Lima


class Clock:
    """A clock that stands still until the test moves it."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack, self.moment = stack, MORNING
        self.move_to(MORNING)

    def move_to(self, moment: datetime) -> None:
        """It is this moment."""
        self._stack.close()
        self.moment = moment
        self._stack.enter_context(at(moment))

    def shift(self, by: timedelta) -> None:
        """Time goes by."""
        self.move_to(self.moment + by)


@pytest.fixture
def clock() -> Iterator[Clock]:
    """It is eight in the morning in Lima, and the test lets days go by."""
    with ExitStack() as stack:
        yield Clock(stack)


def follows(table: AtTable, page: str, who: str = "observer", do: str = "follow") -> None:
    answer = send(table.seat(who), page, f"{page}/follow", do=do)
    assert answer.status_code == 303


def tells(table: AtTable) -> list[Notice]:
    """What lies in the post room once everybody is told."""
    with table.changing() as session:
        tell_followers(session, table.app.extensions["jobs"], 0)
    with table.reading() as session:
        found = session.scalars(select(Notice).where(Notice.kind == DIGEST).order_by(Notice.id))
        notices = list(found)
        session.expunge_all()
        return notices


def letter(table: AtTable, notice: Notice, language: str = "es") -> Letter:
    with table.app.app_context(), table.reading() as session:
        post = table.app.extensions["post"]
        made: Letter = post.letter(session, table.vault, notice, language)
        return made


def test_who_follows_learns_how_much_is_new_and_not_what(table: AtTable, clock: Clock) -> None:
    page = opens(table, "¿Cuánta agua puede salir?")
    says(table, page, "De antes")
    follows(table, page)
    assert tells(table) == []  # nothing is new
    for words in (SECRET, "Otro"):
        says(table, page, words)
    (notice,) = tells(table)
    assert notice.recipient == f"person:{table.accounts['observer']}"
    told = letter(table, notice)
    assert "¿Cuánta agua puede salir?" in told.body
    assert "2 aportes nuevos." in told.body
    assert page in told.body
    for word in (SECRET, "De antes", "Comunidad de Qollpa", "Persona Community"):
        assert word not in f"{told.subject} {told.body} {notice.about}"


def test_nobody_gets_two_mails_a_day_and_nothing_is_lost(table: AtTable, clock: Clock) -> None:
    page = opens(table)
    follows(table, page)
    says(table, page, "Uno")
    assert len(tells(table)) == 1
    says(table, page, "Dos")
    clock.shift(timedelta(hours=3))
    assert len(tells(table)) == 1
    clock.shift(timedelta(days=1))
    notices = tells(table)
    assert len(notices) == 2
    assert "1 aporte nuevo." in letter(table, notices[-1]).body
    clock.shift(timedelta(days=1))
    assert len(tells(table)) == 2


def test_nobody_is_woken_at_night(table: AtTable, clock: Clock) -> None:
    page = opens(table)
    follows(table, page)
    says(table, page, "Uno")
    clock.move_to(NIGHT)
    assert tells(table) == []
    clock.move_to(MORNING)
    assert len(tells(table)) == 1


def test_nobody_is_told_of_what_they_wrote_themselves(table: AtTable, clock: Clock) -> None:
    page = opens(table)
    follows(table, page, "community")
    writes(table.seat("community"), page, "Lo digo yo")
    assert tells(table) == []


def test_who_is_named_is_told_without_following(table: AtTable, clock: Clock) -> None:
    page = opens(table)
    seat = str(table.seats["observer"])
    writes(table.seat("community"), page, SECRET, names=[seat])
    (notice,) = tells(table)
    told = letter(table, notice)
    assert "Le nombran en 1 aporte." in told.body
    assert SECRET not in told.body
    clock.shift(timedelta(days=1))
    assert len(tells(table)) == 1
    with table.reading() as session:
        assert session.scalars(select(Mention)).one().told_at is not None


def test_what_waited_for_a_moderator_is_told_once_it_is_shown(table: AtTable, clock: Clock) -> None:
    page = opens(table)
    follows(table, page)
    table.becomes(moderation=Moderation.BEFORE)
    writes(table.seat("community"), page, SECRET)
    assert tells(table) == []
    says(table, page, "Más joven, ya a la vista")
    assert "1 aporte nuevo." in letter(table, tells(table)[-1]).body
    clock.shift(timedelta(days=1))
    with table.changing() as session:
        post = session.scalars(select(Post).where(Post.words == SECRET)).one()
        moderate_post(session, SYSTEM, table.process(session), post, ModerationAct.SHOW, "")
    notices = tells(table)
    assert len(notices) == 2
    assert "1 aporte nuevo." in letter(table, notices[-1]).body


def test_a_seat_that_ended_is_told_nothing_not_even_what_is_under_way(
    table: AtTable, clock: Clock
) -> None:
    page = opens(table)
    follows(table, page)
    says(table, page, "Uno")
    (notice,) = tells(table)
    with table.changing() as session:
        session.get_one(Seat, table.seats["observer"]).ends_on = SINCE
    with pytest.raises(NobodyThere):
        letter(table, notice)
    says(table, page, "Dos")
    clock.shift(timedelta(days=1))
    assert len(tells(table)) == 1


def test_the_link_of_a_mail_ends_all_mails_of_tables(table: AtTable, clock: Clock) -> None:
    page = opens(table)
    follows(table, page)
    says(table, page, "Uno")
    (notice,) = tells(table)
    address = re.search(r"/dialogue/stop/\d+/[0-9a-f]+", letter(table, notice).body)
    assert address
    browser = table.nobody()
    assert "No quiero más avisos" in browser.get(address[0]).text
    assert send(browser, address[0]).status_code == 303
    assert "Ya no le avisaremos" in browser.get(address[0]).text
    with pytest.raises(NobodyThere):
        letter(table, notice)
    says(table, page, "Dos")
    writes(table.seat("community"), page, "Tres", names=[str(table.seats["observer"])])
    clock.shift(timedelta(days=1))
    assert len(tells(table)) == 1
    follows(table, page)  # whoever follows again wants to hear again
    says(table, page, "Cuatro")
    assert len(tells(table)) == 2


def test_nobody_stops_the_mails_of_others(table: AtTable) -> None:
    person = table.accounts["observer"]
    for token in ("0" * 32, "x"):
        assert table.nobody().get(f"/dialogue/stop/{person}/{token}").status_code == 404


def test_who_follows_no_more_hears_no_more(table: AtTable, clock: Clock) -> None:
    page = opens(table)
    follows(table, page)
    assert "Dejar de seguir" in table.seat("observer").get(page).text
    follows(table, page, do="stop")
    says(table, page, "Uno")
    assert tells(table) == []


def test_a_card_follows_nothing_and_is_not_asked_to(table: AtTable) -> None:
    page = opens(table)
    assert "un correo al día" not in table.seat("company").get(page).text
    assert "un correo al día" in table.seat("observer").get(page).text
