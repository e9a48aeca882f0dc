"""Consensus between declared groups, over rounds: figures that say how sure they are.

No request, no table, no words: `dialogue.sentences` says them in the reader's language.
"""

from dialogue.consensus.agreement import Cell, Consensus, consensus_of
from dialogue.consensus.boards import Row, board, row
from dialogue.consensus.classes import certainty, classify
from dialogue.consensus.counts import Counts, counts_in, counts_of, together
from dialogue.consensus.levels import hundredths, level_in, level_of
from dialogue.consensus.moving import Movement, movement, movements
from dialogue.consensus.publicly import hidden_groups, public, public_movements

__all__ = [
    "Cell",
    "Consensus",
    "Counts",
    "Movement",
    "Row",
    "board",
    "certainty",
    "classify",
    "consensus_of",
    "counts_in",
    "counts_of",
    "hidden_groups",
    "hundredths",
    "level_in",
    "level_of",
    "movement",
    "movements",
    "public",
    "public_movements",
    "row",
    "together",
]
