"""Whether the real service can be had here."""

from collections.abc import Callable

import pytest

from tests.basin_service.serving import PYTHON, Service
from web.basin_companion import cannot_be_had

Start = Callable[..., Service]


def installed() -> None:
    """Skip only where this machine can never have it; elsewhere it must be there."""
    problem = cannot_be_had()
    if problem:
        pytest.skip(problem)
    assert PYTHON.exists(), "run: sh basin_service/setup.sh run"
