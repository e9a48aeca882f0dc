"""What whoever ends a round reads before they press: quorum, and objections once they are heard."""

from dataclasses import dataclass

from dialogue.lifecycle.rounds import RoundState
from dialogue.models import Process, Round
from dialogue.protocols import Tally
from dialogue.protocols.kinds import PositionOption
from dialogue.protocols.quorum import missing
from dialogue.queries.positions import Seen, tallied
from dialogue.queries.rounds import rules_of
from web.locale import current
from web.transaction import db


@dataclass(frozen=True)
class Ahead:
    """`lacking` are the deciding groups without quorum, or that said nothing.

    Objections are None until they are heard: before that nobody knows of them, nor the office.
    """

    lacking: tuple[str, ...]
    objections: int | None
    still_open: int


def ahead_of(process: Process, one: Round, seen: Seen) -> Ahead:
    """Of a round that goes on, for whoever runs it; what they see is not counted a second time."""
    tallies = tallied(db(), process, one) if seen.tallies is None else seen.tallies
    deciding = [tally for tally in tallies if tally.decides]
    keys = {reason.group for reason in missing(deciding, rules_of(one))}
    lacking = tuple(
        group.called(current()) for group in seen.answered if str(group.group["id"]) in keys
    )
    heard = seen.tallies if one.state is RoundState.HEARING else None
    if heard is None:
        return Ahead(lacking, None, 0)
    return Ahead(lacking, sum(map(_objections, heard)), sum(map(_still_open, heard)))


def _objections(tally: Tally) -> int:
    return tally.counts.get(PositionOption.OBJECTION, 0)


def _still_open(tally: Tally) -> int:
    return _objections(tally) - tally.integrated
