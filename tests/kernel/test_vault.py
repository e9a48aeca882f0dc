"""What people confide can be read by its holder, in its place, and by nobody else."""

import copy
import json
import pickle
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError, NoResultFound

from kernel.database import Database
from kernel.errors import NotFound
from kernel.vault import DataKey, HolderKey, Sealed, Unsealable, Vault, derive
from tests.databases import rows

STORY = "Ñuqanchik: unu mana chayamunchu, «p'unchaw» 💧"
PLACE = "grievances_case.story"


@dataclass
class House:
    """Two offices that hold keys, and a data key that only the first may open."""

    database: Database
    vault: Vault
    key_id: int

    def key(self, holder: str = "office:1", vault: Vault | None = None) -> DataKey:
        with self.database.reading() as session:
            return (vault or self.vault).data_key(session, self.key_id, holder)


@pytest.fixture
def house(any_database: Database, vault: Vault) -> House:
    with any_database.changing() as session:
        for holder in ("office:1", "office:2"):
            vault.add_holder(session, holder)
        key_id = vault.new_data_key(session, ["office:1"]).id
    return House(any_database, vault, key_id)


@pytest.fixture
def key() -> DataKey:
    return DataKey(1, bytes(32))


@given(words=st.text())
def test_any_words_come_back_as_they_were(words: str) -> None:
    key = DataKey(1, bytes(32))
    assert key.open(key.seal(words, PLACE), PLACE) == words


@pytest.mark.parametrize(
    "words", ["", "p'unchaw", "niñas y niños", "💧🏔️", "ʼ ’ ´", "a\x00b", "x" * 20_000]
)
def test_these_words_come_back_as_they_were(key: DataKey, words: str) -> None:
    assert key.open(key.seal(words, PLACE), PLACE) == words


def test_the_same_words_never_look_the_same(key: DataKey) -> None:
    assert len({key.seal(STORY, PLACE).ciphertext for _ in range(100)}) == 100


@given(position=st.integers(0), flip=st.integers(1, 255))
def test_a_changed_byte_is_found_wherever_it_is(key: DataKey, position: int, flip: int) -> None:
    changed = bytearray(key.seal(STORY, PLACE).ciphertext)
    changed[position % len(changed)] ^= flip
    with pytest.raises(Unsealable):
        key.open(Sealed(bytes(changed)), PLACE)


@given(length=st.integers(0, 90))
def test_a_shortened_ciphertext_is_found(key: DataKey, length: int) -> None:
    whole = key.seal(STORY, PLACE).ciphertext
    with pytest.raises(Unsealable):
        key.open(Sealed(whole[: min(length, len(whole) - 1)]), PLACE)


def test_a_ciphertext_cannot_be_moved_to_another_column(key: DataKey) -> None:
    with pytest.raises(Unsealable):
        key.open(key.seal(STORY, PLACE), "grievances_message.body")


def test_a_ciphertext_cannot_be_moved_to_another_case(key: DataKey) -> None:
    """Not even when the bytes of both keys were the same."""
    with pytest.raises(Unsealable):
        DataKey(2, bytes(32)).open(key.seal(STORY, PLACE), PLACE)


def test_a_holder_opens_what_was_sealed_earlier(house: House) -> None:
    sealed = house.key().seal(STORY, PLACE)
    assert house.key().open(sealed, PLACE) == STORY


def test_another_office_learns_as_little_as_about_what_does_not_exist(house: House) -> None:
    with pytest.raises(NotFound) as foreign:
        house.key("office:2")
    house.key_id = 999
    with pytest.raises(NotFound) as missing:
        house.key("office:1")
    assert (foreign.value.code, foreign.value.facts) == (missing.value.code, missing.value.facts)


def test_a_shared_key_opens_for_both(house: House) -> None:
    sealed = house.key().seal(STORY, PLACE)
    with house.database.changing() as session:
        house.vault.share(session, house.key(), "office:2")
    assert house.key("office:2").open(sealed, PLACE) == STORY


def test_two_wraps_for_one_holder_are_refused(house: House) -> None:
    with pytest.raises(IntegrityError), house.database.changing() as session:
        house.vault.share(session, house.key(), "office:1")


def test_sharing_with_an_unknown_holder_is_refused(house: House) -> None:
    with pytest.raises(NoResultFound), house.database.changing() as session:
        house.vault.share(session, house.key(), "office:3")


def test_another_master_key_opens_nothing(house: House) -> None:
    with pytest.raises(Unsealable):
        house.key(vault=Vault(bytes(range(32))))


def test_a_wrap_cannot_be_moved_to_another_holder(house: House) -> None:
    with house.database.changing() as session:
        first = session.get_one(HolderKey, ("office:1", 1))
        session.get_one(HolderKey, ("office:2", 1)).wrapped = first.wrapped
    with house.database.changing() as session:
        session.connection().exec_driver_sql("UPDATE kernel_wrap SET holder = 'office:2'")
    with pytest.raises(Unsealable):
        house.key("office:2")


def test_the_database_holds_no_key_in_the_open(house: House) -> None:
    secrets = (house.key()._bytes, *house.vault._source.held())
    for table in ("kernel_holder_key", "kernel_data_key", "kernel_wrap"):
        for row in rows(house.database, f"SELECT * FROM {table}"):
            kept = b"".join(bytes(value) for value in row if isinstance(value, bytes))
            assert not any(secret in kept for secret in secrets)


def test_what_is_sealed_prints_a_veil(key: DataKey) -> None:
    sealed = key.seal(STORY, PLACE)
    assert (str(sealed), f"{sealed}", repr(sealed)) == ("▒▒▒", "▒▒▒", "Sealed()")


def test_keys_do_not_print(house: House) -> None:
    key = house.key()
    assert (str(key), repr(key)) == (f"DataKey(id={key.id})",) * 2
    assert "object at" in repr(house.vault)


@pytest.mark.parametrize("spread", [pickle.dumps, copy.deepcopy, json.dumps])
def test_keys_are_not_spread(house: House, spread: object) -> None:
    assert callable(spread)
    for thing in (house.key(), house.vault):
        with pytest.raises(TypeError):
            spread(thing)


def test_a_derived_key_is_of_one_purpose(vault: Vault) -> None:
    assert vault.derived("receipts") == vault.derived("receipts")
    assert vault.derived("receipts") != vault.derived("limits")
    assert len(vault.derived("receipts")) == 32


def test_keys_are_derived_by_hkdf() -> None:
    """RFC 5869, appendix A.3 (SHA-256, no salt): the same secret, our length."""
    assert derive(bytes([0x0B] * 22), "").hex() == (
        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"
    )


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_a_master_key_has_32_bytes(length: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Vault(bytes(length))
