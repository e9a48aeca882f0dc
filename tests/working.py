"""A worker inside the test's own process, and how a test waits for it."""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

from kernel.jobs import Jobs
from kernel.jobs.worker import Worker
from kernel.vault import Vault


@contextmanager
def working(
    jobs: Jobs,
    vault: Vault | None = None,
    around: Callable[[], AbstractContextManager[Any]] = nullcontext,
) -> Iterator[None]:
    """The duties of `jobs` are done for the length of a `with` block."""
    worker = Worker(jobs, vault or Vault(bytes(32)), look_every=0.05, around=around)
    worker.launch()
    try:
        yield
    finally:
        worker.end()


def wait_until(holds: Callable[[], object], seconds: float = 30, every: float = 0.02) -> None:
    """Come back as soon as something holds; fail when it does not for very long.

    To look costs what it looks at its time: `every` is longer where a process is being started.
    """
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it did not come to pass"
        time.sleep(every)


def order(jobs: Jobs, duty: str, *references: str | int, key: str | None = None) -> str:
    """Order one run in a change of its own."""
    with jobs.database.changing() as session:
        return jobs.enqueue(session, duty, *references, key=key)
