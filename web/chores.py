"""Durable work of the web glue."""

from kernel.jobs import Duties, Work
from web.sessions import forget_ended

DUTIES = Duties("web")


@DUTIES.duty("forget-ended-sessions", every="40 * * * *")
def forget_ended_sessions(work: Work) -> None:
    """Keep no trace of when somebody looked at their case, nor of who was at the desk."""
    work.change(forget_ended)
