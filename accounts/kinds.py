"""How people sign in, and what came of it."""

from enum import StrEnum


class Way(StrEnum):
    """What somebody showed, or tried to."""

    PASSWORD = "password"  # noqa: S105 - a kind of sign-in
    CODE = "code"
    RECOVERY_CODE = "recovery_code"
    PASSWORD_AND_PASSKEY = "password_and_passkey"  # noqa: S105 - a kind of sign-in
    PASSKEY = "passkey"


class Outcome(StrEnum):
    """What came of it."""

    ENTERED = "entered"
    REFUSED = "refused"


class Factor(StrEnum):
    """What can be a second step."""

    APP = "app"
    PASSKEY = "passkey"
