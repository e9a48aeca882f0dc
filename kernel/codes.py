"""Short public names that can be read out and typed: no letter that is taken for another."""

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without 0 O 1 I L."""


def new_code(signs: int) -> str:
    """A random name of so many signs, about five bits each."""
    return "".join(secrets.choice(ALPHABET) for _ in range(signs))
