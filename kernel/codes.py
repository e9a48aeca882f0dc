"""Short public names that can be read out and typed: no letter that is taken for another."""

import secrets
from hmac import compare_digest

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without 0 O 1 I L."""


def new_code(signs: int) -> str:
    """A random name of so many signs, about five bits each."""
    return "".join(secrets.choice(ALPHABET) for _ in range(signs))


def same_secret(ours: str, given: str) -> bool:
    """Whether an address carries our secret, in the same time whatever it carries."""
    return compare_digest(ours.encode(), given.encode(errors="surrogatepass"))
