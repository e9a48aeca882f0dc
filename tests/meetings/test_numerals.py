"""Numbers, days and hours in Spanish words."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.numerals import LARGEST, Before, day_in_words, hour_in_words, in_words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "cero"),
        (1, "uno"),
        (16, "dieciséis"),
        (21, "veintiuno"),
        (22, "veintidós"),
        (30, "treinta"),
        (31, "treinta y uno"),
        (99, "noventa y nueve"),
        (100, "cien"),
        (101, "ciento uno"),
        (200, "doscientos"),
        (555, "quinientos cincuenta y cinco"),
        (1000, "mil"),
        (1100, "mil cien"),
        (2026, "dos mil veintiséis"),
        (21_000, "veintiún mil"),
        (101_001, "ciento un mil uno"),
        (700_700, "setecientos mil setecientos"),
        (LARGEST, "novecientos noventa y nueve mil novecientos noventa y nueve"),
    ],
)
def test_a_number_is_said_as_it_is_written_in_peru(number: int, words: str) -> None:
    assert in_words(number) == words


@pytest.mark.parametrize(
    ("number", "women", "men"),
    [
        (1, "una", "un"),
        (21, "veintiuna", "veintiún"),
        (31, "treinta y una", "treinta y un"),
        (100, "cien", "cien"),
        (141, "ciento cuarenta y una", "ciento cuarenta y un"),
        (200, "doscientas", "doscientos"),
        (21_201, "veintiuna mil doscientas una", "veintiún mil doscientos un"),
    ],
)
def test_women_and_men_are_counted_each_in_their_form(number: int, women: str, men: str) -> None:
    assert in_words(number, Before.FEMININE) == women
    assert in_words(number, Before.MASCULINE) == men


@pytest.mark.parametrize("number", [-1, LARGEST + 1])
def test_what_is_out_of_range_is_not_said(number: int) -> None:
    with pytest.raises(ValueError, match="not said in words"):
        in_words(number)


@given(st.integers(0, LARGEST), st.integers(0, LARGEST))
def test_two_numbers_never_sound_the_same(one: int, other: int) -> None:
    assert (in_words(one) == in_words(other)) is (one == other)


@pytest.mark.parametrize(
    ("hour", "words"),
    [
        (time(9, 0), "las nueve horas"),
        (time(9, 10), "las nueve horas con diez minutos"),
        (time(1, 1), "la una hora con un minuto"),
        (time(21, 21), "las veintiuna horas con veintiún minutos"),
        (time(0, 30), "las cero horas con treinta minutos"),
    ],
)
def test_an_hour_is_said_with_its_minutes(hour: time, words: str) -> None:
    assert hour_in_words(hour) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 8, 23), "a los veintitrés días del mes de agosto del año dos mil veintiséis"),
        (date(2027, 9, 1), "al primer día del mes de setiembre del año dos mil veintisiete"),
        (date(2026, 1, 31), "a los treinta y un días del mes de enero del año dos mil veintiséis"),
    ],
)
def test_a_day_is_said_as_an_acta_begins(day: date, words: str) -> None:
    assert day_in_words(day) == words
