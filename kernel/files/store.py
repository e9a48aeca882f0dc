"""Where blobs lie: a folder of random names, all of one time, each readable by us alone."""

import os
import re
import secrets
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from kernel.cleaning.kinds import FileKind
from kernel.database import Database
from kernel.errors import NotFound
from kernel.files.cipher import BlobKey, OpenedBlob, seal_into
from kernel.files.limits import LARGEST, LARGEST_OF_ALL, MEGABYTE

FOLDER = "blobs"
ONE_TIME = 946_684_800  # 2000-01-01: when a blob came is not told by its file
NAME_BYTES = 16
_NAME = re.compile(f"[0-9a-f]{{{2 * NAME_BYTES}}}")


def new_name() -> str:
    """A name that says nothing, for one blob."""
    return secrets.token_hex(NAME_BYTES)


@dataclass(frozen=True)
class Store:
    """The folder of blobs, with the ledger of its names in the database."""

    database: Database
    folder: Path
    largest: int = LARGEST_OF_ALL
    """No file of any kind may have more bytes."""

    @classmethod
    def of(cls, database: Database, data_dir: Path, max_file_mb: int) -> "Store":
        """The store of the installation whose data lie in `data_dir`."""
        return cls(database, data_dir / FOLDER, max_file_mb * MEGABYTE)

    def cap(self, kind: FileKind) -> int:
        """How many bytes a file of `kind` may have."""
        return min(LARGEST[kind], self.largest)

    def place(self, name: str) -> Path:
        """Where the blob of this name lies: 256 folders keep each of them short."""
        return self.folder / name[:2] / name

    def open(self, name: str, key: BlobKey) -> OpenedBlob:
        """The blob of this name; NotFound when it is not there."""
        try:
            file = self.place(name).open("rb")
        except FileNotFoundError:
            raise NotFound("not-found") from None
        try:
            return OpenedBlob(file, key)
        except BaseException:
            file.close()
            raise

    def write(self, name: str, key: BlobKey, source: IO[bytes], size: int) -> None:
        """Seal `size` bytes of `source` as a new blob. It is on the disk when this returns.

        Called by `kernel.files.taking` and by nobody else: a test holds that.
        """
        place = self.place(name)
        self._make_room(place.parent)
        descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as target:
                seal_into(target, key, source, size)
                target.flush()
                os.utime(target.fileno(), (ONE_TIME, ONE_TIME))
                os.fsync(target.fileno())
            _sync_folder(place.parent)
        except BaseException:
            place.unlink(missing_ok=True)
            raise

    def put_back(self, name: str, ciphertext: bytes) -> None:
        """Lay a blob of a backup back, piece by piece; an empty piece begins it anew."""
        if not _NAME.fullmatch(name):
            raise ValueError("no name of a blob")
        place = self.place(name)
        self._make_room(place.parent)
        flags = os.O_WRONLY | os.O_CREAT | (os.O_APPEND if ciphertext else os.O_TRUNC)
        with os.fdopen(os.open(place, flags, 0o600), "wb") as target:
            target.write(ciphertext)
            target.flush()
            os.fsync(target.fileno())
            os.utime(target.fileno(), (ONE_TIME, ONE_TIME))

    def forget(self, name: str) -> None:
        """Delete a blob, if it is there."""
        self.place(name).unlink(missing_ok=True)

    def names(self) -> Iterator[str]:
        """The names of all blobs that lie here."""
        with suppress(FileNotFoundError):
            for folder in self.folder.iterdir():
                for blob in folder.iterdir():
                    yield blob.name

    def _make_room(self, folder: Path) -> None:
        if folder.is_dir():
            return
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        _sync_folder(self.folder)


def _sync_folder(folder: Path) -> None:
    """Make the names in `folder` outlive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
