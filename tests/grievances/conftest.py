"""The stage for tests of grievances."""

from collections.abc import Iterator

import pytest

from kernel.database import Database
from kernel.vault import Vault
from tests.factories.cases import Scene, make_scene


@pytest.fixture
def scene(database: Database, vault: Vault) -> Iterator[Scene]:
    """An office with a full staff and a fresh case, in an open change on SQLite."""
    with database.changing() as session:
        yield make_scene(session, vault)
