"""The master key outside the database: a file of its own, or a word of the environment.

While it is being changed there are two: the next one lies in a file beside the first, or in
RIMANAKUY_MASTER_KEY_NEXT. A process that meets a generation it does not know reads both again, so a
change of files needs no restart.
"""

import os
from dataclasses import dataclass, field
from pathlib import Path

from web.keys import KeyProblem, make_key, read_key, write_key

TAKE_OVER = (
    "The next master key is in use. Let RIMANAKUY_MASTER_KEY (or its file) be what "
    "RIMANAKUY_MASTER_KEY_NEXT is now, remove RIMANAKUY_MASTER_KEY_NEXT, then start web and worker "
    "anew."
)


@dataclass(frozen=True)
class MasterKeyFile:
    """Where the master keys of an installation are."""

    file: Path
    words: str = field(default="", repr=False)
    next_words: str = field(default="", repr=False)

    @property
    def next_file(self) -> Path:
        """Where a next key is laid when the environment holds none."""
        return self.file.with_name(f"{self.file.name}.next")

    def held(self) -> list[bytes]:
        """Today's key and the next one, as far as they are there.

        The next one is looked for first: when it takes the place of the other between the two
        looks, the second look finds it there.
        """
        coming = self._next()
        today = read_key(self.words) if self.words else _in(self.file)
        return [key for key in (today, coming) if key is not None]

    def make(self) -> bool:
        """Make the first key, when there is none; True when it was made just now."""
        if self.words or self.file.exists():
            self.held()  # KeyProblem when it cannot be read
            return False
        make_key(self.file)
        return True

    def has_next(self) -> bool:
        """Whether a next key is there."""
        return self._next() is not None

    def next_key(self) -> bytes:
        """The key to come; made in a file beside the first when there is none."""
        if not self.next_words and self.words:
            raise KeyProblem(
                "the master key stands in RIMANAKUY_MASTER_KEY, so its successor must stand in "
                "RIMANAKUY_MASTER_KEY_NEXT: set it for web, worker and this command, start web and "
                "worker anew, then rotate; make one with: "
                'python3 -c "import secrets; print(secrets.token_hex(32))"'
            )
        if not self.next_words and not self.next_file.exists():
            make_key(self.next_file)
        found = self._next()
        if found is None or [found] == self.held()[:1]:
            raise KeyProblem("the next master key is today's: give another one")
        return found

    def take_over(self) -> bool:
        """Let the next key be today's: the file is replaced in one stroke."""
        if self.next_words:
            return False
        if self.next_file.exists():
            self.next_file.replace(self.file)
            _sync(self.file.parent)
        return True

    def restore(self, key: bytes) -> None:
        """Write a key that was lost into its file; never over another one."""
        if self.words:
            raise KeyProblem(
                "RIMANAKUY_MASTER_KEY is set and would be used instead of the file; unset it first"
            )
        if self.file.exists():
            raise KeyProblem(f"{self.file} holds a key; move it away first, it may be needed")
        write_key(self.file, key)

    def _next(self) -> bytes | None:
        return read_key(self.next_words) if self.next_words else _in(self.next_file)


def _in(file: Path) -> bytes | None:
    try:
        return read_key(file.read_text())
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as problem:
        raise KeyProblem(
            f"{file} cannot be read ({type(problem).__name__}); "
            "give it to the user that runs the platform"
        ) from None
    except KeyProblem:
        raise KeyProblem(f"{file} holds no key of 64 hexadecimal digits") from None


def _sync(folder: Path) -> None:
    """Let the replaced name outlive a power cut."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
