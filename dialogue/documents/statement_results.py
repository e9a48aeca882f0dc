"""The results of a conversation as a sheet: a row for each statement and group."""

from collections.abc import Iterator, Mapping

from dialogue.consensus import Counts, Row
from dialogue.models import Statement
from dialogue.queries.statement_results import Results
from dialogue.sentences.words import STATEMENT_CLASS
from kernel.spreadsheets.writing import Page, Value, as_csv
from web.locale import _


def results_sheet(results: Results, names: Mapping[str, str]) -> bytes:
    """CSV. What the page hides is empty here too."""
    heads = [
        _("Número"), _("Afirmación"), _("En quechua"), _("Grupo"), _("Votaron"), _("De acuerdo"),
        _("En desacuerdo"), _("Pasaron"), _("Índice de apoyo"), _("Dónde están los grupos"),
        _("Consenso entre grupos"), _("Distancia entre grupos"),
    ]  # fmt: skip
    rows = [line for one, row in results.rows for line in _lines(one, row, names)]
    return as_csv(Page("", [str(one) for one in heads], rows))


def _lines(one: Statement, row: Row, names: Mapping[str, str]) -> Iterator[list[Value]]:
    said: list[Value] = [one.number, one.said_in("es"), one.said_in("qu")]
    kind = str(STATEMENT_CLASS[row.kind]) if row.kind else ""
    end: list[Value] = [kind, _rounded(row.consensus.gci), _rounded(row.consensus.spread)]
    for cell in row.consensus.cells:
        people: Value = None if cell.is_hidden else cell.people
        yield [*said, names[cell.group], people, *_sides(cell.counts), _rounded(cell.share), *end]
    every = row.together
    figures: list[Value] = [every.people if every else None, *_sides(every)]
    share = _rounded(every.share if every else None)
    yield [*said, str(_("Los que deciden, juntos")), *figures, share, *end]


def _sides(counts: Counts | None) -> list[Value]:
    return [counts.support, counts.oppose, counts.neutral] if counts else [None, None, None]


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)
