"""What the tests of rounds may ask for."""

from tests.dialogue.rounds.at_work import working
from tests.dialogue.rounds.seated import laid, laid_on_both

__all__ = ["laid", "laid_on_both", "working"]
