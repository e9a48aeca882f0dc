"""Pictures of rounds, for pages and papers alike: each with its table and its words."""

from dialogue.pictures.opinion_map import letter_of, opinion_map
from dialogue.pictures.picture import Picture
from dialogue.pictures.round_bars import round_bars
from dialogue.pictures.rounds_over_time import Round, rounds_over_time

__all__ = ["Picture", "Round", "letter_of", "opinion_map", "round_bars", "rounds_over_time"]
