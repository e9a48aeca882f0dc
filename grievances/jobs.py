"""Durable work of this feature."""

from grievances.operations.drafts import discard_old
from kernel.jobs import Duties, Work

DUTIES = Duties("grievances")


@DUTIES.duty("discard-old-drafts", every="10 * * * *")
def discard_old_drafts(work: Work) -> None:
    """Forget what people typed and left for a day."""
    work.change(discard_old)
