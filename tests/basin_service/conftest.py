"""The real service for tests that start it as they wish."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.basin_service.serviced import Start, installed
from tests.basin_service.serving import Service


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start services with settings of their own; all end with the test."""
    installed()
    with ExitStack() as ending:

        def started(name: str = "basin", **said: str) -> Service:
            service = Service(tmp_path / name, **said)
            ending.callback(service.kill)
            return service.start()

        yield started
