"""Parts of a group against a threshold, and blocks by those who may."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from dialogue.protocols.kinds import PositionOption, ReasonCode
from dialogue.protocols.outcomes import Reason
from dialogue.protocols.rules import NEAR, exact
from dialogue.protocols.tallies import Tally


def part(count: int, of: int) -> Fraction:
    """The exact share; of nobody it is none."""
    return Fraction(count, of) if of else Fraction(0)


def measured(code: ReasonCode, group: str | None, count: int, of: int, limit: float) -> Reason:
    """A share against its limit, as it is kept."""
    return Reason(
        code, group, count=count, of=of, share=float(part(count, of)), limit=float(exact(limit))
    )


def is_near(shortfalls: Iterable[Reason]) -> bool:
    """Whether every threshold that is missed is missed by ten points or less."""
    return all(map(_is_close, shortfalls))


def _is_close(missed: Reason) -> bool:
    """A tie, which has no threshold, is as close as can be; a group that took no side is far."""
    if missed.code is ReasonCode.TIED:
        return True
    count, of = missed.count or 0, missed.of or 0
    return bool(of) and abs(part(count, of) - exact(missed.limit or 0.0)) <= NEAR


def blocks(tallies: Sequence[Tally], by: PositionOption) -> tuple[Reason, ...]:
    """Groups that may block and do."""
    return tuple(
        Reason(ReasonCode.BLOCKED, one.key, count=one.count(by), of=one.answers)
        for one in tallies
        if one.may_block and one.count(by)
    )


def idle_blocks(tallies: Sequence[Tally], by: PositionOption) -> tuple[Reason, ...]:
    """Groups that may not block and tried; it counts as being against."""
    return tuple(
        Reason(ReasonCode.BLOCK_WITHOUT_RIGHT, one.key, count=one.count(by), of=one.answers)
        for one in tallies
        if not one.may_block and one.count(by)
    )


def abstentions(tallies: Sequence[Tally]) -> tuple[Reason, ...]:
    """Deciding groups in which more people took no side than took one."""
    abstain = PositionOption.ABSTAIN
    return tuple(
        Reason(ReasonCode.MOSTLY_ABSTAINED, one.key, count=one.count(abstain), of=one.answers)
        for one in tallies
        if one.decides and 2 * one.count(abstain) > one.answers
    )
