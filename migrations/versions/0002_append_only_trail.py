"""The database itself refuses to change or remove what the trail says."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# Beside UPDATE and DELETE, SQLite is told to refuse an INSERT of a row that is there already:
# INSERT OR REPLACE removes the old row without asking the DELETE trigger.
SAME_ROW = {
    "kernel_audit_entry": "id = new.id OR (subject = new.subject AND seq = new.seq)",
    "kernel_audit_anchor": "id = new.id OR before = new.before",
    "kernel_audit_anchored_head": "id = new.id OR (subject = new.subject AND seq = new.seq)",
}
REFUSAL = "the trail is append-only"


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _guard_sqlite()
    else:
        _guard_postgres()


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table in SAME_ROW:
            for verb in ("update", "delete", "replace"):
                op.execute(f"DROP TRIGGER {table}_no_{verb}")
        return
    for table in SAME_ROW:
        op.execute(f"DROP TRIGGER {table}_append_only ON {table}")
    op.execute("DROP FUNCTION kernel_audit_refuse()")


def _guard_sqlite() -> None:
    for table, same in SAME_ROW.items():
        for verb in ("update", "delete"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )
        op.execute(
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )


def _guard_postgres() -> None:
    op.execute(
        "CREATE FUNCTION kernel_audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
    )
    for table in SAME_ROW:
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION kernel_audit_refuse()"
        )
