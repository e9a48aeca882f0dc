"""Many varied cases from few: each pattern is told anew, on other days, sealed under its own keys.

A copy has its own data keys, words, reference and chain in the trail. Nobody holds a receipt of it:
its look-up value is random, for the slow hash of a hundred thousand codes would take an hour.
"""

import random
import secrets
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from sqlalchemy import Connection, Table, func, insert, select
from sqlalchemy.orm import Session

from demo.patterns import Part, Pattern, Row, part_of, parts, table_of
from demo.variety import another_place, another_sentence, other_number, other_topics
from grievances.deadlines import FAR_OFF
from grievances.kinds import Topic
from grievances.lifecycle import ENDED
from grievances.models import Case, CaseTopic, CaseWord, Identity, Message, Note
from grievances.operations.filing import REFERENCE_LENGTH, SIGNS
from grievances.terms import SUBJECT
from kernel.audit import Entry, row_hash
from kernel.blind_index import digests
from kernel.database import Base
from kernel.vault import DataKey, Vault

CASES = part_of(Case)
ENTRIES = table_of(Entry)
OPEN_SPREAD_DAYS = 12
ENDED_SPREAD_DAYS = 700
POINTERS = {"message_id": Message, "note_id": Note}
"""Facts and columns that name a row of the same case."""


@dataclass
class Copying:
    """What the copies of one batch share: fresh ids by table, and the rows to insert."""

    session: Session
    chance: random.Random
    ids: Mapping[Table, Iterator[int]]
    rows: dict[Table, list[Row]] = field(default_factory=lambda: defaultdict(list))
    words: list[tuple[int, int, int]] = field(default_factory=list)
    """Office, word and case: most rows of all."""


@dataclass(frozen=True)
class Copied:
    """One case that is being copied."""

    number: int
    shift: timedelta
    key: DataKey
    names: DataKey | None
    place: str
    sentence: str
    now_called: dict[type[Base], dict[int, int]]
    """The new ids of messages and notes, by their ids in the pattern."""


def copy(
    session: Session,
    vault: Vault,
    chosen: Sequence[Pattern],
    references: Iterator[str],
    chance: random.Random,
) -> None:
    """Add one case for each of the `chosen` patterns, in the caller's transaction."""
    batch = Copying(session, chance, _fresh_ids(session, chosen))
    keys = _keys_of(session, vault, [one.office for one in chosen])
    named = [one for one in chosen if one.case["identity_key_id"] is not None]
    names = iter(_keys_of(session, vault, [one.custodian for one in named]))
    for pattern, key in zip(chosen, keys, strict=True):
        has_names = pattern.case["identity_key_id"] is not None
        _copy_one(batch, pattern, key, next(names) if has_names else None, next(references))
    connection = session.connection()
    for table in Base.metadata.sorted_tables:
        if batch.rows.get(table):
            connection.execute(insert(table), batch.rows[table])
    _insert_words(connection, batch.words)


def references_not_in_use(session: Session) -> Iterator[str]:
    """Short references that no case has. Somebody who files meanwhile may take one: then the
    batch fails and says so, and nothing of it stays.
    """
    taken = set(session.scalars(select(Case.reference)))
    while True:
        reference = "".join(secrets.choice(SIGNS) for _ in range(REFERENCE_LENGTH))
        if reference not in taken:
            taken.add(reference)
            yield reference


def _copy_one(
    batch: Copying, pattern: Pattern, key: DataKey, names: DataKey | None, reference: str
) -> None:
    place = another_place(batch.chance)
    one = Copied(
        number=next(batch.ids[CASES.table]),
        shift=_earlier(pattern, batch.chance),
        key=key,
        names=names,
        place=place,
        sentence=another_sentence(pattern.case["language"], place, batch.chance),
        now_called=defaultdict(dict),
    )
    topics = other_topics(pattern.case["topic"], batch.chance)
    case = _told_anew(batch, one, pattern.case) | {"topic": topics[0], "reference": reference}
    for part in parts():
        told = pattern.rows[part.table]
        if part.kind is CaseTopic:
            told = [{"case_id": one.number, "topic": topic} for topic in topics]
        for row in told:
            batch.rows[part.table].append(_part(batch, one, part, row))
    batch.words += _words(pattern, one, topics)
    case["seen_message_id"] = _now_called(one, Message, case["seen_message_id"])
    batch.rows[CASES.table].append(case)
    _chain(batch, one, pattern)


def _earlier(pattern: Pattern, chance: random.Random) -> timedelta:
    days = ENDED_SPREAD_DAYS if pattern.case["state"] in ENDED else OPEN_SPREAD_DAYS
    return -timedelta(days=chance.randrange(days), minutes=chance.randrange(24 * 60))


def _words(
    pattern: Pattern, one: Copied, topics: Sequence[Topic]
) -> Iterator[tuple[int, int, int]]:
    """What the desk finds the copy by: the words of the pattern and those that are its own."""
    search_key = pattern.search_key
    if search_key is None:
        return
    own = [one.place, one.sentence, *(SUBJECT[topic] for topic in topics)]
    words = pattern.words.union(
        *(_digests(search_key, word) for text in own for word in text.split())
    )
    for word in words:
        yield pattern.case["office_id"], word, one.number


