"""Short public names that can be read out and typed: no letter that is taken for another."""

import secrets
from hmac import compare_digest

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without 0 O 1 I L."""


def new_code(signs: int) -> str:
    """A random name of so many signs, about five bits each."""
    return "".join(secrets.choice(ALPHABET) for _ in range(signs))


def free_code(session: Session, column: InstrumentedAttribute[str], prefix: str, signs: int) -> str:
    """A random name after its prefix (`C-7K4M2P`) that no row has in this column yet."""
    while True:
        code = f"{prefix}-{new_code(signs)}"
        if session.scalar(select(column).where(column == code)) is None:
            return code


def same_secret(ours: str, given: str) -> bool:
    """Whether an address carries our secret, in the same time whatever it carries."""
    return compare_digest(ours.encode(), given.encode(errors="surrogatepass"))
