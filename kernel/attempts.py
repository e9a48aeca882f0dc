"""How often something was tried lately. Nobody can be found in here.

Who tried is written as an HMAC of their network address under a key of the day, which is derived
from the master key; a row lives as long as the count that it belongs to.
"""

import hmac
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from hashlib import sha256
from ipaddress import IPv6Address, ip_address, ip_network

from sqlalchemy import Index, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from kernel.clock import now
from kernel.database import Base, Id
from kernel.vault import Vault, derive

KEPT = timedelta(hours=1)


class Attempt(Base):
    """Somebody tried something of this kind at this moment."""

    __tablename__ = "kernel_attempt"
    __table_args__ = (Index("ix_kernel_attempt_count", "kind", "who", "at"),)

    id: Mapped[Id]
    kind: Mapped[str]
    who: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=now)


def names_of(vault: Vault, address: str) -> tuple[str, str]:
    """What an address is called today and was called yesterday. The first is for new rows."""
    today = now().date()
    return _name(vault, address, today), _name(vault, address, today - timedelta(days=1))


def note(session: Session, kind: str, who: str = "") -> None:
    """Remember one more attempt. A chore forgets those of more than an hour ago."""
    session.add(Attempt(kind=kind, who=who))


def forget(session: Session) -> None:
    """Delete the attempts of more than an hour ago."""
    session.execute(delete(Attempt).where(Attempt.at < now() - KEPT))


def lately(session: Session, kind: str, who: Iterable[str], within: timedelta) -> int:
    """How many attempts of this kind any of these names made, at most an hour back."""
    found = session.scalar(
        select(func.count())
        .select_from(Attempt)
        .where(Attempt.kind == kind, Attempt.who.in_(tuple(who)), Attempt.at > now() - within)
    )
    return found or 0


def _name(vault: Vault, address: str, day: date) -> str:
    key = derive(vault.derived("attempts"), day.isoformat())
    return hmac.new(key, _network(address).encode(), sha256).hexdigest()[:32]


def _network(address: str) -> str:
    """An IPv6 household has many addresses and one /64."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if isinstance(known, IPv6Address):
        mapped = known.ipv4_mapped  # how a proxy that listens on both writes an address of IPv4
        return str(mapped or ip_network((known, 64), strict=False))
    return str(known)
