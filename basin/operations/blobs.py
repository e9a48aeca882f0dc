"""The one place that writes blobs: bytes under their own sha256, kept once."""

from sqlalchemy import exists, insert, literal, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Session

from basin.contract.canonical import digest
from basin.models import Blob


def keep_blob(session: Session, data: bytes) -> str:
    """Keep these bytes unless they are there already; their sha256.

    Two who keep the same bytes at once both succeed, and they lie there once. SQLite has one writer
    at a time; there the guard of the table refuses before a conflict could be passed over.
    """
    sha256 = digest(data)
    there = select(exists().where(Blob.sha256 == sha256)).scalar_subquery()
    row = select(literal(sha256), literal(len(data)), literal(data, Blob.data.type)).where(~there)
    columns = ["sha256", "size", "data"]
    if session.get_bind().dialect.name == "postgresql":
        session.execute(postgresql.insert(Blob).from_select(columns, row).on_conflict_do_nothing())
    else:
        session.execute(insert(Blob).from_select(columns, row))
    return sha256
