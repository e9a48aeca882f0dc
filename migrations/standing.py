"""How a migration changes a table that already stands."""

from contextlib import AbstractContextManager

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations


def changing(name: str) -> AbstractContextManager[BatchOperations]:
    """Change the table `name`, which SQLite rebuilds: with its checks, which Alembic forgets."""
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        return op.batch_alter_table(name)
    stands = sa.Table(name, sa.MetaData(), autoload_with=connection, resolve_fks=False)
    return op.batch_alter_table(name, copy_from=stands, recreate="always")
