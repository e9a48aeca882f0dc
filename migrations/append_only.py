"""How a migration lets the database itself refuse to change or remove rows of a table.

`same` says, for each table, which new row would take the place of an old one: SQLite's
INSERT OR REPLACE removes the old row without asking the DELETE trigger.
"""

from alembic import op


def guard(same: dict[str, str], refusal: str) -> None:
    """Let rows of these tables only ever be added."""
    for table, twin in same.items():
        if op.get_bind().dialect.name == "sqlite":
            _guard_sqlite(table, twin, refusal)
        else:
            _guard_postgres(table, refusal)


def unguard(tables: list[str]) -> None:
    """Take the guards away again."""
    for table in tables:
        if op.get_bind().dialect.name == "sqlite":
            for verb in ("update", "delete", "replace"):
                op.execute(f"DROP TRIGGER {table}_no_{verb}")
        else:
            op.execute(f"DROP TRIGGER {table}_append_only ON {table}")
            op.execute(f"DROP FUNCTION {table}_refuse()")


def _guard_sqlite(table: str, twin: str, refusal: str) -> None:
    for verb in ("update", "delete"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
        )
    op.execute(
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {twin}) "
        f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
    )


def _guard_postgres(table: str, refusal: str) -> None:
    op.execute(
        f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{refusal}'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()"
    )


def guard_some(table: str, which: str, twin: str, refusal: str) -> None:
    """Let those rows of a table stay for ever for which `which` holds: `state = 'published'`.

    `twin` says which new row would take the place of an old one.
    """
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("update", "delete"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
                f"WHEN old.{which} BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
            )
        op.execute(
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {which} AND {twin}) "
            f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
        )
        return
    _guard_postgres_rows(table, which, refusal)


def unguard_some(table: str) -> None:
    """Take such a guard away again."""
    if op.get_bind().dialect.name == "sqlite":
        unguard([table])
        return
    for trigger in ("kept", "not_emptied"):
        op.execute(f"DROP TRIGGER {table}_{trigger} ON {table}")
    op.execute(f"DROP FUNCTION {table}_refuse()")


def _guard_postgres_rows(table: str, which: str, refusal: str) -> None:
    op.execute(
        f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{refusal}'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW WHEN (old.{which}) EXECUTE FUNCTION {table}_refuse()"
    )
    op.execute(
        f"CREATE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()"
    )
