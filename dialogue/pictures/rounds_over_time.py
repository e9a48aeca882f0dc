"""How each declared group moved, round by round."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dialogue.consensus import Cell, Consensus, Counts, consensus_of, hidden_groups, public
from dialogue.consensus.moving import Movement, movements
from dialogue.consensus.publicly import public_movements
from dialogue.pictures.picture import Picture
from dialogue.sentences import movement_sign, movement_told, share_told
from dialogue.sentences.names import Names, named, percent
from kernel.charts import Caption, Course, Stop, courses
from web.locale import _


@dataclass(frozen=True)
class Round:
    """One round of a proposal: its number and what each group said in it."""

    number: int
    counts: Mapping[str, Counts]


@dataclass(frozen=True)
class _Seen:
    """The cells of a round as whoever looks may see them."""

    number: int
    consensus: Consensus

    def cell(self, group: str) -> Cell | None:
        return next((one for one in self.consensus.cells if one.group == group), None)


def rounds_over_time(
    key: str, rounds: Sequence[Round], groups: Names, *, for_public: bool = False
) -> Picture:
    """The share of each group in each round, oldest first; delegations are marks of their own.

    `key` is unique in its page. Of small groups the public sees gaps.
    """
    title = str(_("Cómo se movió cada grupo"))
    said = str(_(
        "Apoyo de cada grupo, de 0 a 100 de cada 100, ronda por ronda. Un rombo es una delegación: "
        "arriba si está a favor, al medio si no toma partido, abajo si está en contra."
    ))  # fmt: skip
    seen = [_seen(one, for_public) for one in rounds]
    order = list(dict.fromkeys(cell.group for one in seen for cell in one.consensus.cells))
    if not order:
        return Picture(key, title, str(_("Todavía no hay rondas con posiciones.")), None)
    moved = _moved(rounds, for_public)
    drawn = [_course(group, seen, groups, moved.get(group)) for group in order]
    chart = courses(
        Caption(key, title, said),
        _stations(rounds),
        drawn,
        percent,
    )
    heads = (
        str(_("Grupo")),
        *(str(_("Ronda %(number)s", number=one.number)) for one in rounds),
        str(_("Cambio")),
    )
    return Picture(key, title, said, chart, heads, tuple(_rows(order, seen, groups, moved)))


def _stations(rounds: Sequence[Round]) -> list[str]:
    """The first with its word, the others as numbers: there is room for little more on a phone."""
    first, *others = (one.number for one in rounds)
    return [str(_("Ronda %(number)s", number=first)), *map(str, others)]


def _seen(one: Round, for_public: bool) -> _Seen:
    found = consensus_of(one.counts)
    if for_public:
        found = public(found, hidden_groups(one.counts))
    return _Seen(one.number, found)


def _moved(rounds: Sequence[Round], for_public: bool) -> Mapping[str, Movement]:
    """Between the last round and the one before it."""
    if len(rounds) < 2:
        return {}
    before, now = (one.counts for one in rounds[-2:])
    found = movements(before, now)
    if for_public:
        return public_movements(found, hidden_groups(before), hidden_groups(now))
    return found


def _course(group: str, seen: Sequence[_Seen], groups: Names, moved: Movement | None) -> Course:
    cells = [one.cell(group) for one in seen]
    words = _share(cells[-1])
    if moved is not None and (sign := movement_sign(moved)):
        words = f"{words} {sign}"
    return Course(named(groups, [group]), words, tuple(map(_stop, cells)))


def _stop(cell: Cell | None) -> Stop | None:
    if cell is None or cell.share is None or cell.counts is None:
        return None
    return Stop(cell.share, declared=cell.counts.is_delegation)


def _share(cell: Cell | None) -> str:
    """A group that was declared later has nothing to show in the rounds before."""
    return share_told(cell) if cell else str(_("no estaba en esta ronda"))


def _rows(
    order: Sequence[str],
    seen: Sequence[_Seen],
    groups: Names,
    moved: Mapping[str, Movement],
) -> Iterator[tuple[str, ...]]:
    for group in order:
        shares = (_share(one.cell(group)) for one in seen)
        told = movement_told(moved[group]) if group in moved else ""
        yield (named(groups, [group]), *shares, told)
