"""What people learned and liked, in words, tables and charts: for the page and for the report.

The thresholds are kept by the figures themselves (`kernel.statistics`): what is None is said to be
withheld and stands nowhere.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kernel.charts import WIDTH, Caption, Stack, stacked_shares
from kernel.statistics import Interval, Moves, PairedResult, ScaleResult, Share
from meetings.kinds import Sex
from meetings.models import Group
from meetings.words import SEX
from trainings.documents.values import Values, learned_values, liked_values
from trainings.kinds import QuestionKind
from trainings.learning import STEPS, Part, Result
from trainings.models import Question
from trainings.queries.learning import choices_in, said_in
from web.formats import number
from web.locale import _, current, ngettext


@dataclass(frozen=True)
class Figure:
    """One question: what it showed in a sentence, a picture, and the numbers of the picture."""

    title: str
    sentence: str
    chart: Markup | None
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    people: tuple[int, ...]
    """How many people each row is about."""
    numeric: tuple[int, ...] = ()
    values: tuple[Values, ...] = ()
    """The numbers of each row, for a workbook; None where they are withheld or do not exist."""


Names = Callable[[Hashable], str]


def group_names(groups: Mapping[int, Group]) -> Names:
    """How a group is called in the language of the reader."""

    def name(group_id: Hashable) -> str:
        group = groups.get(group_id) if isinstance(group_id, int) else None
        return group.called(current()) if group else str(_("Sin decir su grupo"))

    return name


def sex_name(sex: Hashable) -> str:
    """How a sex is called."""
    return str(SEX[sex]) if isinstance(sex, Sex) else ""


def withheld() -> str:
    """Why a figure is not shown."""
    return str(_("No se muestra: grupo pequeño"))


def learned(
    question: Question,
    result: Result,
    name: Names,
    key: str = "w",
    *,
    veiled: bool = True,
    width: int = WIDTH,
) -> Figure:
    """How people moved between before and after.

    `key` makes the picture unique in its page. A picture that is not `veiled` leaves out the groups
    that are too small; its table has them all. `width` is that of the picture in its own pixels.
    """
    rows = [(str(_("Todas las personas")), result.people, result.all), *_parts(result, name)]
    stacks = [Stack(f"{label} · {people}", _moves(one)) for label, people, one in rows]
    if not veiled:
        stacks = [stack for stack in stacks if stack.counts]
    parts = [str(_("Mejor")), str(_("Igual")), str(_("Peor"))]
    caption = Caption(
        f"{key}-learned-{question.position}",
        said_in(question, current()),
        _("Cuántas personas respondieron mejor, igual o peor después del taller."),
    )
    any_shown = any(stack.counts for stack in stacks)
    return Figure(
        said_in(question, current()),
        change_in_words(result.all),
        stacked_shares(caption, parts, stacks, number, withheld(), width) if any_shown else None,
        (str(_("Quiénes")), str(_("Personas")), *parts, str(_("Antes")), str(_("Después")),
         str(_("Cambio"))),
        tuple(_learned_row(label, people, one) for label, people, one in rows),
        tuple(people for _label, people, _one in rows),
        (1, 2, 3, 4, 5, 6),
        tuple(learned_values(one) for _label, _people, one in rows),
    )  # fmt: skip


def liked(
    question: Question, result: Result, name: Names, key: str = "w", *, width: int = WIDTH
) -> Figure:
    """How many are content, or how answers spread."""
    rows = [(str(_("Todas las personas")), result.people, result.all), *_parts(result, name)]
    options = (
        [str(step) for step in STEPS]
        if question.kind is QuestionKind.LIKERT
        else list(choices_in(question, current()))
    )
    caption = Caption(
        f"{key}-liked-{question.position}",
        said_in(question, current()),
        _("Cuántas personas eligieron cada respuesta."),
    )
    chart = None
    if result.spread and len(options) <= len(STEPS):
        best_first = slice(None, None, -1 if question.kind is QuestionKind.LIKERT else 1)
        stack = Stack(str(_("Todas las personas")), result.spread[best_first])
        chart = stacked_shares(caption, options[best_first], [stack], number, withheld(), width)
    if question.kind is QuestionKind.LIKERT:
        heads = (str(_("Quiénes")), str(_("Personas")), str(_("Contentas (4 o 5)")),
                 str(_("De cada 100")))  # fmt: skip
        told = tuple(_liked_row(label, people, one) for label, people, one in rows)
        return Figure(
            caption.title,
            content_in_words(result.all),
            chart,
            heads,
            told,
            tuple(people for _label, people, _one in rows),
            (1, 2),
            tuple(liked_values(one) for _label, _people, one in rows),
        )
    spread = result.spread or (None,) * len(options)
    return Figure(
        caption.title,
        "" if result.spread else _few(result.people),
        chart,
        (str(_("Respuesta")), str(_("Personas"))),
        tuple(
            (option, withheld() if count is None else number(count))
            for option, count in zip(options, spread, strict=True)
        ),
        (result.people,) * len(options),
        (1,),
        tuple(Values(content=count) for count in spread),
    )


def change_in_words(one: PairedResult | ScaleResult) -> str:
    """What changed, as far as it may be said of so many people."""
    if one.moves is None:
        return _few(one.people)
    counts = str(
        _(
            "Mejor después: %(better)s. Igual: %(same)s. Peor: %(worse)s.",
            better=one.moves.better,
            same=one.moves.same,
            worse=one.moves.worse,
        )
    )
    if one.interval is None:
        return counts
    return f"{counts} {_interval(one)}"


def content_in_words(one: Share | None) -> str:
    """How many are content, and how surely."""
    if one is None or one.count is None:
        return _few(one.people if one else 0)
    counts = str(
        _("Contentas con esto: %(count)s de %(people)s.", count=one.count, people=one.people)
    )
    if one.interval is None:
        return counts
    return f"{counts} {share_in_words(one.interval)}"


def share_in_words(interval: Interval) -> str:
    """A share as people say it: between 40 and 89 of every 100."""
    low, high = interval.of_every_hundred()
    return str(_("Entre %(low)s y %(high)s de cada 100.", low=low, high=high))


def _few(people: int) -> str:
    return str(
        ngettext(
            "Se puede comparar %(num)d hoja: muy pocas para mostrar más.",
            "Se pueden comparar %(num)d hojas: muy pocas para mostrar más.",
            people,
        )
        if people
        else _("Todavía no hay hojas que comparar.")
    )


def _interval(one: PairedResult | ScaleResult) -> str:
    """How surely: for answers that are right in people of a hundred, for a scale in its steps."""
    assert one.interval is not None  # noqa: S101 - asked by who calls
    if isinstance(one, PairedResult):
        low, high = one.interval.of_every_hundred()
        return _between_people(low, high)
    return _between_steps(one.interval.low, one.interval.high)


def _between_people(low: int, high: int) -> str:
    if low >= 0:
        return str(_("Aciertan entre %(low)s y %(high)s más de cada 100.", low=low, high=high))
    if high <= 0:
        return str(_("Aciertan entre %(low)s y %(high)s menos de cada 100.", low=-high, high=-low))
    return str(
        _(
            "No es seguro que haya cambiado: entre %(low)s menos y %(high)s más de cada 100.",
            low=-low,
            high=high,
        )
    )


def _between_steps(low: float, high: float) -> str:
    facts = {"low": _tenths(abs(low)), "high": _tenths(abs(high))}
    if low >= 0:
        return str(_("En promedio suben entre %(low)s y %(high)s pasos.", **facts))
    if high <= 0:
        facts = {"low": facts["high"], "high": facts["low"]}
        return str(_("En promedio bajan entre %(low)s y %(high)s pasos.", **facts))
    return str(
        _(
            "No es seguro que haya cambiado: entre %(low)s pasos menos y %(high)s pasos más.",
            **facts,
        )
    )


def _tenths(value: float) -> str:
    return number(round(value, 1))


def _parts(result: Result, name: Names) -> Iterable[tuple[str, int, object]]:
    """The rows of groups, then those of sexes, each in the order of their names."""
    for parts, called in ((result.by_group, name), (result.by_sex, sex_name)):
        named = [(called(part.of), part) for part in parts]
        yield from (
            (label, part.people, part.result)
            for label, part in sorted(named, key=lambda one: one[0].casefold())
            if not _is_everybody(part, result)
        )


def _is_everybody(part: Part, result: Result) -> bool:
    """A division into one group says nothing that the whole does not."""
    return part.people == result.people


def _moves(one: object) -> tuple[float, ...] | None:
    moves: Moves | None = getattr(one, "moves", None)
    return None if moves is None else (moves.better, moves.same, moves.worse)


def _learned_row(label: str, people: int, one: object) -> tuple[str, ...]:
    if not isinstance(one, PairedResult | ScaleResult) or one.moves is None:
        return (label, number(people), withheld(), "", "", "", "", "")
    moves = (number(one.moves.better), number(one.moves.same), number(one.moves.worse))
    if one.interval is None:
        return (label, number(people), *moves, "", "", "")
    return (label, number(people), *moves, _level(one.before), _level(one.after), _interval(one))


def _level(level: Share | float | None) -> str:
    if isinstance(level, Share):
        return str(_("%(count)s de %(people)s", count=level.count, people=level.people))
    return "" if level is None else _tenths(level)


def _liked_row(label: str, people: int, one: object) -> tuple[str, ...]:
    if not isinstance(one, Share) or one.count is None:
        return (label, number(people), withheld(), "")
    surely = share_in_words(one.interval) if one.interval else ""
    return (label, number(people), number(one.count), surely)


def order_of(questions: Sequence[Question]) -> list[Question]:
    """The questions that have figures: what was learned first, then how it was liked."""
    closed = [one for one in questions if one.kind is not QuestionKind.OPEN]
    return sorted(closed, key=lambda one: (one.purpose.value != "learning", one.position))
