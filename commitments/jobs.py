"""Durable work of this feature."""

from commitments.operations.reminding import remind
from kernel.jobs import Duties, Work

DUTIES = Duties("commitments")


@DUTIES.duty("remind", every="20 * * * *")
def remind_of_what_falls_due(work: Work) -> None:
    """Every hour: who is named learns what falls due, each of them once."""
    last = work.change(remind, work.jobs, 0)
    while last:
        last = work.change(remind, work.jobs, last)
