"""How Alembic reaches our database: over the connection it is given, else the configured one.

`kernel.schema` hands its own connection over. The alembic command (to write a new revision) opens
the database named by DATABASE_URL and compares it with every table of the house. Tables that are
not ours (those of DBOS) are none of its business.
"""

import json
import os
from textwrap import wrap
from typing import Any, Literal

import sqlalchemy as sa
from alembic import context
from sqlalchemy import Connection, MetaData
from sqlalchemy.schema import SchemaItem

from kernel.database import Base, Database
from migrations.tables import all_tables


def is_ours(
    _item: SchemaItem, name: str | None, kind: str, reflected: bool, _match: object
) -> bool:
    """Whether something that stands in the database belongs to a table of ours."""
    return not (kind == "table" and reflected) or name in Base.metadata.tables


def plainly(kind: str, item: Any, _context: object) -> str | Literal[False]:
    """How a new revision writes our own types: a migration must not change when the code does."""
    if kind == "check" and getattr(item, "_type_bound", False):
        return _known_values(item)
    if kind == "type" and isinstance(item, sa.Enum):
        return f"sa.String(length={item.length})"
    if kind == "type" and isinstance(item, sa.types.TypeDecorator):
        return f"sa.{item.impl!r}"
    return False


def _known_values(check: sa.CheckConstraint) -> str:
    """The CHECK of an enum, in lines that fit."""
    column = next(iter(check.columns))
    values = ", ".join(repr(value) for value in column.type.enums)
    lines = wrap(f"{column.name} IN ({values})", 80, drop_whitespace=False)
    name = f"ck_{check.table.name}_{check.name}"
    return f"sa.CheckConstraint({' '.join(map(json.dumps, lines))}, name=op.f({name!r}))"


def run(connection: Connection, tables: MetaData | None) -> None:
    context.configure(
        connection=connection,
        target_metadata=tables,
        include_object=is_ours,
        render_as_batch=True,
        render_item=plainly,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()


if context.is_offline_mode():
    raise SystemExit("Migrations look at the data: they need a connection.")

given = context.config.attributes.get("connection")
if given is not None:
    run(given, None)
else:
    database = Database(os.environ.get("DATABASE_URL", "sqlite:///var/rimanakuy.sqlite"))
    with database.engine.connect() as connection:
        run(connection, all_tables())
        connection.commit()
    database.dispose()
