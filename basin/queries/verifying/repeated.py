"""The rows that repeat entries: each as its document says, none missing, none of their own."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import or_, select

from basin.kinds import EntryKind
from basin.models import Entry, Evidence, Mark, Part, Review, Study, Threshold
from basin.queries.rows import ROW, Ids, Row, part_rows
from basin.queries.verifying.chain import Link
from basin.queries.verifying.raw import Raw, Reader

MODEL: Mapping[EntryKind, type[Evidence | Mark | Review | Threshold]] = {
    EntryKind.EVIDENCE: Evidence,
    EntryKind.MARK: Mark,
    EntryKind.THRESHOLD: Threshold,
    EntryKind.REVIEW: Review,
}


class Rows:
    """All rows that repeat entries, handed out once each: what nobody asks for has no entry."""

    def __init__(self, reader: Reader, found: Iterable[Raw]) -> None:
        self._reader = reader
        self._left: dict[str, dict[int, Raw]] = {
            model.__tablename__: {} for model in (*MODEL.values(), Part)
        }
        for raw in found:
            self._left[raw.table][raw.id] = raw

    @classmethod
    def of_study(cls, reader: Reader, study: Study | None) -> "Rows":
        """Those of one study: that say so, or that repeat its entries. None: of every study."""
        if study is None:
            models = (*MODEL.values(), Part)
            return cls(reader, (raw for model in models for raw in reader.rows(model)))
        entries = select(Entry.id).where(Entry.study_id == study.id)
        found = [
            raw
            for model in MODEL.values()
            for raw in reader.rows(
                model, or_(model.study_id == study.id, model.entry_id.in_(entries))
            )
        ]
        return cls(reader, [*found, *reader.rows(Part, Part.evidence_id.in_(entries))])

    def of(self, model: type[Any], number: int) -> Raw | None:
        """The row that repeats the entry of this id, by its own id or by the entry it names."""
        left = self._left[model.__tablename__]
        named = (raw.id for raw in left.values() if raw.columns["entry_id"] == number)
        found = number if number in left else next(named, None)
        return left.pop(found) if found is not None else None

    def parts(self, number: int, wanted: Sequence[Row]) -> Iterator[tuple[Row, Raw | None]]:
        """Each part as it should be, and as it lies there under its id or at least its name."""
        left = self._left[Part.__tablename__]
        for row in wanted:
            found = row["id"] if row["id"] in left else self._part_called(number, row["name"])
            yield row, left.pop(found) if found is not None else None

    def differing(self, raw: Raw, wanted: Row) -> list[str]:
        """Which columns of a row do not lie there as they should."""
        return self._reader.differing(raw, wanted)

    def unclaimed(self) -> Iterator[str]:
        """Rows that repeat no entry."""
        for table, left in self._left.items():
            for raw in left.values():
                yield f"{table} row {raw.id}: column entry_id names no entry that says it"

    def _part_called(self, number: int, name: str) -> int | None:
        left = self._left[Part.__tablename__]
        return next(
            (raw.id for raw in left.values()
             if raw.columns["evidence_id"] == number and raw.text("name") == name),
            None,
        )  # fmt: skip


def broken_rows(rows: Rows, one: Link, ids: Ids) -> Iterator[str]:
    """What is wrong with the rows that repeat one entry."""
    if one.said is None:
        return
    name = called(one)
    try:
        kind = EntryKind(one.said["kind"])
        wanted = ROW[kind](one.raw.id, one.said, ids)
        parts = part_rows(one.raw.id, one.said) if kind is EntryKind.EVIDENCE else []
    except (KeyError, TypeError, ValueError):
        yield f"{one.name}: column document was changed"
        return
    table = MODEL[kind].__tablename__
    raw = rows.of(MODEL[kind], one.raw.id)
    if raw is None:
        yield f"{name}: no row of {table} repeats it (column id of its entry)"
    else:
        for column in rows.differing(raw, wanted):
            yield f"{name}: column {column} differs from its document"
    for part, lies in rows.parts(one.raw.id, parts):
        yield from _broken_part(rows, name, part, lies)


def called(one: Link) -> str:
    """How people know what an entry says: evidence by its code, the rest by its entry."""
    said = one.said or {}
    if said.get("kind") == EntryKind.EVIDENCE:
        return f"evidence {one.body.get('evidence')}"
    return f"{one.name} ({said.get('kind')})"


def _broken_part(rows: Rows, name: str, part: Row, lies: Raw | None) -> Iterator[str]:
    if lies is None:
        yield f"{name} part {part['name']}: no row of basin_part repeats it"
        return
    for column in rows.differing(lies, part):
        yield f"{name} part {part['name']}: column {column} differs from its document"
