"""Key files: 32 random bytes as hexadecimal digits, readable by their owner only."""

import os
import secrets
from pathlib import Path

KEY_BYTES = 32


class KeyProblem(ValueError):  # noqa: N818 - names what is wrong
    """A key cannot be read or made. The text says what to do about it, without a full stop."""


def read_key(words: str) -> bytes:
    """The 32 bytes that 64 hexadecimal digits stand for."""
    try:
        key = bytes.fromhex(words.strip())
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise KeyProblem(
            "a key is 64 hexadecimal digits; "
            'make one with: python3 -c "import secrets; print(secrets.token_hex(32))"'
        )
    return key


def read_or_make_key(file: Path) -> bytes:
    """The key in `file`. Two processes that start at once agree on one key."""
    try:
        if not file.exists():
            make_key(file)
        return read_key(file.read_text())
    except OSError as problem:
        raise _unreachable(file, problem) from None


def make_key(file: Path) -> None:
    """Write a new key where there is none; whoever is second finds the first one's."""
    write_key(file, secrets.token_bytes(KEY_BYTES))


def write_key(file: Path, key: bytes) -> None:
    """Write a whole key beside its place, then link it there: nobody reads half a key.

    A key that is there already stays as it is.
    """
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = file.with_name(f".{file.name}.{secrets.token_hex(8)}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as problem:
        raise _unreachable(file, problem) from None
    try:
        with os.fdopen(descriptor, "w") as opened:
            opened.write(key.hex() + "\n")
            opened.flush()
            os.fsync(opened.fileno())
        os.link(draft, file)
    except FileExistsError:
        pass  # another process was first; its key is the key
    finally:
        draft.unlink()


def _unreachable(file: Path, problem: OSError) -> KeyProblem:
    return KeyProblem(
        f"{file} cannot be read or written ({problem.strerror}); "
        "give its folder to the user that runs the platform"
    )
