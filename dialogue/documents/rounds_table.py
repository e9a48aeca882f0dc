"""Closed rounds as a table for spreadsheets: one row for each group in each round."""

from collections.abc import Iterator, Sequence

from dialogue.consensus import Cell, consensus_of, hidden_groups, public
from dialogue.queries.results import Sealed
from dialogue.words import OUTCOME, PROTOCOL, UNIT
from kernel.spreadsheets.writing import Page, Value
from web.locale import _, current


def rounds_table(sealed: Sequence[Sealed]) -> Page:
    """What each group answered, round by round; of small groups the public gets the size alone."""
    heads = [
        _("Ronda"), _("Cerrada"), _("Forma de decidir"), _("Resultado"), _("Grupo"), _("Decide"),
        _("Cómo habló"), _("Asientos"), _("Participaron"), _("A favor"),
        _("Ni a favor ni en contra"), _("En contra"), _("Índice de apoyo"),
        _("Consenso entre grupos"), _("Huella"),
    ]  # fmt: skip
    return Page(
        "rounds", [str(one) for one in heads], [row for one in sealed for row in _rows(one)]
    )


def _rows(sealed: Sealed) -> Iterator[Sequence[Value]]:
    found = consensus_of(sealed.counts)
    if sealed.for_public:
        found = public(found, hidden_groups(sealed.counts))
    names = sealed.called(current())
    for cell in found.cells:
        whole = sealed.counts[cell.group]
        yield (
            sealed.number,
            sealed.closed_at,
            str(PROTOCOL[sealed.outcome.protocol]),
            str(OUTCOME[sealed.outcome.state]),
            names.get(cell.group, cell.group),
            str(_("Sí") if whole.decides else _("No")),
            str(UNIT[whole.unit]) if cell.people else "",
            whole.accredited,
            cell.people,
            *_sides(cell),
            _rounded(cell.share),
            _rounded(found.gci),
            sealed.fingerprint,
        )


def _sides(cell: Cell) -> tuple[Value, Value, Value]:
    if cell.is_hidden or cell.counts is None:
        return None, None, None
    return cell.counts.support, cell.counts.neutral, cell.counts.oppose


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)
