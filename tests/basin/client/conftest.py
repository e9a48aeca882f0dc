"""A service on loopback, as bad as a test needs it, and a client of it."""

from collections.abc import Iterator

import pytest

from basin.client import asking
from basin.client.service import Configured, Service
from tests.basin.faulty_service import FaultyService


@pytest.fixture
def faulty() -> Iterator[FaultyService]:
    with FaultyService() as running:
        yield running


@pytest.fixture
def service(faulty: FaultyService, monkeypatch: pytest.MonkeyPatch) -> Service:
    monkeypatch.setattr(asking, "PAUSES", (0.01, 0.01))
    return Service(Configured(faulty.url, allow_loopback=True))


@pytest.fixture
def hurried(faulty: FaultyService) -> Service:
    """The same client with little patience."""
    return Service(Configured(faulty.url, allow_loopback=True, connect_s=1, read_s=1, total_s=2))
