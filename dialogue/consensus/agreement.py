"""How far the declared groups agree: the weakest, the index of all, and how far they are apart."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import prod

from dialogue.consensus.counts import Counts


@dataclass(frozen=True)
class Cell:
    """One group on one thing. When it is hidden only its size is left: it is too small to show."""

    group: str
    people: int
    counts: Counts | None
    share: float | None
    is_hidden: bool = False


@dataclass(frozen=True)
class Consensus:
    """The figures of all deciding groups together, each a share from 0 to 1.

    `gci` is the geometric mean of the shares, the group consensus index; None when a deciding group
    took no part (`missing`), or when it would give away what is hidden (`withheld`). `gic` is their
    product, kept to compare with Polis: it falls with the number of groups. `spread` is between the
    highest share and the lowest, `weakest` the groups with the lowest, in their order.
    """

    cells: tuple[Cell, ...]
    gci: float | None
    gic: float | None
    spread: float | None
    lowest: float | None
    weakest: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()

    def cell(self, group: str) -> Cell:
        """The cell of a group. KeyError when it is not declared."""
        return next(one for one in self.cells if one.group == group)

    @property
    def against(self) -> tuple[str, ...]:
        """The deciding groups whose delegation is against: each makes the index 0."""
        return tuple(
            one.group
            for one in self.cells
            if one.counts and one.counts.decides and one.counts.is_delegation and one.share == 0
        )


def consensus_of(counts: Mapping[str, Counts]) -> Consensus:
    """The figures of one thing in one round, from the counts of each declared group."""
    cells = tuple(Cell(group, one.people, one, one.share) for group, one in counts.items())
    deciding = {one.group: one.share for one in cells if counts[one.group].decides}
    shares = {group: share for group, share in deciding.items() if share is not None}
    missing = tuple(group for group in deciding if group not in shares)
    if not shares:
        return Consensus(cells, None, None, None, None, missing=missing)
    low, high = min(shares.values()), max(shares.values())
    gic = None if missing else prod(shares.values())
    return Consensus(
        cells,
        None if gic is None else gic ** (1 / len(shares)),
        gic,
        high - low,
        low,
        tuple(group for group, share in shares.items() if share == low),
        missing,
    )
