"""The house stands as the floor plan says, and each of these rules is seen to fail once."""

import ast
import importlib
import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, MetaData, Table
from sqlalchemy.dialects.postgresql.base import RESERVED_WORDS as POSTGRES_WORDS
from sqlalchemy.dialects.sqlite.base import SQLiteIdentifierPreparer

from kernel.database import Base

ROOT = Path(__file__).parents[2]
PACKAGES = (
    "kernel", "web", "accounts", "territory", "commitments", "basin", "meetings", "grievances",
    "dialogue", "trainings", "demo",
)  # fmt: skip

NAMES_THAT_SAY_NOTHING = {"utils", "helpers", "common", "services", "constants", "manager", "misc"}
NAMES_OF_OTHERS = {"types", "calendar", "email", "platform", "code"}
RESERVED_WORDS = POSTGRES_WORDS | SQLiteIdentifierPreparer.reserved_words

MAY_COMMIT = {"kernel/database.py", "web/transaction.py"}
MAY_ASK_THE_TIME = {"kernel/clock.py"}
ASKS_THE_TIME = {
    "date.today", "datetime.now", "datetime.today", "datetime.utcnow", "time.ctime", "time.gmtime",
    "time.localtime", "time.time", "time.time_ns",
}  # fmt: skip
"""How long something took (`perf_counter`, `monotonic`) is not what time it is."""

Rule = Callable[[ast.AST], bool]


def sources() -> list[Path]:
    """Every Python file of the product."""
    return [ROOT / "app.py", *(file for name in PACKAGES for file in (ROOT / name).rglob("*.py"))]


def name_of(file: Path) -> str:
    """A source as the rules name it."""
    return file.relative_to(ROOT).as_posix()


def is_view(name: str) -> bool:
    """Whether a source is a room of views."""
    return "/views/" in name or name.endswith("/views.py")


def breaches(source: str, rule: Rule) -> list[int]:
    """The lines of `source` that break `rule`."""
    return sorted({node.lineno for node in ast.walk(ast.parse(source)) if rule(node)})  # type: ignore[attr-defined]


def called(node: ast.AST) -> str:
    """What a node calls, as written: `session.add`; empty when it calls nothing."""
    return ast.unparse(node.func) if isinstance(node, ast.Call) else ""


def commits(node: ast.AST) -> bool:
    """Ends a transaction for good."""
    return called(node).endswith(".commit")


def asks_the_time(node: ast.AST) -> bool:
    """Looks at a clock that tests cannot set."""
    return ".".join(called(node).split(".")[-2:]) in ASKS_THE_TIME


def works_on_tables(node: ast.AST) -> bool:
    """Reads or writes rows by itself instead of asking a query or an operation."""
    does, _, what = called(node).rpartition(".")
    adds = what in {"add", "add_all", "delete", "merge"} and does in {"session", "db()", "change()"}
    asks = what in {"select", "execute", "scalar", "scalars"}
    return asks or adds or commits(node)


def in_the_house(rule: Rule, where: Callable[[str], bool]) -> dict[str, list[int]]:
    """Which sources of the product break `rule`, and on which lines."""
    found = {
        name_of(file): breaches(file.read_text(), rule)
        for file in sources()
        if where(name_of(file))
    }
    return {name: lines for name, lines in found.items() if lines}


def parts_of_names() -> Iterator[str]:
    for file in sources():
        yield from Path(name_of(file)).with_suffix("").parts


def test_the_composition_root_is_short_and_has_no_routes() -> None:
    root = (ROOT / "app.py").read_text()
    assert len(root.splitlines()) <= 80
    assert not breaches(root, lambda node: called(node).endswith((".route", ".get", ".post")))


def test_no_module_has_a_name_that_says_nothing_or_belongs_to_another() -> None:
    assert not set(parts_of_names()) & (NAMES_THAT_SAY_NOTHING | NAMES_OF_OTHERS)


def test_views_leave_tables_to_queries_and_operations() -> None:
    assert any(is_view(name_of(file)) for file in sources())
    assert in_the_house(works_on_tables, is_view) == {}


def test_only_two_places_commit() -> None:
    assert in_the_house(commits, lambda name: name not in MAY_COMMIT) == {}
    assert set(in_the_house(commits, lambda name: name in MAY_COMMIT)) == MAY_COMMIT


def test_only_the_kernels_clock_knows_what_time_it_is() -> None:
    assert in_the_house(asks_the_time, lambda name: name not in MAY_ASK_THE_TIME) == {}
    assert set(in_the_house(asks_the_time, lambda name: name in MAY_ASK_THE_TIME))


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        (commits, "session.commit()"),
        (commits, "db().commit()"),
        (asks_the_time, "datetime.now(UTC)"),
        (asks_the_time, "datetime.datetime.utcnow()"),
        (asks_the_time, "date.today()"),
        (asks_the_time, "time.time()"),
        (works_on_tables, "cases = db().scalars(select(Case))"),
        (works_on_tables, "sqlalchemy.select(Case)"),
        (works_on_tables, "db().scalar(text('select 1'))"),
        (works_on_tables, "session.add(case)"),
        (works_on_tables, "change().delete(case)"),
        (works_on_tables, "change().commit()"),
    ],
)
def test_a_line_that_breaks_a_rule_is_found(rule: Rule, line: str) -> None:
    assert breaches(f"first = 1\n{line}", rule) == [2]


@pytest.mark.parametrize(
    "line", ["now()", "time.monotonic()", "seen.add(1)", "form.select.data", "'session.commit()'"]
)
def test_what_only_looks_alike_is_let_pass(line: str) -> None:
    assert not any(breaches(line, rule) for rule in (commits, asks_the_time, works_on_tables))


def tables() -> list[Table]:
    """Every table of the house."""
    for package in PACKAGES:
        root = importlib.import_module(package)
        for found in pkgutil.walk_packages(root.__path__, f"{package}."):
            if not found.name.endswith("__main__"):
                importlib.import_module(found.name)
    return list(Base.metadata.tables.values())


def owner(table: Table) -> str:
    """The package whose class stands for a table."""
    mapper = next(one for one in Base.registry.mappers if one.local_table is table)
    return mapper.class_.__module__.partition(".")[0]


def unnamed(table: Table) -> list[str]:
    """The constraints and indexes of a table that have no name of their own."""
    constraints = [str(one) for one in table.constraints if not one.name]
    return constraints + [str(one) for one in table.indexes if not one.name]


def reserved(table: Table) -> set[str]:
    """The names of a table and its columns that a database keeps for itself."""
    return {table.name.lower()} & RESERVED_WORDS


def test_a_tables_name_carries_the_package_that_owns_it() -> None:
    assert [table.name for table in tables() if not table.name.startswith(f"{owner(table)}_")] == []


def test_every_constraint_of_every_table_has_a_name() -> None:
    assert {table.name: unnamed(table) for table in tables() if unnamed(table)} == {}


def test_no_table_has_a_name_that_a_database_keeps_for_itself() -> None:
    assert [table.name for table in tables() if reserved(table)] == []


def test_a_table_without_names_of_its_own_is_found() -> None:
    planted = Table(
        "user",
        MetaData(),
        Column("id", Integer, primary_key=True),
        Column("of", ForeignKey("user.id")),
        CheckConstraint("id > 0"),
    )
    assert reserved(planted) == {"user"}
    assert len(unnamed(planted)) == 3
