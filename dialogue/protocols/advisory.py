"""Advisory: what the groups think of it, by any answers; it never binds anybody."""

from collections.abc import Sequence

from dialogue.protocols.gradients import findings as behind
from dialogue.protocols.outcomes import Findings
from dialogue.protocols.ranked import findings as in_order
from dialogue.protocols.rules import Rules
from dialogue.protocols.tallies import Tally


def findings(tallies: Sequence[Tally], rules: Rules) -> Findings:
    """How far support reaches in each group, or the ranking if an order was asked for.

    Nobody blocks an advice: a veto is an answer against it.
    """
    if rules.alternatives:
        return in_order(tallies, rules)
    return Findings(shortfalls=behind(tallies, rules).shortfalls)
