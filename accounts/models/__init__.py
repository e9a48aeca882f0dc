"""Offices, people, what each person is in which office, and how they come in."""

from accounts.models.entities import Entity
from accounts.models.offices import Office
from accounts.models.people import Membership, Person, plain_email
from accounts.models.second_step import (
    CodeApp,
    KnownDevice,
    Passkey,
    RecoveryCode,
    SignIn,
    SpentChallenge,
)
from accounts.models.signing_in import ResetCode, SignInFailure

__all__ = [
    "CodeApp", "Entity", "KnownDevice", "Membership", "Office", "Passkey", "Person", "RecoveryCode",
    "ResetCode", "SignIn", "SignInFailure", "SpentChallenge", "plain_email",
]  # fmt: skip
