"""From what the groups answered to what came out of it.

One state is said, the first of these that holds; what else was found stands among the remarks:

1. no quorum: of a deciding group too few seats are filled, or it said nothing at all. Without it
   nothing can be said of the table, whatever those who are there answered;
2. open objections (consent), 3. blocked (consensus, gradients): somebody stopped it, and no number
   of others outweighs that;
4. weak: a threshold is missed by more than ten points in some group; 5. near: every threshold that
   is missed is missed by ten points or less, or two alternatives share the first place;
6. reached.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from dialogue.protocols.advisory import findings as advisory
from dialogue.protocols.consensus import findings as consensus
from dialogue.protocols.consent import findings as consent
from dialogue.protocols.double_majority import findings as double_majority
from dialogue.protocols.gradients import findings as gradients
from dialogue.protocols.kinds import Leaning, OutcomeState, Protocol, ReasonCode
from dialogue.protocols.options import accepted
from dialogue.protocols.outcomes import Findings, Outcome, Reason, Standing
from dialogue.protocols.quorum import missing, seats_needed
from dialogue.protocols.ranked import findings as ranked
from dialogue.protocols.rules import Rules
from dialogue.protocols.shares import is_near
from dialogue.protocols.tallies import Tally

_FIND: Mapping[Protocol, Callable[..., Findings]] = {
    Protocol.CONSENT: consent,
    Protocol.CONSENSUS: consensus,
    Protocol.GRADIENTS: gradients,
    Protocol.DOUBLE_MAJORITY: double_majority,
    Protocol.RANKED: ranked,
    Protocol.ADVISORY: advisory,
}


def decide(protocol: Protocol, tallies: Sequence[Tally], rules: Rules | None = None) -> Outcome:
    """What came out, and why. An advice is asked of the deciding groups, or of all if none decides.

    ValueError for two tallies of one group, or for an answer that the protocol does not know.
    """
    rules = rules or Rules()
    asked = _asked(protocol, tallies)
    _must_fit(protocol, tallies, rules)
    found = _FIND[protocol](asked, rules)
    absent = tuple(missing([one for one in asked if one.decides], rules))
    if not any(one.decides for one in asked):
        absent = (Reason(ReasonCode.NOBODY_DECIDES),)
    state, reasons = _state(absent, found)
    others = (*found.objections, *found.blocks, *(() if absent else found.shortfalls))
    return Outcome(
        protocol,
        state,
        binding=protocol is not Protocol.ADVISORY,
        reasons=reasons,
        remarks=(*(one for one in others if one not in reasons), *found.remarks),
        standings=tuple(standing(one, rules) for one in tallies),
        ranking=found.ranking,
    )


def _asked(protocol: Protocol, tallies: Sequence[Tally]) -> Sequence[Tally]:
    if protocol is Protocol.ADVISORY and not any(one.decides for one in tallies):
        return [replace(one, decides=True) for one in tallies]
    return tallies


def _must_fit(protocol: Protocol, tallies: Sequence[Tally], rules: Rules) -> None:
    if len({one.key for one in tallies}) != len(tallies):
        raise ValueError("a group is counted twice")
    known = accepted(protocol, rules.levels)
    odd = {option for one in tallies for option, count in one.counts.items() if count} - known
    if odd:
        raise ValueError(f"{protocol} does not know {sorted(odd)}")


def _state(absent: tuple[Reason, ...], found: Findings) -> tuple[OutcomeState, tuple[Reason, ...]]:
    if absent:
        return OutcomeState.NO_QUORUM, absent
    if found.objections:
        return OutcomeState.OPEN_OBJECTIONS, found.objections
    if found.blocks:
        return OutcomeState.BLOCKED, found.blocks
    if found.shortfalls:
        near = is_near(found.shortfalls)
        return (OutcomeState.NEAR if near else OutcomeState.WEAK), found.shortfalls
    return OutcomeState.REACHED, ()


def standing(tally: Tally, rules: Rules) -> Standing:
    """The figures of one group beside the outcome."""
    return Standing(
        tally.key,
        tally.unit,
        tally.decides,
        tally.seats,
        tally.present,
        seats_needed(tally.seats, rules.quorum),
        tally.answers,
        tally.leaning(Leaning.SUPPORT),
        tally.leaning(Leaning.NEUTRAL),
        tally.leaning(Leaning.OPPOSE),
        {option: count for option, count in tally.counts.items() if count},
    )
