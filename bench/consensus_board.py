"""The figures of a consensus board, from counts alone: 40 statements by 7 groups of 500 people.

What the database takes to count the votes is measured with the page; this is what is added to it,
in time of the processor.
"""

import random
import statistics
import time
from collections.abc import Callable, Mapping

from bench.figures import Figure
from dialogue.consensus import Counts, board

STATEMENTS = 40
SIZES = (180, 120, 90, 60, 35, 12, 3)
ROUNDS = 200
MOST = 10.0
SEED = 41


def counts() -> Mapping[str, Mapping[str, Counts]]:
    """What 500 people in seven groups say of forty statements."""
    chance = random.Random(SEED)  # noqa: S311 - people of a bench
    return {
        f"s{number}": {f"g{size}": _of(chance, size) for size in SIZES}
        for number in range(STATEMENTS)
    }


def _of(chance: random.Random, size: int) -> Counts:
    support = chance.randint(0, size)
    neutral = chance.randint(0, size - support)
    return Counts(support, neutral, size - support - neutral)


def figures() -> list[Figure]:
    """Milliseconds for the board of the parties and for that of everybody."""
    said = counts()
    parties = _median(lambda: board(said))
    everybody = _median(lambda: board(said, for_public=True))
    return [
        Figure("consensus board from its counts", parties, MOST, " ms", "≤ budget"),
        Figure("consensus board, small groups hidden", everybody, MOST, " ms", "≤ budget"),
    ]


def _median(run: Callable[[], object]) -> float:
    taken = []
    for _ in range(ROUNDS):
        start = time.process_time()
        run()
        taken.append(time.process_time() - start)
    return statistics.median(taken) * 1000
