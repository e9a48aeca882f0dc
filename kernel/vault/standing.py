"""How the keys stand, for people who must know and may open nothing: since when, and whose."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kernel.vault.recovery import RecoveryStatus, status
from kernel.vault.tables import HolderKey
from kernel.vault.vault import masters_in_use


@dataclass(frozen=True)
class Standing:
    """Dates and generations, and nothing that opens anything."""

    generation: int
    since: datetime | None
    """Of the newest master key; None when the database knows of none."""
    is_rotating: bool
    recovery: RecoveryStatus | None
    holders: dict[str, datetime]
    """Since when each holder has its newest key."""


def standing(session: Session) -> Standing:
    """How the keys of this database stand now."""
    masters = masters_in_use(session)
    rows = session.execute(
        select(HolderKey.holder, func.max(HolderKey.made_at), func.count()).group_by(
            HolderKey.holder
        )
    ).all()
    return Standing(
        generation=masters[-1].generation if masters else 0,
        since=masters[-1].made_at if masters else None,
        is_rotating=len(masters) > 1 or any(count > 1 for _holder, _since, count in rows),
        recovery=status(session),
        holders={holder: since for holder, since, _count in rows},
    )
