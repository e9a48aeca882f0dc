"""What is said of scenarios follows from their numbers, says how sure it is, and ranks nobody."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from basin.comparing import Change, Figure, Measure, Spread, cases_of, compare
from basin.comparing.measuring import Basis
from basin.comparing.spread import difference
from basin.kinds import Comparison as Side
from basin.kinds import TimeStep
from basin.sentences import heading, sentence, variable_name, written
from basin.sentences.figures import count, limit_words
from basin.sentences.numbers import Way, decimals_for, digits, read
from tests.basin.samples import limit, recorded, scenario, speaking, three

MONTH = TimeStep.MONTH
UNITS = {
    "lagoon_level": "m", "lagoon_area": "km2", "streamflow": "L/s", "spring_flow": "L/s",
    "mine_fresh_abstraction": "L/s", "aquifer_storage_change": "hm3", "snow": "mm",
}  # fmt: skip
values = st.floats(-500, 500)
spreads = st.tuples(values, values, values).map(lambda three: Spread(*sorted(three)))


@pytest.fixture(autouse=True)
def in_spanish() -> Iterator[None]:
    with speaking():
        yield


def change(variable: str, of: Spread, base: Spread | None, **facts: object) -> Change:
    """A change of the mean of a variable, with the same rain in both."""
    figure = Figure(Measure.MEAN, variable, UNITS.get(variable, "%"), of, Basis.SERIES, 5)
    figure = replace(figure, **facts)  # type: ignore[arg-type]
    case = cases_of([scenario("x", {"lagoon_level.p50": [1.0]})])[0]
    other = None if base is None else replace(figure, spread=base)
    apart = Spread() if base is None else difference(of, base, same_climate=True)
    return Change(case, figure, other, apart)


def said(variable: str, of: Spread, base: Spread | None, **facts: object) -> str:
    return sentence(change(variable, of, base, **facts), MONTH)


# --- The recorded answer, as people will read it ---


def test_the_mine_in_plain_words() -> None:
    found = recorded()
    told = [sentence(one, found.step, found.cases) for one in found.changes(found.changed[0])]
    assert told[0] == (
        "La laguna estaría cerca de 14 cm más baja que en la línea de base (entre 14 y 15)."
    )
    assert (
        "Nivel de la laguna: por debajo de 1,45 m (del modelo) en 19 de cada 100 meses (entre 8 y "
        "41); en la línea de base, en 7 (entre 1 y 24)."
    ) in told
    assert (
        "Llegaría menos agua a la laguna: cerca de 45 litros por segundo menos que en la línea de "
        "base (entre 44 y 48)."
    ) in told
    assert (
        "Faltaría agua para el ganado en 52 de cada 100 meses (entre 35 y 74); en la línea de "
        "base, en 8 (entre 0 y 32)."
    ) in told
    assert (
        "No faltaría agua para la comunidad en ningún momento, tampoco en la línea de base."
    ) in told
    assert (
        "Quedaría menos agua bajo la tierra: cerca de 33 millones de metros cúbicos menos que en "
        "la línea de base (lo mismo con clima seco o lluvioso)."
    ) in told


def test_no_figure_of_the_recorded_answer_is_left_without_words() -> None:
    found = recorded()
    for case in found.changed:
        for one in found.changes(case):
            for words in (
                sentence(one, found.step),
                heading(one.figure),
                written(one.figure, MONTH),
            ):
                assert not re.search(r"nan|None|inf|%\(|\{|-0\b", words)


# --- Rules of rounding ---


@pytest.mark.parametrize(
    ("reference", "apart", "decimals"),
    [(377, 45, 0), (15.7, 7.5, 1), (15.7, 12, 0), (0.4, 0.1, 2), (0, 0, 0), (-150, 2, 0)],
)
def test_decimals_are_as_many_as_say_something(
    reference: float, apart: float, decimals: int
) -> None:
    assert decimals_for(reference, apart) == decimals


def test_numbers_are_written_in_the_signs_of_the_language() -> None:
    assert digits(1234.5, 1) == "1.234,5"
    assert digits(-0.01, 1) == "0,0"
    with speaking("en"):
        assert digits(1234.5, 1) == "1,234.5"


@pytest.mark.parametrize(
    ("share", "words"),
    [(0, "0"), (0.2, "menos de 1"), (0.6, "1"), (99.4, "99"), (99.7, "más de 99"), (100, "100")],
)
def test_a_little_is_never_nothing_and_most_is_never_all(share: float, words: str) -> None:
    assert count(share) == words


def test_a_level_is_told_in_centimetres_until_it_is_a_metre() -> None:
    assert "14 cm más baja" in said("lagoon_level", Spread(1, 1.66, 2), Spread(1.14, 1.8, 2.14))
    assert "1,5 m más alta" in said("lagoon_level", Spread(2, 3, 4), Spread(0.5, 1.5, 2.5))


def test_one_is_singular() -> None:
    told = said("spring_flow", Spread(6, 7, 8), Spread(5, 6, 7))
    assert "cerca de 1,0 litro por segundo más" in told


# --- Rules of words ---


def test_what_rounds_to_nothing_is_almost_the_same_and_says_within_what() -> None:
    assert said("lagoon_level", Spread(1.001, 2.001, 3.001), Spread(1, 2, 3)) == (
        "Nivel de la laguna: casi igual que en la línea de base (menos de 1 cm de diferencia)."
    )


def test_what_may_go_either_way_is_said_to_and_how_far() -> None:
    assert said("lagoon_level", Spread(0.97, 2.01, 3.02), Spread(1, 2, 3)) == (
        "Nivel de la laguna: no se puede decir si sería más o menos que en la línea de base: "
        "entre 3 cm menos y 2 cm más."
    )


def test_what_changes_only_in_some_runs_is_said_to_change_up_to_so_much() -> None:
    assert said("lagoon_level", Spread(1, 2, 3.02), Spread(1, 2, 3)) == (
        "Nivel de la laguna: casi igual que en la línea de base, o hasta 2 cm más."
    )


def test_what_is_not_known_is_said_not_to_be() -> None:
    assert said("lagoon_level", Spread(), Spread(1, 2, 3)) == (
        "Nivel de la laguna, promedio de los últimos 5 años: no se sabe, este escenario no tiene "
        "el dato."
    )
    assert "La línea de base no tiene el dato" in said("lagoon_level", Spread(1, 2, 3), Spread())
    assert said("lagoon_level", Spread(1, 2, 3), None) == (
        "Nivel de la laguna, promedio de los últimos 5 años: 2,00 m (entre 1,00 y 3,00). No hay "
        "línea de base para comparar."
    )


def test_without_bounds_nobody_pretends_to_know_them() -> None:
    told = said("streamflow", Spread(middle=300), Spread(middle=377))
    assert told.endswith("cerca de 77 litros por segundo menos que en la línea de base "
                         "(no se sabe cuánto puede variar).")  # fmt: skip


def test_a_variable_that_only_a_model_knows_is_told_with_its_own_unit() -> None:
    assert said("snow", Spread(1, 2, 3), Spread(3, 4, 5)) == (
        "snow: cerca de 2,0 mm menos que en la línea de base (lo mismo con clima seco o lluvioso)."
    )
    assert variable_name("vega_area") == "vega_area"


def test_a_limit_says_who_stands_behind_it() -> None:
    assert limit_words(limit(1.45)) == "1,45 m (propuesto)"
    assert limit_words(limit(170, "streamflow")) == "170 L/s (propuesto)"


def test_a_year_that_never_comes_is_said_so() -> None:
    dry, wet = [1.0] * 24, [2.0] * 24
    one = scenario("baseline", three("lagoon_level", dry, wet, wet))
    other = scenario("x", three("lagoon_level", dry, dry, wet))
    found = compare(cases_of([one, other]), [limit(1.5)])
    told = [sentence(each, MONTH) for each in found.changes(found.cases[1])]
    assert told[-1] == (
        "Nivel de la laguna: por primera vez por debajo de 1,5 m (propuesto): 2026 (entre 2026 y "
        "nunca). En la línea de base: nunca (entre 2026 y nunca)."
    )


@pytest.mark.parametrize(
    ("step", "words"),
    [(TimeStep.DAY, "días"), (TimeStep.YEAR, "años"), (None, "valores"), (MONTH, "meses")],
)
def test_shares_are_of_what_was_counted(step: TimeStep | None, words: str) -> None:
    figure = Figure(Measure.LACKING, "unmet_community", "%", Spread(1, 2, 3), Basis.MODEL)
    assert written(figure, step) == f"2 de cada 100 {words} (entre 1 y 3)"


# --- What holds for all numbers ---


def numbers_in(words: str) -> list[float]:
    return [
        float(one.replace(".", "").replace(",", "."))
        for one in re.findall(r"\d[\d.]*(?:,\d+)?", words)
    ]


@given(st.sampled_from(sorted(UNITS)), spreads, spreads)
def test_words_never_contradict_the_numbers(variable: str, of: Spread, base: Spread) -> None:
    one = change(variable, of, base)
    told = sentence(one, MONTH)
    apart = one.difference
    assert apart.low is not None
    assert apart.middle is not None
    assert apart.high is not None
    assert "nan" not in told
    if re.search(rf"más (alta|agua|grande)|{variable}: cerca de .* más", told):
        assert apart.middle > 0
    if re.search(rf"más (baja|chica)|menos agua|{variable}: cerca de .* menos", told):
        assert apart.middle < 0
    if "no se puede decir" in told:
        assert apart.low < 0 < apart.high


@given(spreads, spreads)
def test_the_ends_that_are_told_hold_what_is_told(of: Spread, base: Spread) -> None:
    told = said("streamflow", of, base)
    if ends := re.search(r"cerca de (\S+) .*\(entre (\S+) y (\S+)\)", told):
        much, low, high = (numbers_in(one)[0] for one in ends.groups())
        assert low <= much <= high


@given(st.lists(st.floats(-3, 3), min_size=2, max_size=8).map(sorted), st.integers(0, 2))
def test_more_is_never_told_as_less(differences: list[float], decimals: int) -> None:
    signs = {Way.LESS: -1, Way.SAME: 0, Way.MORE: 1}
    told = [read(Spread(one, one, one), decimals) for one in differences]
    amounts = [signs[one.way] * one.much for one in told]
    assert all(before <= after for before, after in pairwise(amounts))


@given(st.floats(0, 100), st.floats(0, 100))
def test_shares_keep_their_order(one: float, other: float) -> None:
    low, high = sorted((one, other))
    ranks = {"menos de 1": 0.5, "más de 99": 99.5}
    written_ones = [count(low), count(high)]
    told = [ranks.get(words) or float(words) for words in written_ones]
    assert told[0] <= told[1]


@given(spreads, spreads)
def test_shares_of_both_are_always_told_with_their_ends(of: Spread, base: Spread) -> None:
    shares = [
        Spread(*(abs(one or 0) / 5 for one in (each.low, each.middle, each.high)))
        for each in (of, base)
    ]
    ordered = [Spread(*sorted((one.low or 0, one.middle or 0, one.high or 0))) for one in shares]
    told = said("unmet_livestock", ordered[0], ordered[1], measure=Measure.LACKING, unit="%")
    assert told.count("(") == 2 or "No faltaría" in told


def test_nobody_is_given_a_mark() -> None:
    found = recorded()
    for case in found.changed:
        told = " ".join(sentence(one, found.step) for one in found.changes(case)).lower()
        assert not re.search(r"mejor|peor|puntaje|nota|ranking", told)


def test_over_a_limit_is_told_as_over() -> None:
    cases = cases_of(
        [scenario(name, {"lagoon_level.p50": [3.0] * 12}) for name in ("baseline", "x")]
    )
    found = compare(cases, [limit(2, side=Side.ABOVE)])
    told = [sentence(one, MONTH) for one in found.changes(found.cases[1])]
    assert "por encima de 2 m (propuesto) en 100 de cada 100 meses" in told[1]
    assert "por primera vez por encima de 2 m" in told[2]
    assert "primer año por encima" in heading(found.figures[0][2])
    assert "tiempo por encima" in heading(found.figures[0][1])
