"""Sealing what people confide: 4 kB for five holders, sealed and opened, beside AES-GCM alone.

Ours makes a data key, wraps it for five holders, seals, then opens a wrap and the words again, keys
in hand and no database: what cryptography costs a filing. The floor is one encryption and one
decryption of the same bytes under one key.
"""

import os
import statistics
import time
from collections.abc import Callable

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bench.figures import Figure
from kernel.vault import DataKey, decrypt, encrypt, new_key

BYTES = 4096
HOLDERS = 5
ROUNDS = 2000
PLACE = "grievances_case.story"
BUDGET_MS = 0.7
MOST_TIMES = 10


def figures() -> list[Figure]:
    """How long sealing and opening takes, beside a budget and beside the bare cipher."""
    plain, holders = os.urandom(BYTES), [new_key() for _ in range(HOLDERS)]
    ours, floor = _pace(lambda: _ours(plain, holders)), _pace(lambda: _bare(plain, holders[0]))
    what = f"seal and open {BYTES // 1024} kB for {HOLDERS} holders"
    return [
        Figure(what, ours, BUDGET_MS, " ms", "≤ budget"),
        Figure(f"{what}, beside AES-GCM", ours, floor, " ms", f"≤ {MOST_TIMES} ×"),
    ]


def _ours(plain: bytes, holders: list[bytes]) -> None:
    key = DataKey(1, new_key())
    wraps = [
        encrypt(holder, key._bytes, f"wrap:1:{number}".encode())
        for number, holder in enumerate(holders)
    ]
    sealed = key.seal_bytes(plain, PLACE)
    again = DataKey(1, decrypt(holders[0], wraps[0], b"wrap:1:0"))
    if again.open_bytes(sealed, PLACE) != plain:
        raise RuntimeError("what was sealed did not open")


def _bare(plain: bytes, key: bytes) -> None:
    nonce = os.urandom(12)
    AESGCM(key).decrypt(nonce, AESGCM(key).encrypt(nonce, plain, None), None)


def _pace(run: Callable[[], None]) -> float:
    """The median in milliseconds."""
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        run()
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)
