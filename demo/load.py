"""`flask demo load`: as many fictional cases as a test of size needs, in little time."""

import gc
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from demo.copies import copy, references_not_in_use
from demo.patterns import patterns
from kernel.database import Database
from kernel.vault import Vault

BATCH = 1500
"""So many cases a transaction: others wait for some two seconds."""

Tell = Callable[[int], None]


class NothingToCopy(Exception):  # noqa: N818 - a fact
    """No case stands that could be a pattern."""


def load(database: Database, vault: Vault, cases: int, tell: Tell, seed: int = 1) -> None:
    """Add `cases` cases after those that stand, telling after each batch how many there are.

    `seed` decides what they say; keys, references and look-up values are never the same twice.
    """
    chance = random.Random(seed)  # noqa: S311 - chooses fictional words, no secrets
    with database.reading() as session:
        found = patterns(session, vault)
        references = references_not_in_use(session)
        next(references)  # reads which are in use while the session is open
    if not found:
        raise NothingToCopy
    done = 0
    with _without_collecting():
        for size in _sizes(cases):
            with database.changing() as session:
                copy(session, vault, chance.choices(found, k=size), references, chance)
            done += size
            tell(done)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Millions of rows come and go without a cycle; looking for cycles took a tenth of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _sizes(cases: int) -> Iterator[int]:
    while cases > 0:
        yield min(BATCH, cases)
        cases -= BATCH
