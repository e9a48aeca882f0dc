"""The makers of every kind of paper of this feature.

Whoever adds a kind of paper writes its Maker in a file of this room (`…_papers.py`) and names it in
MAKERS. Ordering, printing, keeping, showing and saving are the same for all of them.
"""

from collections.abc import Mapping

from dialogue.jobs.agreement_papers import AGREEMENT_MAKERS
from dialogue.jobs.maker import Maker, Printable
from dialogue.jobs.report_papers import REPORT_MAKERS
from dialogue.jobs.thread_papers import THREAD_MAKERS
from dialogue.jobs.voting_sheet_papers import VOTING_SHEET_MAKERS
from dialogue.kinds import PaperKind

__all__ = ["MAKERS", "Maker", "Printable"]

MAKERS: Mapping[PaperKind, Maker] = {
    **AGREEMENT_MAKERS,
    **THREAD_MAKERS,
    **VOTING_SHEET_MAKERS,
    **REPORT_MAKERS,
}
"""By the kind of their papers."""
