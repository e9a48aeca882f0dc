"""`make run`: the web process and the worker together, for one machine and for trying it out.

It only starts, watches and ends them. When one of them ends by itself, everything ends and says so:
nothing is restarted behind anybody's back. (A production host lets systemd or a container do this.)
The basin-model service alone may come later and end earlier: the platform does without it.
"""

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import TextIO

from web import basin_companion, machine
from web.basin_companion import Companion
from web.settings import ROOT, BadSetting, Settings

SIGN_INS = "demo-sign-ins.txt"
PATIENCE_S = 60.0
GRACE_S = 4.0
LOOK_EVERY_S = 0.1

Command = list[str]


class CannotStart(Exception):  # noqa: N818 - a fact
    """One sentence that says why, and the remedy."""


class Told(Exception):  # noqa: N818 - a fact
    """Somebody pressed Ctrl-C, or sent SIGTERM."""


@dataclass
class Household:
    """The processes that were started together. Each holds our life in its standard input."""

    environment: Mapping[str, str]
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, name: str, command: Command) -> None:
        """Start one more, out of reach of the terminal's Ctrl-C: we tell it ourselves."""
        self.processes[name] = subprocess.Popen(  # noqa: S603 - our own commands
            command, cwd=ROOT, env=self.environment, stdin=subprocess.PIPE, start_new_session=True
        )

    def ended(self) -> tuple[str, int] | None:
        """One that ended by itself, and its exit code."""
        for name, process in self.processes.items():
            code = process.poll()
            if code is not None:
                return name, code
        return None

    def end(self) -> None:
        """End all of them, gently first."""
        for process in self.processes.values():
            if process.poll() is None:
                process.terminate()
        deadline = time.monotonic() + GRACE_S
        for process in self.processes.values():
            try:
                process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            if process.stdin:
                process.stdin.close()


def flask(*words: str) -> Command:
    """One of our own commands, as a process of its own."""
    return [sys.executable, "-m", "flask", "--app", "app", *words]


def main() -> int:
    """Start everything and stay until it ends; what to exit with."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _tell)
    try:
        settings, environment = _understood()
        companion = _companion(settings, environment)
        return _run(settings, Household(environment), companion)
    except (BadSetting, CannotStart) as problem:
        _say(str(problem), sys.stderr)
        return 1
    except Told:
        _say("\nEverything has ended.")
        return 0


def _tell(_number: int, _frame: FrameType | None) -> None:
    raise Told


def _understood() -> tuple[Settings, dict[str, str]]:
    """The settings. Who tries it out gets the demo and a quiet log, unless they say no."""
    environment = {"RIMANAKUY_DEMO": "yes", "RIMANAKUY_LOG_LEVEL": "warning"} | os.environ
    return Settings.from_environment(environment), environment


def _companion(settings: Settings, environment: dict[str, str]) -> Companion | None:
    """The basin-model service, not started yet; the platform's processes learn where it will be."""
    if not basin_companion.wanted(environment):
        return None
    problem = basin_companion.cannot_be_had()
    if problem:
        _say(problem)
        return None
    environment |= basin_companion.addressed(environment)
    return Companion(environment, settings.data_dir / "basin", _say)


def _run(settings: Settings, household: Household, companion: Companion | None) -> int:
    check_machine(settings)
    prepare(settings, household.environment)
    try:
        household.start("web", flask("serve", "--migrate", "--with-parent"))
        _watch(household, lambda: answers(settings))
        _say(_welcome(settings))
        household.start("worker", flask("work", "--migrate", "--with-parent"))
        if companion:
            companion.start()
        _watch(household, lambda: False, companion)
    finally:
        household.end()
        if companion:
            companion.end()
    return 0


def check_machine(settings: Settings) -> None:
    """CannotStart with the first thing that stands in the way."""
    problem = (
        machine.python_too_old()
        or machine.folder_unwritable(settings.data_dir)
        or machine.port_taken(settings.host, settings.port)
        or machine.libraries_missing()
    )
    if problem:
        raise CannotStart(problem)


def prepare(settings: Settings, environment: Mapping[str, str]) -> None:
    """The first time: make the tables, and the fictional world of the demo."""
    if not settings.demo or (settings.data_dir / SIGN_INS).exists():
        return
    _say("First start: making the demo, this takes a moment.")
    for command in (flask("migrate"), flask("demo")):
        done = subprocess.run(  # noqa: S603 - our own commands
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=False
        )
        if done.returncode:
            raise CannotStart(f"{command[-1]} failed: see the lines above.")


def _watch(
    household: Household, enough: Callable[[], bool], companion: Companion | None = None
) -> None:
    """Look after the household until `enough`; CannotStart when one of them ends by itself."""
    while not enough():
        if companion:
            companion.look()
        ended = household.ended()
        if ended:
            raise CannotStart(
                f"The {ended[0]} process ended by itself (exit code {ended[1]}), so everything "
                "was ended: see the lines above, then start again."
            )
        time.sleep(LOOK_EVERY_S)


def answers(settings: Settings) -> bool:
    """Whether the first page can be had."""
    host = "127.0.0.1" if settings.host in {"0.0.0.0", "::"} else settings.host
    asking = http.client.HTTPConnection(host, settings.port, timeout=PATIENCE_S)
    try:
        asking.request("GET", "/healthz")
        return asking.getresponse().status == http.client.OK
    except OSError:
        return False
    finally:
        asking.close()


def _say(words: str, to: TextIO = sys.stdout) -> None:
    to.write(f"{words}\n")
    to.flush()


def _welcome(settings: Settings) -> str:
    lines = [f"Rimanakuy is open: {settings.public_url}", "Ctrl-C ends it."]
    sign_ins = settings.data_dir / SIGN_INS
    if settings.demo and sign_ins.exists():
        lines.insert(1, sign_ins.read_text())
    return "\n".join(lines)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(ROOT)))
    sys.exit(main())
