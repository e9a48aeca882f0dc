"""The report of a process on paper: for the parties with names, for everybody without.

The one for everybody is asked for under the code with PUBLIC_KEY behind it.
"""

from sqlalchemy.orm import Session

from dialogue.documents import report as papers
from dialogue.jobs.maker import Maker, Printable
from dialogue.kinds import PaperKind, PaperLanguage, Visibility
from dialogue.models import Process
from dialogue.operations.agreements.sealing import PUBLIC_KEY
from dialogue.policy import TABLE, Action
from dialogue.queries.moderation import last_hidden
from dialogue.queries.report import Report, report_of
from kernel.policy import Actor, allowed
from kernel.printing import Pdf


def find(session: Session, actor: Actor, process: Process, key: str) -> Printable | None:
    """The report, for who may read it: the one for everybody is there once the table is public."""
    public = key.endswith(PUBLIC_KEY)
    if key.removesuffix(PUBLIC_KEY) != process.code or not _may_read(actor, process, public):
        return None
    return Printable(
        title=process.title,
        address=f"/dialogue/{process.code}/report",
        stamp=report_of(session, process, public=public).stamp,
        may_order=allowed(TABLE, actor, Action.REPORT, process),
        since=last_hidden(session, process),
    )


def read(session: Session, process: Process, key: str, _language: PaperLanguage) -> Report:
    """All that it says."""
    return report_of(session, process, public=key.endswith(PUBLIC_KEY))


def make(report: Report, language: PaperLanguage) -> Pdf:
    """Print it."""
    return papers.paper(report, language)


def _may_read(actor: Actor, process: Process, public: bool) -> bool:
    if public:
        open_to_all = process.visibility is Visibility.PUBLIC
        return open_to_all and allowed(TABLE, actor, Action.READ_PUBLIC, process)
    return allowed(TABLE, actor, Action.READ, process)


REPORT_MAKERS = {
    PaperKind.REPORT: Maker(
        "process", find, read, make, "informe", languages=(PaperLanguage.ES, PaperLanguage.QU)
    ),
}
