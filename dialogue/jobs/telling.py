"""Who follows a thread is told of it."""

from dialogue.jobs.duties import DUTIES
from dialogue.operations.digests import tell_followers
from kernel.jobs import Work


@DUTIES.duty("tell-followers", every="35 * * * *")
def tell_of_news(work: Work) -> None:
    """Every hour: those for whom it is morning learn what is new, once a day."""
    last = work.change(tell_followers, work.jobs, 0)
    while last:
        last = work.change(tell_followers, work.jobs, last)
