"""Durable work of this feature."""

from kernel.jobs import Duties, Queue, Work

DUTIES = Duties("meetings")


@DUTIES.duty("print-acta", queue=Queue.PAPERS)
def print_acta(work: Work, minutes_id: int) -> None:
    """Print every paper of a sealed acta that is not printed yet."""
