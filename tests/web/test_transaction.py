"""One request, one transaction: what a view returns is kept, what it raises is not."""

from pathlib import Path

import pytest
from flask import Flask
from flask.typing import ResponseReturnValue
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from kernel.database import Database
from kernel.errors import RuleBroken, Unavailable
from kernel.sends import Send
from web import transaction
from web.transaction import afterwards, change, db


def note(session: Session, key: str) -> None:
    session.add(Send(key_hash=key, body_digest="", answer=""))


def returns() -> ResponseReturnValue:
    note(change(), "returned")
    return "kept"


def raises() -> ResponseReturnValue:
    note(change(), "raised")
    raise RuleBroken("move-not-allowed")


def answers_422() -> ResponseReturnValue:
    note(change(), "unprocessable")
    return "again", 422


def writes_while_reading() -> ResponseReturnValue:
    note(db(), "read")
    db().flush()
    return "never"


def remembers() -> ResponseReturnValue:
    afterwards(lambda session: note(session, "remembered"))
    note(change(), "refused")
    raise RuleBroken("move-not-allowed")


def keeps_and_remembers() -> ResponseReturnValue:
    afterwards(lambda session: note(session, "remembered with it"))
    note(change(), "kept")
    return "done"


def cannot_remember() -> ResponseReturnValue:
    def fails(_session: Session) -> None:
        raise Unavailable("unavailable", reason="busy")

    afterwards(fails)
    return "a page with content"


@pytest.fixture
def house(tmp_path: Path, database: Database) -> Flask:
    """An application of a few views, with our transactions."""
    app = Flask(__name__, static_folder=None)
    app.extensions["database"] = database
    app.register_error_handler(RuleBroken, lambda _error: ("refused", 409))
    app.register_error_handler(Unavailable, lambda _error: ("unavailable", 503))
    for view in (
        returns,
        raises,
        answers_422,
        writes_while_reading,
        remembers,
        keeps_and_remembers,
        cannot_remember,
    ):
        app.add_url_rule(f"/{view.__name__}", view_func=view, methods=["GET", "POST"])
    transaction.init_app(app)
    return app


def kept(database: Database) -> set[str]:
    with database.reading() as session:
        return set(session.scalars(select(Send.key_hash)))


def test_what_is_remembered_goes_in_with_the_change_that_is_kept(
    house: Flask, database: Database
) -> None:
    commits: list[str] = []
    event.listen(database.engine, "commit", lambda _connection: commits.append("one"))
    assert house.test_client().post("/keeps_and_remembers").status_code == 200
    assert kept(database) == {"kept", "remembered with it"}
    assert len(commits) == 1, "one commit costs less than two"


def test_a_view_that_returns_keeps_its_change(house: Flask, database: Database) -> None:
    assert house.test_client().post("/returns").status_code == 200
    assert kept(database) == {"returned"}


@pytest.mark.parametrize(("view", "status"), [("raises", 409), ("answers_422", 422)])
def test_a_view_that_says_no_keeps_nothing(
    house: Flask, database: Database, view: str, status: int
) -> None:
    assert house.test_client().post(f"/{view}").status_code == status
    assert kept(database) == set()


def test_a_write_while_reading_is_a_fault_of_ours(house: Flask, database: Database) -> None:
    assert house.test_client().post("/writes_while_reading").status_code == 500
    assert kept(database) == set()


def test_what_must_be_remembered_outlives_a_refusal(house: Flask, database: Database) -> None:
    assert house.test_client().post("/remembers").status_code == 409
    assert kept(database) == {"remembered"}


def test_nothing_is_shown_when_the_reading_cannot_be_remembered(house: Flask) -> None:
    answer = house.test_client().get("/cannot_remember")
    assert (answer.status_code, answer.text) == (503, "unavailable")


def test_a_request_leaves_no_lock_behind(house: Flask, database: Database) -> None:
    for view in ("returns", "raises", "answers_422", "remembers"):
        house.test_client().post(f"/{view}")
    with database.changing() as session:
        assert session.scalar(select(func.count(Send.key_hash))) == 2


def test_every_view_of_the_application_runs_in_a_transaction(app: Flask) -> None:
    bare = {name for name, view in app.view_functions.items() if not hasattr(view, "__wrapped__")}
    assert bare <= {"static"}
