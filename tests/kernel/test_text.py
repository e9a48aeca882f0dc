"""What people write is kept as they wrote it and found again in any spelling."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kernel.text import (
    canonical,
    csv_cell,
    fold,
    looks_like_phone_or_id,
    looks_like_receipt_code,
    luhn_holds,
    number_in,
    phones_and_ids_in,
    text_of_cell,
    tokens,
    without_phones_and_ids,
    without_receipt_codes,
)

anything = st.text(st.characters())  # halves of characters included
andean = st.text("aeiouñáéíóúhjkqctpszmnlwchi'’ʼ \n", max_size=12)


@pytest.mark.parametrize("written", ["llamk’ay", "llamk‘ay", "llamk´ay", "llamk`ay", "llamkʼay"])
def test_every_apostrophe_between_letters_is_kept_as_one(written: str) -> None:
    assert canonical(written) == "llamk'ay"


def test_quotation_marks_stay_quotation_marks() -> None:
    assert canonical("dijo ‘no’ y se fue") == "dijo ‘no’ y se fue"


def test_decomposed_letters_are_composed_but_never_replaced() -> None:
    assert canonical("nun\u0303oa 1º ½") == "nuñoa 1º ½"


def test_lines_end_alike_and_carry_no_trailing_space() -> None:
    assert canonical("uno  \r\ndos\r\rtres \n\n") == "uno\ndos\n\ntres"


def test_what_deceives_the_eye_or_the_database_is_taken_out() -> None:
    assert canonical("a\x00b\u202ec\ud800d\ufeff\x1b") == "abcd"


def test_families_of_emoji_stay_together() -> None:
    assert canonical("👨‍👩‍👧") == "👨‍👩‍👧"


@given(anything)
@example("a\x00\u0301")
@example("\r\x00\n")
def test_canonical_once_is_canonical_for_ever(text: str) -> None:
    once = canonical(text)
    assert canonical(once) == once
    once.encode()


@given(anything)
def test_canonical_keeps_every_letter(text: str) -> None:
    def letters(of: str) -> list[str]:
        composed = unicodedata.normalize("NFC", of)
        return [sign for sign in composed if sign.isalnum() and sign != "ʼ"]

    whole = "".join(sign for sign in text if canonical(f"a{sign}b") != "ab")
    assert letters(canonical(whole)) == letters(whole)


@pytest.mark.parametrize(
    "spellings",
    [
        ("Qusqu", "Cusco", "Qosqo", "Cuzco"),
        ("llamk'ay", "llank'ay", "llankay"),
        ("maskhay", "mask'ay", "maskay"),
        ("huñunakuy", "juñunakuy"),
        ("wata", "huata"),
        ("willakuy", "willacuy"),
        ("ñuqanchik", "ñoqanchis", "ñuqanchís"),
        ("Chumbivilcas", "CHUMBIVILCAS", "chumbivilkas"),
        ("Río", "rio", "RI\u0301O"),
        ("ch’aki", "chʼaki", "chaki"),
    ],
)
def test_spellings_of_one_word_are_found_together(spellings: tuple[str, ...]) -> None:
    assert len({fold(spelling) for spelling in spellings}) == 1


def test_enye_is_a_letter_of_its_own() -> None:
    assert fold("año") != fold("ano")
    assert "ñ" in fold("HUN\u0303UNAKUY")


@given(st.one_of(anything, andean))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.one_of(anything, andean))
def test_the_canonical_form_is_found_by_what_was_typed(text: str) -> None:
    assert tokens(canonical(text)) == tokens(text)


@pytest.mark.parametrize(
    "same", [("unu", "yaku", "Agua"), ("huk", "huq", "uj"), ("qheshwa", "qhichwa", "quechua")]
)
def test_words_of_one_meaning_are_found_together(same: tuple[str, ...]) -> None:
    assert len({tuple(tokens(word)) for word in same}) == 1


def test_tokens_are_words_and_numbers_without_signs() -> None:
    assert tokens("¿Unu, q'upa? (2026)") == ["unu", "kupa", "2026"]
    assert tokens("‘unu’ … —") == ["unu"]


@pytest.mark.parametrize(
    "text",
    [
        "mi código es 4539 1488 0343 6467",
        "4539148803436467",
        "4539-1488-0343-6467.",
        "4539 1488\u00b70343.6467",
    ],
)
def test_a_receipt_code_in_a_story_is_noticed(text: str) -> None:
    assert looks_like_receipt_code(text)


@pytest.mark.parametrize(
    "text", ["4539 1488 0343 6468", "16 números", "45391488034364670", "2021 2022 2023 2024", ""]
)
def test_other_numbers_are_not_taken_for_a_receipt_code(text: str) -> None:
    assert not looks_like_receipt_code(text)


@given(st.integers(0, 10**15 - 1), st.integers(0, 14), st.integers(1, 9))
def test_one_wrong_digit_breaks_the_check_digit(number: int, place: int, by: int) -> None:
    body = f"{number:015}"
    code = next(body + last for last in "0123456789" if luhn_holds(body + last))
    wrong = code[:place] + str((int(code[place]) + by) % 10) + code[place + 1 :]
    assert not luhn_holds(wrong)


@pytest.mark.parametrize(
    "text",
    [
        "984123456",
        "984 123 456",
        "DNI 41234567",
        "+51 984 123 456",
        "084-223344",
        "Llame al 4123456.",
    ],
)
def test_a_telephone_or_document_number_is_noticed(text: str) -> None:
    assert looks_like_phone_or_id(text)


@pytest.mark.parametrize(
    "text",
    ["en 2018 2019", "2 500 000 soles", "20/11/2026", "25.000.000", "500 metros", "1234,567890"],
)
def test_years_amounts_and_dates_are_not_taken_for_a_telephone(text: str) -> None:
    assert not looks_like_phone_or_id(text)


def test_the_numbers_that_tell_who_somebody_is_are_named_once_each_and_covered() -> None:
    text = "Soy 40123456, llamen al +51 984 111 222 o al 984-111-222. En 2019 2020 pagué 2 500 000."
    assert phones_and_ids_in(f"{text} 40123456") == ["40123456", "+51 984 111 222", "984-111-222"]
    covered = without_phones_and_ids(text)
    assert covered == (
        "Soy ········, llamen al +·· ··· ··· ··· o al ···-···-···. En 2019 2020 pagué 2 500 000."
    )
    assert not looks_like_phone_or_id(covered)


def test_a_receipt_code_in_a_text_is_covered_and_nothing_else() -> None:
    text = "Mi código 4539 1488 0343 6467, mi teléfono 984123456, y 1234 5678 9012 3456."
    covered = "Mi código ···· ···· ···· ····, mi teléfono 984123456, y 1234 5678 9012 3456."
    assert without_receipt_codes(text) == covered
    assert not looks_like_receipt_code(covered)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", " =", "＝", "'=", "''+"])
def test_no_cell_begins_a_formula(start: str) -> None:
    assert csv_cell(f"{start}HYPERLINK(1)") == f"'{start}HYPERLINK(1)"


@given(st.one_of(anything, st.text("'=+-@ \ta", max_size=6)))
@example("' =")
def test_a_cell_gives_back_its_text(text: str) -> None:
    assert text_of_cell(csv_cell(text)) == text


@pytest.mark.parametrize(
    "text", ["", "-1", "1_000", " 1", "1\n", "٣", "²", "1.0", "9" * 19, "9" * 5000]
)
def test_a_number_is_written_with_few_plain_digits(text: str) -> None:
    assert number_in(text) is None
    assert number_in("007") == 7
    assert number_in("9" * 18) == 10**18 - 1
