"""The pages of statements: conversations, votes, moderation, results and opinion groups."""

from dialogue.views.statements import (
    conversations,
    making,
    mine,
    moderating,
    moving,
    opinions,
    results,
    seeding,
    suggesting,
    voting,
)

__all__ = [
    "conversations",
    "making",
    "mine",
    "moderating",
    "moving",
    "opinions",
    "results",
    "seeding",
    "suggesting",
    "voting",
]
