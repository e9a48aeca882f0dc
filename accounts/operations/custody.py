"""Keys of the offices' custodians."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.models import Office
from accounts.roles import OfficeKind
from kernel.database import Database, hold
from kernel.errors import NotFound
from kernel.vault import Vault, holders_known


def holders_of(session: Session, slug: str) -> list[str]:
    """Under which names an office and its custodian hold keys; NotFound when there is none."""
    office = session.scalar(select(Office).where(Office.slug == slug))
    if office is None:
        raise NotFound("not-found")
    known = holders_known(session, [office.holder, office.custodian_holder])
    return sorted(known, reverse=True)


def furnish_custodians(database: Database, vault: Vault) -> int:
    """Give each custodian a key whose office was opened before custodians had one; how many."""
    with database.reading() as session:  # the usual answer, without waiting for other writers
        offices = session.scalars(select(Office).where(Office.kind == OfficeKind.OMBUDSMAN)).all()
        wanted = {office.custodian_holder for office in offices}
        if wanted == holders_known(session, wanted):
            return 0
    with database.changing() as session:
        hold(session, "custodians")
        missing = sorted(wanted - holders_known(session, wanted))
        for holder in missing:
            vault.add_holder(session, holder)
        return len(missing)
