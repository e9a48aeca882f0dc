"""What the tests of rounds may ask for."""

from tests.dialogue.rounds.at_work import working
from tests.dialogue.rounds.seated import laid

__all__ = ["laid", "working"]
