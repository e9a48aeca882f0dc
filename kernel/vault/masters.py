"""Where master keys come from. The vault asks again whenever it meets one that it does not know."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from kernel.vault.sealed import KEY_BYTES, derive


class MasterKeys(Protocol):
    """What lies outside the database: a file, the environment."""

    def held(self) -> Sequence[bytes]:
        """Every master key in reach now: today's, and the next while they are being changed."""


class MasterKeyStore(MasterKeys, Protocol):
    """Master keys that can be changed."""

    def next_key(self) -> bytes:
        """The key to come. Made when there is none; the same one when asked again."""

    def has_next(self) -> bool:
        """Whether a key to come is laid ready."""

    def take_over(self) -> bool:
        """Let the next key be today's. False when a person must do that by hand."""

    def restore(self, key: bytes) -> None:
        """Put a key that was lost in its place; never over another."""


@dataclass(frozen=True)
class OneKey:
    """A single key that never changes."""

    key: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.key) != KEY_BYTES:
            raise ValueError("the master key must be 32 bytes")

    def held(self) -> list[bytes]:
        """The one key."""
        return [self.key]


def mark_of(key: bytes) -> str:
    """By what a master key is recognised: one way, so that it may stand beside what it opens."""
    return derive(key, "mark of a master key")[:16].hex()
