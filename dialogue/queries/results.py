"""What closed rounds came to, as it was sealed, for who may know it."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue.consensus import Counts, counts_in
from dialogue.models import Process, Round, RoundResult
from dialogue.policy import TABLE, Action
from dialogue.protocols import Outcome, outcome_of, public_outcome
from dialogue.protocols.kinds import Protocol
from kernel.errors import NotFound
from kernel.policy import Actor, allowed
from kernel.seals import Seal


@dataclass(frozen=True)
class Sealed:
    """A result, as this reader may know it.

    `counts` are whole: pictures and tables hide small groups where `for_public` says so. `reasons`
    and `integrations` are for who sits there. `canonical` is what the fingerprint is made of.
    """

    round_id: int
    number: int
    closed_at: datetime
    outcome: Outcome
    counts: Mapping[str, Counts]
    names: Mapping[str, Mapping[str, str]]
    alternatives: Mapping[str, Mapping[str, str]]
    for_public: bool
    fingerprint: str
    content_hash: str
    content: Mapping[str, Any]
    canonical: str

    def called(self, language: str) -> dict[str, str]:
        """The names of its groups, as they were on that day."""
        return {key: said.get(language) or said["es"] for key, said in self.names.items()}

    def alternatives_called(self, language: str) -> dict[str, str]:
        """The alternatives of a ranked round."""
        return {key: said.get(language) or said["es"] for key, said in self.alternatives.items()}

    @property
    def is_ranked(self) -> bool:
        """Whether it is an order, of which no shares of support are known."""
        return self.outcome.protocol is Protocol.RANKED


def results_of(
    session: Session, actor: Actor, process: Process, rounds: Collection[Round]
) -> dict[int, Sealed]:
    """The results of rounds that the actor found before, by the id of each."""
    inside = allowed(TABLE, actor, Action.READ, process)
    numbers = {one.id: one.number for one in rounds}
    query = (
        select(RoundResult, Seal.fingerprint)
        .join(Seal, Seal.id == RoundResult.seal_id)
        .where(RoundResult.round_id.in_([*numbers]))
    )
    return {
        found.round_id: _sealed(found, fingerprint, numbers[found.round_id], not inside)
        for found, fingerprint in session.execute(query)
    }


def result_for(session: Session, actor: Actor, process: Process, one: Round) -> Sealed:
    """The result of one round; NotFound while it has none."""
    found = results_of(session, actor, process, [one]).get(one.id)
    if found is None:
        raise NotFound("not-found")
    return found


def _sealed(found: RoundResult, fingerprint: str, number: int, for_public: bool) -> Sealed:
    content = json.loads(found.content)
    outcome = outcome_of(content["outcome"])
    return Sealed(
        round_id=found.round_id,
        number=number,
        closed_at=datetime.fromisoformat(content["round"]["closed_at"]),
        outcome=public_outcome(outcome) if for_public else outcome,
        counts=counts_in(outcome.standings),
        names={group["key"]: group["name"] for group in content["groups"]},
        alternatives={one["key"]: one for one in content["proposal"]["options"]},
        for_public=for_public,
        fingerprint=fingerprint,
        content_hash=found.content_hash,
        content={} if for_public else content,
        canonical="" if for_public else found.content,
    )
