"""Whether somebody may try to sign in now."""

from datetime import timedelta

from sqlalchemy.orm import Session

from accounts.models import SignInFailure
from kernel.clock import now

FREE_TRIES = 10
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)
FAILURES_FORGOTTEN_AFTER = timedelta(days=1)


def wait_before_sign_in(session: Session, account: str) -> timedelta:
    """How long nobody may try to sign in to this account, known or not; zero: now."""
    counted = session.get(SignInFailure, account)
    if counted is None:
        return timedelta()
    left: timedelta = counted.last_at + wait_after(counted.failures) - now()
    return max(left, timedelta())


def wait_after(failures: int) -> timedelta:
    """The pause after so many failures in a row: none at first, then doubling up to a limit."""
    if failures < FREE_TRIES:
        return timedelta()
    doublings = min(failures - FREE_TRIES, 10)
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)
