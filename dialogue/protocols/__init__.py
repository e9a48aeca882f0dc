"""How a table decides: pure functions from what each group answered to a state and its reasons.

No request, no table, no words: `dialogue.sentences` says outcomes in the reader's language.
"""

from dialogue.protocols.deciding import decide
from dialogue.protocols.double_count import refusal_of_person, refusal_of_unit
from dialogue.protocols.hands import BySex, by_sex, raised
from dialogue.protocols.options import LEANING, NEEDS_REASON, OPTIONS, accepted, offered
from dialogue.protocols.outcomes import Outcome, Ranking, Reason, Standing
from dialogue.protocols.privacy import hidden_in, public_outcome
from dialogue.protocols.quorum import has_quorum, seats_needed
from dialogue.protocols.rules import Rules
from dialogue.protocols.sealed import outcome_data, outcome_of
from dialogue.protocols.tallies import Hands, Order, Tally, seats_filled

__all__ = [
    "LEANING",
    "NEEDS_REASON",
    "OPTIONS",
    "BySex",
    "Hands",
    "Order",
    "Outcome",
    "Ranking",
    "Reason",
    "Rules",
    "Standing",
    "Tally",
    "accepted",
    "by_sex",
    "decide",
    "has_quorum",
    "hidden_in",
    "offered",
    "outcome_data",
    "outcome_of",
    "public_outcome",
    "raised",
    "refusal_of_person",
    "refusal_of_unit",
    "seats_filled",
    "seats_needed",
]
