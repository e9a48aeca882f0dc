"""Which revision a database is of, told without loading Alembic."""

from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from kernel.database import Database
from kernel.errors import Unavailable

VERSIONS = Path(__file__).parent.parent / "migrations" / "versions"


def newest() -> str:
    """The revision that this code wants: files of revisions begin with their number."""
    return max(file.name.partition("_")[0] for file in VERSIONS.glob("[0-9]*_*.py"))


def current(database: Database) -> str | None:
    """The revision that `database` is of; None when it has none or does not answer."""
    try:
        with database.reading() as session:
            found: str | None = session.scalar(text("SELECT version_num FROM alembic_version"))
            return found
    except (SQLAlchemyError, Unavailable):
        return None
