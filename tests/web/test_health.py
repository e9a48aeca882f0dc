"""Whoever watches an installation learns whether it is whole, and nothing about people."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kernel import clock
from kernel.database import Database
from kernel.errors import Unavailable
from kernel.jobs.heartbeat import SILENCE, beat
from web import health


def test_the_process_answers_without_a_database(
    client: FlaskClient, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.extensions, "database", None)
    answer = client.get("/healthz")
    assert (answer.status_code, answer.text) == (200, "ok\n")


def test_ready_is_an_installation_whose_worker_lives(
    client: FlaskClient, database: Database
) -> None:
    with database.changing() as session:
        beat(session)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json) == (200, {"database": "ok", "worker": "ok"})


def test_without_a_worker_it_is_not_ready(client: FlaskClient) -> None:
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json) == (503, {"database": "ok", "worker": "silent"})


def test_a_worker_that_fell_silent_is_noticed(client: FlaskClient, database: Database) -> None:
    with database.changing() as session:
        beat(session)
    with clock.at(clock.now() + SILENCE + timedelta(seconds=1)):
        assert client.get("/readyz").status_code == 503


def test_without_a_database_it_is_not_ready(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> None:
        raise Unavailable("unavailable", reason="gone")

    monkeypatch.setattr(health, "db", away)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json) == (503, {"database": "away", "worker": "unknown"})
