"""Threads on paper: for the parties, and without what only they read for everybody."""

from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue.documents.thread import thread_page
from dialogue.jobs.maker import Maker, Printable
from dialogue.kinds import PaperKind, PaperLanguage
from dialogue.models import Process, Thread
from dialogue.policy import TABLE, Action
from dialogue.queries.moderation import last_hidden
from dialogue.queries.threads import may_see
from dialogue.queries.whole_threads import is_public, stamp_of, whole_thread
from kernel.clock import now
from kernel.policy import Actor, allowed
from kernel.printing import Pdf, printed
from web.furniture import public_url


def _found(session: Session, process: Process, key: str) -> Thread | None:
    query = select(Thread).where(Thread.code == key.upper(), Thread.process_id == process.id)
    return session.scalar(query)


def _find(
    for_everybody: bool, session: Session, actor: Actor, process: Process, key: str
) -> Printable | None:
    thread = _found(session, process, key)
    if thread is None or not may_see(actor, process, thread.visibility):
        return None
    inside = allowed(TABLE, actor, Action.READ, process)
    if not (is_public(thread) if for_everybody else inside):
        return None
    address = f"/dialogue/{process.code}/threads/{thread.code}"
    stamp = stamp_of(session, process, thread)
    return Printable(thread.title, address, stamp, inside, last_hidden(session, process, thread))


def _read(
    for_everybody: bool, session: Session, process: Process, key: str, language: PaperLanguage
) -> str:
    thread = _found(session, process, key)
    if thread is None:
        raise LookupError(key)
    whole = whole_thread(session, process, thread, now(), public=for_everybody)
    return thread_page(whole, language, public_url())


def _make(page: str, _language: PaperLanguage) -> Pdf:
    return printed(page)


def _maker(*, for_everybody: bool) -> Maker:
    return Maker(
        "thread",
        partial(_find, for_everybody),
        partial(_read, for_everybody),
        _make,
        "tema-publico" if for_everybody else "tema",
        languages=(PaperLanguage.ES, PaperLanguage.QU),
    )


THREAD_MAKERS = {
    PaperKind.THREAD: _maker(for_everybody=False),
    PaperKind.THREAD_PUBLIC: _maker(for_everybody=True),
}
