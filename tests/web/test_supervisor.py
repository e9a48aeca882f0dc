"""One command starts everything, and whatever ends it leaves nobody behind."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.web.test_serving import free_port, get
from tests.working import wait_until
from web import machine, supervisor
from web.settings import ROOT, Settings
from web.supervisor import CannotStart, Household, check_machine

IGNORES = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1, flush=True)"


class Running:
    """The platform as `make run` starts it, without the demo."""

    def __init__(self, folder: Path, **said: str) -> None:
        self.port = free_port()
        self._output = (folder / "output").open("w+b")
        environment = {
            "DATA_DIR": str(folder / "var"), "PORT": str(self.port), "RIMANAKUY_DEMO": "no",
            "BASIN": "0", **said,
        }  # fmt: skip
        self.process = subprocess.Popen(
            [sys.executable, "-m", "web.supervisor"],
            cwd=ROOT,
            env={**os.environ, **environment},
            stdout=self._output,
            stderr=self._output,
        )
        self.children: list[psutil.Process] = []

    @property
    def said(self) -> str:
        self._output.seek(0)
        return self._output.read().decode()

    def wait_until_whole(self) -> None:
        wait_until(lambda: "is open" in self.said, 90, every=0.2)
        whole = {"database": "ok", "worker": "ok"}
        wait_until(lambda: get(self.port, "/readyz") == whole, 90, every=0.2)
        self.children = psutil.Process(self.process.pid).children(recursive=True)
        assert len(self.children) == 2

    def child(self, word: str) -> psutil.Process:
        return next(child for child in self.children if word in child.cmdline())

    def everybody_is_gone(self) -> bool:
        return not any(map(is_alive, self.children))

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        for child in filter(is_alive, self.children):
            child.kill()
        self._output.close()


def is_alive(process: psutil.Process) -> bool:
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    running = Running(tmp_path)
    yield running
    running.close()


def test_ctrl_c_ends_every_child(running: Running) -> None:
    running.wait_until_whole()
    running.process.send_signal(signal.SIGINT)
    assert running.process.wait(timeout=10) == 0
    assert running.everybody_is_gone()
    assert "Everything has ended." in running.said


@pytest.mark.full  # that a household notices who ended is tried below, without the platform
def test_when_one_process_dies_everything_ends_and_says_so(running: Running) -> None:
    running.wait_until_whole()
    running.child("work").kill()
    assert running.process.wait(timeout=20) == 1
    assert running.everybody_is_gone()
    assert "The worker process ended by itself (exit code -9)" in running.said


def test_a_killed_supervisor_leaves_nobody_behind(running: Running) -> None:
    running.wait_until_whole()
    running.process.kill()
    wait_until(running.everybody_is_gone)


def test_a_child_that_will_not_end_is_made_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "GRACE_S", 0.2)
    household = Household(dict(os.environ))
    household.start("deaf", [sys.executable, "-c", IGNORES + "; time.sleep(60)"])
    assert household.ended() is None
    household.end()
    assert household.processes["deaf"].returncode in {-signal.SIGKILL, -signal.SIGTERM}


def test_a_child_that_ended_is_noticed() -> None:
    household = Household(dict(os.environ))
    household.start("short", [sys.executable, "-c", "raise SystemExit(3)"])
    wait_until(lambda: household.ended() == ("short", 3))
    household.end()


@pytest.mark.parametrize(
    ("check", "word"),
    [
        ("python_too_old", "Python 3.11 or newer is needed, this is 3.9.1."),
        ("libraries_missing", "Papers need system libraries: run apt-get install libpango-1.0-0."),
    ],
)
def test_what_the_machine_lacks_is_told_before_anything_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, check: str, word: str
) -> None:
    monkeypatch.setattr(machine, check, lambda: word)
    with pytest.raises(CannotStart, match=word.replace(".", r"\.")):
        check_machine(Settings.for_tests(tmp_path, PORT=str(free_port())))


def test_an_unwritable_folder_is_told_with_its_remedy(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file stands where the folder should")
    with pytest.raises(CannotStart, match="or set DATA_DIR to another folder"):
        check_machine(Settings.for_tests(tmp_path / "var"))


def test_missing_libraries_are_named_by_their_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "_opens", lambda linux, _mac: "pango-1.0" not in linux)
    monkeypatch.setattr(sys, "platform", "linux")
    assert machine.libraries_missing() == (
        "Papers need system libraries: run apt-get install libpango-1.0-0."
    )


class Done:
    """A process that ended well."""

    returncode = 0


def test_the_first_start_makes_the_demo_and_a_later_one_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[str] = []
    monkeypatch.setattr(supervisor, "flask", lambda *words: [sys.executable, "-c", "", words[0]])

    def run(command: list[str], **_: object) -> Done:
        ran.append(command[-1])
        return Done()

    monkeypatch.setattr(subprocess, "run", run)
    settings = Settings.for_tests(tmp_path, RIMANAKUY_DEMO="yes")
    supervisor.prepare(settings, {})
    assert ran == ["migrate", "demo"]
    (tmp_path / supervisor.SIGN_INS).write_text("sign-ins")
    supervisor.prepare(settings, {})
    assert ran == ["migrate", "demo"]
