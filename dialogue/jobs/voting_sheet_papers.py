"""Voting sheets on paper."""

from hashlib import sha256

from sqlalchemy.orm import Session

from dialogue.documents.voting_sheet import sheet_page
from dialogue.jobs.maker import Maker, Printable
from dialogue.kinds import PaperKind, PaperLanguage
from dialogue.models import Process
from dialogue.policy import TABLE, Action
from dialogue.queries.conversations import is_known
from dialogue.queries.moderation import last_hidden
from dialogue.queries.voting_sheets import conversation_coded, voting_sheet
from kernel.policy import Actor, allowed
from kernel.printing import Pdf, printed


def _find(session: Session, actor: Actor, process: Process, key: str) -> Printable | None:
    found = conversation_coded(session, process, key)
    if found is None or not is_known(actor, process, found):
        return None
    sheet = voting_sheet(session, process, found)
    stamp = sha256(repr(sheet).encode()).hexdigest()
    leads = allowed(TABLE, actor, Action.CONVERSE, process)
    records = allowed(TABLE, actor, Action.RECORD, process)
    address = f"/dialogue/{process.code}/statements/{found.code}"
    since = last_hidden(session, process, found)
    return Printable(found.title, address, stamp, leads or records, since)


def _read(session: Session, process: Process, key: str, language: PaperLanguage) -> str:
    found = conversation_coded(session, process, key)
    if found is None:
        raise LookupError(key)
    return sheet_page(voting_sheet(session, process, found), language)


def _make(page: str, _language: PaperLanguage) -> Pdf:
    return printed(page)


VOTING_SHEET_MAKERS = {
    PaperKind.VOTING_SHEET: Maker("conversation", _find, _read, _make, "hoja-de-voto"),
}
