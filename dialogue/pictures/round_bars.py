"""How each declared group stands on a proposal in one round: for, between, against."""

from collections.abc import Iterator, Mapping

from dialogue.consensus import Cell, Consensus, Counts, consensus_of, hidden_groups, public
from dialogue.pictures.picture import Picture
from dialogue.protocols.kinds import Leaning
from dialogue.sentences import share_explained, share_told
from dialogue.sentences.names import Names, named
from dialogue.words import LEANING
from kernel.charts import Caption, Stack, stacked_shares
from web.formats import number
from web.locale import _, ngettext

SIDES = (Leaning.SUPPORT, Leaning.NEUTRAL, Leaning.OPPOSE)


def round_bars(
    key: str, counts: Mapping[str, Counts], groups: Names, *, for_public: bool = False
) -> Picture:
    """One bar for each group, from blue (for) to copper (against), each piece with its number.

    `key` is unique in its page. What the public may not see is veiled.
    """
    title = str(_("Posición de cada grupo"))
    said = str(_("Cuántas personas de cada grupo están a favor, no toman partido o están en "
                 "contra. Una delegación es una sola voz por todo su grupo."))  # fmt: skip
    if not counts:
        return Picture(key, title, str(_("Todavía no hay posiciones.")), None)
    found = consensus_of(counts)
    if for_public:
        found = public(found, hidden_groups(counts))
    chart = stacked_shares(
        Caption(key, title, said),
        [str(LEANING[side]) for side in SIDES],
        [Stack(_label(one, groups), _pieces(one), _empty()) for one in found.cells],
        number,
        str(_("No se muestra, para cuidar a un grupo pequeño.")),
    )
    heads = (
        str(_("Grupo")), str(_("Participaron")), *(str(LEANING[side]) for side in SIDES),
        str(_("Índice de apoyo")),
    )  # fmt: skip
    return Picture(key, title, said, chart, heads, tuple(_rows(found, groups)))


def _label(cell: Cell, groups: Names) -> str:
    """The group, how many took part, and where it stands in a number and a word."""
    name = named(groups, [cell.group])
    if cell.is_hidden or cell.counts is None or not cell.people:
        return name
    if cell.counts.is_delegation:
        return str(_("%(group)s (delegación, una voz): %(share)s",
                     group=name, share=share_told(cell)))  # fmt: skip
    return str(ngettext(
        "%(group)s (%(num)s persona): %(word)s, índice %(share)s",
        "%(group)s (%(num)s personas): %(word)s, índice %(share)s",
        cell.people, group=name, share=share_told(cell), word=share_explained(cell),
    ))  # fmt: skip


def _pieces(cell: Cell) -> tuple[float, ...] | None:
    if cell.is_hidden or cell.counts is None:
        return None
    return cell.counts.support, cell.counts.neutral, cell.counts.oppose


def _empty() -> str:
    return str(_("Nadie participó."))


def _rows(found: Consensus, groups: Names) -> Iterator[tuple[str, ...]]:
    for cell in found.cells:
        sides = _pieces(cell)
        numbers = [number(one) for one in sides] if sides else ["–"] * len(SIDES)
        share = share_told(cell)
        word = share_explained(cell)
        yield (
            named(groups, [cell.group]),
            number(cell.people),
            *numbers,
            str(_("%(share)s, %(word)s", share=share, word=word)) if word else share,
        )
