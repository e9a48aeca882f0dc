"""The papers of agreements: the sealed text for the table, its public copy for everybody.

The public copy is asked for under the code with PUBLIC_KEY behind it.
"""

from sqlalchemy.orm import Session

from dialogue.contents.agreement import Accord
from dialogue.contents.writing import read as read_content
from dialogue.documents.agreement import paper
from dialogue.jobs.maker import Maker, Printable
from dialogue.kinds import PaperKind, PaperLanguage
from dialogue.models import Agreement, Paper, Process, SealedAgreement
from dialogue.operations.agreements.sealing import PUBLIC_KEY
from dialogue.policy import TABLE, Action
from dialogue.queries.agreements.finding import agreement_for, newest_sealed
from dialogue.queries.agreements.public import published_agreement
from kernel.errors import NotFound
from kernel.policy import SYSTEM, Actor, allowed
from kernel.printing import Pdf
from kernel.seals import note_file
from web.furniture import public_url


def find(session: Session, actor: Actor, process: Process, key: str) -> Printable | None:
    """The agreement that a paper says, for who may read that very text."""
    code, is_public = _told(key)
    if is_public:
        return _found_publicly(session, actor, process, code)
    try:
        agreement = agreement_for(session, actor, process, code)
    except NotFound:
        return None
    return _printable(session, actor, process, agreement, is_public=False)


def read(session: Session, process: Process, key: str, _language: PaperLanguage) -> Accord:
    """The content of the newest sealed text, or of its public copy."""
    code, is_public = _told(key)
    sealed = newest_sealed(session, agreement_for(session, SYSTEM, process, code))
    if sealed is None:
        raise NotFound("not-found")
    return read_content(sealed.public if is_public else sealed.content)


def make(accord: Accord, language: PaperLanguage) -> Pdf:
    """Print it."""
    return paper(accord, language, public_url())


def note(session: Session, process: Process, printed: Paper, data: bytes) -> None:
    """Enter the file into the register of seals: whoever holds it can ask whether it is the one."""
    code, is_public = _told(printed.of.partition(":")[2])
    sealed = newest_sealed(session, agreement_for(session, SYSTEM, process, code))
    if sealed is not None:
        note_file(session, sealed.public_seal_id if is_public else sealed.seal_id, data)


def _told(key: str) -> tuple[str, bool]:
    return key.removesuffix(PUBLIC_KEY), key.endswith(PUBLIC_KEY)


def _found_publicly(
    session: Session, actor: Actor, process: Process, code: str
) -> Printable | None:
    """The public copy: for the table once it is sealed, for everybody once it is published."""
    if allowed(TABLE, actor, Action.READ, process):
        try:
            agreement = agreement_for(session, actor, process, code)
        except NotFound:
            return None
        return _printable(session, actor, process, agreement, is_public=True)
    try:
        found = published_agreement(session, code)
    except NotFound:
        return None
    if found.process.id != process.id:
        return None
    return _printable(session, actor, process, found.agreement, is_public=True)


def _printable(
    session: Session, actor: Actor, process: Process, agreement: Agreement, *, is_public: bool
) -> Printable | None:
    sealed: SealedAgreement | None = newest_sealed(session, agreement)
    if sealed is None:
        return None
    title = read_content(sealed.public).title.es if is_public else agreement.title
    inside = allowed(TABLE, actor, Action.READ, process)
    return Printable(
        title=title,
        address=f"/dialogue/{process.code}/agreements/{agreement.code}"
        if inside
        else f"/agreements/{agreement.code}",
        stamp=sealed.public_hash if is_public else sealed.content_hash,
        may_order=allowed(TABLE, actor, Action.REPORT, process),
        since=None if inside else sealed.at,
    )


AGREEMENT_MAKERS = {
    PaperKind.AGREEMENT: Maker(
        "agreement", find, read, make, "acuerdo", replaces=False, once_kept=note
    ),
}
