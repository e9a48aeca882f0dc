"""Fill an empty installation with a backup, and hold what then stands against what was written."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kernel.backup import rows
from kernel.backup.contents import Contents
from kernel.backup.reading import check, read
from kernel.backup.tables import rows_of, standing
from kernel.database import Database
from kernel.files.store import Store
from kernel.revision import current, newest

NOT_OURS = {"alembic_version"}
"""Written by the migration itself."""
IN_USE = ("kernel_audit_entry", "kernel_holder_key")
"""Where these have rows, somebody works already."""


class InUse(Exception):  # noqa: N818 - a fact
    """There is something in this installation already."""


class NotAsWritten(Exception):  # noqa: N818 - a fact
    """After the restore a table does not hold what the backup says."""


class TooNew(Exception):  # noqa: N818 - a fact
    """The backup was made by a newer version of the platform."""


def restore(
    database: Database,
    store: Store,
    masters: Sequence[bytes],
    file: Path,
    migrate_jobs: Callable[[], None],
) -> Contents:
    """Everything of the backup, at the revision of this code. All rows, or none.

    `migrate_jobs` makes the tables of durable work.
    """
    from kernel.schema import migrate, migrate_back  # Alembic is loaded by who restores, not by all

    blank = current(database) is None
    if not blank:
        _refuse_in_use(database)  # before a word is said of keys: nobody shall lay one over theirs
    contents = check(file, masters)
    if contents.revision > newest():
        raise TooNew(contents.revision)
    if not blank:
        migrate_back(database, "base")
    migrate(database, contents.revision)
    migrate_jobs()
    with database.changing() as session:
        tables = standing(session)
        _let_references_wait(session, tables)
        _empty(session, tables)
        read(file, masters, _row_taker(session, tables, contents), store.put_back)
        session.flush()
        _hold_references(session, tables)
        _hold_against(session, tables, contents)
        _number_on(session, tables)
    migrate(database)
    return contents


def _refuse_in_use(database: Database) -> None:
    with database.reading() as session:
        tables = standing(session)
        for name in IN_USE:
            if name in tables and session.execute(sa.select(tables[name]).limit(1)).first():
                raise InUse


def _let_references_wait(session: Session, tables: dict[str, sa.Table]) -> None:
    """Rows may come before those that they refer to, until all are there."""
    if session.get_bind().dialect.name == "sqlite":
        session.execute(sa.text("PRAGMA defer_foreign_keys = ON"))
        return
    _alter_references(session, tables, "DEFERRABLE INITIALLY DEFERRED")


def _hold_references(session: Session, tables: dict[str, sa.Table]) -> None:
    """From now on each row refers to a row that is there. SQLite looks when the change ends."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(sa.text("SET CONSTRAINTS ALL IMMEDIATE"))
        _alter_references(session, tables, "NOT DEFERRABLE")


def _alter_references(session: Session, tables: dict[str, sa.Table], how: str) -> None:
    quoted = session.get_bind().dialect.identifier_preparer
    for table in tables.values():
        for reference in table.foreign_key_constraints:
            name = quoted.quote(str(reference.name))
            where = quoted.format_table(table)
            session.execute(sa.text(f"ALTER TABLE {where} ALTER CONSTRAINT {name} {how}"))


def _empty(session: Session, tables: dict[str, sa.Table]) -> None:
    """Migrations fill some tables: the backup brings those rows too."""
    for name, table in reversed(tables.items()):
        some = session.execute(sa.select(sa.literal(1)).select_from(table).limit(1)).first()
        if some and name not in NOT_OURS:
            session.execute(sa.delete(table))


def _row_taker(
    session: Session, tables: dict[str, sa.Table], contents: Contents
) -> Callable[[str, list[list[Any]]], None]:
    def take(name: str, lines: list[list[Any]]) -> None:
        if name in NOT_OURS or name not in tables:
            return
        columns = contents.tables[name]["columns"]
        told = [dict(zip(columns, line, strict=True)) for line in lines]
        session.execute(sa.insert(tables[name]), told)

    return take


def _hold_against(session: Session, tables: dict[str, sa.Table], contents: Contents) -> None:
    for name, said in contents.tables.items():
        if name in NOT_OURS:
            continue
        digest = rows.Digest()
        for row in rows_of(session, tables[name]) if name in tables else ():
            digest.add(rows.written(row))
        if {"columns": said["columns"]} | digest.said() != said:
            raise NotAsWritten(name)


def _number_on(session: Session, tables: dict[str, sa.Table]) -> None:
    """Let PostgreSQL give out numbers above those that came."""
    if session.get_bind().dialect.name != "postgresql":
        return
    for table in tables.values():
        for column in table.primary_key:
            full = f'"{table.schema}"."{table.name}"' if table.schema else f'"{table.name}"'
            name = session.scalar(sa.select(sa.func.pg_get_serial_sequence(full, column.name)))
            highest = session.scalar(sa.select(sa.func.max(column))) if name else None
            if highest is not None:
                session.execute(sa.select(sa.func.setval(name, highest)))
