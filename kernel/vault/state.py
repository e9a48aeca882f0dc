"""Whether the master keys in reach are those of a database, before anybody works with it."""

from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from kernel.vault.masters import MasterKeys, mark_of
from kernel.vault.sealed import Unsealable
from kernel.vault.tables import HolderKey, MasterKey
from kernel.vault.vault import Vault, has_holders, masters_in_use


class KeyState(StrEnum):
    """How the master keys in reach stand to a database."""

    BLANK = "blank"
    """The database knows of no master key: the first one may be made."""
    UNMARKED = "unmarked"
    """The key opens it, and was not yet noted down: a database of before marks."""
    OPENS = "opens"
    MISSING = "missing"
    """The database was filled under a key, and none is in reach."""
    WRONG = "wrong"
    """Another key than the one in reach."""
    HALF = "half"
    """The master key is being changed, and only one of the two keys is in reach."""


def state_of(session: Session, vault: Vault, masters: MasterKeys) -> KeyState:
    """How the keys in reach stand to this database."""
    rows, held = masters_in_use(session), masters.held()
    if not rows:
        return KeyState.BLANK
    if not held:
        return KeyState.MISSING
    if rows[0].mark is None:
        return KeyState.UNMARKED if _opens_something(session, vault) else KeyState.WRONG
    found = {row.mark in set(map(mark_of, held)) for row in rows if _in_need(session, row, rows)}
    if found == {True}:
        return KeyState.OPENS
    return KeyState.HALF if True in found else KeyState.WRONG


def settle(session: Session, vault: Vault) -> None:
    """Note down which master key this database is filled under, when that is still open."""
    rows = masters_in_use(session)
    if not rows:
        vault.begin(session, fresh=not has_holders(session))
    elif rows[0].mark is None:
        rows[0].mark = mark_of(vault.master(session, rows[0].generation))


def _in_need(session: Session, row: MasterKey, rows: list[MasterKey]) -> bool:
    """Whether work needs this generation: the newest one, and older ones that still wrap keys."""
    if row is rows[-1]:
        return True
    under = select(HolderKey.holder).where(HolderKey.master == row.generation).limit(1)
    return session.scalar(under) is not None


def _opens_something(session: Session, vault: Vault) -> bool:
    """Whether the key in reach opens the first holder's key; true when there is none to try."""
    row = session.scalars(select(HolderKey).limit(1)).first()
    try:
        return row is None or bool(vault.open_holder(session, row))
    except Unsealable:
        return False
