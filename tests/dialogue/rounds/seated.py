"""A table with two groups that decide, for the tests of rounds."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from sqlalchemy.orm import Session

from accounts.models import Office
from dialogue.kinds import GroupKind
from dialogue.models import Group, Process, Proposal, Round, RoundResult, Seat
from dialogue.operations.results import Names
from dialogue.operations.rounds import close_round
from dialogue.protocols import Outcome
from kernel.database import Database
from kernel.policy import SYSTEM
from kernel.vault import Vault
from tests.factories.accounts import new_office
from tests.factories.rounds import new_proposal
from tests.factories.tables import new_party, new_process, new_seat
from web.settings import Settings


@dataclass
class Table:
    """A process, what it decides on, its groups and who sits for them."""

    office: Office
    process: Process
    proposal: Proposal
    community: Group
    company: Group
    people: list[Seat]
    managers: list[Seat]
    vault: Vault


def lay(session: Session, vault: Vault, people: int = 3, managers: int = 2) -> Table:
    """A community of so many seats, which may block, and a company of so many."""
    office = new_office(session, vault)
    process = new_process(session, vault, office)
    community = new_party(session, process, "Comunidad de Pastos", may_block=True)
    company = new_party(session, process, "Empresa", kind=GroupKind.COMPANY)
    return Table(
        office,
        process,
        new_proposal(session, process),
        community,
        company,
        [new_seat(session, process, community) for _ in range(people)],
        [new_seat(session, process, company) for _ in range(managers)],
        vault,
    )


@contextmanager
def at_table(database: Database, vault: Vault, **facts: int) -> Iterator[tuple[Session, Table]]:
    """One change at a table that was just laid."""
    with database.changing() as session:
        yield session, lay(session, vault, **facts)


@pytest.fixture
def laid(database: Database, vault: Vault) -> Iterator[tuple[Session, Table]]:
    """A session at a table."""
    with at_table(database, vault) as both:
        yield both


@pytest.fixture
def laid_on_both(any_database: Database, settings: Settings) -> Iterator[tuple[Session, Table]]:
    """The same on SQLite and on PostgreSQL."""
    with at_table(any_database, Vault(settings.master_key(), any_database)) as both:
        yield both


def no_words(_outcome: Outcome, _groups: Names, _alternatives: Names) -> dict[str, list[str]]:
    """For tests that look at figures alone: words need the whole application."""
    return {"es": [], "qu": []}


def ends(session: Session, process: Process, one: Round) -> RoundResult:
    """The round is closed and sealed, without words."""
    return close_round(session, SYSTEM, process, one, no_words)
