"""The declarative base, the engine, and the two kinds of transaction: reading and changing."""

import fcntl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import IO, Annotated, Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Connection,
    DateTime,
    Dialect,
    Engine,
    Enum,
    Integer,
    MetaData,
    create_engine,
    event,
)
from sqlalchemy.engine import make_url
from sqlalchemy.orm import DeclarativeBase, Session, UOWTransaction, mapped_column
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import TypeDecorator

LOCK_WAIT_MS = 10_000


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, stored in UTC and given back aware, also on SQLite."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def enum_by_value(kind: type[StrEnum]) -> Enum:
    """A StrEnum as text of its values with a CHECK constraint, on both databases."""
    return Enum(
        kind,
        native_enum=False,
        create_constraint=True,
        length=40,
        values_callable=lambda members: [member.value for member in members],
        name=f"{kind.__name__.lower()}_known",
    )


class Base(DeclarativeBase):
    """Every table of the house. Table names carry the name of their package."""

    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads it from the class
        datetime: UtcDateTime(),
        dict[str, Any]: JSON,
        list[str]: JSON,
    }
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


Id = Annotated[int, mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)]


class WriteLock:
    """One writer at a time on SQLite: a lock among threads, then a lock among processes.

    The file is opened on first use in each process: a descriptor that was inherited over fork
    would share its lock with the parent and hold nobody off.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._threads = threading.Lock()
        self._file: IO[bytes] | None = None

    @contextmanager
    def held(self) -> Iterator[None]:
        with self._threads:
            if self._file is None:
                self._file = self._path.open("ab")
            fcntl.flock(self._file, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.flock(self._file, fcntl.LOCK_UN)


class Database:
    """One database of one process: `reading()` and `changing()` are the only ways in."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _sqlite_engine(url) if self.is_sqlite else _postgres_engine(url)
        self._lock: WriteLock | None = None
        if self.is_sqlite and self.url.database:
            self._lock = WriteLock(Path(self.url.database + ".lock"))

    def session(self) -> Session:
        """A session that refuses to write until `begin_change` was called on it."""
        session = Session(self.engine)
        event.listen(session, "before_flush", _refuse_writes_while_reading)
        return session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session whose transaction is rolled back at the end."""
        with self.session() as session:
            begin_read(session)
            yield session

    @contextmanager
    def changing(self) -> Iterator[Session]:
        """A session whose transaction is committed at the end, or rolled back when it raises."""
        with self.session() as session, self.write_lock():
            begin_change(session)
            yield session
            session.commit()

    @contextmanager
    def write_lock(self) -> Iterator[None]:
        """Hold off other writers of this SQLite file; nothing to hold on PostgreSQL."""
        if self._lock is None:
            yield
            return
        with self._lock.held():
            yield

    def dispose(self) -> None:
        """Close every pooled connection."""
        self.engine.dispose()


def begin_read(session: Session) -> None:
    """Open the read transaction of `session`."""
    session.info["changing"] = False
    session.connection(execution_options={"rimanakuy_change": False, "postgresql_readonly": True})


def begin_change(session: Session) -> None:
    """End what was read and open the one write transaction of `session`.

    Everything loaded before is expired, so the change works on rows as they stand now.
    """
    session.rollback()
    session.info["changing"] = True
    session.connection(execution_options={"rimanakuy_change": True, "postgresql_readonly": False})


def _refuse_writes_while_reading(
    session: Session, _context: UOWTransaction, _instances: object
) -> None:
    if not session.info.get("changing"):
        raise RuntimeError("a change outside of a write transaction")


def _sqlite_engine(url: str) -> Engine:
    engine = create_engine(url, connect_args={"timeout": LOCK_WAIT_MS / 1000})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _postgres_engine(url: str) -> Engine:
    return create_engine(url, pool_pre_ping=True)


def _prepare_sqlite(connection: Any, _record: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, see _begin_sqlite
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute(f"PRAGMA busy_timeout = {LOCK_WAIT_MS}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    changing = connection.get_execution_options().get("rimanakuy_change", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if changing else "BEGIN")