@lru_cache(maxsize=20_000)
def _digests(search_key: bytes, word: str) -> frozenset[int]:
    """Copies say the same few words again and again."""
    return frozenset(digests(search_key, word))


def _insert_words(connection: Connection, words: list[tuple[int, int, int]]) -> None:
    """In the order in which they lie, past everything that makes a row convenient."""
    if words:
        sign = "?" if connection.dialect.name == "sqlite" else "%s"
        columns = "office_id, word, case_id"
        connection.exec_driver_sql(
            f"INSERT INTO {CaseWord.__tablename__} ({columns}) VALUES ({sign}, {sign}, {sign})",  # noqa: S608 - our own names
            sorted(words),
        )


def _told_anew(batch: Copying, one: Copied, case: Row) -> Row:
    """The case in other words, on another day, at another place."""
    row = _later(CASES, case, one.shift) | {
        "id": one.number,
        "code_lookup": secrets.token_hex(32),
        "data_key_id": one.key.id,
        "identity_key_id": one.names.id if one.names else None,
        "place": one.place,
        "people": other_number(case, batch.chance),
        "due_on": _day_later(case["due_on"], one.shift),
        "amber_on": _day_later(case["amber_on"], one.shift),
        "pauses": [_pause_later(pause, one.shift.days) for pause in case["pauses"]],
    }
    if case["story"]:
        row["story"] = f"{case['story']} {one.sentence}"
    return _sealed(CASES, one.key, row)


def _part(batch: Copying, one: Copied, part: Part, told: Row) -> Row:
    key = one.names if part.kind is Identity and one.names else one.key
    row = _sealed(part, key, _later(part, told, one.shift) | {"case_id": one.number})
    if "id" in told:
        row["id"] = next(batch.ids[part.table])
        one.now_called[part.kind][told["id"]] = row["id"]
    for name, kind in POINTERS.items():
        if row.get(name) is not None:
            row[name] = _now_called(one, kind, row[name])
    original, _, number = str(row.get("of", "")).partition(":")
    if original == "message":
        row["of"] = f"message:{_now_called(one, Message, int(number))}"
    return row


def _now_called(one: Copied, kind: type[Base], number: int) -> int:
    return one.now_called[kind].get(number, number)


def _chain(batch: Copying, one: Copied, pattern: Pattern) -> None:
    """The trail of the copy: the same events, chained anew."""
    before = pattern.entries[0]["before"] if pattern.entries else ""
    for told in pattern.entries:
        facts = {
            name: _now_called(one, POINTERS[name], fact) if name in POINTERS else fact
            for name, fact in told["facts"].items()
        }
        entry = told | {
            "id": next(batch.ids[ENTRIES]),
            "subject": f"case:{one.number}",
            "at": told["at"] + one.shift,
            "facts": facts,
            "before": before,
        }
        before = entry["hash"] = row_hash(entry)
        batch.rows[ENTRIES].append(entry)


def _later(part: Part, row: Row, shift: timedelta) -> Row:
    later = dict(row)
    for name in part.moments:
        if row[name] is not None:
            later[name] = row[name] + shift
    return later


def _day_later(day: date, shift: timedelta) -> date:
    return day if day == FAR_OFF else day + timedelta(days=shift.days)


def _pause_later(pause: str, days: int) -> str:
    return "/".join(
        (date.fromisoformat(day) + timedelta(days=days)).isoformat() for day in pause.split("/")
    )


def _sealed(part: Part, key: DataKey, row: Row) -> Row:
    for name, place in part.sealed:
        if row[name] is not None:
            row[name] = key.seal(row[name], place)
    return row


def _keys_of(session: Session, vault: Vault, holders: Sequence[str]) -> list[DataKey]:
    """One fresh data key for each of these holders, in their order."""
    fresh = {
        holder: iter(vault.new_data_keys(session, [holder], holders.count(holder)))
        for holder in set(holders)
    }
    return [next(fresh[holder]) for holder in holders]


def _fresh_ids(session: Session, chosen: Sequence[Pattern]) -> dict[Table, Iterator[int]]:
    """For each table with numbers of its own as many fresh ones as the batch needs."""
    wanted: dict[Table, int] = defaultdict(int)
    for pattern in chosen:
        wanted[CASES.table] += 1
        wanted[ENTRIES] += len(pattern.entries)
        for table, rows in pattern.rows.items():
            if "id" in table.columns:
                wanted[table] += len(rows)
    return {table: iter(_fresh(session, table, count)) for table, count in wanted.items()}


def _fresh(session: Session, table: Table, count: int) -> Sequence[int]:
    """Numbers that no row has: from the sequence on PostgreSQL, above the highest on SQLite."""
    if session.get_bind().dialect.name == "postgresql":
        sequence = func.pg_get_serial_sequence(table.name, "id")
        each = func.generate_series(1, count).table_valued("number")
        return list(session.scalars(select(func.nextval(sequence)).select_from(each)))
    highest = session.scalar(select(func.max(table.c.id))) or 0
    return range(highest + 1, highest + 1 + count)
