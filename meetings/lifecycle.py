"""The life of an acta: it is drafted, read back to the room, sealed. Sealed, it never changes.

A correction of a sealed acta is a new draft, which becomes a new version when it is sealed; the
sealed one stays as it is.
"""

from enum import StrEnum

from kernel.lifecycle import Lifecycle


class State(StrEnum):
    """Where an acta stands, as `flask meetings list` prints it."""

    DRAFT = "draft"
    READ_BACK = "read-back"
    SEALED = "sealed"


class Verb(StrEnum):
    """What somebody does to an acta."""

    READ_BACK = "read_back"
    RETURN_TO_DRAFT = "return_to_draft"
    SEAL = "seal"
    AMEND = "amend"


MINUTES: Lifecycle[State, Verb] = Lifecycle(
    {
        (State.DRAFT, Verb.READ_BACK): State.READ_BACK,
        (State.READ_BACK, Verb.RETURN_TO_DRAFT): State.DRAFT,
        (State.READ_BACK, Verb.SEAL): State.SEALED,
        (State.SEALED, Verb.AMEND): State.DRAFT,
    }
)
