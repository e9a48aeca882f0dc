"""The tables of DBOS, in the application's own database.

On SQLite they have no prefix, on PostgreSQL they stand in the schema `dbos`. Alembic knows nothing
of them: it looks at tables of ours only.
"""

import logging

from dbos import DBOS

from kernel.database import Database
from kernel.jobs.enqueue import address


def migrate_jobs(database: Database) -> None:
    """Make the tables of durable work, or bring them to the installed version of DBOS."""
    logging.getLogger("dbos").setLevel(logging.ERROR)
    with database.write_lock():
        DBOS.migrate(address(database))
