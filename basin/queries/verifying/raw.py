"""Rows as they lie in the database: a value that no model could read is still a value here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import JSON, ColumnElement, Date, DateTime, LargeBinary, String, cast, select
from sqlalchemy import inspect as inspected
from sqlalchemy.orm import Session

from basin.queries.rows import Row
from kernel.database import Base, UtcDateTime

SQLITE_MOMENT = "%Y-%m-%d %H:%M:%S.%f"


@dataclass(frozen=True)
class Raw:
    """A row: `columns` by the names of their attributes, as the database holds them."""

    table: str
    columns: Mapping[str, Any]

    @property
    def id(self) -> int:
        """The id that it says it has."""
        number: int = self.columns["id"]
        return number

    def text(self, name: str) -> str:
        """A column of text, for its name in a message and nothing else."""
        value = self.columns[name]
        return value.decode(errors="replace") if isinstance(value, bytes) else str(value)


class Reader:
    """Reads rows of one database as they are, and says how a value of ours lies there.

    SQLite keeps texts and moments as bytes that may say anything, so they are read as bytes.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._bytes = session.get_bind().dialect.name == "sqlite"

    def rows(
        self, model: type[Base], *where: ColumnElement[bool], but: frozenset[str] = frozenset()
    ) -> Iterator[Raw]:
        """The rows of a table in the order of their keys, without the columns named in `but`."""
        mapper = inspected(model)
        columns = {
            name: attribute.columns[0]
            for name, attribute in mapper.column_attrs.items()
            if name not in but
        }
        query = select(*(self._plain(column) for column in columns.values())).where(*where)
        for row in self._session.execute(query.order_by(*mapper.primary_key)):
            yield Raw(model.__tablename__, dict(zip(columns, row, strict=True)))

    def differing(self, raw: Raw, wanted: Row) -> list[str]:
        """Which columns of a row do not lie there as they should."""
        return [
            name
            for name, value in wanted.items()
            if not _same(raw.columns[name], self._lies(value))
        ]

    def _plain(self, column: ColumnElement[Any]) -> ColumnElement[Any]:
        if isinstance(column.type, String | JSON):  # lists of words are texts too
            return cast(column, LargeBinary if self._bytes else String)
        if self._bytes and isinstance(column.type, DateTime | Date | UtcDateTime):
            return cast(column, LargeBinary)
        return column

    def _lies(self, value: Any) -> Any:
        if not self._bytes:
            return str(value) if isinstance(value, str) else value
        if isinstance(value, str):
            return value.encode()
        if isinstance(value, datetime):
            return value.astimezone(UTC).strftime(SQLITE_MOMENT).encode()
        if isinstance(value, date):
            return value.isoformat().encode()
        return value


def _same(found: Any, wanted: Any) -> bool:
    return type(found) is type(wanted) and bool(found == wanted)
