"""The migrations build what the models say, and carry data up and down."""

import os
import re
import subprocess
import sys
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.schema import CheckConstraint

from kernel.database import Base, Database
from kernel.schema import (
    PYPROJECT,
    DanglingReference,
    _in_one_transaction,
    migrate,
    migrate_back,
)
from migrations.tables import all_tables

IDENTIFIER_LENGTH = 63
"""PostgreSQL cuts longer names, silently."""

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def tables() -> sa.MetaData:
    """What the models say."""
    return all_tables()


def revisions() -> list[str]:
    """All revisions, the oldest first."""
    scripts = ScriptDirectory.from_config(Config(toml_file=PYPROJECT))
    return [script.revision for script in scripts.walk_revisions()][::-1]


def differences(database: Database, tables: sa.MetaData) -> list[Any]:
    with database.engine.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), tables)
        return [each for each in found if "alembic_version" not in repr(each)]


def checks(database: Database) -> set[str]:
    inspector = sa.inspect(database.engine)
    return {
        str(check["name"])
        for table in inspector.get_table_names()
        for check in inspector.get_check_constraints(table)
    }


def test_there_is_one_line_of_revisions() -> None:
    scripts = ScriptDirectory.from_config(Config(toml_file=PYPROJECT))
    assert len(scripts.get_heads()) == 1
    assert all(
        script.down_revision is None or isinstance(script.down_revision, str)
        for script in scripts.walk_revisions()
    )


def test_the_migrations_build_what_the_models_say(
    blank_database: Database, tables: sa.MetaData
) -> None:
    migrate(blank_database)
    assert differences(blank_database, tables) == []


def test_the_migrations_write_every_check_that_the_models_say(
    blank_database: Database, tables: sa.MetaData
) -> None:
    """Alembic does not compare these."""
    migrate(blank_database)
    said = {
        str(check.name)
        for table in tables.sorted_tables
        for check in table.constraints
        if isinstance(check, CheckConstraint)
    }
    assert checks(blank_database) == said


def test_a_new_value_of_an_enum_has_its_migration(
    any_database: Database, tables: sa.MetaData
) -> None:
    """The CHECK in the database lists what the enum lists."""
    inspector = sa.inspect(any_database.engine)
    for table in tables.sorted_tables:
        known = {
            check["name"]: check["sqltext"] for check in inspector.get_check_constraints(table.name)
        }
        for column in table.columns:
            if isinstance(column.type, sa.Enum):
                name = f"ck_{table.name}_{column.type.name}"
                assert set(re.findall(r"'([^']*)'", known[name])) == set(column.type.enums), name


def test_every_constraint_has_a_name_that_fits(tables: sa.MetaData) -> None:
    for table in tables.sorted_tables:
        named = [each.name for each in table.constraints] + [each.name for each in table.indexes]
        for name in named:
            assert name, table.name
            assert len(str(name)) <= IDENTIFIER_LENGTH, name


def test_every_table_carries_the_name_of_its_package(tables: sa.MetaData) -> None:
    for mapper in Base.registry.mappers:
        package = mapper.class_.__module__.split(".")[0]
        assert str(mapper.local_table).startswith(f"{package}_")


def test_migrating_twice_changes_nothing(blank_database: Database, tables: sa.MetaData) -> None:
    migrate(blank_database)
    migrate(blank_database)
    assert differences(blank_database, tables) == []


def standing(database: Database) -> sa.MetaData:
    """The tables as they stand in the database, our own revision mark aside."""
    found = sa.MetaData()
    found.reflect(database.engine, only=lambda name, _: name != "alembic_version")
    return found


def fill(database: Database) -> None:
    """One row in every table that stands there."""
    with database.changing() as session:
        for table in standing(database).sorted_tables:
            session.execute(table.insert().values(plausible_row(table)))


# "kind IN ('a', 'b')", or as PostgreSQL writes it: "kind::text = ANY (ARRAY['a'::character…".
A_LIST = re.compile(r"\W*(\w+)\W*(?:::[\w ]+)? *(?:IN|= ANY|=) \W*(?:ARRAY)?\W*'(\w+)'")


def plausible_row(table: sa.Table) -> dict[str, Any]:
    """A row that every CHECK and every reference lets in; references point to row 1."""
    row = {column.name: plausible(column) for column in table.columns}
    for check in table.constraints:
        found = isinstance(check, CheckConstraint) and A_LIST.match(str(check.sqltext))
        if found:
            row[found[1]] = found[2]
    return row


PLAUSIBLE: dict[type[Any], object] = {
    sa.DateTime: datetime(2026, 7, 1, 14, 7, tzinfo=UTC),
    sa.Date: date(2026, 7, 1),
    sa.Time: time(14, 7),
    sa.JSON: ["p'unchaw"],
    sa.LargeBinary: b"\x00sealed",
    sa.Boolean: True,
    sa.Integer: 1,
    sa.Float: 1.5,
}


def plausible(column: sa.Column[Any]) -> object:
    kind = column.type
    # The holder of a wrap refers to the holder's key by its name.
    return next((value for one, value in PLAUSIBLE.items() if isinstance(kind, one)), "office:1")


Rows = dict[str, list[dict[str, Any]]]


