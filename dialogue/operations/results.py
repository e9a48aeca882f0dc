"""What a round came to, sealed: counts, outcome and reasons, with the words for them."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from dialogue.models import Integration, Position, Process, Round, RoundResult
from dialogue.protocols import Outcome, Tally, decide, outcome_data
from dialogue.queries.counting import counted
from dialogue.queries.positions import counted_as, integrations_of, standing_in, tallied
from dialogue.queries.rounds import alternatives_of, rules_of
from kernel.audit_anchors import write_anchor
from kernel.policy import Actor
from kernel.seals import SealKind, canonical_json, seal

SALT_BYTES = 16
SEALED_IN = ("es", "qu")
"""The languages whose words are sealed beside the figures."""

Names = Mapping[str, Mapping[str, str]]
"""What groups or alternatives are called, by key and language."""
Telling = Callable[[Outcome, Names, Names], Mapping[str, Sequence[str]]]
"""Who finds the words of an outcome, by language: words are made above, where they are known."""


def seal_result(
    session: Session, actor: Actor, process: Process, one: Round, telling: Telling
) -> RoundResult:
    """Compute what a round that closes came to, and enter it into the register of seals.

    Nobody is named in it: it holds groups, numbers, and reasons without their authors. The salt
    keeps small counts from being guessed from the fingerprint.
    """
    tallies = tallied(session, process, one)
    outcome = decide(one.protocol, tallies, rules_of(one))
    content = _content(session, process, one, tallies, outcome)
    told = telling(outcome, _groups(one), dict(alternatives_of(one)))
    canonical = canonical_json(
        {**content, "told": {name: list(said) for name, said in told.items()}}
    )
    entry = seal(
        session,
        actor,
        kind=SealKind.RESULT,
        reference=one.subject,
        number=1,
        canonical=canonical,
        office_id=process.office_id,
        issuer=process.office.name,
        time_zone=process.office.time_zone,
    )
    result = RoundResult(
        office_id=process.office_id,
        round_id=one.id,
        content=canonical,
        content_hash=entry.content_hash,
        seal_id=entry.id,
    )
    session.add(result)
    session.flush()  # whoever looks next reads it
    write_anchor(session)
    return result


def _content(
    session: Session,
    process: Process,
    one: Round,
    tallies: Sequence[Tally],
    outcome: Outcome,
) -> dict[str, Any]:
    counting = counted(standing_in(session, one), counted_as(process))
    integrations = integrations_of(session, one)
    return {
        "kind": SealKind.RESULT.value,
        "version": 1,
        "salt": secrets.token_hex(SALT_BYTES),
        "issuer": process.office.name,
        "process": {"code": process.code, "title": _both(process.title, process.title_qu)},
        "proposal": _proposal(one),
        "round": _round(one),
        "groups": [_group(one, tally, counting) for tally in tallies],
        "reasons": _reasons(counting),
        "integrations": _integrated(counting, integrations),
        "outcome": outcome_data(outcome),
    }


def _proposal(one: Round) -> dict[str, Any]:
    proposal, version = one.proposal, one.proposed
    return {
        "code": proposal.code,
        "title": _both(proposal.title, proposal.title_qu),
        "version": version.number,
        "words": _both(version.words, version.words_qu),
        "options": [{"key": key, **words} for key, words in alternatives_of(one)],
    }


def _round(one: Round) -> dict[str, Any]:
    return {
        "number": one.number,
        "protocol": one.protocol.value,
        "settings": one.settings,
        "reveal": one.reveal.value,
        "reasons": one.reasons.value,
        "meeting": one.meeting,
        "opened_at": _moment(one.opened_at),
        "closed_at": _moment(one.closed_at),
    }


def _group(one: Round, tally: Tally, counting: Sequence[Position]) -> dict[str, Any]:
    known = next(group for group in one.quorum["groups"] if str(group["id"]) == tally.key)
    theirs = [found for found in counting if str(found.group_id) == tally.key]
    channels: dict[str, int] = {}
    for found in theirs:
        channels[found.channel.value] = channels.get(found.channel.value, 0) + 1
    return {
        "key": tally.key,
        "name": known["name"],
        "kind": known["kind"],
        "may_block": tally.may_block,
        "hands": next((found.hands for found in theirs if found.hands), {}),
        "orders": [
            {"order": list(order), "count": count} for order, count in sorted(tally.orders.items())
        ],
        "channels": channels,
        "act": next((found.act for found in theirs if found.act), ""),
        "integrated": tally.integrated,
    }


def _reasons(counting: Sequence[Position]) -> list[dict[str, str]]:
    """What was said for it and against it, without who said it and in no order of theirs."""
    told = [
        {
            "group": str(found.group_id),
            "option": found.option.value if found.option else "",
            "language": found.language.value,
            "words": found.reason,
        }
        for found in counting
        if found.reason
    ]
    return sorted(told, key=lambda said: (said["group"], said["option"], said["words"]))


def _integrated(
    counting: Sequence[Position], integrations: Mapping[int, Integration]
) -> list[dict[str, str]]:
    told = [
        {"group": str(found.group_id), "note": integrations[found.id].note}
        for found in counting
        if found.id in integrations
    ]
    return sorted(told, key=lambda said: (said["group"], said["note"]))


def _groups(one: Round) -> dict[str, Mapping[str, str]]:
    return {str(group["id"]): group["name"] for group in one.quorum["groups"]}


def _both(words: str, words_qu: str) -> dict[str, str]:
    return {"es": words, "qu": words_qu}


def _moment(at: datetime | None) -> str:
    return at.isoformat() if at else ""
