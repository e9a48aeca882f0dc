"""Generated rounds of votes, always the same, and our own groups found in them.

`python -m bench.opinion_votes make VOTES.npz PEOPLE STATEMENTS` writes one;
`python -m bench.opinion_votes find VOTES.npz` finds its groups and prints seconds and peak memory.
Each is a process of its own, so that the memory of one is not counted for another.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.oracle.red_dwarf import peak
from dialogue.opinion_groups.finding import find_groups
from dialogue.opinion_groups.matrix import matrix_of

SEED = 20_260
EACH = 51
"""Votes of a person, on average: 508,000 of 10,000 people."""
PARTIES = 3
Numbers = NDArray[np.int64]


def make(file: Path, people: int, statements: int) -> None:
    """Votes of three parties with much doubt, in the order in which they might have come."""
    chance = np.random.default_rng(SEED)
    cast = np.clip(chance.poisson(min(EACH, statements * 0.6), people), 1, statements)
    who = np.repeat(np.arange(people), cast)
    what = np.concatenate([chance.permutation(statements)[:count] for count in cast])
    lines = chance.normal(0, 1.2, (PARTIES, statements))
    leaning = lines[chance.integers(0, PARTIES, people)[who], what] + chance.normal(0, 1, len(who))
    sides = np.where(leaning > 0.3, 1, np.where(leaning < -0.3, -1, 0)).astype(np.int8)
    order = chance.permutation(len(who))
    np.savez(file, people=who[order], statements=what[order], sides=sides[order])


def find(file: Path) -> dict[str, float]:
    """How long it took from votes to groups, and the most memory there was."""
    with np.load(file) as kept:
        people, statements, sides = (kept[name] for name in ("people", "statements", "sides"))
    began = time.process_time()
    found = find_groups(matrix_of(people, statements, sides))
    took = time.process_time() - began
    return {"seconds": took, "megabytes": peak(), "votes": found.votes, "k": len(found.groups)}


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(Path(sys.argv[2]), *map(int, sys.argv[3:]))
    else:
        print(json.dumps(find(Path(sys.argv[2]))))  # noqa: T201
