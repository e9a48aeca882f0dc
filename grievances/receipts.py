"""The receipt code of a case: 16 digits, see `kernel.digit_codes`."""

from kernel import digit_codes
from kernel.digit_codes import (
    AT_ONCE,
    DIGITS,
    MEMORY_KIB,
    PASSES,
    grouped,
    luhn_digit,
    typed,
)
from kernel.vault import Vault

__all__ = [
    "AT_ONCE",
    "DIGITS",
    "MEMORY_KIB",
    "PASSES",
    "code_for",
    "grouped",
    "lookup_of",
    "luhn_digit",
    "typed",
]

PURPOSE = "receipt"
"""Receipts that were given out are found by this name: it never changes."""


def code_for(vault: Vault, sending_key: str, counter: int = 0) -> str:
    """The code of the form with this sending key; `counter` rises on a collision."""
    return digit_codes.code_for(vault, PURPOSE, sending_key, counter)


def lookup_of(vault: Vault, code: str) -> str:
    """What the server keeps of a code. Slow (about 50 ms): never while a transaction is open."""
    return digit_codes.lookup_of(vault, PURPOSE, code)
