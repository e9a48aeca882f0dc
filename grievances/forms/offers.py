"""What an office and the list of places offer to choose from; the view brings the queries."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from accounts.models import Entity
from territory.models import Place


def _nothing(*_asked: Any) -> list[Any]:
    return []


@dataclass(frozen=True)
class Offers:
    """Lists that only some of the eight pages ask for, each when it does."""

    entities: Callable[[], Sequence[Entity]] = _nothing
    provinces: Callable[[str], Sequence[Place]] = _nothing
    """By the code of a department."""
    districts: Callable[[str], Sequence[Place]] = _nothing
    communities: Callable[[str], Sequence[Place]] = _nothing


NOTHING = Offers()
