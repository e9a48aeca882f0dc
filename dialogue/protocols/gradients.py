"""Gradients of agreement: enough of each group stands behind it, and nobody who may vetoes."""

from collections.abc import Sequence

from dialogue.protocols.kinds import Leaning, PositionOption, ReasonCode
from dialogue.protocols.outcomes import Findings
from dialogue.protocols.rules import Rules, exact
from dialogue.protocols.shares import blocks, idle_blocks, measured, part
from dialogue.protocols.tallies import Tally


def findings(tallies: Sequence[Tally], rules: Rules) -> Findings:
    """Vetoes, and the deciding groups whose first three levels do not reach the threshold."""
    return Findings(
        blocks=blocks(tallies, PositionOption.VETO),
        shortfalls=tuple(
            measured(
                ReasonCode.SUPPORT_SHORT,
                one.key,
                one.leaning(Leaning.SUPPORT),
                one.answers,
                rules.support,
            )
            for one in tallies
            if one.decides
            and part(one.leaning(Leaning.SUPPORT), one.answers) < exact(rules.support)
        ),
        remarks=idle_blocks(tallies, PositionOption.VETO),
    )
