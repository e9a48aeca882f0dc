"""The code by which somebody looks at their registration, or accepts an invitation.

13 signs that can be read out (`kernel.codes`): 64 bits. That of a registration is derived from the
sending key of its form, so that a repeated send shows the same; that of an invitation from the key
of the form that made it and its number. The server keeps only an HMAC of it, for look-up.
"""

import hmac
from hashlib import sha256

from kernel.codes import ALPHABET
from kernel.vault import Vault

SIGNS = 13
_GROUPS = ((0, 4), (4, 8), (8, SIGNS))


def code_for(vault: Vault, sending_key: str, number: int = 0) -> str:
    """The code that belongs to the form with this sending key; `number` tells several apart."""
    message = f"{sending_key}|{number}".encode()
    rest = int.from_bytes(hmac.new(vault.derived("registration-code"), message, sha256).digest())
    signs = []
    for _ in range(SIGNS):
        rest, sign = divmod(rest, len(ALPHABET))
        signs.append(ALPHABET[sign])
    return "".join(signs)


def typed(text: str) -> str | None:
    """The code in what a person typed, or None when it cannot be one."""
    signs = "".join(sign for sign in text.upper() if sign.isalnum())
    return signs if len(signs) == SIGNS and set(signs) <= set(ALPHABET) else None


def grouped(code: str) -> str:
    """The code as it is shown: 4-4-5."""
    return "-".join(code[start:end] for start, end in _GROUPS)


def lookup_of(vault: Vault, code: str) -> str:
    """What the server keeps of a code."""
    return hmac.new(vault.derived("registration-lookup"), code.encode(), sha256).hexdigest()
