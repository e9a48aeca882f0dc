"""A secret split in two, each half written so that a person can keep it on paper and type it.

Each half alone is random: it tells nothing of the secret (one is random bytes, the other is the
secret XOR those). 40 bytes a share: its number, a tag of the pair, 32 bytes, a check sum of all.
They stand in four rows of four groups of four signs, each row with two signs of its own check sum,
so that a mistake is found in the row where it was made. 32 signs, none that looks like another.
"""

import secrets
from dataclasses import dataclass, field
from hashlib import sha256

SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
SECRET_BYTES = 32
TAG_BYTES = 3
SUM_BYTES = 4
ROWS = 4
ROW_BYTES = 10
ROW_SIGNS = 16
SHARES = (1, 2)


class BadShare(ValueError):  # noqa: N818 - names what it is
    """What was typed is no share. Says in one sentence what to look at."""


@dataclass(frozen=True)
class Share:
    """One half of a secret. It never prints by accident."""

    number: int
    tag: bytes
    half: bytes = field(repr=False)

    def rows(self) -> list[str]:
        """The share as it stands on paper: four rows of groups."""
        body = bytes([self.number]) + self.tag + self.half
        whole = body + _sum(body)
        return [
            _written(number, whole[number * ROW_BYTES : (number + 1) * ROW_BYTES])
            for number in range(ROWS)
        ]


def split(secret: bytes) -> tuple[Share, Share]:
    """Two shares of a secret of 32 bytes; both are needed."""
    tag, first = secrets.token_bytes(TAG_BYTES), secrets.token_bytes(SECRET_BYTES)
    return Share(1, tag, first), Share(2, tag, _xor(first, secret))


def joined(one: Share, other: Share) -> bytes:
    """The secret; BadShare when the two do not belong together."""
    if one.number == other.number:
        raise BadShare("These are two copies of the same share: the other one is needed too.")
    if one.tag != other.tag:
        raise BadShare("These shares belong to two different recoveries: look at their dates.")
    return _xor(one.half, other.half)


def read_row(number: int, typed: str) -> bytes:
    """The bytes of one row (1 to 4) as somebody typed it; BadShare when it is mistyped."""
    signs = "".join(sign for sign in typed.upper() if not sign.isspace() and sign not in "-.")
    if len(signs) != ROW_SIGNS + 2:
        raise BadShare(f"Row {number} has {len(signs)} signs, and 18 are needed.")
    strange = sorted({sign for sign in signs if sign not in SIGNS})
    if strange:
        raise BadShare(f"Row {number} has a sign that no share has: {' '.join(strange)}")
    value = _number(signs[:ROW_SIGNS]).to_bytes(ROW_BYTES)
    if signs[ROW_SIGNS:] != _row_sum(number - 1, value):
        raise BadShare(f"Row {number} is mistyped: compare it sign by sign.")
    return value


def read_share(typed: list[str]) -> Share:
    """A share from its four rows; BadShare when they are not those of one share."""
    rows = [row for row in typed if row.strip()]
    if len(rows) != ROWS:
        raise BadShare(f"A share has {ROWS} rows, and these are {len(rows)}.")
    whole = b"".join(read_row(number, row) for number, row in enumerate(rows, 1))
    body, check = whole[:-SUM_BYTES], whole[-SUM_BYTES:]
    if check != _sum(body) or body[0] not in SHARES:
        raise BadShare("These rows are not those of one share: look at their order.")
    return Share(body[0], body[1 : 1 + TAG_BYTES], body[1 + TAG_BYTES :])


def _written(number: int, row: bytes) -> str:
    value = int.from_bytes(row)
    signs = "".join(SIGNS[value >> shift & 31] for shift in range(75, -1, -5))
    groups = [signs[start : start + 4] for start in range(0, ROW_SIGNS, 4)]
    return " ".join([*groups, _row_sum(number, row)])


def _row_sum(number: int, row: bytes) -> str:
    check = int.from_bytes(sha256(b"row" + bytes([number]) + row).digest()[:2])
    return SIGNS[check >> 5 & 31] + SIGNS[check & 31]


def _number(signs: str) -> int:
    value = 0
    for sign in signs:
        value = value << 5 | SIGNS.index(sign)
    return value


def _sum(body: bytes) -> bytes:
    return sha256(b"share" + body).digest()[:SUM_BYTES]


def _xor(one: bytes, other: bytes) -> bytes:
    return bytes(left ^ right for left, right in zip(one, other, strict=True))
