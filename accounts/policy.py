"""Who may do what with offices and people: any row, every condition in the row."""

from dataclasses import dataclass
from enum import StrEnum

from accounts.roles import Role
from kernel.policy import Actor, Table


class Action(StrEnum):
    """What can be done with offices, people and the installation."""

    ACCOUNT_OWN = "accounts:account:own"
    GUEST_WELCOME = "accounts:guest:welcome"
    INSTALLATION_SEE = "accounts:installation:see"
    INSTALLATION_TRY_AGAIN = "accounts:installation:try-again"
    OFFICE_CHANGE = "accounts:office:change"
    OFFICE_HEALTH = "accounts:office:health"
    OFFICE_OPEN = "accounts:office:open"
    OFFICES_OWN = "accounts:offices:own"
    OFFICE_PEOPLE = "accounts:office:people"
    OUTBOX_SEE = "accounts:outbox:see"
    PERSON_ADD = "accounts:person:add"
    PERSON_CLOSE = "accounts:person:close"
    PERSON_LIST = "accounts:person:list"
    PERSON_RESET = "accounts:person:reset"
    PERSON_ROLES = "accounts:person:roles"
    PERSON_SECOND_STEP = "accounts:person:second-step"
    PERSON_SHARE = "accounts:person:share"


@dataclass(frozen=True)
class Seat:
    """A place in an office (None: in the installation) and, unless it is empty, who sits there.

    `roles` are those about to be given or taken; `held` all that the person has, wherever;
    `elsewhere` says that some of them are in another office or in the installation.
    """

    office_id: int | None
    person_id: int | None = None
    roles: frozenset[Role] = frozenset()
    held: frozenset[Role] = frozenset()
    elsewhere: bool = False


def signed_in(actor: Actor, _subject: object) -> bool:
    """Somebody of the staff, in their own matters."""
    return actor.person_id is not None


def platform_itself(actor: Actor, _subject: object) -> bool:
    """The command line on the machine itself."""
    return actor.system


def runs_the_platform(actor: Actor, _subject: object) -> bool:
    """Administers the installation."""
    return actor.holds(Role.PLATFORM_ADMIN, None)


def runs_this_office(actor: Actor, seat: Seat) -> bool:
    """Administers the office in question."""
    return actor.holds(Role.OFFICE_ADMIN, seat.office_id)


def hosts_here(actor: Actor, seat: Seat) -> bool:
    """Seats people at the tables of the office in question."""
    return seat.office_id in actor.offices(Role.COORDINATOR, Role.FACILITATOR)


def runs_some_office(actor: Actor, _subject: object) -> bool:
    """Administers at least one office."""
    return bool(actor.offices(Role.OFFICE_ADMIN))


def works_only_here(_actor: Actor, seat: Seat) -> bool:
    """The person has no role elsewhere: whoever rules the account rules all its roles."""
    return not seat.elsewhere


def somebody_else(actor: Actor, seat: Seat) -> bool:
    """Nobody gives themselves a role or closes their own account."""
    return actor.person_id != seat.person_id


def administration_only(_actor: Actor, seat: Seat) -> bool:
    """Only the role of administrator changes: an office chooses its own staff."""
    return seat.roles <= {Role.OFFICE_ADMIN}


def administers_only(_actor: Actor, seat: Seat) -> bool:
    """The person sees no case: taking over the account would open none."""
    return seat.held <= {Role.OFFICE_ADMIN, Role.FEDERATION}


TABLE: Table = {
    Action.ACCOUNT_OWN: [[signed_in]],
    Action.GUEST_WELCOME: [[hosts_here], [platform_itself]],
    Action.INSTALLATION_SEE: [[runs_the_platform]],
    Action.INSTALLATION_TRY_AGAIN: [[runs_the_platform]],
    Action.OFFICE_CHANGE: [[runs_this_office], [runs_the_platform]],
    Action.OFFICE_HEALTH: [[runs_this_office], [runs_the_platform]],
    Action.OFFICE_OPEN: [[runs_the_platform], [platform_itself]],
    Action.OFFICES_OWN: [[runs_some_office]],
    Action.OFFICE_PEOPLE: [[runs_this_office], [runs_the_platform]],
    Action.OUTBOX_SEE: [[runs_the_platform]],
    Action.PERSON_ADD: [
        [runs_this_office],
        [runs_the_platform, administration_only],
        [platform_itself],
    ],
    Action.PERSON_CLOSE: [
        [runs_this_office, works_only_here, somebody_else],
        [runs_the_platform, somebody_else],
    ],
    Action.PERSON_LIST: [[platform_itself]],
    Action.PERSON_RESET: [
        [runs_this_office, works_only_here, somebody_else],
        [runs_the_platform, administers_only],
        [platform_itself],
    ],
    Action.PERSON_ROLES: [
        [runs_this_office, somebody_else],
        [runs_the_platform, administration_only, somebody_else],
        [platform_itself],
    ],
    Action.PERSON_SECOND_STEP: [
        [runs_this_office, works_only_here, somebody_else],
        [runs_the_platform, administers_only],
        [platform_itself],
    ],
    Action.PERSON_SHARE: [[platform_itself]],
}
