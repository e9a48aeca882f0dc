"""How each declared group stands on each statement, as the reader may see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from dialogue.consensus import Counts, Movement, Row, board, hidden_groups, movements, row
from dialogue.consensus.kinds import BoardOrder
from dialogue.consensus.publicly import public_movements
from dialogue.kinds import StatementState
from dialogue.models import Conversation, Group, OpinionRun, Process, Statement
from dialogue.opinion_groups.tallies import Tally
from dialogue.policy import TABLE, Action
from dialogue.queries.conversations import repeated_by
from dialogue.queries.opinions import COMPUTED, last_run
from dialogue.queries.statements import statements_in
from dialogue.queries.voting import counts_kept, many_voted
from kernel.errors import NotFound
from kernel.policy import Actor, allowed
from kernel.text import fold

NO_GROUP = "0"
"""The key of those who declared no group: the public, rows of a file."""
NOTHING = Tally(0, 0, 0)
CountsByGroup = Mapping[str, Counts]


@dataclass(frozen=True)
class Results:
    """The groups (None for those without one) by key, and the rows in the order asked for."""

    groups: Mapping[str, Group | None]
    rows: Sequence[tuple[Statement, Row]]
    for_public: bool


@dataclass(frozen=True)
class Compared:
    """A statement in two surveys, and how each group moved between them."""

    statement: Statement
    now: Row
    before: Row
    moved: Mapping[str, Movement]


def reads_inside(actor: Actor, process: Process) -> bool:
    """Whether the actor sees every figure; everybody else sees no small group."""
    return allowed(TABLE, actor, Action.READ, process)


def may_see_results(
    session: Session, actor: Actor, process: Process, conversation: Conversation
) -> bool:
    """The table sees results while people vote. The public sees published ones once it is closed,
    and enough people voted since it was opened.

    Who watches an open count of a group can tell from two looks what one person voted in between,
    and so can who looks before and after a closed one was opened for a single vote.
    """
    if conversation.opened_at is None and not conversation.was_brought:
        return False
    if reads_inside(actor, process):
        return True
    return conversation.is_public and not conversation.is_open and many_voted(session, conversation)


def require_results(
    session: Session, actor: Actor, process: Process, conversation: Conversation
) -> None:
    """NotFound for who may not see them."""
    if not may_see_results(session, actor, process, conversation):
        raise NotFound("not-found")


def run_shown(
    session: Session, actor: Actor, process: Process, conversation: Conversation
) -> OpinionRun | None:
    """The newest opinion groups; for the public those that were looked for since it was closed, so
    that two of them never lie a few votes apart."""
    run = last_run(session, conversation, *COMPUTED)
    closed_at = conversation.closed_at
    if run is None or reads_inside(actor, process):
        return run
    return run if closed_at is not None and run.asked_at >= closed_at else None


def counts_by_statement(
    session: Session, process: Process, conversation: Conversation
) -> dict[Statement, dict[str, Counts]]:
    """What each declared group says of each statement that is voted on, by their numbers.

    Who declared no group counts among those that decide only where nobody declared one.
    """
    kept = counts_kept(session, conversation)
    seen = {group for (_statement, group), tally in kept.items() if tally.seen}
    groups = [one for one in process.groups if one.id in seen or one.retired_on is None]
    declared = any(group for group in seen)
    keys = [(one.id, one.decides and declared) for one in groups]
    if 0 in seen:
        keys.append((0, not declared))
    accepted = statements_in(session, conversation, StatementState.ACCEPTED)
    return {
        one: {
            str(group): _counts(kept.get((one.id, group), NOTHING), decides=decides)
            for group, decides in keys
        }
        for one in accepted
    }


def _counts(tally: Tally, *, decides: bool) -> Counts:
    agree, disagree, passed = tally
    return Counts(agree, passed, disagree, decides=decides)


def results_of(
    session: Session,
    actor: Actor,
    process: Process,
    conversation: Conversation,
    order: BoardOrder = BoardOrder.WEAKEST,
) -> Results:
    """The results, small groups hidden from who does not sit at the table; else NotFound."""
    require_results(session, actor, process, conversation)
    for_public = not reads_inside(actor, process)
    counts = counts_by_statement(session, process, conversation)
    statements = {str(one.id): one for one in counts}
    rows = board({str(one.id): said for one, said in counts.items()}, order, for_public=for_public)
    known = {str(one.id): one for one in process.groups}
    keys = next(iter(counts.values()), {})
    return Results(
        {key: known.get(key) for key in keys},
        [(statements[one.key], one) for one in rows],
        for_public,
    )


def compared(
    session: Session, actor: Actor, process: Process, conversation: Conversation
) -> Sequence[Compared]:
    """Each statement that was asked in the earlier survey too; NotFound without one to see."""
    earlier = repeated_by(session, conversation)
    if earlier is None:
        raise NotFound("not-found")
    for one in (conversation, earlier):
        require_results(session, actor, process, one)
    for_public = not reads_inside(actor, process)
    now, before = (counts_by_statement(session, process, one) for one in (conversation, earlier))
    asked = by_words(before)
    return [
        _pair(one, said, asked[named(one)], for_public=for_public)
        for one, said in now.items()
        if named(one) in asked
    ]


def by_words(counts: Mapping[Statement, CountsByGroup]) -> dict[tuple[str, str], CountsByGroup]:
    """The same counts by what a statement says, to find it in another survey."""
    return {named(one): said for one, said in counts.items()}


def named(statement: Statement) -> tuple[str, str]:
    """The language of a statement, and its words folded."""
    return statement.language, fold(statement.words)


def _pair(
    statement: Statement, now: CountsByGroup, before: CountsByGroup, *, for_public: bool
) -> Compared:
    moved = movements(before, now)
    if for_public:
        moved = public_movements(moved, hidden_groups(now), hidden_groups(before))
    key = str(statement.id)
    return Compared(
        statement,
        row(key, now, for_public=for_public),
        row(key, before, for_public=for_public),
        moved,
    )
