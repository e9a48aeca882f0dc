"""Flask-Security without its pages: who is signed in, and what a password is worth.

It brings Flask-Login and hashing by Argon2id with a pepper. Its views, mails, tokens and commands
are off: they commit by themselves and hash inside the transaction of the request. People change
through `accounts.operations` only.
"""

import hmac
from hashlib import sha256
from typing import Any

from flask import Flask, current_app, g
from flask import session as flask_session
from flask_login import current_user
from flask_security import RoleMixin, Security, UserDatastore, UserMixin
from flask_security.utils import hash_password, login_user, verify_password
from sqlalchemy.orm import Session

from accounts import queries
from accounts.models import Person, plain_email
from kernel.policy import STRANGER, Actor, Grant
from kernel.vault import Vault
from web import sessions
from web.access import Rule
from web.furniture import vault
from web.locale import choose
from web.transaction import db

ARGON2 = {"argon2__memory_cost": 19_456, "argon2__time_cost": 2, "argon2__parallelism": 1}
"""OWASP's first choice: 19 MiB and two passes, 35 to 96 ms on the machines of an office."""


class SignedIn(UserMixin):
    """Somebody who has signed in, as a plain value for the length of a request."""

    active = True
    fs_uniquifier = ""

    def __init__(self, person: Person, grants: frozenset[Grant] = frozenset()) -> None:
        self.id = person.id
        self.name = person.name
        self.fs_uniquifier = person.fs_uniquifier
        self.grants = grants


class People(UserDatastore):
    """Lets Flask-Security find who is behind a session, and change nothing."""

    def __init__(self) -> None:
        super().__init__(SignedIn, RoleMixin)

    def find_user(self, case_insensitive: bool = False, **by: Any) -> SignedIn | None:
        """The active person whose sessions carry this name."""
        person = queries.person_by_uniquifier(db(), by["fs_uniquifier"])
        return SignedIn(person, queries.grants_of(person)) if person else None

    def commit(self) -> None:
        """Nothing: a view that returns commits."""

    def put(self, model: object) -> None:
        """Never."""
        raise NotImplementedError("people change through accounts.operations")


def who_asks(rule: Rule) -> Actor:
    """Who is behind this request. On a public page a follower of a case is just that.

    Only a row of ours says that somebody signed in: a cookie could be signed by a stolen key.
    """
    followed = sessions.follow_subject()
    if rule.public and followed:
        return Actor(receipt_of=followed)
    if not sessions.is_kept() or not current_user.is_authenticated:
        return STRANGER
    g.person_name = current_user.name
    return Actor(current_user.id, current_user.grants)


def enter(session: Session, person: Person) -> None:
    """Begin a session for `person` under a new id; whatever was known here before is gone."""
    flask_session.clear()
    login_user(SignedIn(person), remember=False)
    sessions.begin(session, person.fs_uniquifier)
    choose(person.language)


def hash_of(password: str) -> str:
    """How a password is kept. Slow on purpose: call it with no transaction open."""
    hashed: str = hash_password(_security().password_util.normalize(password))
    return hashed


def is_password(password: str, kept: str | None) -> bool:
    """Whether `password` is the one kept; just as slow when none is kept. No transaction open."""
    normal = _security().password_util.normalize(password)
    fits: bool = verify_password(normal, kept or current_app.extensions["nobodys_password"])
    return fits and kept is not None


def account_key(email: str) -> str:
    """Under which word failed tries of an address are counted, known or not."""
    key = vault().derived("sign-in failures")
    return hmac.new(key, plain_email(email).encode(), sha256).hexdigest()


def _security() -> Security:
    security: Security = current_app.extensions["security"]
    return security


def init_app(app: Flask) -> None:
    """Set Flask-Security up with everything off that we do not use."""
    house_vault: Vault = app.extensions["vault"]  # no request yet
    app.config.update(
        SECURITY_PASSWORD_SALT=house_vault.derived("password pepper").hex(),
        SECURITY_PASSWORD_SCHEMES=["argon2"],
        SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS=ARGON2,
        SECURITY_CLI_USERS_NAME=False,
        SECURITY_CLI_ROLES_NAME=False,
    )
    security = Security(app, People(), register_blueprint=False)
    manager = security.login_manager
    manager.request_loader(None)  # no token of theirs opens anything
    manager.session_protection = None  # it would keep a hash of address and browser
    manager._session_identifier_generator = str
    with app.app_context():
        app.extensions["nobodys_password"] = hash_of("nobody's")
