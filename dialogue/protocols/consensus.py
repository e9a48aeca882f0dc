"""Consensus: nobody who may block does, and almost everybody in each group goes along."""

from collections.abc import Sequence

from dialogue.protocols.kinds import PositionOption, ReasonCode
from dialogue.protocols.outcomes import Findings
from dialogue.protocols.rules import Rules, exact
from dialogue.protocols.shares import blocks, idle_blocks, measured, part
from dialogue.protocols.tallies import Tally

AWAY = (PositionOption.STAND_ASIDE, PositionOption.DISAGREE, PositionOption.BLOCK)
"""Whoever disagrees is no nearer than who stands aside: both count against the limit."""


def findings(tallies: Sequence[Tally], rules: Rules) -> Findings:
    """Blocks, and the deciding groups of which more stay away than the limit allows."""
    return Findings(
        blocks=blocks(tallies, PositionOption.BLOCK),
        shortfalls=tuple(
            measured(
                ReasonCode.NOT_ALONG, one.key, one.count(*AWAY), one.answers, rules.aside_limit
            )
            for one in tallies
            if one.decides and part(one.count(*AWAY), one.answers) > exact(rules.aside_limit)
        ),
        remarks=idle_blocks(tallies, PositionOption.BLOCK),
    )
