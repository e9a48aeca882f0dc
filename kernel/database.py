"""The declarative base, the engine, and the two kinds of transaction: reading and changing."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any

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
    func,
    select,
)
from sqlalchemy.engine import ExceptionContext, make_url
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.orm import DeclarativeBase, Session, UOWTransaction, mapped_column
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import TypeDecorator

from kernel.errors import Unavailable
from kernel.write_lock import WAIT_SECONDS, WriteLock

# An error that reaches a log must not carry what somebody wrote.
ENGINE = {"hide_parameters": True, "pool_size": 20, "max_overflow": 20}
SQLITE_TROUBLES = {
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_LOCKED: "busy",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_IOERR: "broken",
    sqlite3.SQLITE_CANTOPEN: "unwritable",
}
# By class of SQLSTATE (PostgreSQL, appendix A): 40 deadlock, 53 resources, 55 lock_timeout.
POSTGRES_TROUBLES = {"40": "busy", "53": "full", "55": "busy"}


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


def enum_by_value(kind: type[StrEnum], check: str = "") -> Enum:
    """A StrEnum as text of its values with a CHECK constraint, on both databases.

    `check` names the constraint where a table has two columns of one kind.
    """
    return Enum(
        kind,
        native_enum=False,
        create_constraint=True,
        length=40,
        values_callable=lambda members: [member.value for member in members],
        name=f"{check or kind.__name__.lower()}_known",
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


class CarefulSession(Session):
    """A session that writes only in a write transaction."""


@event.listens_for(CarefulSession, "before_flush")
def _refuse_writes_while_reading(
    session: Session, _context: UOWTransaction, _instances: object
) -> None:
    if not session.info.get("changing"):
        raise RuntimeError("a change outside of a write transaction")


class Database:
    """One database of one process: `reading()` and `changing()` are the only ways in.

    What cannot be had within `wait_seconds` (a connection, a lock) is Unavailable.
    """

    def __init__(self, url: str, wait_seconds: float = WAIT_SECONDS) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        if self.is_sqlite and self.url.database in (None, "", ":memory:"):
            raise ValueError("SQLite in memory cannot be shared with a worker: name a file")
        make_engine = _sqlite_engine if self.is_sqlite else _postgres_engine
        self.engine = make_engine(url, wait_seconds)
        self._lock: WriteLock | None = None
        if self.is_sqlite:
            self._lock = WriteLock(Path(f"{self.url.database}.lock"), wait_seconds)

    def session(self) -> Session:
        """A session that refuses to write until `begin_change` was called on it."""
        return CarefulSession(self.engine)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session whose transaction is rolled back at the end."""
        with self.session() as session:
            begin_read(session)
            yield session

    @contextmanager
    def changing(self) -> Iterator[Session]:
        """A session whose transaction is committed at the end, or rolled back when it raises."""
        with self.write_lock(), self.session() as session:
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
        """Close every pooled connection and the lock."""
        self.engine.dispose()
        if self._lock is not None:
            self._lock.close()


def begin_read(session: Session) -> None:
    """Open the read transaction of `session`."""
    _begin(session, changing=False)


def begin_change(session: Session) -> None:
    """End what was read and open the one write transaction of `session`.

    Everything loaded before is expired, so the change works on rows as they stand now.
    """
    session.rollback()
    _begin(session, changing=True)


def hold(session: Session, name: str) -> None:
    """Let nobody else hold the same name until this transaction ends.

    On SQLite the one writer holds everybody off already; on PostgreSQL this is an advisory lock.
    """
    if session.get_bind().dialect.name == "postgresql":
        key = int.from_bytes(sha256(name.encode()).digest()[:8], signed=True)
        session.execute(select(func.pg_advisory_xact_lock(key)))


def _begin(session: Session, changing: bool) -> None:
    session.info["changing"] = changing
    options = {"rimanakuy_change": changing, "postgresql_readonly": not changing}
    try:
        session.connection(execution_options=options)
    except NoConnectionFree as trouble:
        raise Unavailable("unavailable", reason="busy") from trouble


def _sqlite_engine(url: str, wait_seconds: float) -> Engine:
    arguments = {"timeout": wait_seconds}
    engine = create_engine(url, **ENGINE, pool_timeout=wait_seconds, connect_args=arguments)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    event.listen(engine, "handle_error", _say_unavailable)
    return engine


def _postgres_engine(url: str, wait_seconds: float) -> Engine:
    arguments = {"options": f"-c lock_timeout={int(wait_seconds * 1000)} -c timezone=UTC"}
    engine = create_engine(
        url, **ENGINE, pool_timeout=wait_seconds, pool_pre_ping=True, connect_args=arguments
    )
    event.listen(engine, "handle_error", _say_unavailable)
    return engine


def _prepare_sqlite(connection: Any, _record: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, see _begin_sqlite
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    changing = connection.get_execution_options().get("rimanakuy_change", False)
    # query_only makes SQLite refuse what the session cannot see: UPDATE and DELETE in bulk. It is
    # said only when it changes: each time SQLite forgets every statement that it has prepared.
    query_only = "OFF" if changing else "ON"
    if connection.info.get("query_only") != query_only:
        connection.exec_driver_sql(f"PRAGMA query_only = {query_only}")
        connection.info["query_only"] = query_only
    connection.exec_driver_sql("BEGIN IMMEDIATE" if changing else "BEGIN")


def _say_unavailable(context: ExceptionContext) -> Unavailable | None:
    """Turn "locked", "full" and "gone" of either database into one refusal."""
    trouble = context.original_exception
    if isinstance(trouble, sqlite3.Error):
        # An extended code keeps its primary code in the low byte.
        reason = SQLITE_TROUBLES.get(getattr(trouble, "sqlite_errorcode", 0) & 0xFF)
    else:
        reason = _postgres_trouble(trouble)
    return Unavailable("unavailable", reason=reason) if reason else None


def _postgres_trouble(trouble: BaseException) -> str | None:
    """Why PostgreSQL failed, when the reason lies with its operation and not with our SQL."""
    import psycopg  # an installation on SQLite starts without it

    if not isinstance(trouble, psycopg.OperationalError):
        return None
    return POSTGRES_TROUBLES.get((trouble.sqlstate or "")[:2], "gone")
