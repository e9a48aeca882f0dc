"""The places that an office knows by name, to be suggested while somebody types."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from accounts.models import Office
from territory.queries import districts, place_name, provinces


@dataclass(frozen=True)
class Nearby:
    """Names of places in the departments of some offices, each once, by name."""

    departments: Sequence[str]
    provinces: Sequence[str]
    districts: Sequence[str]


def places_near(session: Session, offices: Iterable[Office]) -> Nearby:
    """Where the meetings of these offices usually are; any other place may be written too."""
    regions = sorted({office.region for office in offices if office.region})
    inside = [one for region in regions for one in provinces(session, region)]
    return Nearby(
        departments=[name for one in regions if (name := place_name(session, one))],
        provinces=sorted({one.name for one in inside}),
        districts=sorted({one.name for held in inside for one in districts(session, held.code)}),
    )
