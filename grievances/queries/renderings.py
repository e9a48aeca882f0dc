"""Texts beside their originals: what was spoken, written down; what was said, in another tongue."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from accounts.models import Person
from grievances.kinds import RenderingKind, RenderingState
from grievances.models import Attachment, Case, Message, Rendering
from kernel.errors import NotFound
from kernel.vault import DataKey

PLACE = "grievances_rendering.body"
STORY, OUTCOME = "story", "outcome"


@dataclass(frozen=True)
class Original:
    """What a text stands beside. `text` is empty when it is a recording or a picture."""

    of: str
    text: str
    language: str
    attachment_id: int | None = None

    @property
    def target(self) -> str:
        """Into which language it is translated, unless somebody says otherwise."""
        return "qu" if self.language == "es" else "es"


@dataclass(frozen=True)
class Beside:
    """One transcription or translation, opened. `stale`: its original was changed since."""

    id: int
    of: str
    kind: RenderingKind
    state: RenderingState
    language: str
    text: str
    stale: bool
    read_back: bool
    author_id: int | None
    author: str
    reviewer: str
    changed_at: datetime

    @property
    def seen(self) -> str:
        """How a form says which state of the text its page showed."""
        return self.changed_at.isoformat()


def original_of(session: Session, key: DataKey, case: Case, of: str) -> Original:
    """The original that `story`, `outcome`, `message:12` or `attachment:5` of a case names."""
    if of == STORY:
        text = key.open(case.story, "grievances_case.story") if case.story else ""
        return Original(of, text, case.language)
    if of == OUTCOME and case.outcome is not None:
        text = key.open(case.outcome, "grievances_case.outcome")
        return Original(of, text, case.outcome_language or case.language)
    kind, _, number = of.partition(":")
    if kind == "message" and number.isdecimal():
        return _message(session, key, case, int(number))
    if kind == "attachment" and number.isdecimal():
        return _attachment(session, case, int(number))
    raise NotFound("not-found")


def renderings_of(session: Session, key: DataKey, case: Case) -> list[Beside]:
    """Every transcription and translation of a case, the tasks too, first to last."""
    author, reviewer = aliased(Person), aliased(Person)
    rows = session.execute(
        select(Rendering, author.name, reviewer.name)
        .outerjoin(author, author.id == Rendering.author_id)
        .outerjoin(reviewer, reviewer.id == Rendering.reviewed_by_id)
        .where(Rendering.case_id == case.id)
        .order_by(Rendering.id)
    )
    return [_beside(session, key, case, row, wrote, read) for row, wrote, read in rows]


def beside(found: Sequence[Beside], of: str, kind: RenderingKind | None = None) -> Beside | None:
    """The text that stands beside this original, if there is one."""
    return next((one for one in found if one.of == of and (kind is None or one.kind is kind)), None)


def rendering_row(session: Session, case: Case, of: str, kind: RenderingKind) -> Rendering | None:
    """The row of one original and kind; there is at most one."""
    return session.scalar(
        select(Rendering)
        .where(Rendering.case_id == case.id, Rendering.of == of, Rendering.kind == kind)
        .order_by(Rendering.id)
        .limit(1)
    )


def digest_of(key: DataKey, case: Case, original: Original) -> str:
    """How a text remembers the original it was made from; "" where the case has no key for it."""
    if case.search_key is None:
        return ""
    secret = bytes.fromhex(key.open(case.search_key, "grievances_case.search_key"))
    return hmac.new(secret, f"{original.of}\n{original.text}".encode(), sha256).hexdigest()


def _beside(
    session: Session, key: DataKey, case: Case, row: Rendering, wrote: str | None, read: str | None
) -> Beside:
    made_from = row.original_digest
    now = digest_of(key, case, original_of(session, key, case, row.of)) if made_from else ""
    return Beside(
        id=row.id,
        of=row.of,
        kind=row.kind,
        state=row.state,
        language=row.language,
        text=key.open(row.body, PLACE) if row.body else "",
        stale=made_from != now,
        read_back=row.read_back,
        author_id=row.author_id,
        author=wrote or "",
        reviewer=read or "",
        changed_at=row.changed_at,
    )


def _message(session: Session, key: DataKey, case: Case, number: int) -> Original:
    message = session.get(Message, number)
    if message is None or message.case_id != case.id:
        raise NotFound("not-found")
    text = key.open(message.body, "grievances_message.body")
    return Original(f"message:{number}", text, message.language)


def _attachment(session: Session, case: Case, number: int) -> Original:
    found = session.get(Attachment, number)
    if found is None or found.case_id != case.id:
        raise NotFound("not-found")
    return Original(f"attachment:{number}", "", case.language, number)
