"""The tables of files. What a file says lies outside of the database, as ciphertext."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from kernel.cleaning.kinds import FileKind, Format
from kernel.database import Base, Id, enum_by_value
from kernel.vault import Sealed, SealedType

KEY_PLACE = "kernel_file.key"


class StoredFile(Base):
    """Somebody sent a file: three blobs under one random key, which its owner keeps.

    `original`, `clean` and `preview` are names of blobs. `key` is the file's own key, sealed by
    the owner (a data key, the cookie of a draft). `label` is sealed under the file's key: the name
    it came with, its size, what a list shows of it.
    """

    __tablename__ = "kernel_file"
    __table_args__ = ({"sqlite_autoincrement": True},)
    """Files go, and an address of one that went must not show the next."""

    id: Mapped[Id]
    kind: Mapped[FileKind] = mapped_column(enum_by_value(FileKind))
    format: Mapped[Format] = mapped_column(enum_by_value(Format))
    key: Mapped[Sealed] = mapped_column(SealedType)
    label: Mapped[Sealed] = mapped_column(SealedType)
    original: Mapped[str] = mapped_column(unique=True)
    clean: Mapped[str] = mapped_column(unique=True)
    preview: Mapped[str | None] = mapped_column(unique=True)

    @property
    def blobs(self) -> list[str]:
        """The names of its blobs."""
        return [name for name in (self.original, self.clean, self.preview) if name]


class Blob(Base):
    """A blob of this name may lie in the store.

    The row is there before the first byte of the blob and goes after the last. While no file keeps
    the blob, `swept_after` says when it may be deleted.
    """

    __tablename__ = "kernel_blob"

    name: Mapped[str] = mapped_column(primary_key=True)
    swept_after: Mapped[datetime | None] = mapped_column(index=True)
