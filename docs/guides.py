"""The pages of the guide that say what the code says: `python -m docs.guides` prints them anew.

A test keeps each page equal to the table that it is printed from, so a page cannot grow old.
"""

import inspect
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from sqlalchemy import inspect as inspect_mapper

import accounts.policy
import accounts.words
import basin.models
import basin.policy
import basin.words
import commitments.models
import commitments.policy
import dialogue.models
import dialogue.policy
import grievances.models
import grievances.policy
import kernel.files.models
import meetings.models
import meetings.policy
import territory.policy
import trainings.models
import trainings.policy
from accounts.roles import OF_ANY_HOST, WHOLE_INSTALLATION, Role
from basin.lifecycle import ENDED, RUN, RunState
from grievances import words
from grievances.deadlines import Calendar, Dates, next_deadline
from grievances.lifecycle import CASE, CLOCK_STOPPED, FILER_VERBS, FINAL, NOT_YET_OPEN, State, Verb
from kernel.clock import now
from kernel.database import Base
from kernel.policy import Condition, Table
from kernel.vault import SealedType
from tests.accounts import test_policy as accounts_promises
from tests.basin import test_policy as basin_promises
from tests.commitments import test_policy as commitments_promises
from tests.dialogue import test_policy as dialogue_promises
from tests.grievances import test_policy as grievances_promises
from tests.house import test_routes as doors_promises
from tests.meetings import test_policy as meetings_promises
from tests.territory import test_policy as territory_promises
from tests.trainings import test_workshop_desk as trainings_promises

S = TypeVar("S", bound=StrEnum)
V = TypeVar("V", bound=StrEnum)

GUIDE = Path(__file__).parent / "guide"
PRINTED = "This page is printed from the code by `python -m docs.guides`, and a test keeps it so."


def lifecycle() -> str:
    """The states of a case, the diagram, and every move with who makes it."""
    return _page(
        "Lifecycle of a case",
        "What may happen to a case, and in what order, as `grievances/lifecycle.py` says it.",
        PRINTED,
        "",
        "A move marked *not yet open* belongs to the full procedure, but its pages come with later",
        "work: no role holds its verb, no button shows, and `grievances/policy.py` refuses it to",
        "everybody. Whether a case is late is computed from its deadlines and never a state.",
        "",
        "```mermaid",
        *_diagram(),
        "```",
        "",
        "Dashed boxes are states that only moves which are not yet open lead to. Moves that leave",
        "a case where it is (an acknowledgement, a proposal) stand in the table only.",
        "",
        "## States",
        "",
        *_table(("state", "word", "what the person who filed reads", "clock"), _states()),
        "",
        "Clocks are the defaults of the procedure. No lawyer has verified them yet: the pages say",
        "so beside each date, and no date is called legal.",
        "",
        "## Moves",
        "",
        *_table(("from", "verb", "word", "to", "by"), _moves()),
    )


def run_lifecycle() -> str:
    """The states of a run of a model, the diagram, and every move."""
    return _page(
        "Lifecycle of a run",
        "What may happen to a run of a basin model, as `basin/lifecycle.py` says it.",
        PRINTED,
        "",
        "Whoever asks again after a run that gave nothing makes a new run: what was asked, and",
        "what became of it, stays. Only `stored` has evidence.",
        "",
        "```mermaid",
        "stateDiagram-v2",
        f"    [*] --> {RunState.PROPOSED} : propose",
        *_arrows(RUN.moves),
        *(f"    {state} --> [*]" for state in RunState if state in ENDED),
        "```",
        "",
        "## States",
        "",
        *_table(
            ("state", "word"),
            ((f"`{state}`", _word(basin.words.RUN_STATE, state)) for state in RunState),
        ),
        "",
        "## Moves",
        "",
        *_table(
            ("from", "verb", "word", "to"),
            (
                (f"`{before}`", f"`{verb}`", _word(basin.words.RUN_VERB, verb), f"`{after}`")
                for (before, verb), after in RUN.moves.items()
            ),
        ),
    )


