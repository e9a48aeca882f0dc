"""What pages and browsers say to each other about passkeys."""

import ipaddress
import secrets
from datetime import datetime
from hashlib import sha256
from urllib.parse import urlsplit

from flask import current_app
from flask import session as flask_session
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
)
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from accounts.models import Passkey, Person
from accounts.operations.passkeys import CHALLENGE_LIVES, Site
from kernel.clock import now
from kernel.errors import BadInput
from web.furniture import vault

CHALLENGE = "passkey_challenge"
ASKED_AT = "passkey_asked_at"


def site() -> Site | None:
    """What passkeys here are bound to. An address of numbers, or one without https, knows none."""
    address = urlsplit(current_app.config["SETTINGS"].public_url)
    host = address.hostname or ""
    if _is_number(host) or (address.scheme != "https" and host != "localhost"):
        return None
    return Site(host, f"{address.scheme}://{address.netloc}")


def to_register(here: Site, person: Person, have: list[Passkey]) -> str:
    """What a browser needs to know to make a passkey for `person`, as JSON."""
    return options_to_json(
        generate_registration_options(
            rp_id=here.host, rp_name="Rimanakuy", user_name=person.email,
            user_display_name=person.name, user_id=_handle(person), challenge=_new_challenge(),
            exclude_credentials=_named(have),
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED,
                user_verification=UserVerificationRequirement.REQUIRED,
            ),
        )
    )  # fmt: skip


def to_prove(here: Site, have: list[Passkey]) -> str:
    """What a browser needs to know to prove one of `have`, or any of ours, as JSON."""
    return options_to_json(
        generate_authentication_options(
            rp_id=here.host, challenge=_new_challenge(), allow_credentials=_named(have),
            user_verification=UserVerificationRequirement.REQUIRED,
        )
    )  # fmt: skip


def challenge() -> bytes:
    """The question that this browser was asked last; BadInput when there is none any more."""
    asked, when = flask_session.pop(CHALLENGE, ""), flask_session.pop(ASKED_AT, "")
    if not asked or not when or now() - datetime.fromisoformat(when) > CHALLENGE_LIVES:
        raise BadInput("passkey-refused")
    return bytes.fromhex(asked)


def _new_challenge() -> bytes:
    made = secrets.token_bytes(32)
    flask_session[CHALLENGE], flask_session[ASKED_AT] = made.hex(), now().isoformat()
    return made


def _handle(person: Person) -> bytes:
    """How a device names the person: always the same, and no number of ours."""
    return sha256(vault().derived("passkey handles") + str(person.id).encode()).digest()


def _named(have: list[Passkey]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=one.credential_id) for one in have]


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
