"""How good promises are, and how they were kept: the rates that 774 old actas were measured by.

Plain Python: facts go in, counts come out. A rate is always a count of a count; a percentage stands
beside it from ten on only, for of four promises one is "one of four" and not 25 %. These are all
the promises that there are, no sample, so no interval belongs to them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from commitments.lifecycle import AT_REST, Status
from kernel.statistics import INTERVAL_FROM, SPLIT_FROM, median

DONE = frozenset({Status.REPORTED_DONE, Status.VERIFIED})
GIVEN_UP = frozenset({Status.REFORMULATED, Status.CANCELLED, Status.LAPSED, Status.WITHDRAWN})
"""They are kept by nobody any more: whether they were kept is not asked."""


@dataclass(frozen=True)
class Facts:
    """What the rates need of one commitment.

    `first_due_on` is the date that was promised first. `has_when` says whether there is a date, a
    rhythm or a condition. `verified_on` is the day of its last proof; what recurs counts by it.
    """

    status: Status
    has_responsible: bool
    has_verifier: bool
    has_date: bool
    has_when: bool
    due_on: date | None
    first_due_on: date | None
    recurs: bool
    verified_on: date | None


@dataclass(frozen=True)
class Rate:
    """So many of so many."""

    count: int
    of: int

    @property
    def part(self) -> float | None:
        """Which part of one, where there are enough to speak of parts."""
        return self.count / self.of if self.of >= INTERVAL_FROM else None

    def __add__(self, other: "Rate") -> "Rate":
        """Both together."""
        return Rate(self.count + other.count, self.of + other.of)


@dataclass(frozen=True)
class Rates:
    """The rates of an office, a programme, a process."""

    total: int
    without_date: Rate
    without_when: Rate
    without_verifier: Rate
    without_responsible: Rate
    fulfilled: Rate
    verified: Rate
    overdue: Rate
    delays: int
    """How many delays the median is of: what was verified, and what is overdue today."""
    median_delay: float | None
    actas_without_agenda: Rate | None = None
    agreements_without_commitment: Rate | None = None

    @property
    def of_anything(self) -> bool:
        """Whether there is a promise, an acta or an agreement that they tell of."""
        told = (self.actas_without_agenda, self.agreements_without_commitment)
        return bool(self.total or any(one.of for one in told if one))


def rates_of(
    found: Iterable[Facts],
    today: date,
    *,
    actas_without_agenda: Rate | None = None,
    agreements_without_commitment: Rate | None = None,
) -> Rates:
    """The rates of these commitments on this day.

    What only meetings know (actas without an agenda, agreements that no commitment follows) is
    given by whoever knows it.
    """
    facts = list(found)
    standing = [one for one in facts if one.status not in GIVEN_UP]
    delays = delays_of(standing, today)
    return Rates(
        total=len(facts),
        without_date=_share([not one.has_date for one in facts]),
        without_when=_share([not one.has_when for one in facts]),
        without_verifier=_share([not one.has_verifier for one in facts]),
        without_responsible=_share([not one.has_responsible for one in facts]),
        fulfilled=_share([is_fulfilled(one) for one in standing]),
        verified=_share([is_verified(one) for one in standing]),
        overdue=_share([is_overdue(one, today) for one in standing]),
        delays=len(delays),
        median_delay=median(delays) if len(delays) >= SPLIT_FROM else None,
        actas_without_agenda=actas_without_agenda,
        agreements_without_commitment=agreements_without_commitment,
    )


def is_verified(one: Facts) -> bool:
    """Proven; what recurs, when its last round that ended was."""
    return one.status is Status.VERIFIED or (one.recurs and one.verified_on is not None)


def is_fulfilled(one: Facts) -> bool:
    """Proven, or whoever promised says that it is done."""
    return one.status in DONE or is_verified(one)


def is_overdue(one: Facts, today: date) -> bool:
    """Open, and its day has passed."""
    return one.status not in AT_REST and one.due_on is not None and one.due_on < today


def delays_of(facts: Sequence[Facts], today: date) -> list[int]:
    """Days between the date that was promised first and the proof, or today where it is overdue.

    What came in time has a delay of 0. What recurs has one only while a round is overdue.
    """
    return [days for one in facts if (days := _delay(one, today)) is not None]


def _delay(one: Facts, today: date) -> int | None:
    begin = one.due_on if one.recurs else one.first_due_on
    if begin is None:
        return None
    if one.status is Status.VERIFIED and one.verified_on:
        return max((one.verified_on - begin).days, 0)
    return (today - begin).days if is_overdue(one, today) else None


def _share(holds: Sequence[bool]) -> Rate:
    return Rate(sum(holds), len(holds))
