"""Codes of 16 digits that any keypad can type, derived and never stored.

15 digits are HMAC-SHA-256(key of the purpose, sending key ‖ counter) mod 10^15, the last is a Luhn
digit: 49.8 bits. A repeated send of the same form shows the same code. The server keeps only an
Argon2id hash of it with a salt and a pepper of the purpose, for look-up: a code made for one
purpose finds nothing of another.
"""

import hmac
from hashlib import sha256
from threading import BoundedSemaphore

from argon2.low_level import Type, hash_secret_raw

from kernel.text import luhn_holds
from kernel.vault import Vault

DIGITS = 16
MEMORY_KIB = 19 * 1024
PASSES = 2
AT_ONCE = 2

_hashing = BoundedSemaphore(AT_ONCE)


def code_for(vault: Vault, purpose: str, sending_key: str, counter: int = 0) -> str:
    """The code of the form with this sending key; `counter` rises on a collision."""
    message = f"{sending_key}|{counter}".encode()
    key = vault.derived(f"{purpose}-code")
    number = int.from_bytes(hmac.new(key, message, sha256).digest())
    body = f"{number % 10 ** (DIGITS - 1):0{DIGITS - 1}d}"
    return body + luhn_digit(body)


def luhn_digit(body: str) -> str:
    """The check digit of `body` (ISO/IEC 7812-1, annex B)."""
    return next(digit for digit in "0123456789" if luhn_holds(body + digit))


def typed(text: str) -> str | None:
    """The code in what a person typed, or None when it cannot be one (no hash is spent then)."""
    digits = _digits_of(text)
    return digits if len(digits) == DIGITS and luhn_holds(digits) else None


def digits_in(text: str) -> int:
    """How many digits a person typed."""
    return len(_digits_of(text))


def _digits_of(text: str) -> str:
    return "".join(sign for sign in text if sign in "0123456789")


def grouped(code: str) -> str:
    """The code as it is shown: 4-4-4-4."""
    return " ".join(code[start : start + 4] for start in range(0, DIGITS, 4))


def lookup_of(vault: Vault, purpose: str, code: str) -> str:
    """What the server keeps of a code. Slow (about 50 ms): never while a transaction is open."""
    pepper = vault.derived(f"{purpose}-pepper")
    with _hashing:
        raw = hash_secret_raw(
            hmac.new(pepper, code.encode(), sha256).digest(),
            salt=vault.derived(f"{purpose}-salt")[:16],
            time_cost=PASSES,
            memory_cost=MEMORY_KIB,
            parallelism=1,
            hash_len=32,
            type=Type.ID,
        )
    return raw.hex()
