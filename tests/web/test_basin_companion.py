"""`make run` brings the basin-model service along, and never depends on it."""

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.test_serving import free_port
from tests.working import wait_until
from web import basin_companion, machine
from web.basin_companion import Companion, addressed, cannot_be_had, wanted


@pytest.mark.parametrize(
    ("said", "is_wanted"),
    [
        ({}, True),
        ({"BASIN": "1"}, True),
        ({"BASIN": "0"}, False),
        ({"BASIN": "no"}, False),
        ({"BASIN_URL": "https://models.example.org"}, False),
    ],
)
def test_it_comes_along_unless_declined_or_another_is_used(
    said: dict[str, str], is_wanted: bool
) -> None:
    assert wanted(said) is is_wanted


def test_platform_and_service_learn_one_address_and_a_new_secret() -> None:
    port = free_port()
    first, second = (addressed({"BASIN_PORT": str(port)}) for _ in range(2))
    assert first["BASIN_URL"] == f"http://127.0.0.1:{port}"
    assert (first["BASIN_PORT"], first["BASIN_ALLOW_LOOPBACK"]) == (str(port), "yes")
    assert len(first["BASIN_TOKEN"]) > 30
    assert first["BASIN_TOKEN"] != second["BASIN_TOKEN"]
    assert addressed({"BASIN_TOKEN": "mine"})["BASIN_TOKEN"] == "mine"


def test_a_port_that_is_taken_is_left_to_its_owner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "port_taken", lambda _host, port: f"{port} is taken")
    assert addressed({})["BASIN_PORT"] != str(basin_companion.PORT)


@pytest.mark.parametrize(
    ("system", "libc", "said"),
    [
        ("Linux aarch64", "glibc 2.36", "pywr has no build for Linux on aarch64."),
        ("Darwin arm64", "glibc 2.36", "pywr has no build for Darwin on arm64."),
        ("Linux x86_64", "glibc 2.31", "pywr needs glibc 2.34 or newer, this is glibc 2.31."),
        ("Linux x86_64", "", "pywr needs glibc 2.34 or newer, this is unknown."),
        ("Linux x86_64", "glibc 2.34", None),
        ("Linux x86_64", "glibc 2.41", None),
    ],
)
def test_a_machine_that_cannot_have_it_is_told_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str, libc: str, said: str | None
) -> None:
    name, hardware = system.split()
    for program, does in (
        ("uname", f'[ "$1" = -s ] && echo {name} || echo {hardware}'),
        ("getconf", f"echo {libc}" if libc else "exit 1"),
    ):
        (tmp_path / program).write_text(f"#!/bin/sh\n{does}\n")
        (tmp_path / program).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    told = cannot_be_had()
    assert told == (f"The basin-model service cannot run here: {said}" if said else None)


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def companion(
    tmp_path: Path, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Companion]:
    monkeypatch.setattr(basin_companion, "INSTALLED", Path(sys.executable))
    environment = {**os.environ, "RIMANAKUY_MASTER_KEY": "11" * 32, "BASIN_TOKEN": "secret"}
    made = Companion(environment, tmp_path / "basin", said.append)
    yield made
    made.end()


def runs(companion: Companion, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    monkeypatch.setattr(companion, "_script", lambda: script)
    companion.start()


def test_when_it_ends_that_is_said_once_and_nothing_else_happens(
    companion: Companion, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    runs(companion, monkeypatch, "echo why; exit 1")

    def looks() -> bool:
        companion.look()
        return bool(said)

    wait_until(looks)
    companion.look()
    assert len(said) == 1
    assert "everything else goes on without it" in said[0]
    assert str(companion.log) in said[0]
    assert companion.log.read_text() == "why\n"


def test_it_is_not_told_what_it_need_not_know(
    companion: Companion, monkeypatch: pytest.MonkeyPatch
) -> None:
    secrets = dict.fromkeys(("PGPASSWORD", "AWS_SECRET_ACCESS_KEY", "SMTP_TOKEN"), "canary")
    companion._environment = {**companion._environment, **secrets}
    runs(companion, monkeypatch, "env")
    wait_until(lambda: "BASIN_DIR" in companion.log.read_text())
    told = companion.log.read_text()
    assert "BASIN_TOKEN=secret" in told
    assert "RIMANAKUY" not in told
    assert "canary" not in told


def test_the_end_takes_along_whatever_it_started(
    companion: Companion, monkeypatch: pytest.MonkeyPatch
) -> None:
    deaf = "trap '' TERM; sleep 300 & echo $! ; while :; do sleep 1; done"
    monkeypatch.setattr(basin_companion, "GRACE_S", 0.2)
    runs(companion, monkeypatch, deaf)
    wait_until(lambda: companion.log.read_text().strip())
    child = int(companion.log.read_text())
    companion.end()
    wait_until(lambda: not Path(f"/proc/{child}").exists() or "Z" in status_of(child))


def status_of(process: int) -> str:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return "Z"


def test_while_it_is_installed_that_is_said(
    companion: Companion, said: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(basin_companion, "INSTALLED", tmp_path / "nothing")
    begun = time.monotonic()
    runs(companion, monkeypatch, "sleep 60")
    assert time.monotonic() - begun < 5
    assert said == [f"The basin-model service is being installed meanwhile: see {companion.log}."]