def contents(database: Database) -> Rows:
    """Every row of every table, by the names of its columns."""
    with database.reading() as session:
        return {
            table.name: [dict(row) for row in session.execute(table.select()).mappings()]
            for table in standing(database).sorted_tables
        }


def as_far_as_it_stood(full: Rows, then: Rows) -> Rows:
    """What `full` says in the tables and columns that `then` has."""
    return {
        name: [{column: row[column] for column in then[name][0]} for row in full[name]]
        for name in then
    }


def each_revision() -> list[Any]:
    """Every revision but the head; only who comes from the one before it in the quick run."""
    *settled, last, _head = revisions()
    return [*(pytest.param(one, marks=pytest.mark.full) for one in settled), last]


@pytest.mark.parametrize("revision", each_revision())
def test_data_of_an_earlier_revision_survives_the_way_up_and_back(
    blank_database: Database, revision: str
) -> None:
    migrate(blank_database, revision)
    fill(blank_database)
    before = contents(blank_database)
    assert all(len(rows) == 1 for rows in before.values())
    migrate(blank_database)
    migrate_back(blank_database, revision)
    assert contents(blank_database) == before


@pytest.mark.full
def test_every_table_goes_down_step_by_step_and_up_again(blank_database: Database) -> None:
    migrate(blank_database)
    fill(blank_database)
    full = contents(blank_database)
    for revision in [*revisions()[-2::-1], "base"]:
        migrate_back(blank_database, revision)
        left = contents(blank_database)
        assert left == as_far_as_it_stood(full, left)
    assert left == {}
    for revision in revisions():
        migrate(blank_database, revision)
    fill(blank_database)
    assert contents(blank_database) == full


MIGRATE = """
import sys
from kernel.database import Database
from kernel.schema import migrate
migrate(Database(sys.argv[1]))
"""


def test_two_processes_may_migrate_at_the_same_time(
    blank_database: Database, tables: sa.MetaData
) -> None:
    address = blank_database.url.render_as_string(hide_password=False)
    started = [subprocess.Popen([sys.executable, "-c", MIGRATE, address]) for _ in range(3)]
    assert [process.wait() for process in started] == [0, 0, 0]
    assert differences(blank_database, tables) == []


def test_a_migration_that_fails_leaves_everything_as_it_was(
    blank_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrate(blank_database, revisions()[0])
    before = contents(blank_database)
    monkeypatch.setattr("kernel.schema._refuse_dangling_references", _fail)
    with pytest.raises(LookupError):
        migrate(blank_database)
    assert contents(blank_database) == before


def _fail(_connection: object) -> None:
    raise LookupError


def test_a_migration_that_leaves_a_dangling_reference_is_undone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite checks no references while a table is rebuilt, so we look at the end."""
    database = Database(f"sqlite:///{tmp_path / 'house.sqlite'}")
    migrate(database, revisions()[0])
    with pytest.raises(DanglingReference, match="kernel_wrap points to a missing row"):
        _in_one_transaction(database, _dangle)
    assert contents(database)["kernel_wrap"] == []
    with database.reading() as session:
        assert session.scalar(sa.text("PRAGMA foreign_keys")) == 1
    database.dispose()


def _dangle(config: Config) -> None:
    connection: sa.Connection = config.attributes["connection"]
    connection.exec_driver_sql("INSERT INTO kernel_wrap VALUES (1, 9, 'office:9', x'00')")


def test_tables_that_are_not_ours_are_left_alone(blank_database: Database) -> None:
    with blank_database.changing() as session:
        session.execute(sa.text("CREATE TABLE queues (id INTEGER)"))
    migrate(blank_database)
    migrate_back(blank_database, "base")
    assert list(standing(blank_database).tables) == ["queues"]


def test_the_alembic_command_finds_nothing_to_add(tmp_path: Path) -> None:
    """Whoever changes a model writes the next revision with this command."""
    database = Database(f"sqlite:///{tmp_path / 'house.sqlite'}")
    migrate(database)
    database.dispose()
    done = subprocess.run(
        [sys.executable, "-m", "alembic", "check"],
        cwd=PYPROJECT.parent,
        env=os.environ | {"DATABASE_URL": str(database.url)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "No new upgrade operations detected" in done.stdout + done.stderr


@pytest.mark.parametrize(
    "table", ["grievances_office_draft", "grievances_attachment", "kernel_file"]
)
def test_the_number_of_what_went_is_not_given_out_again(any_database: Database, table: str) -> None:
    """An open page of a draft that was discarded must not write into the draft of another."""
    found = standing(any_database).tables[table]
    row = plausible_row(found)
    row.pop("id")
    with any_database.changing() as session:
        if any_database.is_sqlite:
            session.execute(sa.text("PRAGMA defer_foreign_keys = ON"))
        else:
            session.execute(sa.text("SET session_replication_role = replica"))
        newest = sa.select(sa.func.max(found.c.id))
        session.execute(found.insert().values(**row))
        first = session.execute(newest).scalar_one()
        session.execute(found.delete())
        session.execute(found.insert().values(**row))
        second = session.execute(newest).scalar_one()
        assert second > first
        session.execute(found.delete())
