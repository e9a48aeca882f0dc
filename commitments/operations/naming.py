"""Who is told when a commitment moves or falls due, and how they stop being told."""

import hmac
import re
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from commitments import events
from commitments.kinds import Side
from commitments.models import Commitment, Named
from commitments.policy import TABLE, Action
from commitments.queries.following import EMAIL_PLACE, readers_of, told_of
from kernel.audit import record
from kernel.clock import now
from kernel.codes import same_secret
from kernel.errors import BadInput, NotFound
from kernel.policy import STRANGER, Actor, require
from kernel.vault import DataKey, Vault

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
STOP = "commitments:stop"
"""What the key is derived for by which a link to stop is known to be ours."""


@dataclass(frozen=True)
class Naming:
    """Somebody to be told: of the office, or by mail."""

    side: Side
    name: str = ""
    person_id: int | None = None
    email: str = ""
    language: str = "es"


def name_person(
    session: Session, vault: Vault, actor: Actor, commitment: Commitment, naming: Naming
) -> Named:
    """Let somebody be told of a commitment; who is named already stays named once."""
    require(TABLE, actor, Action.NAME, commitment)
    if (there := _named_already(session, vault, commitment, naming)) is not None:
        return there
    named = Named(
        office_id=commitment.office_id,
        commitment_id=commitment.id,
        side=naming.side,
        language=naming.language,
    )
    if naming.person_id is not None:
        _as_staff(session, named, naming.person_id)
    else:
        _by_mail(session, vault, commitment, named, naming)
    session.add(named)
    session.flush()  # the trail names it
    record(
        session, events.PERSON_NAMED, actor, commitment.subject,
        named_id=named.id, side=named.side,
    )  # fmt: skip
    return named


def name_no_more(
    session: Session, vault: Vault, actor: Actor, commitment: Commitment, number: int
) -> None:
    """Tell somebody no more, as the office wishes."""
    require(TABLE, actor, Action.NAME, commitment)
    _end(session, vault, actor, commitment, named_here(session, commitment, number))


def stop_telling(session: Session, vault: Vault, number: int, token: str) -> None:
    """Tell somebody no more, as they wish themselves: whoever holds the link of their mail."""
    named = named_by_link(session, vault, number, token)
    commitment = session.get_one(Commitment, named.commitment_id)
    _end(session, vault, STRANGER, commitment, named)


def named_by_link(session: Session, vault: Vault, number: int, token: str) -> Named:
    """Who is meant by the link to stop; NotFound for a link that we never sent."""
    named = session.get(Named, number)
    if named is None or not same_secret(token, stop_token(vault, number)):
        raise NotFound("not-found")
    return named


def stop_token(vault: Vault, number: int) -> str:
    """What the link to stop carries besides a number, so that nobody stops others."""
    return hmac.new(vault.derived(STOP), str(number).encode(), sha256).hexdigest()[:32]


def named_here(session: Session, commitment: Commitment, number: int) -> Named:
    """Somebody who is told of this commitment; NotFound for anybody else."""
    query = select(Named).where(Named.id == number, Named.commitment_id == commitment.id)
    named = session.scalar(query)
    if named is None:
        raise NotFound("not-found")
    return named


def _as_staff(session: Session, named: Named, person_id: int) -> None:
    known = {person.id: person for person in readers_of(session, named.office_id)}
    if person_id not in known:
        raise BadInput("named-unreachable")
    named.person_id = person_id
    named.name = known[person_id].name


def _by_mail(
    session: Session, vault: Vault, commitment: Commitment, named: Named, naming: Naming
) -> None:
    if not EMAIL.fullmatch(naming.email) or not naming.name.strip():
        raise BadInput("named-unreachable")
    key = vault.new_data_key(session, [commitment.office.holder])
    named.name = naming.name
    named.data_key_id = key.id
    named.email = key.seal(naming.email, EMAIL_PLACE)


def _named_already(
    session: Session, vault: Vault, commitment: Commitment, naming: Naming
) -> Named | None:
    for one in told_of(session, commitment):
        if naming.person_id is not None and one.person_id == naming.person_id:
            return one
        if naming.email and email_of(session, vault, commitment, one) == naming.email:
            return one
    return None


def email_of(session: Session, vault: Vault, commitment: Commitment, named: Named) -> str:
    """Where somebody gets mail who does not sign in; empty for staff."""
    if named.email is None or named.data_key_id is None:
        return ""
    key: DataKey = vault.data_key(session, named.data_key_id, commitment.office.holder)
    return key.open(named.email, EMAIL_PLACE)


def carry_named(
    session: Session, vault: Vault, actor: Actor, old: Commitment, new: Commitment
) -> None:
    """Who was told of one is told of the one into which the parties changed it."""
    for one in told_of(session, old):
        email = email_of(session, vault, old, one)
        naming = Naming(one.side, one.name, one.person_id, email, one.language)
        name_person(session, vault, actor, new, naming)


def _end(
    session: Session, vault: Vault, actor: Actor, commitment: Commitment, named: Named
) -> None:
    """Their address is destroyed: nobody needs it any more."""
    if named.ended_at is None:
        named.ended_at = now()
        if named.data_key_id is not None:
            vault.destroy(session, named.data_key_id)
        record(session, events.PERSON_NAMED_NO_MORE, actor, commitment.subject, named_id=named.id)
