"""Every night everything in evidence is compared with what it was; administrators hear of damage.

A run of this duty that fails stands among the failed ones on the page of the installation.
"""

from basin.jobs.duties import DUTIES
from basin.queries.verifying import verified
from kernel.jobs import Work
from web.furniture import files


class Damaged(Exception):  # noqa: N818 - it is no error of this program
    """Something that was put in evidence is not what it was."""


@DUTIES.duty("verify-evidence", every="20 9 * * *")
def verify_evidence(work: Work) -> None:
    """Fail when anything in evidence was changed; what it is `flask evidence verify` tells."""
    broken = work.outside(broken_things, work)
    if broken:
        raise Damaged(f"{broken} things in evidence were changed: flask evidence verify")


def broken_things(work: Work) -> int:
    """How many things in evidence are not what they were."""
    with work.database.reading() as session:
        return len(verified(session, work.vault, files()).broken)
