"""Where and when the fictional workshop is played: an office, its people, a calendar of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from accounts.models import Office, Person
from accounts.queries import people_in_role, person_by_email
from accounts.roles import Role
from commitments.queries.commitments import today_in
from kernel.clock import at
from kernel.jobs import Jobs
from kernel.policy import Actor, Grant
from kernel.references import References
from kernel.vault import Vault

BEGAN_DAYS_AGO = 98
"""The workshop began so long ago that most of what was promised there has come due."""
LAST_DAY = 4


@dataclass(frozen=True)
class Stage:
    """An office in an open change, with what its operations need."""

    session: Session
    vault: Vault
    jobs: Jobs
    references: References
    office: Office

    @cached_property
    def today(self) -> date:
        """The day on the clock of the office."""
        return today_in(self.office)

    def day(self, number: int) -> date:
        """A day of the workshop, which has four: 1 is its first, 0 the day before."""
        return self.today - timedelta(days=BEGAN_DAYS_AGO - number + 1)

    def after(self, days: int) -> date:
        """So many days after the last day of the workshop."""
        return self.day(LAST_DAY + days)

    def ago(self, days: int) -> date:
        """So many days before today."""
        return self.today - timedelta(days=days)

    def account(self, email: str) -> Person:
        """Whoever signs in with this address; the demo hired them before its stories begin."""
        person = person_by_email(self.session, email)
        if person is None:
            raise LookupError(email)
        return person

    def moment(self, day: date, hour: time) -> datetime:
        """An hour of the clock on the wall, on a day."""
        return datetime.combine(day, hour, ZoneInfo(self.office.time_zone))

    @contextmanager
    def on(self, day: date, hour: time = time(10, 0)) -> Iterator[None]:
        """Act on another day; each act is a change of its own, with its own version."""
        with at(self.moment(day, hour)):
            yield
            self.session.flush()

    def actor(self, role: Role) -> Actor:
        """The first person of the office who has this role; where nobody has, who coordinates."""
        people = people_in_role(self.session, role, self.office.id)
        if not people:
            return self.actor(Role.COORDINATOR)
        person = min(people, key=lambda one: one.id)
        return Actor(person.id, frozenset({Grant(role, self.office.id)}))

    @cached_property
    def coordinator(self) -> Actor:
        """Answers for programmes and meetings."""
        return self.actor(Role.COORDINATOR)

    @cached_property
    def facilitator(self) -> Actor:
        """Leads the room."""
        return self.actor(Role.FACILITATOR)

    @cached_property
    def note_taker(self) -> Actor:
        """Writes down what the room says."""
        return self.actor(Role.NOTE_TAKER)

    @cached_property
    def translator(self) -> Actor:
        """Puts the other language beside it."""
        return self.actor(Role.TRANSLATOR)
