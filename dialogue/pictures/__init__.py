"""Pictures of rounds, for pages and papers alike: each with its table and its words."""

from dialogue.pictures.picture import Picture
from dialogue.pictures.round_bars import round_bars
from dialogue.pictures.rounds_over_time import Round, rounds_over_time

__all__ = ["Picture", "Round", "round_bars", "rounds_over_time"]
