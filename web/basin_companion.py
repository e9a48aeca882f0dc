"""The reference basin-model service beside the platform, as `make run` has it.

It is installed and started in the background and belongs to nobody's way: the site answers before
it does, and goes on when it ends or cannot be had. `BASIN=0` leaves it out; who has set BASIN_URL
has a service of their own.
"""

import contextlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from web import machine
from web.settings import ROOT

SETUP = ROOT / "basin_service" / "setup.sh"
INSTALLED = ROOT / ".venv-basin" / "bin" / "python"
HOST = "127.0.0.1"
PORT = 5801
GRACE_S = 4.0
NO = {"0", "no", "off", "false"}
KEPT_TO_OURSELVES = ("RIMANAKUY_", "DATABASE_URL", "DATA_DIR", "HOST", "PORT")
"""What the service has no business to know."""
SECRET = ("PASS", "SECRET", "TOKEN", "CREDENTIAL", "_KEY")
OURS_AND_ITS = "BASIN_"
"""Settings of the service itself, its token among them."""

Environment = Mapping[str, str]
Say = Callable[[str], None]


def wanted(environment: Environment) -> bool:
    """Whether anybody asked for our own service: nobody declined it, or has another."""
    declined = environment.get("BASIN", "").strip().lower() in NO
    return not declined and not environment.get("BASIN_URL", "").strip()


def cannot_be_had(setup: Path = SETUP) -> str | None:
    """Why this machine cannot run it, in one line."""
    done = subprocess.run(  # noqa: S603 - our own command
        ["/bin/sh", str(setup), "can"],
        cwd=ROOT,
        env={**os.environ, "PYTHON": sys.executable},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stderr.strip() or None if done.returncode else None


def addressed(environment: Environment) -> dict[str, str]:
    """The settings by which the platform and the service find each other, and nobody else.

    A port that is taken is replaced by a free one; the token is new at each start.
    """
    said = environment.get("BASIN_PORT", "").strip()
    port = int(said) if said.isdecimal() and 0 < int(said) < 65_536 else PORT
    if machine.port_taken(HOST, port):
        port = _free_port()
    return {
        "BASIN_ALLOW_LOOPBACK": "yes",
        "BASIN_HOST": HOST,
        "BASIN_PORT": str(port),
        "BASIN_TOKEN": environment.get("BASIN_TOKEN", "").strip() or secrets.token_urlsafe(32),
        "BASIN_URL": f"http://{HOST}:{port}",
    }


def _is_secret(name: str) -> bool:
    """Whether a variable is the platform's own, or opens something: the service needs neither."""
    if name.startswith(OURS_AND_ITS):
        return False
    opens = any(word in name.upper() for word in SECRET)
    return opens or name.startswith(KEPT_TO_OURSELVES)


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind((HOST, 0))
        return int(trial.getsockname()[1])


class Companion:
    """The service's process: installing first where need be, then serving."""

    def __init__(self, environment: Environment, folder: Path, say: Say) -> None:
        self._environment, self._folder, self._say = environment, folder, say
        self._process: subprocess.Popen[bytes] | None = None
        self.log = folder / "service.log"

    def start(self) -> None:
        """Begin, out of reach of the terminal's Ctrl-C; what it says goes to its log."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not INSTALLED.exists():
            self._say(f"The basin-model service is being installed meanwhile: see {self.log}.")
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own commands
                ["/bin/sh", "-c", self._script()],
                cwd=ROOT,
                env=self._its_environment(),
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def _script(self) -> str:
        """Install, then become the service; both behind those who serve people."""
        serve = "exec nice .venv-basin/bin/python -m basin_service.serve --with-parent"
        return f"nice sh basin_service/setup.sh run </dev/null && {serve}"

    def _its_environment(self) -> dict[str, str]:
        ours = {name: word for name, word in self._environment.items() if not _is_secret(name)}
        return ours | {"BASIN_DIR": str(self._folder), "PYTHON": sys.executable}

    def look(self) -> None:
        """Say it once when it has ended: the platform goes on."""
        if self._process is None or self._process.poll() is None:
            return
        self._say(
            "The basin-model service has ended; everything else goes on without it. "
            f"Why is told in {self.log}."
        )
        self._close()

    def end(self) -> None:
        """End it and whatever it started, gently first."""
        if self._process is None:
            return
        self._signal(signal.SIGTERM)
        deadline = time.monotonic() + GRACE_S
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(max(0.0, deadline - time.monotonic()))
        self._signal(signal.SIGKILL)
        self._process.wait()
        self._close()

    def _signal(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if self._process is not None:
                os.killpg(self._process.pid, number)

    def _close(self) -> None:
        if self._process is not None and self._process.stdin:
            self._process.stdin.close()
        self._process = None
