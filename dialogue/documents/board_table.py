"""The consensus board as a table for spreadsheets: one row for each group on each thing."""

from collections.abc import Iterator, Mapping, Sequence

from dialogue.queries.board import Line
from dialogue.sentences import movement_told
from dialogue.sentences.words import STATEMENT_CLASS
from kernel.spreadsheets.writing import Page, Value
from web.locale import _


def board_table(rows: Sequence[tuple[str, str, Line]], names: Mapping[str, str]) -> Page:
    """`rows` are (words, where they come from, line); of small groups the public gets the size."""
    heads = [
        _("Frase o propuesta"), _("De dónde viene"), _("Clase"), _("Consenso entre grupos"),
        _("Apoyo del grupo más débil"), _("Distancia"), _("Grupo"), _("Participaron"),
        _("A favor"), _("Ni a favor ni en contra"), _("En contra"), _("Índice de apoyo"),
        _("Cambio"),
    ]  # fmt: skip
    made = [row for words, source, line in rows for row in _rows(words, source, line, names)]
    return Page("board", [str(one) for one in heads], made)


def _rows(
    words: str, source: str, line: Line, names: Mapping[str, str]
) -> Iterator[Sequence[Value]]:
    found = line.row.consensus
    kind = str(STATEMENT_CLASS[line.row.kind]) if line.row.kind else ""
    for cell in found.cells:
        counts = None if cell.is_hidden else cell.counts
        moved = line.moved.get(cell.group)
        yield (
            words,
            source,
            kind,
            _rounded(found.gci),
            _rounded(found.lowest),
            _rounded(found.spread),
            names.get(cell.group, cell.group),
            cell.people,
            counts.support if counts else None,
            counts.neutral if counts else None,
            counts.oppose if counts else None,
            _rounded(cell.share),
            movement_told(moved) if moved else "",
        )


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)
