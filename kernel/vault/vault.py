"""The vault of one process: who holds a key opens what was sealed for them."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from kernel.clock import now
from kernel.database import Database, hold
from kernel.errors import Gone, NotFound
from kernel.vault.keys import DataKey, Unspreadable
from kernel.vault.masters import MasterKeys, OneKey, mark_of
from kernel.vault.sealed import Unsealable, decrypt, derive, encrypt, new_key
from kernel.vault.tables import DataKeyRow, HolderKey, MasterKey, Tombstone, Wrap

MASTER_CHANGES = "vault:master"
"""Who writes under a master key holds this name, so that no rotation ends beside them."""


class NoMasterKey(Unsealable):
    """None of the master keys in reach is the one that this database was filled with."""


class OpenedHolder(NamedTuple):
    """The key of a holder, of its newest generation."""

    generation: int
    key: bytes


class Vault(Unspreadable):
    """The master key and what can be done with it. One per process.

    A process goes on through a rotation: it looks keys up by the generation that a row names, and
    asks for master keys anew when it meets a generation that it does not know.
    """

    def __init__(self, masters: bytes | MasterKeys, database: Database | None = None) -> None:
        """`database` holds the secret that derived keys hang on, see `derived`."""
        self._source: MasterKeys = OneKey(masters) if isinstance(masters, bytes) else masters
        self._database = database
        self._masters: dict[int, bytes] = {}
        self._root: bytes | None = None

    def derived(self, purpose: str) -> bytes:
        """A key of its own for one purpose (receipt codes, limiter), 32 bytes by HKDF-SHA-256.

        It outlives every rotation: all of them hang on a root secret that the database keeps
        wrapped by the master key. Where none is kept (an installation of before, a vault without a
        database) the first master key is that root.
        """
        return derive(self._root or self._found_root(), purpose)

    def add_holder(self, session: Session, holder: str) -> None:
        """Make a key for a new holder."""
        self.add_holder_key(session, holder, generation=1)

    def add_holder_key(self, session: Session, holder: str, generation: int) -> None:
        """Make a key of the next generation for a holder."""
        hold(session, MASTER_CHANGES)
        master = self.newest_master(session)
        row = HolderKey(holder=holder, generation=generation, master=master)
        row.wrapped = encrypt(self.master(session, master), new_key(), holder_context(row))
        session.add(row)
        session.flush()  # wraps refer to it

    def new_data_key(self, session: Session, holders: list[str]) -> DataKey:
        """Make a data key that each of `holders` may open."""
        return self.new_data_keys(session, holders, 1)[0]

    def new_data_keys(self, session: Session, holders: list[str], count: int) -> list[DataKey]:
        """Make `count` data keys, each of which each of `holders` may open."""
        rows = [{"made_at": now()}] * count
        made = session.scalars(insert(DataKeyRow).returning(DataKeyRow.id), rows)
        keys = [DataKey(number, new_key()) for number in made]
        wraps = [self._wrap(session, key, holder) for key in keys for holder in holders]
        if wraps:
            session.execute(insert(Wrap), wraps)
        return keys

    def share(self, session: Session, key: DataKey, holder: str) -> None:
        """Let one more holder open an opened data key."""
        session.execute(insert(Wrap), [self._wrap(session, key, holder)])

    def data_key(self, session: Session, data_key_id: int, holder: str) -> DataKey:
        """The data key as `holder` opens it; NotFound when that holder has no wrap.

        Gone when nobody has one: the key was destroyed.
        """
        found = self.data_keys(session, {data_key_id: holder})
        if data_key_id not in found:
            row = session.get(DataKeyRow, data_key_id)
            if row is not None and row.destroyed_at is not None:
                raise Gone("words-destroyed")
            raise NotFound("not-found")
        return found[data_key_id]

    def data_keys(self, session: Session, holders: Mapping[int, str]) -> dict[int, DataKey]:
        """For a list: the data keys with these ids, each as its holder opens it, in one SELECT.

        A key that its holder has no wrap of is left out.
        """
        rows = session.execute(
            select(
                Wrap.data_key_id, Wrap.holder, Wrap.generation, Wrap.wrapped,
                HolderKey.master, HolderKey.wrapped,
            )
            .join(HolderKey, same_holder_key)
            .where(Wrap.data_key_id.in_(holders), Wrap.holder.in_(set(holders.values())))
        )  # fmt: skip
        opened: dict[tuple[str, int], bytes] = {}
        keys = {}
        for data_key_id, holder, generation, wrapped, master, holder_wrapped in rows:
            if holders[data_key_id] != holder:
                continue
            if (holder, generation) not in opened:
                opened[holder, generation] = decrypt(
                    self.master(session, master), holder_wrapped, _context_of(holder, generation)
                )
            context = wrap_context(data_key_id, holder)
            plain = decrypt(opened[holder, generation], wrapped, context)
            keys[data_key_id] = DataKey(data_key_id, plain)
        return keys

    def destroy(self, session: Session, data_key_id: int, heir: int | None = None) -> None:
        """Let nobody open this data key ever again: all that was sealed under it is lost.

        A tombstone stays, by which the key is destroyed again after an older backup is restored.
        `heir` is the data key that its words were handed over to: a backup that has not got the
        heir yet keeps this one, or the words were nowhere.
        """
        session.execute(delete(Wrap).where(Wrap.data_key_id == data_key_id))
        row = session.get(DataKeyRow, data_key_id)
        if row is None:
            raise NotFound("not-found")
        if row.destroyed_at is None:
            row.destroyed_at = now()
            stone = Tombstone(data_key_id=row.id, key_made_at=row.made_at)
            if heir is not None:
                stone.heir_key_id = heir
                stone.heir_made_at = session.get_one(DataKeyRow, heir).made_at
            session.add(stone)

    def opened_holder(self, session: Session, holder: str) -> OpenedHolder:
        """The newest key of a holder, kept from ending before this transaction does.

        Opened once in a transaction, however much is wrapped in it.
        """
        transaction, opened = session.info.get("opened holders", (None, {}))
        if transaction is not session.get_transaction():
            opened = {}
        if holder not in opened:
            opened[holder] = self._opened_holder(session, holder)
            session.info["opened holders"] = (session.get_transaction(), opened)
        found: OpenedHolder = opened[holder]
        return found

    def _opened_holder(self, session: Session, holder: str) -> OpenedHolder:
        row = session.scalars(
            select(HolderKey)
            .where(HolderKey.holder == holder)
            .order_by(HolderKey.generation.desc())
            .limit(1)
            .with_for_update(read=True, key_share=True)
        ).one()
        return OpenedHolder(row.generation, self.open_holder(session, row))

    def open_holder(self, session: Session, row: HolderKey) -> bytes:
        """The key of a holder; Unsealable when the row was changed, NoMasterKey without ours."""
        return decrypt(self.master(session, row.master), row.wrapped, holder_context(row))

    def master(self, session: Session, generation: int) -> bytes:
        """The master key of a generation; NoMasterKey when none in reach is it."""
        known = self._masters.get(generation)
        if known is not None:
            return known
        mark = session.scalar(select(MasterKey.mark).where(MasterKey.generation == generation))
        for key in self._source.held():
            if mark is None:
                return key  # of before marks: the first is today's, `begin` marks it
            if mark_of(key) == mark:
                self._masters[generation] = key
                return key
        raise NoMasterKey

    def newest_master(self, session: Session) -> int:
        """The newest generation whose key is in reach: what is wrapped now is wrapped under it."""
        rows = masters_in_use(session)
        for row in reversed(rows):
            try:
                self.master(session, row.generation)
            except NoMasterKey:
                continue
            return row.generation
        if rows:
            raise NoMasterKey
        return self.begin(session, fresh=False)

    def begin(self, session: Session, *, fresh: bool) -> int:
        """Note the first master key. A `fresh` installation has derived nothing from it yet."""
        key = next(iter(self._source.held()), None)
        if key is None:
            raise NoMasterKey
        root = encrypt(key, new_key(), root_context(1)) if fresh else None
        session.add(MasterKey(generation=1, mark=mark_of(key), root=root))
        session.flush()  # holders' keys refer to it
        return 1

    def root_of(self, session: Session, row: MasterKey) -> bytes:
        """The secret that derived keys hang on, as this generation of the master key opens it."""
        master = self.master(session, row.generation)
        return master if row.root is None else decrypt(master, row.root, root_context(row))

    def _found_root(self) -> bytes:
        if self._database is not None:
            with self._database.reading() as session:
                rows = masters_in_use(session)
                if rows:
                    row = session.get_one(MasterKey, self.newest_master(session))
                    self._root = self.root_of(session, row)
                    return self._root
        key = next(iter(self._source.held()), None)
        if key is None:
            raise NoMasterKey
        return key

    def _wrap(self, session: Session, key: DataKey, holder: str) -> dict[str, Any]:
        opened = self.opened_holder(session, holder)
        return {
            "data_key_id": key.id,
            "holder": holder,
            "generation": opened.generation,
            "wrapped": encrypt(opened.key, key._bytes, wrap_context(key.id, holder)),
        }


same_holder_key = (HolderKey.holder == Wrap.holder) & (HolderKey.generation == Wrap.generation)


def masters_in_use(session: Session) -> list[MasterKey]:
    """The generations of the master key that are not retired, oldest first: one, or two."""
    return list(
        session.scalars(
            select(MasterKey)
            .where(MasterKey.retired_at.is_(None))
            .order_by(MasterKey.generation)
            .execution_options(populate_existing=True)
        )
    )


def holder_context(row: HolderKey) -> bytes:
    """What the wrapped key of a holder is bound to."""
    return _context_of(row.holder, row.generation)


def _context_of(holder: str, generation: int) -> bytes:
    name = f"holder:{holder}"
    return (name if generation == 1 else f"{name}:{generation}").encode()


def wrap_context(data_key_id: int, holder: str) -> bytes:
    """What a wrap is bound to."""
    return f"wrap:{data_key_id}:{holder}".encode()


def root_context(row: MasterKey | int) -> bytes:
    """What the wrapped root of the derived keys is bound to."""
    return f"root:{row if isinstance(row, int) else row.generation}".encode()


def holders_known(session: Session, holders: Iterable[str]) -> set[str]:
    """Which of these have a key."""
    return set(session.scalars(select(HolderKey.holder).where(HolderKey.holder.in_(set(holders)))))


def has_holders(session: Session) -> bool:
    """Whether anybody has a key yet."""
    return bool(session.scalar(select(func.count()).select_from(HolderKey)))
