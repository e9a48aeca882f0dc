"""A run in a process of its own: it cannot take the service down, and it can be killed."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from basin_service.settings import ROOT, Settings

MESSAGE_AT_MOST = 300
PASSED_ON = ("PATH", "LANG", "LC_ALL", "TZ", "BASIN_FAULTS")
THREADS_OF = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_MAX_THREADS")
ONE_THREAD = dict.fromkeys(THREADS_OF, "1")


@dataclass(frozen=True)
class Outcome:
    """How a run ended: well, or with the reason."""

    well: bool
    message: str


class Run:
    """One child process, from its start to its end."""

    def __init__(self, order: str, result: Path, settings: Settings) -> None:
        self._result = result
        self._seconds = settings.run_seconds
        self._late = False
        bounds = [str(settings.run_seconds), str(settings.run_mb)]
        self._process = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-m", "basin_service.run_one", str(result), *bounds],
            cwd=ROOT,
            env=_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        self._begin(order)

    def _begin(self, order: str) -> None:
        """Send the order; standard input stays open, for the child ends with it."""
        assert self._process.stdin is not None  # noqa: S101 - asked for above
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.write(order.encode() + b"\n")
            self._process.stdin.flush()

    def wait(self, progress: Callable[[int], None]) -> Outcome:
        """Until it has ended, by itself or because its time was over."""
        watchdog = threading.Timer(self._seconds, self._too_late)
        watchdog.start()
        try:
            said = self._listen(progress)
            code = self._process.wait()
        finally:
            watchdog.cancel()
            self._close()
        return self._outcome(code, said)

    def _listen(self, progress: Callable[[int], None]) -> str:
        """Pass on how far it is; what it said about its failure, if it did."""
        assert self._process.stdout is not None  # noqa: S101 - asked for above
        said = ""
        for line in self._process.stdout:
            what, _, words = line.decode("utf-8", "replace").strip().partition(" ")
            if what == "progress" and words.isdecimal():
                progress(max(5, min(95, int(words))))
            elif what == "failed":
                said = words[:MESSAGE_AT_MOST]
        return said

    def _outcome(self, code: int, said: str) -> Outcome:
        if self._late:
            return Outcome(False, f"the run took longer than {self._seconds} s and was ended")
        if code == 0 and self._result.exists():
            return Outcome(True, "the results are ready")
        if said:
            return Outcome(False, said)
        how = f"signal {-code}" if code < 0 else f"exit code {code}"
        return Outcome(False, f"the process of the model ended by itself ({how})")

    def _too_late(self) -> None:
        self._late = True
        self.kill()

    def kill(self) -> None:
        """End it and everything that it started, now."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def _close(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()


def _environment() -> dict[str, str]:
    """Nothing that the model does not need; no secret of the service."""
    kept = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    return kept | ONE_THREAD | {"PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
