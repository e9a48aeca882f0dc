"""The consensus board: everything that was asked, group by group, sorted by how far they agree."""

from collections.abc import Mapping
from dataclasses import dataclass

from dialogue.consensus.agreement import Consensus, consensus_of
from dialogue.consensus.classes import classify
from dialogue.consensus.counts import Counts, together
from dialogue.consensus.kinds import BoardOrder, StatementClass
from dialogue.consensus.publicly import hidden_groups, public, would_tell


@dataclass(frozen=True)
class Row:
    """One statement or proposal. `together` and `kind` are None where they are withheld."""

    key: str
    consensus: Consensus
    together: Counts | None
    kind: StatementClass | None


def board(
    counts: Mapping[str, Mapping[str, Counts]],
    order: BoardOrder = BoardOrder.WEAKEST,
    *,
    for_public: bool = False,
) -> tuple[Row, ...]:
    """The rows of what each declared group said of each thing, the most agreed first.

    Rows without the figure that they are sorted by stand last. The same figures keep the order in
    which the things were given.
    """
    rows = [row(key, groups, for_public=for_public) for key, groups in counts.items()]
    return tuple(sorted(rows, key=lambda one: _place(one.consensus, order)))


def row(key: str, counts: Mapping[str, Counts], *, for_public: bool = False) -> Row:
    """One row, as the parties see it or as everybody may."""
    found, every = consensus_of(counts), together(counts)
    hidden = hidden_groups(counts) if for_public else frozenset[str]()
    if not hidden:
        return Row(key, found, every, classify(counts, found))
    shown = public(found, hidden)
    return Row(
        key,
        shown,
        None if would_tell(counts, hidden) else every,
        None if shown.withheld else classify(counts, found),
    )


def _place(found: Consensus, order: BoardOrder) -> tuple[bool, float]:
    """Low comes first. A group that was missing may be the weakest: such rows go below."""
    if order is BoardOrder.SPREAD:
        figure = found.spread
    elif order is BoardOrder.DIVISIVE:
        figure = None if found.spread is None else -found.spread
    else:
        best = found.gci if order is BoardOrder.GCI else found.lowest
        figure = None if best is None else -best
    lacks = figure is None or bool(found.missing)
    return lacks, figure if figure is not None else 0.0
