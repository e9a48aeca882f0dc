"""Which statements speak for a group, and which for everybody."""

from collections.abc import Mapping

from dialogue.opinion_groups.found import Representative
from dialogue.opinion_groups.shares import SIGNIFICANT, ratio, ratio_z, share, share_z
from dialogue.opinion_groups.tallies import Side, Tally

MOST = 5
"""Statements named for a group, and for each side of the majority."""


def representative_of(
    inside: Mapping[int, Tally], outside: Mapping[int, Tally]
) -> tuple[Representative, ...]:
    """The statements by which a group is known, from its votes and those of the other groups.

    At most five, the best agreement first; where none is sure, the single best that at least one of
    the group voted for. Both mappings hold the same statements.
    """
    all_of = [compared(name, inside[name], outside[name]) for name in inside]
    sure = sorted((one for one in all_of if is_sufficient(one)), key=_order)
    if not sure:
        voted = [one for one in all_of if inside[one.statement].of(one.side)]
        return (min(voted, key=_order),) if voted else ()
    agreed = next((one for one in sure if one.side == "agree"), sure[0])
    return (agreed, *(one for one in sure if one is not agreed))[:MOST]


def compared(statement: int, inside: Tally, outside: Tally) -> Representative:
    """A statement on the side on which the group differs more from the others."""
    agree = _on("agree", statement, inside, outside)
    disagree = _on("disagree", statement, inside, outside)
    return disagree if disagree.ratio_z > agree.ratio_z else agree


def _on(side: Side, statement: int, inside: Tally, outside: Tally) -> Representative:
    four = inside.of(side), inside.seen, outside.of(side), outside.seen
    p, p_z = share(*four[:2]), share_z(*four[:2])
    return Representative(statement, side, ratio(*four), ratio_z(*four), p, p_z)


def is_sufficient(one: Representative) -> bool:
    """Whether the group surely holds it, and surely more than the others."""
    return one.p_z > SIGNIFICANT and one.ratio_z > SIGNIFICANT


def _order(one: Representative) -> tuple[bool, float, int]:
    """The best first. Where a z is below zero the product says nothing (two of them would even make
    it good): such statements come last, the one that sets the group apart most first."""
    held = one.ratio_z > 0 and one.p_z > 0
    worth = one.ratio * one.ratio_z * one.p * one.p_z
    return (not held, -worth if held else -one.ratio_z, one.statement)


def majority_of(everybody: Mapping[int, Tally], side: Side) -> tuple[int, ...]:
    """At most five statements on which surely more than half of everybody voted that way."""
    found = []
    for statement, tally in everybody.items():
        p, z = share(tally.of(side), tally.seen), share_z(tally.of(side), tally.seen)
        if p > 0.5 and z > SIGNIFICANT:
            found.append((-p * z, statement))
    return tuple(statement for _, statement in sorted(found)[:MOST])
