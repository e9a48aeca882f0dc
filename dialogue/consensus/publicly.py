"""What the public may see: no answers of a group of fewer than five, and nothing that tells them.

A delegation is public by what it is. Of a small group its size is left. What all together said less
what the shown groups said is what the hidden ones said, so these must be five people or more
together: otherwise the smallest other group is hidden with them. Which groups that is,
`dialogue.protocols.privacy` decides. Index, product, spread and class are computed from every cell:
while one of theirs is hidden they are withheld.
"""

from collections.abc import Mapping
from dataclasses import replace

from dialogue.consensus.agreement import Cell, Consensus
from dialogue.consensus.counts import Counts
from dialogue.consensus.kinds import Way
from dialogue.consensus.moving import Movement
from dialogue.protocols.privacy import few_hidden, hidden_crowds


def hidden_groups(counts: Mapping[str, Counts]) -> frozenset[str]:
    """The groups whose answers to one thing stay hidden from the public."""
    crowds = {group: one for group, one in counts.items() if not one.is_delegation}
    people = {group: one.people for group, one in crowds.items()}
    return hidden_crowds(people, {group for group, one in crowds.items() if one.decides})


def would_tell(counts: Mapping[str, Counts], hidden: frozenset[str]) -> bool:
    """Whether the sum of those that decide would give away the hidden ones."""
    deciding = {group: one.people for group, one in counts.items() if one.decides}
    return few_hidden(deciding, hidden)


def public(found: Consensus, hidden: frozenset[str]) -> Consensus:
    """The same figures without what is hidden, and without what would tell it."""
    cells = tuple(_covered(one) if one.group in hidden else one for one in found.cells)
    withheld = tuple(
        one.group
        for one in found.cells
        if one.group in hidden and one.counts is not None and one.counts.decides
    )
    if not withheld:
        return replace(found, cells=cells)
    return Consensus(cells, None, None, None, None, (), found.missing, withheld)


def public_movements(found: Mapping[str, Movement], *hidden: frozenset[str]) -> dict[str, Movement]:
    """Movements without those of groups that are hidden in one of the two rounds."""
    covered = frozenset().union(*hidden)
    return {
        group: Movement(Way.HIDDEN) if group in covered else one for group, one in found.items()
    }


def _covered(cell: Cell) -> Cell:
    return Cell(cell.group, cell.people, None, None, is_hidden=True)