def policy(title: str, source: str, table: Table, matrix: str, notes: Iterable[str]) -> str:
    """Who may do what: the rows of a policy table, and the matrix that its test promises."""
    return _page(
        title,
        f"The rules of `{source}`, row by row.",
        PRINTED,
        "",
        "An action is allowed when *every* condition of *any* of its rows holds. What no row",
        "allows is refused, to everybody.",
        "",
        *_table(("action", "allowed when"), _rows(table)),
        *_meanings(table),
        "",
        "## Example, as the tests promise it",
        "",
        *notes,
        "",
        "```text",
        matrix.strip("\n"),
        "```",
    )


def grievances_policy() -> str:
    """Who may do what to a case."""
    return policy(
        "Who may do what to a case",
        "grievances/policy.py",
        grievances.policy.TABLE,
        grievances_promises.MATRIX,
        (
            "One case whose admission the handler proposed, after declaring to have no tie to the",
            "one complained of and asking the person something in the screening. `elsewhere` holds",
            "every role, but in another office. The lifecycle ([lifecycle.md](lifecycle.md)) must",
            "allow a verb too: this table says only who.",
        ),
    )


def accounts_policy() -> str:
    """Who may do what with offices and people."""
    return policy(
        "Who may do what with offices and people",
        "accounts/policy.py",
        accounts.policy.TABLE,
        accounts_promises.MATRIX,
        ("The people and the seats of this example stand in `tests/accounts/test_policy.py`.",),
    )


def territory_policy() -> str:
    """Who may do what with places."""
    return policy(
        "Who may do what with places",
        "territory/policy.py",
        territory.policy.TABLE,
        territory_promises.MATRIX,
        (
            "`at-home` is a country in which an office works that the administrator runs. To read",
            "the lists and choose from them needs no leave: places are no secret.",
        ),
    )


def meetings_policy() -> str:
    """Who may do what with meetings."""
    return policy(
        "Who may do what with meetings",
        "meetings/policy.py",
        meetings.policy.TABLE,
        meetings_promises.MATRIX,
        (
            "Meetings of one office in each state of their acta; the sealed one is published.",
            "`elsewhere` holds every role, but in another office.",
        ),
    )


def commitments_policy() -> str:
    """Who may do what with commitments."""
    return policy(
        "Who may do what with commitments",
        "commitments/policy.py",
        commitments.policy.TABLE,
        commitments_promises.MATRIX,
        ("One commitment that is not published. What the lifecycle allows is asked besides.",),
    )


def dialogue_policy() -> str:
    """Who may do what with processes of dialogue."""
    return policy(
        "Who may do what with processes of dialogue",
        "dialogue/policy.py",
        dialogue.policy.TABLE,
        dialogue_promises.MATRIX,
        (
            "A process that goes on, that its parties may read, and that is not public.",
            "`titular`, `adviser`, `observer` and `invited` have a seat and no role in the office,",
            "with an account or, as `card`, with the card of a titular; the mandate of `expired`",
            "ended yesterday.",
        ),
    )


def basin_policy() -> str:
    """Who may do what with basin models."""
    return policy(
        "Who may do what with basin models",
        "basin/policy.py",
        basin.policy.TABLE,
        basin_promises.MATRIX,
        (
            "An open study that its members and experts may read, and that is not published.",
            "`member` and `expert` have an account and no role in the office.",
        ),
    )


def trainings_policy() -> str:
    """Who may do what with programmes."""
    return policy(
        "Who may do what with programmes",
        "trainings/policy.py",
        trainings.policy.TABLE,
        trainings_promises.MATRIX,
        ("One programme that is not published.",),
    )


