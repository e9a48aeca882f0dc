"""Ciphertext: how it is made and opened, how it prints, how it lies in a column."""

import os
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import Dialect, LargeBinary
from sqlalchemy.types import TypeDecorator

NONCE_BYTES = 12
KEY_BYTES = 32


class Unsealable(Exception):  # noqa: N818 - names what the ciphertext is
    """The ciphertext was changed, moved, or belongs to another key."""


@dataclass(frozen=True)
class Sealed:
    """Ciphertext. It prints as a veil, so that no log or template shows it by accident."""

    ciphertext: bytes = field(repr=False)

    def __str__(self) -> str:
        return "▒▒▒"


class SealedType(TypeDecorator[Sealed]):
    """The column type of everything that people confide."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Sealed | None, dialect: Dialect) -> bytes | None:
        return None if value is None else value.ciphertext

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> Sealed | None:
        return None if value is None else Sealed(bytes(value))


def new_key() -> bytes:
    """A fresh random key."""
    return AESGCM.generate_key(KEY_BYTES * 8)


def derive(secret: bytes, purpose: str) -> bytes:
    """32 bytes for one purpose from one secret (HKDF-SHA-256, RFC 5869)."""
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=purpose.encode()).derive(secret)


def encrypt(key: bytes, plain: bytes, context: bytes) -> bytes:
    """Nonce and AES-256-GCM ciphertext of `plain`, bound to `context`."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, context)


def decrypt(key: bytes, ciphertext: bytes, context: bytes) -> bytes:
    """What `encrypt` was given; Unsealable when key, bytes or context differ."""
    try:
        return AESGCM(key).decrypt(ciphertext[:NONCE_BYTES], ciphertext[NONCE_BYTES:], context)
    except (InvalidTag, ValueError):  # ValueError: too short to be one of ours
        raise Unsealable from None
