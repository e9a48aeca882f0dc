"""The consensus board of a process: what was asked and proposed, group by group."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue.consensus import (
    Counts,
    Movement,
    Row,
    board,
    hidden_groups,
    movements,
    public_movements,
)
from dialogue.consensus.kinds import BoardOrder, StatementClass
from dialogue.models import Conversation, Process, Proposal, Statement
from dialogue.policy import TABLE, Action
from dialogue.queries.conversations import repeated_by
from dialogue.queries.proposals import proposals_of
from dialogue.queries.results import Sealed, results_of
from dialogue.queries.rounds import rounds_of
from dialogue.queries.statement_results import (
    by_words,
    counts_by_statement,
    may_see_results,
    named,
)
from kernel.policy import Actor, allowed

ByGroup = Mapping[str, Counts]


@dataclass(frozen=True)
class Thing:
    """One row before it is measured: a statement of a conversation, or a proposal in a round."""

    counts: ByGroup
    before: ByGroup | None = None
    proposal: Proposal | None = None
    round: int = 0
    statement: Statement | None = None
    conversation: Conversation | None = None


@dataclass(frozen=True)
class Line:
    """One row of the board, and how each group moved since it was asked before."""

    thing: Thing
    row: Row
    moved: Mapping[str, Movement]


@dataclass(frozen=True)
class Board:
    """The columns in the order of the table, and the rows in the order that was asked for.

    `found` says how many rows there are of each class, whatever was filtered.
    """

    groups: Sequence[str]
    lines: Sequence[Line]
    found: Mapping[StatementClass | None, int]
    total: int
    for_public: bool
    people: Mapping[str, int] = field(default_factory=dict)


def board_of(
    session: Session,
    actor: Actor,
    process: Process,
    order: BoardOrder = BoardOrder.WEAKEST,
    *,
    statements: bool = True,
    proposals: bool = True,
    kind: StatementClass | None = None,
) -> Board:
    """Everything that the actor may see of where the groups stand; small groups hidden in public.

    Of proposals it is the last round that was closed; of statements how they stand now.
    """
    for_public = not allowed(TABLE, actor, Action.READ, process)
    things = dict(_things(session, actor, process, statements=statements, proposals=proposals))
    rows = board({key: one.counts for key, one in things.items()}, order, for_public=for_public)
    found: dict[StatementClass | None, int] = {}
    for one in rows:
        found[one.kind] = found.get(one.kind, 0) + 1
    shown = [one for one in rows if kind is None or one.kind is kind]
    lines = [Line(things[one.key], one, _moved(things[one.key], for_public)) for one in shown]
    return Board(_columns(process, rows), lines, found, len(rows), for_public)


def _things(
    session: Session, actor: Actor, process: Process, *, statements: bool, proposals: bool
) -> Iterator[tuple[str, Thing]]:
    if proposals:
        yield from _decided(session, actor, process)
    if statements:
        for conversation in _conversations(session, actor, process):
            yield from _stated(session, actor, process, conversation)


def _decided(session: Session, actor: Actor, process: Process) -> Iterator[tuple[str, Thing]]:
    """Proposals with their last closed round, and the one before; orders have no shares."""
    found = proposals_of(session, actor, process)
    if not found:
        return
    rounds = rounds_of(session, actor, process, found)
    results = results_of(session, actor, process, [r for some in rounds.values() for r in some])
    for one in found:
        closed: list[Sealed] = [
            results[r.id] for r in rounds[one.id] if r.id in results and not results[r.id].is_ranked
        ]
        if closed:
            before = closed[-2].counts if len(closed) > 1 else None
            last = closed[-1]
            yield f"p{one.id}", Thing(last.counts, before, proposal=one, round=last.number)


def _conversations(session: Session, actor: Actor, process: Process) -> Iterator[Conversation]:
    query = select(Conversation).where(Conversation.process_id == process.id)
    repeated: set[int | None] = set()
    found = [
        one
        for one in session.scalars(query.order_by(Conversation.id))
        if may_see_results(session, actor, process, one)
    ]
    repeated = {one.repeats_id for one in found}
    return (one for one in found if one.id not in repeated)


def _stated(
    session: Session, actor: Actor, process: Process, conversation: Conversation
) -> Iterator[tuple[str, Thing]]:
    """Statements as they stand; where a survey was repeated, beside what was said before."""
    earlier = _earlier(session, actor, process, conversation)
    for one, counts in counts_by_statement(session, process, conversation).items():
        if any(said.people for said in counts.values()):
            before = earlier.get(named(one)) if earlier else None
            yield f"s{one.id}", Thing(counts, before, statement=one, conversation=conversation)


def _earlier(
    session: Session, actor: Actor, process: Process, conversation: Conversation
) -> Mapping[tuple[str, str], ByGroup]:
    before = repeated_by(session, conversation) if conversation.repeats_id else None
    if before is None or not may_see_results(session, actor, process, before):
        return {}
    return by_words(counts_by_statement(session, process, before))


def _moved(thing: Thing, for_public: bool) -> Mapping[str, Movement]:
    if thing.before is None:
        return {}
    found = movements(thing.before, thing.counts)
    if for_public:
        return public_movements(found, hidden_groups(thing.before), hidden_groups(thing.counts))
    return found


def _columns(process: Process, rows: Sequence[Row]) -> list[str]:
    """Every group that said something, in the order of the table; those without a group last."""
    known = {cell.group for one in rows for cell in one.consensus.cells if cell.people}
    order = [str(one.id) for one in process.groups]
    return sorted(known, key=lambda key: order.index(key) if key in order else len(order))
