"""Who may do what with places: any row, every condition in the row."""

from dataclasses import dataclass
from enum import StrEnum

from kernel.policy import Actor, Table

# Roles belong to `accounts`, which stands above; a test holds these two equal to its own.
PLATFORM_ADMIN = "platform_admin"
OFFICE_ADMIN = "office_admin"


class Action(StrEnum):
    """What can be done with the list of places. To read it needs no leave: places are no secret."""

    COMMUNITY_KEEP = "territory:community:keep"
    PLACES_BROWSE = "territory:places:browse"
    PLACES_IMPORT = "territory:places:import"


@dataclass(frozen=True)
class Ground:
    """The places of one country. `home`: an office that the actor administers works there."""

    country: str
    home: bool = False


def platform_itself(actor: Actor, _subject: object) -> bool:
    """The command line on the machine itself."""
    return actor.system


def runs_the_platform(actor: Actor, _subject: object) -> bool:
    """Administers the installation."""
    return actor.holds(PLATFORM_ADMIN, None)


def runs_some_office(actor: Actor, _subject: object) -> bool:
    """Administers at least one office."""
    return bool(actor.offices(OFFICE_ADMIN))


def in_a_country_of_theirs(_actor: Actor, ground: Ground) -> bool:
    """Their office works in this country."""
    return ground.home


TABLE: Table = {
    Action.COMMUNITY_KEEP: [
        [runs_some_office, in_a_country_of_theirs],
        [runs_the_platform],
        [platform_itself],
    ],
    Action.PLACES_BROWSE: [[runs_some_office], [runs_the_platform]],
    Action.PLACES_IMPORT: [[runs_the_platform], [platform_itself]],
}
