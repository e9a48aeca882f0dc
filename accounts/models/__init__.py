"""Offices, people, what each person is in which office, and how they come in."""

from accounts.models.entities import Entity
from accounts.models.offices import Office
from accounts.models.people import Membership, Person, plain_email
from accounts.models.signing_in import ResetCode, SignInFailure

__all__ = ["Entity", "Membership", "Office", "Person", "ResetCode", "SignInFailure", "plain_email"]
