"""The six pictures that help a negotiation, and one for each variable that only a model knows."""

from basin.comparing import Comparison, Measure
from basin.comparing.figures import others
from basin.pictures.in_groups import in_groups
from basin.pictures.look import Look
from basin.pictures.over_time import over_time
from basin.pictures.picture import Picture
from web.locale import _

MOST_OTHERS = 6


def pictures(comparison: Comparison, look: Look) -> tuple[Picture, ...]:
    """In the order in which people read them; a picture without data says so."""
    return (
        over_time(comparison, look, "level", "lagoon_level"),
        over_time(comparison, look, "streamflow", "streamflow"),
        over_time(comparison, look, "spring", "spring_flow"),
        in_groups(
            comparison, look, "months", str(_("Meses fuera de los umbrales")), Measure.BEYOND
        ),
        in_groups(
            comparison, look, "reliability", str(_("Meses en que alcanza el agua")),
            Measure.LACKING,
        ),
        over_time(comparison, look, "aquifer", "aquifer_storage_change"),
        *(
            over_time(comparison, look, f"other{number}", variable)
            for number, variable in enumerate(others(comparison.cases)[:MOST_OTHERS], 1)
        ),
    )  # fmt: skip
