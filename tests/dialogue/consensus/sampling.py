"""Counts of groups, drawn and written short."""

from hypothesis import strategies as st

from dialogue.consensus import Counts
from dialogue.protocols.kinds import PositionUnit

FOR = Counts(1, unit=PositionUnit.DELEGATION)
ASIDE = Counts(0, 1, unit=PositionUnit.DELEGATION)
AGAINST = Counts(0, 0, 1, unit=PositionUnit.DELEGATION)

few = st.integers(0, 12)
people = st.builds(Counts, few, few, few)
present = people.filter(lambda one: one.people > 0)
voices = st.one_of(people, st.sampled_from([FOR, ASIDE, AGAINST]))


def boards(of: st.SearchStrategy[Counts], least: int = 1) -> st.SearchStrategy[dict[str, Counts]]:
    """One row: up to seven groups."""
    return st.lists(of, min_size=least, max_size=7).map(
        lambda all_: {f"g{number}": one for number, one in enumerate(all_)}
    )


def row(**groups: tuple[int, int, int] | Counts) -> dict[str, Counts]:
    """`row(com=(8, 1, 1), emp=FOR)`: support, between, against of each group."""
    return {name: one if isinstance(one, Counts) else Counts(*one) for name, one in groups.items()}
