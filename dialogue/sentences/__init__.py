"""Decisions and consensus in plain sentences, made from the figures that stand beside them.

Every sentence is chosen and filled by rules, in the reader's language, whenever it is read. Words
never say more than the numbers do; where numbers are withheld, the sentences do without.
"""

from dialogue.sentences.agreement import (
    class_told,
    delegation_told,
    delegation_word,
    index_explained,
    index_of_one,
    index_told,
    share_counted,
    share_explained,
    share_told,
    weakest_told,
)
from dialogue.sentences.moving import movement_sign, movement_told
from dialogue.sentences.outcomes import Told, outcome_in, outcome_told

__all__ = [
    "Told",
    "class_told",
    "delegation_told",
    "delegation_word",
    "index_explained",
    "index_of_one",
    "index_told",
    "movement_sign",
    "movement_told",
    "outcome_in",
    "outcome_told",
    "share_counted",
    "share_explained",
    "share_told",
    "weakest_told",
]
