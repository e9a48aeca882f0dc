"""Who people are: sealed apart from what they told, and opened by the custodian alone."""

from dataclasses import dataclass, fields

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from accounts.models import Office
from grievances import events
from grievances.answers import Answers
from grievances.kinds import Standing, Tier
from grievances.models import Case, Contact, Identity
from grievances.queries.identities import PLACES, Known, identities_of
from kernel.audit import record
from kernel.database import Database
from kernel.policy import Actor
from kernel.vault import DataKey, Sealed, Vault

CONTACTS_A_BATCH = 50


@dataclass(frozen=True)
class Named:
    """One person of a case as they were told to us, before anything is sealed."""

    standing: Standing
    name: str = ""
    phone: str = ""
    email: str = ""

    @property
    def says_something(self) -> bool:
        """Whether there is anything to keep."""
        return any(words.strip() for words in (self.name, self.phone, self.email))


def named_in(answers: Answers) -> list[Named]:
    """Everybody whom the answers name. Who files without a name gives no contact either."""
    filer = Named(Standing.FILER, answers.name, answers.phone, answers.email)
    spokesperson = Named(Standing.SPOKESPERSON, answers.spokesperson)
    others = [Named(Standing.COMPLAINANT, name) for name in answers.others]
    told = [*([] if answers.tier is Tier.ANONYMOUS else [filer]), spokesperson, *others]
    return [one for one in told if one.says_something]


def new_identity_key(session: Session, vault: Vault, office: Office) -> DataKey:
    """A key for the names of one case, which only the custodian of the office opens."""
    return vault.new_data_key(session, [office.custodian_holder])


def keep_identities(session: Session, key: DataKey, case_id: int, people: list[Named]) -> None:
    """Seal who these people of a case are, under the key of its names."""
    for one in people:
        words = {name: _sealed(key, name, getattr(one, name)) for name in PLACES}
        session.add(Identity(case_id=case_id, standing=one.standing, **words))


def add_identities(session: Session, vault: Vault, case: Case, people: list[Named]) -> None:
    """Keep more people of a case that is there already: a witness, somebody who joins."""
    told = [one for one in people if one.says_something]
    if not told:
        return
    if case.identity_key_id is None:
        key = new_identity_key(session, vault, case.office)
        case.identity_key_id = key.id
    else:
        key = vault.data_key(session, case.identity_key_id, case.office.custodian_holder)
    keep_identities(session, key, case.id, told)


def open_identities(session: Session, vault: Vault, actor: Actor, case: Case) -> list[Known]:
    """Open who the people of a case are, and say so in the trail in the same transaction."""
    known = identities_of(session, vault, actor, case)
    record(session, events.IDENTITY_OPENED, actor, case.subject)
    return known


def move_contacts(database: Database, vault: Vault) -> int:
    """Seal anew, for the custodian alone, the contacts that lie under the keys of their cases.

    Some at a time, each batch in a transaction of its own; whoever is interrupted goes on with the
    rest. How many were moved.
    """
    moved = 0
    while count := _move_some(database, vault):
        moved += count
    return moved


def _move_some(database: Database, vault: Vault) -> int:
    with database.reading() as session:  # the usual answer, without waiting for other writers
        if session.scalar(select(Contact.case_id).limit(1)) is None:
            return 0
    with database.changing() as session:
        rows = session.execute(
            select(Contact, Case)
            .join(Case, Case.id == Contact.case_id)
            .order_by(Contact.case_id)
            .limit(CONTACTS_A_BATCH)
            .with_for_update(of=Contact)
        ).all()
        keys = vault.data_keys(session, {case.data_key_id: case.office.holder for _, case in rows})
        for contact, case in rows:
            if key := keys.get(case.data_key_id):  # none: destroyed, and the words with it
                _move(session, vault, case, _told(key, contact))
        session.execute(delete(Contact).where(Contact.case_id.in_([case.id for _, case in rows])))
        return len(rows)


def _move(session: Session, vault: Vault, case: Case, told: Named) -> None:
    if not told.says_something:
        return
    if case.identity_key_id is None:
        key = new_identity_key(session, vault, case.office)
        # Not through the row: its version says when somebody worked on the case.
        session.execute(update(Case).where(Case.id == case.id).values(identity_key_id=key.id))
    else:
        key = vault.data_key(session, case.identity_key_id, case.office.custodian_holder)
    keep_identities(session, key, case.id, [told])


def _told(key: DataKey, contact: Contact) -> Named:
    words = {
        name: key.open(sealed, f"grievances_contact.{name}")
        for name in PLACES
        if (sealed := getattr(contact, name)) is not None
    }
    return Named(Standing.FILER, **words)


def _sealed(key: DataKey, name: str, words: str) -> Sealed | None:
    return key.seal(words, PLACES[name]) if words.strip() else None


assert set(PLACES) == {field.name for field in fields(Named)} - {"standing"}  # noqa: S101
