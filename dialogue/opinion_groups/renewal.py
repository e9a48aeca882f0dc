"""When opinion groups are looked for again."""


def is_due(votes_then: int, votes_now: int) -> bool:
    """Whether votes grew by a twentieth since the last time; the first vote is always due."""
    return votes_now > votes_then and 20 * votes_now >= 21 * votes_then
