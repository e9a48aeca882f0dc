"""How a migration changes a table that already stands."""

from contextlib import AbstractContextManager

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations


def changing(name: str, *, numbers_on: bool = False) -> AbstractContextManager[BatchOperations]:
    """Change the table `name`, which SQLite rebuilds: with its checks, which Alembic forgets.

    `numbers_on`: the table never gives a number out twice, and shall not begin to.
    """
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        return op.batch_alter_table(name)
    stands = sa.Table(name, sa.MetaData(), autoload_with=connection, resolve_fks=False)
    kept = {"sqlite_autoincrement": True} if numbers_on else {}
    return op.batch_alter_table(name, copy_from=stands, recreate="always", table_kwargs=kept)
