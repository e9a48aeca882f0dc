"""What sheets show: only of pairs, only of enough people, and the same totals as pandas."""

import random
from typing import Any

import pandas as pd
import pytest
from flask import Flask

from kernel.database import Database
from kernel.statistics import PairedResult, ScaleResult
from kernel.vault import Vault
from meetings.kinds import Sex
from tests.factories.learning import fill_in
from tests.trainings.test_learning import House
from trainings import learning
from trainings.documents.figures import change_in_words, share_in_words
from trainings.kinds import Moment, Purpose, QuestionKind
from trainings.learning import Asked, Sheet
from trainings.models import Questionnaire

STEP = Asked(1, QuestionKind.LIKERT, Purpose.LEARNING)
RIGHT = Asked(2, QuestionKind.CHOICE, Purpose.LEARNING, choices=3, right=1)
LIKED = Asked(4, QuestionKind.LIKERT, Purpose.SATISFACTION)


def crowd(seed: int, people: int = 60) -> list[Sheet]:
    """Sheets of a random room: some without a code, some only once, some answers left out."""
    dice = random.Random(seed)  # noqa: S311 - a made-up room
    sheets = []
    for person in range(people):
        code = f"P{person}" if dice.random() > 0.1 else None
        sex, group = dice.choice(list(Sex)), dice.choice([1, 2, 3, 4, None])
        for moment in Moment:
            if dice.random() < 0.15:
                continue
            answers: dict[int, Any] = {}
            if dice.random() > 0.1:
                answers[1] = dice.randint(1, 5)
            if dice.random() > 0.1:
                answers[2] = dice.randint(1, 3)
            if moment is Moment.AFTER:
                answers[4] = dice.randint(1, 5)
            sheets.append(Sheet(moment, answers, code, group, sex))
    return sheets


def paired_frame(sheets: list[Sheet], position: int) -> pd.DataFrame:
    """The pairs as pandas finds them."""
    rows = pd.DataFrame(
        [
            {
                "moment": sheet.moment.value, "code": sheet.pair,
                "said": sheet.answers.get(position),
                "sex": sheet.sex.value, "group": sheet.group or 0,
            }
            for sheet in sheets
        ]
    ).dropna(subset=["code", "said"])  # fmt: skip
    before, after = (rows[rows["moment"] == moment] for moment in ("before", "after"))
    return before.merge(after, on="code", suffixes=("_before", "_after"))


@pytest.mark.parametrize("seed", range(6))
def test_totals_equal_pandas(seed: int) -> None:
    sheets = crowd(seed)
    people = learning.matched(sheets)
    steps = learning.learned(STEP, people)
    frame = paired_frame(sheets, 1)
    change = frame["said_after"] - frame["said_before"]
    assert isinstance(steps.all, ScaleResult)
    assert steps.all.moves
    assert steps.people == len(frame)
    assert (steps.all.moves.better, steps.all.moves.same, steps.all.moves.worse) == (
        int((change > 0).sum()), int((change == 0).sum()), int((change < 0).sum()),
    )  # fmt: skip
    assert steps.all.change == pytest.approx(change.mean())
    frame = paired_frame(sheets, 2)
    right = learning.learned(RIGHT, people)
    assert isinstance(right.all, PairedResult)
    assert right.all.before
    assert right.all.after
    assert right.all.before.count == int((frame["said_before"] == 1).sum())
    assert right.all.after.count == int((frame["said_after"] == 1).sum())
    sizes = frame.groupby("sex_after").size().to_dict()
    assert {str(part.of): part.people for part in right.by_sex} == sizes


@pytest.mark.parametrize("seed", range(6))
def test_every_sheet_is_counted_once(seed: int) -> None:
    sheets = crowd(seed)
    found = learning.matching(sheets)
    assert found.before == found.paired + found.only_before + found.no_code_before
    assert found.after == found.paired + found.only_after + found.no_code_after
    assert found.before + found.after == len(sheets)


def test_sheets_without_a_twin_change_no_comparison() -> None:
    sheets = crowd(1)
    before = learning.learned(STEP, learning.matched(sheets))
    lonely = [Sheet(Moment.BEFORE, {1: 1}, f"X{number}") for number in range(40)]
    codeless = [Sheet(Moment.AFTER, {1: 5}) for _number in range(40)]
    assert learning.learned(STEP, learning.matched([*sheets, *lonely, *codeless])) == before


