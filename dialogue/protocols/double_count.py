"""Nobody is counted twice: in each round a group speaks in one unit, and a person for one group."""

from collections.abc import Iterable

from dialogue.protocols.kinds import DoubleCount, PositionUnit

_TAKEN = {
    PositionUnit.DELEGATION: DoubleCount.DELEGATION_SPEAKS,
    PositionUnit.TALLY: DoubleCount.HANDS_COUNTED,
    PositionUnit.INDIVIDUAL: DoubleCount.MEMBERS_SPOKE,
}


def refusal_of_unit(recorded: Iterable[PositionUnit], wanted: PositionUnit) -> DoubleCount | None:
    """Why a group of which these positions stand may not speak in this unit; None: it may.

    `recorded` are the units of the positions of the group in the round that stand, without those
    that were withdrawn. A position of the same unit follows the one before it.
    """
    return next((_TAKEN[unit] for unit in recorded if unit is not wanted), None)


def refusal_of_person(spoke_for: Iterable[str], group: str) -> DoubleCount | None:
    """Why somebody who spoke for these groups in the round may not speak for another; None: may."""
    others = any(spoken != group for spoken in spoke_for)
    return DoubleCount.SPEAKS_FOR_ANOTHER if others else None
