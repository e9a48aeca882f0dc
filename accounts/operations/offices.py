"""What administrators do with offices."""

from dataclasses import asdict, dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts import events
from accounts.models import Office
from accounts.policy import TABLE, Action, Seat
from accounts.roles import OfficeKind
from kernel.audit import record
from kernel.errors import BadInput, RuleBroken
from kernel.policy import Actor, require
from kernel.vault import Vault


@dataclass(frozen=True)
class OfficeTerms:
    """What an office says of itself and may change: its name, languages, ways in and contact."""

    name: str
    languages: list[str]
    tracks: list[str]
    anonymous_tracks: list[str]
    address: str = ""
    phone: str = ""
    emergency_phone: str = ""
    email: str = ""
    hours: str = ""


@dataclass(frozen=True)
class OfficePlace:
    """What is fixed when an office opens: its address on the site, its kind, where it stands."""

    slug: str
    kind: OfficeKind
    country: str
    region: str | None
    time_zone: str
    fictional: bool = False


def open_office(
    session: Session, vault: Vault, actor: Actor, place: OfficePlace, terms: OfficeTerms
) -> Office:
    """Open an office and give it a key of its own in the vault."""
    require(TABLE, actor, Action.OFFICE_OPEN, None)
    if session.scalar(select(Office.id).where(Office.slug == place.slug)):
        raise RuleBroken("office-address-taken")
    office = Office(**asdict(place), **asdict(_in_order(terms, place.kind)))
    session.add(office)
    session.flush()  # the vault and the trail name it by its id
    vault.add_holder(session, office.holder)
    record(
        session, events.OFFICE_OPENED, actor, office.holder,
        kind=office.kind.value, country=office.country,
    )  # fmt: skip
    return office


def change_office(session: Session, actor: Actor, office: Office, terms: OfficeTerms) -> None:
    """Let an office say something else of itself."""
    require(TABLE, actor, Action.OFFICE_CHANGE, Seat(office.id))
    wanted = asdict(_in_order(terms, office.kind))
    changed = [name for name, value in wanted.items() if getattr(office, name) != value]
    for name in changed:
        setattr(office, name, wanted[name])
    if changed:
        record(session, events.OFFICE_CHANGED, actor, office.holder, fields=",".join(changed))


def _in_order(terms: OfficeTerms, kind: OfficeKind) -> OfficeTerms:
    """The same terms; BadInput when they contradict themselves or the kind of the office."""
    if not terms.languages:
        raise BadInput("office-needs-a-language")
    if terms.tracks and kind is not OfficeKind.OMBUDSMAN:
        raise BadInput("only-an-ombudsman-receives-grievances")
    if not set(terms.anonymous_tracks) <= set(terms.tracks):
        raise BadInput("anonymous-track-not-offered")
    return terms
