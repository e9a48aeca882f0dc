"""How many statements a conversation holds, and which of them count for that."""

import pytest

from dialogue.operations import statements
from dialogue.operations.statements import Line, moderate_statement, seed_statements
from kernel.errors import RuleBroken
from kernel.policy import SYSTEM
from tests.dialogue.statements.asking import Table, table
from tests.factories.conversations import LINES, statement_numbered

__all__ = ["table"]


def test_statements_that_were_taken_out_leave_room_for_others(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statements, "MOST", len(LINES))
    code = table.ask()
    with table.changing() as (session, process):
        found = table.find(session, code)
        with pytest.raises(RuleBroken, match="statements-too-many"):
            seed_statements(session, SYSTEM, process, found, [Line("Una más")])
        first = statement_numbered(session, found, 1)
        moderate_statement(
            session, SYSTEM, process, first, accept=False, reason="Otra cosa", seen=first.version
        )
        session.flush()
        assert seed_statements(session, SYSTEM, process, found, [Line("Una más")]) == 1
        session.flush()
        with pytest.raises(RuleBroken, match="statements-too-many"):
            moderate_statement(session, SYSTEM, process, first, accept=True, seen=first.version)
