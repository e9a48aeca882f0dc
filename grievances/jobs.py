"""Durable work of this feature."""

from grievances.operations.about_you import mix_rows
from grievances.operations.deadlines_anew import set_deadlines_anew
from grievances.operations.drafts import discard_old
from kernel.jobs import Duties, Work

DUTIES = Duties("grievances")


@DUTIES.duty("discard-old-drafts", every="10 * * * *")
def discard_old_drafts(work: Work) -> None:
    """Forget what people typed and left for a day."""
    work.change(discard_old)


@DUTIES.duty("mix-about-you", every="40 3 * * *")
def mix_what_people_said_of_themselves(work: Work) -> None:
    """Every night nothing in the table tells any more what came when."""
    work.change(mix_rows)


@DUTIES.duty("set-deadlines-anew")
def follow_the_calendar(work: Work, office_id: int) -> None:
    """After a change of an office's calendar its open cases get the deadlines that follow."""
    last = work.change(set_deadlines_anew, office_id, 0)
    while last:
        last = work.change(set_deadlines_anew, office_id, last)
