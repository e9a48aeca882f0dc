"""Flask-Security without its pages: who is signed in, and what a password is worth.

It brings Flask-Login and hashing by Argon2id with a pepper. Its views, mails, tokens and commands
are off: they commit by themselves and hash inside the transaction of the request. People change
through `accounts.operations` only.
"""

import hmac
from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
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
from accounts.roles import SECOND_STEP_FOR
from kernel.clock import now
from kernel.policy import STRANGER, Actor, Grant
from web import sessions
from web.access import Rule
from web.furniture import vault
from web.locale import choose
from web.transaction import db

ARGON2 = {"argon2__memory_cost": 19_456, "argon2__time_cost": 2, "argon2__parallelism": 1}
"""OWASP's first choice: 19 MiB and two passes, 35 to 96 ms on the machines of an office."""

STANDING = "standing"
PROVED_AT = "proved_at"


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

    Only a row of ours says that somebody signed in: a cookie could be signed by a stolen key. Who
    has yet to take the second step is nobody; who has yet to set one up may do nothing but that.
    """
    followed = sessions.follow_subject()
    if rule.public and followed and not (rule.knows_accounts and is_signed_in()):
        return Actor(receipt_of=followed)
    if not is_signed_in() or standing() is Standing.OWES:
        return STRANGER
    g.person_name = current_user.name
    return Actor(current_user.id, frozenset() if lacks_second_step() else current_user.grants)


class Standing(StrEnum):
    """How far somebody came whose password was right."""

    OWES = "owes"
    PASSED = "passed"
    PLAIN = "plain"


def is_signed_in() -> bool:
    """Whether a session of ours names an active person, however far they came."""
    return sessions.is_kept() and current_user.is_authenticated


def standing() -> Standing:
    """How far this session came; a session of before the second step existed is a plain one."""
    return Standing(flask_session.get(STANDING, Standing.PLAIN))


def lacks_second_step() -> bool:
    """Whether this session is of somebody who needs a second step and came in without one."""
    return is_signed_in() and standing() is Standing.PLAIN and is_needed(current_user.grants)


def is_needed(grants: Iterable[Grant]) -> bool:
    """Whether somebody with these roles needs a second step here; in a demonstration nobody."""
    demo: bool = current_app.config["SETTINGS"].demo
    return not demo and any(grant.role in SECOND_STEP_FOR for grant in grants)


def enter(session: Session, person: Person, standing: Standing) -> None:
    """Begin a session for `person` under a new id; whatever was known here before is gone."""
    flask_session.clear()
    login_user(SignedIn(person), remember=False)
    flask_session[STANDING] = standing.value
    flask_session[PROVED_AT] = now().isoformat()
    sessions.begin(session, person.fs_uniquifier)
    choose(person.language)


def enter_anew(session: Session, person: Person) -> None:
    """Go on under a new id after a change that ended all sessions, as far as one had come."""
    reached = standing()
    enter(session, person, reached)


def proved_within(moment: timedelta) -> bool:
    """Whether whoever sits here has shown who they are lately, and not only some time today."""
    said = flask_session.get(PROVED_AT)
    return bool(said) and now() - datetime.fromisoformat(str(said)) < moment


def prove() -> None:
    """Somebody has just shown once more who they are."""
    flask_session[PROVED_AT] = now().isoformat()


def hash_of(password: str) -> str:
    """How a password is kept. Slow on purpose: call it with no transaction open."""
    hashed: str = hash_password(_peppered().password_util.normalize(password))
    return hashed


def is_password(password: str, kept: str | None) -> bool:
    """Whether `password` is the one kept; just as slow when none is kept. No transaction open."""
    normal = _peppered().password_util.normalize(password)
    nobodys = _nobodys_password()  # before it is needed: unknown people take as long as known ones
    fits: bool = verify_password(normal, kept or nobodys)
    return fits and kept is not None


def device_key(token: str) -> str:
    """Under which word failed tries are counted in a browser that its person is known by."""
    key = vault().derived("sign-in failures")
    return hmac.new(key, f"device:{token}".encode(), sha256).hexdigest()


def account_key(email: str) -> str:
    """Under which word failed tries of an address are counted, known or not."""
    key = vault().derived("sign-in failures")
    return hmac.new(key, plain_email(email).encode(), sha256).hexdigest()


def _security() -> Security:
    security: Security = current_app.extensions["security"]
    return security


def _peppered() -> Security:
    """Flask-Security with its pepper, read at the first password: the database is there by then."""
    if current_app.config["SECURITY_PASSWORD_SALT"] is None:
        current_app.config["SECURITY_PASSWORD_SALT"] = vault().derived("password pepper").hex()
    return _security()


def _nobodys_password() -> str:
    """What a password is compared with when there is none to compare it with."""
    if "nobodys_password" not in current_app.extensions:
        current_app.extensions["nobodys_password"] = hash_of("nobody's")
    kept: str = current_app.extensions["nobodys_password"]
    return kept


def init_app(app: Flask) -> None:
    """Set Flask-Security up with everything off that we do not use."""
    app.config.update(
        SECURITY_PASSWORD_SALT=None,
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
