"""The pages of statements: conversations, votes, moderation, results and opinion groups."""

from dialogue.views.statements import (
    bringing,
    conversations,
    exporting,
    making,
    mine,
    moderating,
    moving,
    opinions,
    paper,
    results,
    seeding,
    suggesting,
    voting,
)

__all__ = [
    "bringing",
    "conversations",
    "exporting",
    "making",
    "mine",
    "moderating",
    "moving",
    "opinions",
    "paper",
    "results",
    "seeding",
    "suggesting",
    "voting",
]
