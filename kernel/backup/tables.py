"""Every table that stands in a database, ours and those of durable work, and its rows in order."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kernel.database import Database, UtcDateTime

DURABLE = "dbos"
"""The schema of durable work on PostgreSQL; on SQLite its tables stand among ours."""
AT_ONCE = 500


@contextmanager
def snapshot(database: Database) -> Iterator[Session]:
    """A session that sees one moment, however long it reads."""
    if database.is_sqlite:
        with database.reading() as session:
            yield session
        return
    with database.session() as session:
        session.connection(
            execution_options={
                "isolation_level": "REPEATABLE READ",
                "postgresql_readonly": True,
                "rimanakuy_change": False,
            }
        )
        yield session


def standing(session: Session) -> dict[str, sa.Table]:
    """The tables by name, in the order in which they refer to each other."""
    connection = session.connection()
    found = sa.MetaData()
    found.reflect(connection)
    if connection.dialect.name == "postgresql":
        found.reflect(connection, schema=DURABLE)
    return {table.name: _plainly(table) for table in found.sorted_tables}


def rows_of(session: Session, table: sa.Table) -> Iterator[sa.Row[Any]]:
    """All rows of a table, in the order of its key."""
    everything = sa.select(table).order_by(*_order(table))
    yield from session.execute(
        everything, execution_options={"stream_results": True, "yield_per": AT_ONCE}
    )


def _order(table: sa.Table) -> list[sa.Column[Any]]:
    return list(table.primary_key) or [
        column for column in table.columns if not isinstance(column.type, sa.JSON)
    ]


def _plainly(table: sa.Table) -> sa.Table:
    """Read moments as aware ones on both databases."""
    for column in table.columns:
        if isinstance(column.type, sa.DateTime):
            column.type = UtcDateTime()
    return table
