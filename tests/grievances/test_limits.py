"""How often codes may be tried, and that nobody is counted by name."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from grievances.receipts import luhn_digit
from grievances.views import follow as looking_up
from kernel import attempts
from kernel.attempts import Attempt
from kernel.clock import at, now
from kernel.database import Database
from kernel.jobs.chores import CHORES
from kernel.vault import Vault
from tests.grievances.people import file_a_case, follow, hidden, open_office, unquoted
from web.waiting import PATIENCE_SECONDS, WaitingRoom

TRIED = "Hubo demasiados códigos equivocados desde este lugar."


def wrong(number: int) -> str:
    """A code with a right check digit that no case has."""
    return f"{number:015d}" + luhn_digit(f"{number:015d}")


def rows(app: Flask) -> int:
    with app.extensions["database"].reading() as session:
        return session.scalar(select(func.count()).select_from(Attempt)) or 0


def fail(browser: FlaskClient, times: int) -> None:
    form = hidden(browser.get("/follow").get_data(as_text=True))
    for number in range(times):
        answered = browser.post("/follow", data=form | {"code": wrong(number)})
        assert answered.status_code == 422


@pytest.fixture
def code(app: Flask) -> str:
    return file_a_case(FlaskClient(app), open_office(app))


def test_a_mistyped_code_costs_neither_hash_nor_try(
    app: Flask, page: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_hash(*_words: object) -> str:
        raise AssertionError("a hash was spent")

    monkeypatch.setattr(looking_up, "lookup_of", no_hash)
    for typed in ("1234", "1111 1111 1111 1111", "diez", "0" * 17):
        answered = follow(page, typed)
        assert answered.status_code == 422
        assert "no forman un código" in answered.get_data(as_text=True)
    assert rows(app) == 0


def test_an_address_that_failed_twenty_times_in_an_hour_is_refused_kindly(
    page: FlaskClient, code: str
) -> None:
    fail(page, looking_up.FAILURES_AN_HOUR)
    refused = follow(page, code)
    assert refused.status_code == 429
    html = unquoted(refused.get_data(as_text=True))
    assert TRIED in html
    assert code not in html
    with at(now() + timedelta(minutes=61)):
        assert follow(page, code).location == "/my-case"


def test_another_address_is_not_refused_for_it(page: FlaskClient, code: str) -> None:
    fail(page, looking_up.FAILURES_AN_HOUR)
    page.environ_base["REMOTE_ADDR"] = "198.51.100.7"
    assert follow(page, code).location == "/my-case"


def test_forty_people_behind_one_router_are_never_refused(app: Flask, code: str) -> None:
    for _person in range(40):
        browser = FlaskClient(app)
        assert follow(browser, code[:-1] + str((int(code[-1]) + 1) % 10)).status_code == 422
        assert follow(browser, code).location == "/my-case"


def test_no_address_is_written_down(app: Flask, page: FlaskClient) -> None:
    page.environ_base["REMOTE_ADDR"] = "203.0.113.9"
    fail(page, 1)
    with app.extensions["database"].reading() as session:
        written = [one.who for one in session.scalars(select(Attempt))]
    assert not any("203" in who or "113.9" in who for who in written)
    assert any(len(who) == 32 for who in written)


def test_an_address_has_another_name_every_day(vault: Vault) -> None:
    today, yesterday = attempts.names_of(vault, "203.0.113.9")
    with at(now() + timedelta(days=1)):
        tomorrow, before = attempts.names_of(vault, "203.0.113.9")
    assert before == today
    assert len({today, yesterday, tomorrow}) == 3


def test_s9_addresses_of_ipv4_written_as_ipv6_are_not_one_household(vault: Vault) -> None:
    """Else one person behind a proxy of both kinds would lock out everybody."""
    one = attempts.names_of(vault, "::ffff:203.0.113.9")
    assert one == attempts.names_of(vault, "203.0.113.9")
    assert one != attempts.names_of(vault, "::ffff:203.0.113.10")


def test_s8_an_attempt_is_forgotten_where_nobody_tries_again(database: Database) -> None:
    with database.changing() as session:
        attempts.note(session, "receipt:failed", "somebody")
    with at(now() + timedelta(hours=1, minutes=1)), database.changing() as session:
        attempts.forget(session)
        assert session.scalar(select(func.count()).select_from(Attempt)) == 0
    every = {duty.name: duty.every for duty in CHORES}
    assert every["kernel.forget-attempts"] == "*/10 * * * *"


def test_a_household_of_ipv6_is_one_address(vault: Vault) -> None:
    one = attempts.names_of(vault, "2001:db8:1:2::1")
    assert one == attempts.names_of(vault, "2001:db8:1:2:ffff::9")
    assert one != attempts.names_of(vault, "2001:db8:1:3::1")


def test_above_the_limit_of_all_people_look_ups_wait_and_are_answered(
    page: FlaskClient, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds: list[int] = []
    monkeypatch.setattr(looking_up, "A_MINUTE", 0)
    monkeypatch.setattr(looking_up, "one_second", lambda: seconds.append(1))
    assert follow(page, code).location == "/my-case"
    assert len(seconds) == PATIENCE_SECONDS


def test_who_finds_no_seat_to_wait_is_told_to_press_again(
    app: Flask, page: FlaskClient, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking_up, "A_MINUTE", 0)
    app.extensions["look_ups"] = WaitingRoom(seats=1)

    def meanwhile() -> None:
        monkeypatch.setattr(looking_up, "one_second", lambda: None)
        with ThreadPoolExecutor(1) as another:
            told = another.submit(follow, FlaskClient(app), code).result()
        assert told.status_code == 503
        html = unquoted(told.get_data(as_text=True))
        assert "Espere un momento y envíe otra vez." in html
        assert code not in html

    monkeypatch.setattr(looking_up, "one_second", meanwhile)
    assert follow(page, code).location == "/my-case"


@pytest.mark.parametrize("free_after", [0, 1, 5])
def test_who_waits_goes_on_as_soon_as_there_is_room(free_after: int) -> None:
    passed: list[int] = []
    has_room: Callable[[], bool] = lambda: len(passed) >= free_after  # noqa: E731
    assert WaitingRoom(1).wait(has_room, lambda: passed.append(1))
    assert len(passed) == free_after
