"""Cases that stand, taken as patterns: every row of theirs, with its words opened."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from grievances.kinds import Channel
from grievances.models import Attachment, Card, Case, CaseWord, Contact, Identity, Replacement
from grievances.queries.finding import search_key_of, texts_said, texts_told
from kernel.audit import Entry
from kernel.blind_index import digests
from kernel.database import Base, UtcDateTime
from kernel.vault import DataKey, Sealed, SealedType, Vault

Row = dict[str, Any]

MOST = 100
"""Opened patterns stay in memory; a hundred are variety enough."""
NOT_COPIED = (Attachment, Card, CaseWord, Contact, Replacement)
"""Files, what stands on paper, what leads to a person who asked, and words: a copy has its own."""


@dataclass(frozen=True)
class Pattern:
    """One case with all its rows. `rows` has no row of the case itself."""

    office: str
    custodian: str
    case: Row
    rows: Mapping[Table, Sequence[Row]]
    entries: Sequence[Row]
    search_key: bytes | None
    words: frozenset[int]
    """What the desk finds every copy by: all but the place, the subjects and the new sentence."""


def patterns(session: Session, vault: Vault) -> list[Pattern]:
    """The first cases that people brought. What the office took up by itself hangs on a concern
    of a meeting, and no copy of it would.
    """
    brought = select(Case).where(Case.channel != Channel.EX_OFFICIO)
    first = session.scalars(brought.order_by(Case.id).limit(MOST)).all()
    return [_pattern(session, vault, case) for case in first]


@dataclass(frozen=True)
class Part:
    """A table; which columns are sealed (name, place of the words), which are moments."""

    kind: type[Base]
    table: Table
    sealed: tuple[tuple[str, str], ...]
    moments: tuple[str, ...]


@cache
def part_of(kind: type[Base]) -> Part:
    """What a copy must know of the table of `kind`."""
    table = table_of(kind)
    sealed = tuple(
        (one.columns[0].name, f"{table.name}.{one.key}")
        for one in kind.__mapper__.column_attrs
        if isinstance(one.columns[0].type, SealedType)
    )
    moments = tuple(one.name for one in table.columns if isinstance(one.type, UtcDateTime))
    return Part(kind, table, sealed, moments)


@cache
def parts() -> tuple[Part, ...]:
    """The tables whose rows belong to one case, in the order in which they refer to each other."""
    kinds: dict[Table, type[Base]] = {
        table_of(mapper.class_): mapper.class_ for mapper in Base.registry.mappers
    }
    skipped = {table_of(kind) for kind in NOT_COPIED}
    return tuple(
        part_of(kinds[table])
        for table in Base.metadata.sorted_tables
        if table.name.startswith("grievances_")
        and table not in skipped
        and "case_id" in table.columns
    )


def table_of(kind: type[Base]) -> Table:
    """The table of a model."""
    return cast(Table, kind.__table__)


def _pattern(session: Session, vault: Vault, case: Case) -> Pattern:
    key = vault.data_key(session, case.data_key_id, case.office.holder)
    custodian = case.office.custodian_holder
    names = key
    if case.identity_key_id is not None:
        names = vault.data_key(session, case.identity_key_id, custodian)
    rows = {
        part.table: list(_rows(session, part, names if part.kind is Identity else key, case.id))
        for part in parts()
    }
    search_key = search_key_of(session, vault, case.office) if case.search_key else None
    told = [*texts_told(session, key, case), *texts_said(session, key, case)]
    whole = part_of(Case)
    own = session.execute(select(whole.table).where(whole.table.c.id == case.id)).mappings().one()
    return Pattern(
        office=case.office.holder,
        custodian=custodian,
        case=_opened(whole, key, own),
        rows=rows,
        entries=_entries(session, case),
        search_key=search_key,
        words=frozenset(digests(search_key, *told)) if search_key else frozenset(),
    )


def _rows(session: Session, part: Part, key: DataKey, case_id: int) -> Iterator[Row]:
    table = part.table
    own = select(table).where(table.c.case_id == case_id).order_by(*table.primary_key)
    for row in session.execute(own).mappings():
        yield _opened(part, key, row)


def _opened(part: Part, key: DataKey, row: Mapping[Any, Any]) -> Row:
    opened = dict(row)
    for name, place in part.sealed:
        sealed: Sealed | None = opened[name]
        opened[name] = None if sealed is None else key.open(sealed, place)
    return opened


def _entries(session: Session, case: Case) -> list[Row]:
    chain = select(Entry.__table__).where(Entry.subject == case.subject).order_by(Entry.seq)
    return [dict(row) for row in session.execute(chain).mappings()]
