"""What people learned, and how they liked it: figures out of answer sheets without a name.

Plain Python. Two sheets of one person are paired by the code that they made up; a sheet that finds
no twin is counted and enters no comparison. The thresholds are those of `kernel.statistics`.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kernel.statistics import (
    INTERVAL_FROM,
    PairedResult,
    ScaleResult,
    Share,
    groups_shown,
    paired_result,
    scale_result,
    share,
)
from kernel.text import fold
from meetings.kinds import Sex
from trainings.kinds import Moment, Purpose, QuestionKind

STEPS = (1, 2, 3, 4, 5)
GOOD_FROM = 4
"""From this step on somebody is content."""
SHORTEST_CODE = 4

Answers = Mapping[int, Any]
"""By the position of the question: a step, the number of a choice, or words."""
Change = ScaleResult | PairedResult


def code_as_kept(code: str) -> str:
    """What of a self-made code counts: letters and digits, however they were written."""
    return "".join(sign for sign in fold(code) if sign.isalnum())


@dataclass(frozen=True)
class Asked:
    """A question as the figures need it."""

    position: int
    kind: QuestionKind
    purpose: Purpose
    choices: int = 0
    right: int | None = None

    @property
    def compares(self) -> bool:
        """Whether a change from before to after can be told of it."""
        if self.purpose is Purpose.SATISFACTION:
            return False
        return self.kind is QuestionKind.LIKERT or self.right is not None


@dataclass(frozen=True)
class Sheet:
    """What one person answered at one moment."""

    moment: Moment
    answers: Answers
    pair: str | None = None
    group: int | None = None
    sex: Sex = Sex.UNSAID


@dataclass(frozen=True)
class Person:
    """Two sheets with one code. Group and sex as said afterwards, or else before."""

    before: Answers
    after: Answers
    group: int | None
    sex: Sex


@dataclass(frozen=True)
class Matching:
    """How many sheets there are, how many found their twin, and why the others did not."""

    before: int
    after: int
    paired: int
    only_before: int
    only_after: int
    no_code_before: int
    no_code_after: int


@dataclass(frozen=True)
class Part:
    """One group of a division: its size, and its result where that may be shown."""

    of: Hashable
    people: int
    result: Any = None


@dataclass(frozen=True)
class Result:
    """What one question showed, of all together and of each group by itself."""

    asked: Asked
    people: int
    all: Any = None
    spread: tuple[int, ...] | None = None
    """How many chose each answer; from ten people on."""
    by_group: tuple[Part, ...] = field(default_factory=tuple)
    by_sex: tuple[Part, ...] = field(default_factory=tuple)


def matched(sheets: Iterable[Sheet]) -> list[Person]:
    """Those who answered before and after under one code."""
    before, after = _by_code(sheets)
    return [
        Person(
            before[code].answers,
            after[code].answers,
            after[code].group or before[code].group,
            before[code].sex if after[code].sex is Sex.UNSAID else after[code].sex,
        )
        for code in sorted(before.keys() & after.keys())
    ]


def matching(sheets: Sequence[Sheet]) -> Matching:
    """How the sheets of a questionnaire fit together."""
    before, after = _by_code(sheets)
    of_moment = Counter(sheet.moment for sheet in sheets)
    paired = len(before.keys() & after.keys())
    return Matching(
        before=of_moment[Moment.BEFORE],
        after=of_moment[Moment.AFTER],
        paired=paired,
        only_before=len(before) - paired,
        only_after=len(after) - paired,
        no_code_before=of_moment[Moment.BEFORE] - len(before),
        no_code_after=of_moment[Moment.AFTER] - len(after),
    )


def learned(asked: Asked, people: Iterable[Person]) -> Result:
    """How those who answered a question both times moved."""
    both = [
        one
        for one in people
        if one.before.get(asked.position) is not None and one.after.get(asked.position) is not None
    ]

    def change(some: Sequence[Person]) -> Change:
        answers = [(one.before[asked.position], one.after[asked.position]) for one in some]
        if asked.kind is QuestionKind.LIKERT:
            return scale_result(answers)
        return _rightness((was == asked.right, now == asked.right) for was, now in answers)

    return _divided(asked, both, change)


def liked(asked: Asked, sheets: Iterable[Sheet]) -> Result:
    """How many of those who answered afterwards are content, and how answers spread."""
    said = [
        sheet
        for sheet in sheets
        if sheet.moment is Moment.AFTER and sheet.answers.get(asked.position) is not None
    ]

    def content(some: Sequence[Sheet]) -> Share | None:
        if asked.kind is not QuestionKind.LIKERT:
            return None
        good = sum(sheet.answers[asked.position] >= GOOD_FROM for sheet in some)
        return share(good, len(some))

    return _divided(asked, said, content, _spread(asked, said))


def words_said(asked: Asked, sheets: Iterable[Sheet], moment: Moment) -> list[str]:
    """What was written as an answer at one moment; mix them before anybody reads them."""
    return [
        str(sheet.answers[asked.position])
        for sheet in sheets
        if sheet.moment is moment and sheet.answers.get(asked.position)
    ]


def _by_code(sheets: Iterable[Sheet]) -> tuple[dict[str, Sheet], dict[str, Sheet]]:
    found: dict[Moment, dict[str, Sheet]] = {Moment.BEFORE: {}, Moment.AFTER: {}}
    for sheet in sheets:
        if sheet.pair is not None:
            found[sheet.moment][sheet.pair] = sheet
    return found[Moment.BEFORE], found[Moment.AFTER]


def _rightness(answers: Iterable[tuple[bool, bool]]) -> PairedResult:
    counts = Counter(answers)
    return paired_result(
        kept=counts[True, True],
        gained=counts[False, True],
        lost=counts[True, False],
        never=counts[False, False],
    )


def _spread(asked: Asked, said: Sequence[Sheet]) -> tuple[int, ...] | None:
    if len(said) < INTERVAL_FROM:
        return None
    counts = Counter(sheet.answers[asked.position] for sheet in said)
    options = STEPS if asked.kind is QuestionKind.LIKERT else range(1, asked.choices + 1)
    return tuple(counts[option] for option in options)


def _divided(
    asked: Asked,
    people: Sequence[Any],
    figure: Callable[[Sequence[Any]], Any],
    spread: tuple[int, ...] | None = None,
) -> Result:
    return Result(
        asked,
        len(people),
        figure(people),
        spread,
        _parts(people, lambda one: one.group, figure),
        _parts(people, lambda one: one.sex, figure),
    )


def _parts(
    people: Sequence[Any],
    of: Callable[[Any], Hashable],
    figure: Callable[[Sequence[Any]], Any],
) -> tuple[Part, ...]:
    divided: dict[Hashable, list[Any]] = {}
    for one in people:
        divided.setdefault(of(one), []).append(one)
    shown = groups_shown({name: len(some) for name, some in divided.items()})
    return tuple(
        Part(name, len(some), figure(some) if name in shown else None)
        for name, some in divided.items()
    )
