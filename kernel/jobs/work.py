"""What a duty works with."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from sqlalchemy.orm import Session

from kernel.database import Database
from kernel.errors import Unavailable
from kernel.vault import Vault

if TYPE_CHECKING:
    from kernel.jobs.enqueue import Jobs

P = ParamSpec("P")
R = TypeVar("R")

PATIENCE = 3


@dataclass(frozen=True)
class Work:
    """One run of a duty.

    After a crash the duty runs again from its top, and each step that had ended gives its earlier
    result instead of running twice. A step that was interrupted runs again: its effects must be
    idempotent. Between steps a duty only decides; it reads no clock and no database.
    """

    run_id: str
    database: Database
    vault: Vault
    jobs: "Jobs"

    def change(
        self, step: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """A step in one write transaction of its own; a database that is away is tried again."""

        def run() -> R:
            with self.database.changing() as session:
                return step(session, *args, **kwargs)

        return _step(step.__name__, run)

    def read(
        self, step: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """A step that only reads. Its result is stored: references and numbers only."""

        def run() -> R:
            with self.database.reading() as session:
                return step(session, *args, **kwargs)

        return _step(step.__name__, run)

    def outside(self, step: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """A step that opens its own transactions, around slow work or effects elsewhere."""
        return _step(step.__name__, lambda: step(*args, **kwargs))


def _step(name: str, run: Callable[[], R]) -> R:
    from dbos import DBOS  # the web declares duties and does none

    return DBOS.run_step(
        {
            "name": name,
            "retries_allowed": True,
            "max_attempts": PATIENCE,
            "should_retry": lambda error: isinstance(error, Unavailable),
        },
        run,
    )
