"""Two officers bring the master key back together, and neither of them alone."""

from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sqlalchemy import select

from kernel.database import Database
from kernel.errors import NotFound
from kernel.vault import Recovery, Unsealable, Vault, recovery, settle
from kernel.vault.rotation import rotate_master
from kernel.vault.shares import SIGNS, BadShare, Share, joined, read_row, read_share, split
from tests.databases import rows
from web.keys import KeyProblem
from web.master_key import MasterKeyFile

SECRET = bytes(range(32))


@pytest.fixture
def store(tmp_path: Path) -> MasterKeyFile:
    store = MasterKeyFile(tmp_path / "keys" / "master.key")
    store.make()
    return store


@pytest.fixture
def vault(any_database: Database, store: MasterKeyFile) -> Vault:
    vault = Vault(store, any_database)
    with any_database.changing() as session:
        settle(session, vault)
        vault.add_holder(session, "office:1")
    return vault


@pytest.fixture
def shares(any_database: Database, vault: Vault) -> tuple[Share, Share]:
    with any_database.changing() as session:
        return recovery.make(session, vault)


@given(secret=st.binary(min_size=32, max_size=32))
def test_a_secret_comes_back_from_what_is_typed(secret: bytes) -> None:
    one, other = split(secret)
    typed = [
        read_share([row.lower().replace(" ", "-") for row in share.rows()])
        for share in (one, other)
    ]
    assert joined(*typed) == joined(*reversed(typed)) == secret


def test_a_share_alone_is_random() -> None:
    """The same secret is never split twice in the same way, and no share holds a part of it."""
    halves = {share.half for _ in range(50) for share in split(SECRET)}
    assert len(halves) == 100
    assert SECRET not in halves


@given(row=st.integers(0, 3), place=st.integers(0, 17), sign=st.sampled_from(SIGNS))
def test_a_mistyped_sign_never_makes_a_share(row: int, place: int, sign: str) -> None:
    """Almost always its row is named; one in a thousand passes there, and the whole is refused."""
    share, _other = split(SECRET)
    typed = share.rows()
    signs = list(typed[row].replace(" ", ""))
    assume(signs[place] != sign)
    signs[place] = sign
    typed[row] = "".join(signs)
    with pytest.raises(BadShare, match=rf"^Row {row + 1} is mistyped|not those of one share"):
        read_share(typed)


def test_a_mistyped_row_is_named() -> None:
    share, _other = split(SECRET)
    for number, row in enumerate(share.rows(), 1):
        found = 0
        for sign in SIGNS:
            try:
                read_row(number, sign + row[1:])
            except BadShare as problem:
                found += str(problem) == f"Row {number} is mistyped: compare it sign by sign."
        assert found >= len(SIGNS) - 2


def test_rows_that_are_swapped_too_short_or_strange_are_found() -> None:
    share, _other = split(SECRET)
    first, second, third, fourth = share.rows()
    for typed, problem in (
        ([second, first, third, fourth], "Row 1 is mistyped"),
        ([first, second, third], "has 4 rows, and these are 3"),
        ([first[:-1], second, third, fourth], "has 17 signs"),
        ([f"0{first[1:]}", second, third, fourth], "a sign that no share has: 0"),
    ):
        with pytest.raises(BadShare, match=problem):
            read_share(typed)


def test_shares_do_not_print_and_do_not_mix() -> None:
    one, other = split(SECRET)
    strange, _ = split(SECRET)
    assert one.half.hex() not in repr(one)
    with pytest.raises(BadShare, match="two copies of the same share"):
        joined(one, one)
    with pytest.raises(BadShare, match="two different recoveries"):
        joined(strange, other)


def test_both_shares_bring_the_lost_key_back(
    any_database: Database, store: MasterKeyFile, shares: tuple[Share, Share]
) -> None:
    [key] = store.held()
    store.file.unlink()
    with any_database.reading() as session:
        found = recovery.open_with(session, *reversed(shares))
    store.restore(found)
    assert store.held() == [key]
    with pytest.raises(KeyProblem, match="move it away first"):
        store.restore(bytes(32))
    assert store.held() == [key]


def test_a_share_of_another_recovery_opens_nothing(
    any_database: Database, vault: Vault, shares: tuple[Share, Share]
) -> None:
    with any_database.changing() as session:
        recovery.make(session, vault)
    with any_database.reading() as session:
        with pytest.raises(BadShare, match="not those of the recovery in force"):
            recovery.open_with(session, *shares)
        known = session.scalars(select(Recovery).order_by(Recovery.id)).all()
        assert [(bool(one.ended_at), bool(one.escrow)) for one in known] == [
            (True, False), (False, True),
        ]  # fmt: skip


def test_the_shares_open_the_next_master_key_too(
    any_database: Database, vault: Vault, store: MasterKeyFile, shares: tuple[Share, Share]
) -> None:
    rotate_master(any_database, vault, store)
    with any_database.reading() as session:
        assert recovery.open_with(session, *shares) == store.held()[0]
        status = recovery.status(session)
    assert status
    assert (status.generation, status.is_current, bool(status.renewed_at)) == (2, True, True)


def test_a_public_half_that_somebody_put_there_is_found(
    any_database: Database, vault: Vault, store: MasterKeyFile, shares: tuple[Share, Share]
) -> None:
    """Who can only write to the database must not be given the next master key."""
    with any_database.changing() as session:
        session.scalars(select(Recovery)).one().public = bytes(60)
    with pytest.raises(Unsealable):
        rotate_master(any_database, vault, store)
    with any_database.reading() as session:
        assert recovery.open_with(session, *shares) == store.held()[0]


def test_a_recovery_that_ended_opens_nothing(
    any_database: Database, shares: tuple[Share, Share]
) -> None:
    with any_database.changing() as session:
        assert recovery.end(session)
        assert not recovery.end(session)
    with any_database.reading() as session:
        assert recovery.status(session) is None
        with pytest.raises(NotFound):
            recovery.open_with(session, *shares)


def test_neither_share_nor_secret_lies_in_the_database(
    any_database: Database, shares: tuple[Share, Share]
) -> None:
    secrets = (joined(*shares), *(share.half for share in shares))
    for table in ("kernel_recovery", "kernel_audit_entry", "kernel_master_key"):
        dump = repr(rows(any_database, f"SELECT * FROM {table}")).encode()
        for secret in secrets:
            assert secret not in dump
            assert secret.hex().encode() not in dump
            assert repr(secret)[2:-1].encode() not in dump
