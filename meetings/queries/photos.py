"""The photos of a visit or an exchange, for its acta: with what is said of them and who agreed."""

import base64
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from kernel.files import Store, open_preview
from kernel.vault import Vault
from meetings.contents import Acta
from meetings.kinds import FilePurpose, MeetingKind
from meetings.models import Meeting, MeetingFile
from meetings.queries.meetings import key_of

PHOTOGRAPHED = frozenset({MeetingKind.FIELD_VISIT, MeetingKind.PEER_EXCHANGE})
MOST_PHOTOS = 12
"""Three pages of them; every further one stands in the acta by its fingerprint alone."""


@dataclass(frozen=True)
class Photo:
    """A small picture as `data:`, its caption, who agreed to be seen, and its fingerprint."""

    source: str
    title: str
    consent: str
    fingerprint: str


def photos_of(
    session: Session, vault: Vault, store: Store, meeting: Meeting, acta: Acta
) -> tuple[Photo, ...]:
    """The photos that this acta names, in its order; none of other kinds of meeting.

    They never change: what a sealed acta names cannot be taken away. Slow: it reads files.
    """
    if meeting.kind not in PHOTOGRAPHED:
        return ()
    named = {one.fingerprint for one in acta.annexes if one.purpose == FilePurpose.PHOTO}
    query = select(MeetingFile).where(
        MeetingFile.meeting_id == meeting.id,
        MeetingFile.purpose == FilePurpose.PHOTO,
        MeetingFile.file_id.is_not(None),
        MeetingFile.fingerprint.in_(named),
    )
    key = key_of(session, vault, meeting)
    rows = session.scalars(query.order_by(MeetingFile.id).limit(MOST_PHOTOS)).all()
    return tuple(
        Photo(_source(open_preview(store, row.file, key).read()), row.title, row.consent,
              row.fingerprint)
        for row in rows
        if row.file and row.file.preview
    )  # fmt: skip


def _source(picture: bytes) -> str:
    return "data:image/jpeg;base64," + base64.b64encode(picture).decode()
