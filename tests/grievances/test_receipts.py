"""The receipt code: typeable, derived, never stored."""

from hypothesis import given
from hypothesis import strategies as st

from grievances import receipts
from kernel.vault import Vault

VAULT = Vault(b"k" * 32)
codes = st.text(min_size=1, max_size=30).map(lambda key: receipts.code_for(VAULT, key))


@given(codes)
def test_a_code_is_sixteen_digits_that_check(code: str) -> None:
    assert len(code) == 16
    assert code.isdecimal()
    assert receipts.typed(code) == code


@given(codes, st.integers(0, 15), st.integers(1, 9))
def test_one_wrong_digit_is_noticed_without_asking_the_database(
    code: str, place: int, off: int
) -> None:
    wrong = code[:place] + str((int(code[place]) + off) % 10) + code[place + 1 :]
    assert receipts.typed(wrong) is None


@given(codes)
def test_a_code_may_be_typed_with_spaces_or_dashes(code: str) -> None:
    assert receipts.typed(receipts.grouped(code)) == code
    assert receipts.typed(receipts.grouped(code).replace(" ", "-")) == code


def test_signs_that_only_look_like_digits_are_no_code() -> None:
    assert receipts.typed("١" * 16) is None


def test_the_same_form_shows_the_same_code_again() -> None:
    assert receipts.code_for(VAULT, "form") == receipts.code_for(VAULT, "form")
    assert receipts.code_for(VAULT, "form", 1) != receipts.code_for(VAULT, "form")
    assert receipts.code_for(Vault(b"o" * 32), "form") != receipts.code_for(VAULT, "form")


def test_what_the_server_keeps_does_not_contain_the_code() -> None:
    code = receipts.code_for(VAULT, "form")
    kept = receipts.lookup_of(VAULT, code)
    assert code not in kept
    assert kept == receipts.lookup_of(VAULT, code)
    assert kept != receipts.lookup_of(Vault(b"o" * 32), code)


def test_the_check_digit_is_luhn() -> None:
    assert receipts.luhn_digit("7992739871") == "3"
