"""Every night one hash over all seals: nothing can be changed, removed or slipped in before it."""

from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from kernel import seals
from kernel.cli import seals_commands
from kernel.database import Database
from kernel.policy import SYSTEM
from kernel.seals import Seal, SealHead, SealKind, broken_heads, write_head

MORNING = datetime(2026, 8, 24, 5, 10, tzinfo=UTC)
"""Ten past midnight in Lima."""


def at(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr("kernel.seals.heads.now", lambda: moment)


def new_seal(session: Session, words: str) -> Seal:
    return seals.seal(
        session, SYSTEM, kind=SealKind.ACTA, reference=f"meeting:{words}", number=1,
        canonical=words, office_id=1, issuer="Oficina", time_zone="America/Lima",
    )  # fmt: skip


def three_days(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two seals, then none, then one."""
    for day, words in enumerate((["a", "b"], [], ["c"])):
        at(monkeypatch, MORNING + timedelta(days=day))
        with database.changing() as session:
            for one in words:
                new_seal(session, one)
            write_head(session)


def broken(database: Database, kept: str = "") -> list[str]:
    with database.reading() as session:
        return [*broken_heads(session, kept)]


def test_each_day_has_one_head_over_what_was_sealed_since(
    any_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    three_days(any_database, monkeypatch)
    with any_database.changing() as session:
        assert write_head(session) is None  # the same night, ordered twice
        heads = session.scalars(select(SealHead).order_by(SealHead.id)).all()
        assert [(one.day.day, one.seals) for one in heads] == [(23, 2), (24, 0), (25, 1)]
        assert [one.before for one in heads[1:]] == [one.hash for one in heads[:-1]]
        kept = heads[0].hash
    assert broken(any_database) == []
    assert broken(any_database, kept) == []
    assert broken(any_database, "0" * 64) == [f"no head has the kept hash {'0' * 64}"]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("UPDATE kernel_seal SET issuer = 'Otra' WHERE id = 1", "2026-08-23 saw other seals"),
        ("UPDATE kernel_seal_head SET seals = 3 WHERE id = 1", "2026-08-23 was changed"),
        ("DELETE FROM kernel_seal_head WHERE id = 2", "2026-08-25 does not follow"),
        ("UPDATE kernel_seal_head SET hash = 'x' WHERE id = 3", "2026-08-25 was changed"),
    ],
)
def test_whatever_is_changed_behind_the_back_is_found_by_name(
    database: Database, monkeypatch: pytest.MonkeyPatch, change: str, says: str
) -> None:
    three_days(database, monkeypatch)
    with database.changing() as session:
        for name in session.scalars(
            text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%seal%'")
        ).all():
            session.execute(text(f"DROP TRIGGER {name}"))
        session.execute(text(change))
    assert says in broken(database)[0]
    answer = CliRunner().invoke(seals_commands(lambda: database), ["verify"])
    assert answer.exit_code == 1
    assert answer.output.startswith("Error: The register is broken: the head of ")


def test_the_commands_write_a_head_and_check_all_of_them(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, MORNING)
    commands, run = seals_commands(lambda: database), CliRunner().invoke
    assert run(commands, ["verify"]).output == "The register is whole. Newest head: none yet\n"
    with database.changing() as session:
        new_seal(session, "a")
    said = run(commands, ["head"]).output
    assert said.startswith("2026-08-23 1 seals ")
    kept = said.split()[-1]
    answer = run(commands, ["verify", "--kept", kept])
    assert (answer.exit_code, kept in answer.output) == (0, True)
    assert run(commands, ["verify", "--kept", "ff"]).exit_code == 1
    with database.reading() as session:
        assert session.scalar(select(func.count(SealHead.id))) == 1