def sealed() -> str:
    """Which columns are ciphertext and which are not."""
    return _page(
        "What is sealed and what is not",
        "Every column of the tables of cases, meetings, commitments, programmes and studies,",
        "and of the files in them, whose contents lie as ciphertext beside the database. *Sealed*",
        "columns hold ciphertext that only the key of the case or of the meeting opens (names of",
        "cases: a key that only the office's custodian opens; drafts: only the cookie of who",
        "writes them); the others are plain in the database and in its backups. What a meeting",
        "says is read to the room and printed, so its words are plain; documents, telephones and",
        "mail addresses of people are sealed.",
        PRINTED,
        "",
        "Plain columns are what lists are filtered by, what clocks are counted by, and numbers",
        "that name rows. Of sealed words the database shows that they exist and how long they are.",
        "",
        *_table(("table", "one row is", "sealed", "plain"), map(_columns, _tables_of_cases())),
    )


def roles() -> str:
    """What each role is, and which pages it may enter."""
    return _page(
        "Roles and doors",
        "What people may be, as `accounts/roles.py` says it, and who may enter which page.",
        PRINTED,
        "",
        "A role is held in one office and gives nothing in another. What somebody may do behind a",
        "door is said by [policy-accounts.md](policy-accounts.md),",
        "[policy-grievances.md](policy-grievances.md), [policy-meetings.md](policy-meetings.md),",
        "[policy-commitments.md](policy-commitments.md), [policy-basin.md](policy-basin.md),",
        "[policy-dialogue.md](policy-dialogue.md) and",
        "[policy-trainings.md](policy-trainings.md).",
        "",
        *_table(("role", "word", "what it is", "where"), _roles()),
        "",
        "## Doors, as the tests promise them",
        "",
        "*staff* is whoever is signed in. A route that is not in this table fails a test, and a",
        "view that declares no rule is closed to everybody.",
        "",
        "```text",
        *_doors(),
        "```",
    )


def _doors() -> Iterator[str]:
    """The table of doors with every role by its name."""
    for line in doors_promises.DOORS.strip().splitlines():
        method, address, who = line.split(None, 2)
        yield f"{method:<5} {address:<46} {doors_promises.GROUPS.get(who, who)}"


def _roles() -> list[tuple[str, ...]]:
    return [
        (
            f"`{role}`",
            _word(accounts.words.ROLES, role),
            _word(accounts.words.ROLE_MEANINGS, role),
            _where(role),
        )
        for role in Role
    ]


def _where(role: Role) -> str:
    if role in WHOLE_INSTALLATION:
        return "the whole installation"
    return "any office" if role in OF_ANY_HOST else "an ombudsman's office"


PAGES: MappingProxyType[str, Callable[[], str]] = MappingProxyType(
    {
        "lifecycle.md": lifecycle,
        "lifecycle-runs.md": run_lifecycle,
        "policy-grievances.md": grievances_policy,
        "policy-accounts.md": accounts_policy,
        "policy-territory.md": territory_policy,
        "policy-meetings.md": meetings_policy,
        "policy-basin.md": basin_policy,
        "policy-dialogue.md": dialogue_policy,
        "policy-commitments.md": commitments_policy,
        "policy-trainings.md": trainings_policy,
        "roles.md": roles,
        "what-is-sealed.md": sealed,
    }
)


def _page(title: str, *lines: str) -> str:
    return "\n".join([f"# {title}", "", *lines, ""])


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    lines = [head, tuple("---" for _ in head), *rows]
    return [f"| {' | '.join(cells)} |" for cells in lines]


def _arrows(moves: Mapping[tuple[S, V], S], called: Callable[[V], str] = str) -> list[str]:
    """An arrow for each two states between which something moves."""
    between: defaultdict[tuple[S, S], list[str]] = defaultdict(list)
    for (before, verb), after in moves.items():
        if before is not after:
            between[before, after].append(called(verb))
    return [
        f"    {before} --> {after} : {' / '.join(verbs)}"
        for (before, after), verbs in between.items()
    ]


