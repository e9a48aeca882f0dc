"""The files of a draft and of a case, for who may see them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from grievances.kinds import Purpose
from grievances.models import Attachment, Case
from kernel.errors import NotFound
from kernel.files import Described, FileKind, describe
from kernel.vault import Sealer


@dataclass(frozen=True)
class Attached:
    """One file, described. `number` counts those of its kind: the office knows it by no name."""

    id: int
    purpose: Purpose
    said: Described
    number: int
    message_id: int | None
    by_office: bool
    at: datetime

    @property
    def kind(self) -> FileKind:
        """What it is."""
        return self.said.kind


def rows_of_draft(session: Session, draft_hash: str) -> Sequence[Attachment]:
    """The files of a draft, as they came."""
    query = select(Attachment).where(Attachment.draft_hash == draft_hash)
    return session.scalars(query.order_by(Attachment.id)).all()


def rows_of_case(session: Session, case: Case) -> Sequence[Attachment]:
    """The files of a case that a query of this package returned, as they came."""
    query = select(Attachment).where(Attachment.case_id == case.id)
    return session.scalars(query.order_by(Attachment.id)).all()


def described(rows: Iterable[Attachment], owner: Sealer) -> list[Attached]:
    """What a list shows of files that all belong to one owner. No blob is touched."""
    counted: Counter[FileKind] = Counter()
    listed = []
    for row in rows:
        counted[row.file.kind] += 1
        listed.append(
            Attached(
                id=row.id,
                purpose=row.purpose,
                said=describe(row.file, owner),
                number=counted[row.file.kind],
                message_id=row.message_id,
                by_office=row.person_id is not None,
                at=row.at,
            )
        )
    return listed


def of_draft(session: Session, draft_hash: str, number: int) -> Attachment:
    """One file of a draft; that of another draft does not exist."""
    found = session.get(Attachment, number)
    if found is None or found.draft_hash != draft_hash:
        raise NotFound("not-found")
    return found


def of_case(session: Session, case: Case, number: int) -> Attachment:
    """One file of a case that a query of this package returned; of another case is none."""
    found = session.get(Attachment, number)
    if found is None or found.case_id != case.id:
        raise NotFound("not-found")
    return found


def of_my_case(session: Session, case: Case, number: int) -> Attachment:
    """The same for who holds the receipt: what they sent, and what the office sent them."""
    found = of_case(session, case, number)
    if not is_for_filer(found):
        raise NotFound("not-found")
    return found


def is_for_filer(row: Attachment) -> bool:
    """Whether who holds the receipt may see it: what staff keep for themselves they may not."""
    theirs = row.person_id is None or row.purpose is not Purpose.EVIDENCE
    return theirs or row.message_id is not None
