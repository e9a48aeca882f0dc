"""A worker that is killed at one moment of a run: `python -m tests.basin.dying_worker MOMENT`.

It is the worker of every installation; only the moment at which it dies is ours.
"""

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from app import create_app
from basin.client.service import Service
from basin.jobs import keeping, submitting
from basin.operations import running
from web.working import work

Change = tuple[Any, str, bool]
"""An owner, the name of what it does, and whether the worker dies before or after that."""

BEFORE, AFTER = True, False
MOMENTS: dict[str, Change] = {
    "before the first look at the model": (Service, "process", BEFORE),
    "before it is written down that it will be sent": (running, "begin_to_send", BEFORE),
    "before it is sent": (Service, "execute", BEFORE),
    "after it was sent": (Service, "execute", AFTER),
    "while the job is written down": (running, "accept", AFTER),
    "after the job was written down": (submitting, "_send", AFTER),
    "before the first question how far it is": (Service, "status", BEFORE),
    "while progress is written down": (running, "progress", AFTER),
    "before the results are fetched": (Service, "results", BEFORE),
    "before the evidence is stored": (running, "store", BEFORE),
    "while the evidence is stored": (running, "put_in_evidence", AFTER),
    "before the evidence is committed": (running, "store", AFTER),
    "after the evidence was stored": (keeping, "keep", AFTER),
}


def die_at(moment: str) -> None:
    """Let the worker be killed there, as when the power goes."""
    owner, name, before = MOMENTS[moment]
    whole: Callable[..., Any] = getattr(owner, name)

    def dying(*given: Any, **named: Any) -> Any:
        if not before:
            whole(*given, **named)
        if name != "process" or _of_a_run():
            os.kill(os.getpid(), signal.SIGKILL)
        return whole(*given, **named)

    setattr(owner, name, dying)
    for module in (submitting, _watching()):
        if hasattr(module, name) and getattr(module, name) is whole:
            setattr(module, name, dying)


def _watching() -> Any:
    from basin.jobs import watching

    return watching


def _of_a_run() -> bool:
    """Whether a run asks, and not the look at the service every five minutes."""
    frame = sys._getframe(2)
    return frame.f_code.co_name == "submit_once"


if __name__ == "__main__":
    app = create_app()
    die_at(sys.argv[1])
    work(app)
