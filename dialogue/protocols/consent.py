"""Consent: it is good enough for now if nobody has an objection that stays open."""

from collections.abc import Sequence

from dialogue.protocols.kinds import ReasonCode
from dialogue.protocols.outcomes import Findings, Reason
from dialogue.protocols.rules import Rules
from dialogue.protocols.shares import abstentions
from dialogue.protocols.tallies import Tally


def findings(tallies: Sequence[Tally], _rules: Rules) -> Findings:
    """Objections of groups that decide or may block hold it open until they are integrated."""
    heard = [tally for tally in tallies if tally.decides or tally.may_block]
    return Findings(
        objections=tuple(
            Reason(ReasonCode.OPEN_OBJECTIONS, one.key, count=one.open_objections, of=one.answers)
            for one in heard
            if one.open_objections
        ),
        remarks=(
            *(
                Reason(
                    ReasonCode.OBJECTIONS_INTEGRATED, one.key, count=one.integrated, of=one.answers
                )
                for one in heard
                if one.integrated
            ),
            *abstentions(heard),
        ),
    )
