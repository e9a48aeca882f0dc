"""Double majority: more yes than the threshold over all, and in each deciding group by itself.

A share is that of yes among yes and no: who abstains was there and takes no side. A group whose
delegation speaks has one voice in the count over all.
"""

from collections.abc import Sequence

from dialogue.protocols.kinds import PositionOption, ReasonCode
from dialogue.protocols.outcomes import Findings
from dialogue.protocols.rules import Rules, exact
from dialogue.protocols.shares import abstentions, measured, part
from dialogue.protocols.tallies import Tally

SIDES = (PositionOption.YES, PositionOption.NO)


def findings(tallies: Sequence[Tally], rules: Rules) -> Findings:
    """Where yes is not more than the threshold: over all (no group named) or in a group."""
    deciding = [tally for tally in tallies if tally.decides]
    every = sum(one.count(PositionOption.YES) for one in deciding)
    of = sum(one.count(*SIDES) for one in deciding)
    counted: list[tuple[str | None, int, int]] = [(None, every, of)]
    counted += [(one.key, one.count(PositionOption.YES), one.count(*SIDES)) for one in deciding]
    return Findings(
        shortfalls=tuple(
            measured(ReasonCode.MAJORITY_SHORT, group, yes, both, rules.majority)
            for group, yes, both in counted
            if part(yes, both) <= exact(rules.majority)
        ),
        remarks=abstentions(deciding),
    )
