"""The consensus board: where each group stands on everything that was asked and proposed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from dialogue.consensus import Cell, Movement, level_in
from dialogue.consensus.kinds import BoardOrder, Level, StatementClass
from dialogue.documents.board_table import board_table
from dialogue.models import Process
from dialogue.queries.board import Board, Line, board_of
from dialogue.queries.statement_results import NO_GROUP
from dialogue.sentences import (
    index_explained,
    index_of_one,
    movement_sign,
    movement_told,
    share_counted,
    share_explained,
    share_told,
)
from dialogue.sentences.names import percent, points
from dialogue.sentences.words import (
    BOARD_ORDER,
    LEVEL,
    STATEMENT_CLASS,
    STATEMENT_CLASS_EXPLAINED,
)
from dialogue.views.blueprint import bp
from dialogue.views.entrance import process_to_read
from kernel.spreadsheets.writing import as_csv
from kernel.statistics import SPLIT_FROM
from web.access import open_to_all
from web.actor import actor
from web.locale import _, current
from web.transaction import db

DYE = {
    Level.STRONGLY_FOR: "p2",
    Level.FOR: "p1",
    Level.DIVIDED: "p0",
    Level.UNDECIDED: "p0",
    Level.AGAINST: "m1",
    Level.STRONGLY_AGAINST: "m2",
}
"""The class of a cell in the stylesheet."""
SHOWN = ("statements", "proposals")


class Square(NamedTuple):
    """One cell as it is shown: its colour, the figure, the word with its counts, how it moved."""

    group: str
    dye: str
    figure: str
    word: str
    sign: str
    moved: str


@dataclass(frozen=True)
class Shown:
    """One row as it is shown."""

    title: str
    language: str
    href: str
    source: str
    kind: StatementClass | None
    squares: list[Square]
    index: str
    weakest: str
    spread: int | None


@bp.get("/<code>/board")
@open_to_all
def board_page(code: str) -> ResponseReturnValue:
    """Statements and proposals by groups: a colour, a number and a word in each cell."""
    process = process_to_read(code)
    order, chosen = _order(), _filters()
    found, said = _found(process, order, chosen), Sayings()
    names = names_of(process)
    return render_template(
        "dialogue/board.html",
        process=process,
        board=found,
        rows=[_row(process, one, found, names, said) for one in found.lines],
        names=names,
        order=order,
        orders=_links(BOARD_ORDER, "order", order, chosen),
        chosen=chosen,
        kinds=STATEMENT_CLASS,
        explained=STATEMENT_CLASS_EXPLAINED,
        key=[(DYE[one], LEVEL[one]) for one in Level],
        of_one=index_of_one(),
        made=index_explained(),
        here=lambda **more: url_for("dialogue.board_page", code=process.code, **(chosen | more)),
        csv=url_for("dialogue.board_csv", code=process.code, order=order.value, **chosen),
    )


@bp.get("/<code>/board.csv")
@open_to_all
def board_csv(code: str) -> Response:
    """The same as a spreadsheet; its cells are inert."""
    process = process_to_read(code)
    found = _found(process, _order(), _filters())
    rows = [(_title(one)[0], _source(one), one) for one in found.lines]
    answer = Response(as_csv(board_table(rows, names_of(process))), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{process.code}-board.csv"'
    return answer


def names_of(process: Process) -> dict[str, str]:
    """The groups of a process by the key of their column."""
    return {str(one.id): one.called(current()) for one in process.groups} | {
        NO_GROUP: str(_("Sin grupo"))
    }


def _found(process: Process, order: BoardOrder, chosen: Mapping[str, Any]) -> Board:
    show = chosen.get("show")
    return board_of(
        db(),
        actor(),
        process,
        order,
        statements=show != "proposals",
        proposals=show != "statements",
        kind=StatementClass(chosen["kind"]) if "kind" in chosen else None,
    )


def _order() -> BoardOrder:
    asked = request.args.get("order", "")
    return next((one for one in BoardOrder if one.value == asked), BoardOrder.WEAKEST)


def _filters() -> dict[str, Any]:
    """What of the address is a filter that we know."""
    show, kind = request.args.get("show", ""), request.args.get("kind", "")
    known = {"show": show} if show in SHOWN else {}
    return known | ({"kind": kind} if kind in {one.value for one in StatementClass} else {})


def _links(
    said: Mapping[Any, Any], name: str, now: Any, chosen: Mapping[str, Any]
) -> list[dict[str, Any]]:
    code = (request.view_args or {})["code"]
    return [
        {
            "words": words,
            "href": url_for("dialogue.board_page", code=code, **{**chosen, name: one.value}),
            "current": one is now,
        }
        for one, words in said.items()
    ]


def _row(
    process: Process, line: Line, found: Board, names: Mapping[str, str], said: "Sayings"
) -> Shown:
    consensus = line.row.consensus
    cells = {one.group: one for one in consensus.cells}
    title, language = _title(line)
    return Shown(
        title,
        language,
        _href(process, line),
        _source(line),
        line.row.kind,
        [said.square(group, cells.get(group), line.moved.get(group)) for group in found.groups],
        percent(consensus.gci) if consensus.gci is not None else "–",
        ", ".join(names.get(one, one) for one in consensus.weakest),
        points(consensus.spread) if consensus.gci is not None and consensus.spread else None,
    )


class Sayings:
    """What is said of a cell, said once for all cells of a page that stand alike."""

    def __init__(self) -> None:
        self._said: dict[object, tuple[str, str, str]] = {}
        self._levels = {level: str(LEVEL[level]) for level in Level}

    def square(self, group: str, cell: Cell | None, moved: Movement | None) -> Square:
        """The cell as it is shown."""
        alike = _alike(cell)
        if alike not in self._said:
            self._said[alike] = _told(cell, self._levels)
        return Square(
            group,
            *self._said[alike],
            movement_sign(moved) if moved else "",
            movement_told(moved) if moved and moved.is_marked else "",
        )


def _alike(cell: Cell | None) -> object:
    if cell is None or cell.counts is None or cell.share is None:
        return cell is None, cell and cell.is_hidden, cell and cell.people < SPLIT_FROM
    one = cell.counts
    return one.support, one.neutral, one.oppose, one.is_delegation


def _told(cell: Cell | None, levels: Mapping[Level, str]) -> tuple[str, str, str]:
    if cell is None:
        return "no", "–", ""
    if cell.is_hidden:
        return "nd", "–", share_told(cell)
    if cell.counts is None or cell.share is None:
        return "no", "–", share_told(cell)
    level = level_in(cell.counts)
    counted = share_counted(cell.counts, level)
    word = f"{levels[level]}: {counted}" if counted else share_explained(cell)
    return DYE[level], share_told(cell), word


def _title(line: Line) -> tuple[str, str]:
    """The words of a row, and the language in which they are."""
    proposal, statement = line.thing.proposal, line.thing.statement
    if proposal is not None:
        quechua = current() == "qu" and proposal.title_qu
        return proposal.called(current()), "qu" if quechua else "es"
    assert statement is not None  # noqa: S101 - a thing is one or the other
    said = statement.said_in(current())
    return said, statement.language if said == statement.words else current()


def _href(process: Process, line: Line) -> str:
    proposal = line.thing.proposal
    if proposal is None:
        return ""
    return url_for("dialogue.proposal_page", code=process.code, proposal=proposal.code)


def _source(line: Line) -> str:
    thing = line.thing
    if thing.proposal is not None:
        return str(_("Propuesta, ronda %(number)s", number=thing.round))
    return thing.conversation.called(current()) if thing.conversation else ""