def _diagram() -> list[str]:
    return [
        "stateDiagram-v2",
        "    classDef later stroke-dasharray: 5 5",
        f"    [*] --> {State.RECEIVED} : file",
        *_arrows(CASE.moves, _with_mark),
        *(f"    {state} --> [*]" for state in State if state in FINAL),
        f"    class {','.join(_later())} later",
    ]


def _with_mark(verb: Verb) -> str:
    return f"{verb} (not yet open)" if verb in NOT_YET_OPEN else str(verb)


def _later() -> list[State]:
    """The states that no chain of moves which are open today leads to."""
    reached = {State.RECEIVED}
    for _ in State:
        reached |= {
            after
            for (before, verb), after in CASE.moves.items()
            if before in reached and verb not in NOT_YET_OPEN
        }
    return [state for state in State if state not in reached]


def _states() -> list[tuple[str, ...]]:
    return [
        (
            f"`{state}`",
            _word(words.STATE, state),
            _word(words.STATE_FOR_FILER, state),
            _clock(state),
        )
        for state in State
    ]


def _word(spoken: object, member: StrEnum) -> str:
    return str(spoken[member])  # type: ignore[index]  # a mapping of the words room


def _clock(state: State) -> str:
    if state in CLOCK_STOPPED:
        return "stopped"
    today = now().date()
    clocks = {
        deadline.clock: f"{deadline.clock} ({deadline.span} {deadline.unit.replace('_', ' ')})"
        for acknowledged in (None, today)
        for urgent in (False, True)
        if (
            deadline := next_deadline(
                state, Dates(today, acknowledged, today, urgent), Calendar("PE")
            )
        )
    }
    return ", ".join(clocks.values()) or "none"


def _moves() -> list[tuple[str, ...]]:
    return [
        (f"`{before}`", f"`{verb}`", _word(words.VERB, verb), f"`{after}`", _who(before, verb))
        for (before, verb), after in CASE.moves.items()
    ]


def _who(before: State, verb: Verb) -> str:
    if verb in NOT_YET_OPEN:
        return "nobody: not yet open"
    who = "the person who filed" if verb in FILER_VERBS else "the office"
    return f"{who}, once the state is open" if before in _later() else who


def _rows(table: Table) -> list[tuple[str, ...]]:
    return [(f"`{action}`", _any_row(rows)) for action, rows in table.items()]


def _any_row(rows: Iterable[Iterable[Condition]]) -> str:
    written = [" *and* ".join(_fact(condition) for condition in row) for row in rows]
    return "<br>*or* ".join(written) or "never: not yet open"


def _fact(condition: Condition) -> str:
    return condition.__name__.replace("_", " ")


def _meanings(table: Table) -> list[str]:
    told = {
        _fact(condition): doc
        for rows in table.values()
        for row in rows
        for condition in row
        if (doc := inspect.getdoc(condition))
    }
    if not told:
        return []
    return ["", *_table(("condition", "meaning"), sorted(told.items()))]


def _tables_of_cases() -> list[type[Base]]:
    everything = [mapper.class_ for mapper in Base.registry.mappers]
    owners = (
        basin.models, commitments.models, dialogue.models, grievances.models, meetings.models,
        trainings.models,
    )  # fmt: skip
    names = (*(owner.__name__ for owner in owners), kernel.files.models.__name__)
    ours = [one for one in everything if one.__module__.startswith(names)]
    return sorted(ours, key=lambda one: str(one.__tablename__))


def _columns(table: type[Base]) -> tuple[str, ...]:
    columns = [mapped.columns[0] for mapped in inspect_mapper(table).column_attrs]
    hidden = [one.name for one in columns if isinstance(one.type, SealedType)]
    plain = [one.name for one in columns if one.name not in hidden]
    said = (inspect.getdoc(table) or "").partition("\n")[0]
    return f"`{table.__tablename__}`", said, ", ".join(hidden) or "none", ", ".join(plain)


if __name__ == "__main__":
    for name, printed in PAGES.items():
        (GUIDE / name).write_text(printed())
