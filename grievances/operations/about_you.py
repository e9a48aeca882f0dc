"""What people say of themselves, kept where nobody can tell whose it is.

Nothing here writes to the trail, to the case or to the sent forms, not even that somebody answered:
a row of theirs would stand beside the case in time. See ADR 0027.
"""

import hmac
import secrets
from dataclasses import dataclass, fields
from hashlib import sha256
from zoneinfo import ZoneInfo

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from grievances.kinds import AgeBand, Disability, Gender, SelfIdentification, SpokenLanguage
from grievances.models import AboutYou, Case
from grievances.policy import TABLE, Action
from kernel.clock import now
from kernel.policy import Actor, require
from kernel.vault import Sealed, Vault, encrypt

TABLE_NAME = AboutYou.__tablename__


@dataclass(frozen=True)
class OfOneself:
    """What one person said of themselves; None for what they did not want to say."""

    gender: Gender | None = None
    gender_words: str = ""
    age: AgeBand | None = None
    language: SpokenLanguage | None = None
    self_identification: SelfIdentification | None = None
    disability: Disability | None = None

    @property
    def says_something(self) -> bool:
        """Whether there is anything to count."""
        return any(getattr(self, field.name) for field in fields(self))


def tell_about_oneself(
    session: Session, vault: Vault, actor: Actor, case: Case, told: OfOneself
) -> None:
    """Keep what the person says of themselves; what they said before is forgotten."""
    require(TABLE, actor, Action.FOLLOW, case)
    link = link_to(vault, case)
    session.execute(delete(AboutYou).where(AboutYou.link == link))
    if not told.says_something:
        return
    row_id = secrets.token_hex(16)
    session.add(
        AboutYou(
            id=row_id,
            office_id=case.office_id,
            month=now().astimezone(ZoneInfo(case.office.time_zone)).strftime("%Y-%m"),
            link=link,
            gender=told.gender,
            gender_words=_sealed(vault, row_id, told.gender_words),
            age=told.age,
            language=told.language,
            self_identification=told.self_identification,
            disability=told.disability,
        )
    )


def link_to(vault: Vault, case: Case) -> str:
    """The only way from a case to its row, for whoever holds the statistics key: the counting."""
    key = vault.derived("statistics")
    return hmac.new(key, str(case.id).encode(), sha256).hexdigest()


def mix_rows(session: Session) -> int:
    """Write every row anew, in the order of its random id; how many there are.

    PostgreSQL keeps rows in the order in which they came and notes by which transaction. Afterwards
    all rows are of this one.
    """
    table = AboutYou.__table__
    rows = [row._asdict() for row in session.execute(select(table).order_by(table.c.id))]
    if rows:
        session.execute(delete(AboutYou))
        session.execute(insert(table), rows)  # type: ignore[arg-type]  # a Table, typed loosely
    return len(rows)


def _sealed(vault: Vault, row_id: str, words: str) -> Sealed | None:
    """Under a key of the installation, for the key of the case would lead to the case."""
    if not words.strip():
        return None
    place = f"{TABLE_NAME}.gender_words:{row_id}".encode()
    return Sealed(encrypt(vault.derived("about you"), words.encode(), place))