def pairs(count: int, sex: Sex = Sex.UNSAID, first: int = 0) -> list[Sheet]:
    """So many people who went from 2 to 4."""
    return [
        Sheet(moment, {1: step, 2: 3 if step == 2 else 1}, f"{sex}{first + number}", None, sex)
        for number in range(count)
        for moment, step in ((Moment.BEFORE, 2), (Moment.AFTER, 4))
    ]


@pytest.mark.parametrize(
    ("people", "moves", "interval"),
    [(4, False, False), (5, True, False), (9, True, False), (10, True, True)],
)
def test_few_people_show_little(people: int, moves: bool, interval: bool) -> None:
    found = learning.matched(pairs(people))
    for asked in (STEP, RIGHT):
        shown = learning.learned(asked, found).all
        assert (shown.moves is not None) == moves
        assert (shown.interval is not None) == interval


def test_a_small_group_is_not_found_by_subtraction() -> None:
    sheets = pairs(12, Sex.WOMAN) + pairs(7, Sex.MAN) + pairs(2, Sex.OTHER)
    result = learning.learned(STEP, learning.matched(sheets))
    shown = {part.of: part.result is not None for part in result.by_sex}
    assert shown == {Sex.WOMAN: True, Sex.MAN: False, Sex.OTHER: False}


def test_intervals_are_said_in_people() -> None:
    ten = [Sheet(Moment.AFTER, {4: 5 if number < 7 else 2}) for number in range(10)]
    result = learning.liked(LIKED, ten)
    assert result.all.interval
    assert share_in_words(result.all.interval) == "Entre 40 y 89 de cada 100."
    assert result.spread == (0, 3, 0, 0, 7)
    assert learning.liked(LIKED, ten[:9]).spread is None
    sheets = [
        sheet
        for number, (was, now) in enumerate([(1, 1)] * 2 + [(2, 1)] * 6 + [(1, 2)] + [(2, 2)])
        for sheet in (
            Sheet(Moment.BEFORE, {2: was}, f"c{number}"),
            Sheet(Moment.AFTER, {2: now}, f"c{number}"),
        )
    ]  # fmt: skip
    change = learning.learned(RIGHT, learning.matched(sheets)).all
    assert "entre 2 y 76 más de cada 100" in change_in_words(change)


def test_group_and_sex_are_those_said_afterwards() -> None:
    before = Sheet(Moment.BEFORE, {1: 2}, "a", 7, Sex.WOMAN)
    [person] = learning.matched([before, Sheet(Moment.AFTER, {1: 3}, "a", None, Sex.UNSAID)])
    assert (person.group, person.sex) == (7, Sex.WOMAN)
    [person] = learning.matched([before, Sheet(Moment.AFTER, {1: 3}, "a", 8, Sex.MAN)])
    assert (person.group, person.sex) == (8, Sex.MAN)


@pytest.fixture
def house(app: Flask, database: Database, vault: Vault) -> House:
    return House(app, database, vault)


def test_the_page_shows_figures_with_their_numbers(house: House, database: Database) -> None:
    with database.changing() as session:
        asked = session.query(Questionnaire).filter_by(secret=house.secret).one()
        for number in range(12):
            sex = Sex.WOMAN if number < 9 else Sex.MAN
            code = f"CODE{number:02}"
            for moment, step in ((Moment.BEFORE, 2), (Moment.AFTER, 4 if number < 8 else 2)):
                said: dict[int, Any] = {1: step, 2: 1, 3: f"Agua {number}"}
                if moment is Moment.AFTER:
                    said[4] = 5
                fill_in(session, house.vault, asked, moment, said, code, house.group, sex)
        fill_in(session, house.vault, asked, Moment.BEFORE, {1: 5})
    page = house.browser().get(f"{house.staff_address}/results").text
    assert "Mejor después: 8. Igual: 4. Peor: 0." in page
    assert "Contentas con esto: 12 de 12." in page
    assert "No se muestra: grupo pequeño" in page  # three men, and with them the women
    assert page.count('class="chart"') == 3
    assert "Agua 7" in page


def test_open_answers_lie_in_no_telling_order(house: House, database: Database) -> None:
    with database.changing() as session:
        asked = session.query(Questionnaire).filter_by(secret=house.secret).one()
        for number in range(30):
            fill_in(session, house.vault, asked, Moment.BEFORE, {3: f"Palabra {number:02}"})
    browser = house.browser()
    seen = set()
    for _time in range(3):
        page = browser.get(f"{house.staff_address}/results").text
        words = range(30)
        seen.add(tuple(sorted(words, key=lambda number: page.index(f"Palabra {number:02}"))))
    assert len(seen) == 3
