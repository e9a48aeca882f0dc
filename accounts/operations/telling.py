"""People learn by mail what happens to the door of their account."""

from sqlalchemy.orm import Session

from accounts.models import Person
from kernel.jobs import Jobs
from kernel.notices import notify

NEW_DEVICE = "accounts.new-device"
SECOND_STEP_CHANGED = "accounts.second-step-changed"
CODE_HANDED_OUT = "accounts.code-handed-out"


def tell_of_new_device(session: Session, jobs: Jobs, person: Person) -> None:
    """Somebody came in from a browser that this person had not used before."""
    notify(session, jobs, NEW_DEVICE, f"person:{person.id}")


def tell_of_second_step(session: Session, jobs: Jobs, person: Person) -> None:
    """Something that opens this account besides the password was added, taken away or renewed."""
    notify(session, jobs, SECOND_STEP_CHANGED, f"person:{person.id}")


def tell_of_code(session: Session, jobs: Jobs, person: Person) -> None:
    """Somebody holds a code that sets another password for this account."""
    notify(session, jobs, CODE_HANDED_OUT, f"person:{person.id}")
