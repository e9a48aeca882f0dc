"""Files of a meeting as people meet them: what each is, how large, where to see and save it."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from flask import Response, url_for

from kernel.errors import BadInput, NotFound
from kernel.files import (
    EVERY_KIND,
    FileKind,
    Taken,
    describe,
    discard,
    open_clean,
    open_original,
    open_preview,
    take_in,
)
from kernel.vault import Sealer
from meetings.kinds import FilePurpose
from meetings.models import Meeting, MeetingFile
from meetings.operations.files import may_bring
from meetings.words import FILE_PURPOSE
from web.downloads import attachment, inline_preview
from web.formats import number
from web.forms import Form
from web.furniture import files
from web.locale import _, ngettext
from web.refusals import CODES
from web.transaction import pause

PLAYED = {FileKind.SOUND: "audio", FileKind.VIDEO: "video"}
KILO, MEGA = 1024, 1024 * 1024
PIECE = 1024 * 1024


@dataclass(frozen=True)
class Row:
    """One file of a meeting, ready for a template."""

    id: int
    title: str
    purpose: Any
    size: str
    copy: str
    original: str
    """Where the file lies as it was brought: its bytes have the fingerprint."""
    picture: str
    played: str
    shown: str
    fingerprint: str
    consent: str
    at: Any
    name: str = ""


def row_of(meeting: Meeting, one: MeetingFile, key: Sealer) -> Row:
    """One file with what a list says of it; a fingerprint alone has nothing to open."""
    said = describe(one.file, key) if one.file else None

    def address(part: str) -> str:
        here = meeting.reference
        return url_for("meetings.file_part", reference=here, number=one.id, part=part)

    is_photo = one.purpose is FilePurpose.PHOTO
    return Row(
        id=one.id,
        title=one.title or str(FILE_PURPOSE[one.purpose]),
        purpose=FILE_PURPOSE[one.purpose],
        size=_size(said) if said else "",
        copy=address("copy") if said else "",
        original=address("original") if said and not is_photo else "",
        picture=address("preview") if said and said.has_preview else "",
        played=PLAYED.get(said.kind, "") if said else "",
        shown=address("shown") if said and said.kind is not FileKind.PDF else "",
        fingerprint=one.fingerprint,
        consent=one.consent,
        at=one.at,
    )


def part_of(one: MeetingFile, key: Sealer, part: str) -> Response:
    """One part of a file as an answer; NotFound when there is no such part."""
    if one.file is None:
        raise NotFound("not-found")
    if part == "preview":
        return inline_preview(open_preview(files(), one.file, key))
    if part == "original" and one.purpose is not FilePurpose.PHOTO:
        return attachment(open_original(files(), one.file, key))
    if part not in {"copy", "shown"}:
        raise NotFound("not-found")
    opened = open_clean(files(), one.file, key)
    return inline_preview(opened) if part == "shown" else attachment(opened)


def taken_from(form: Form, purpose: FilePurpose) -> tuple[Taken | None, str]:
    """What came with the `file` of a form, taken in, and its sha256. Slow.

    What is wrong with it is said beside the field.
    """
    brought = form["file"].data
    if not brought:
        return None, ""
    pause()
    digest = sha256()
    brought.stream.seek(0)
    while piece := brought.stream.read(PIECE):
        digest.update(piece)
    try:
        kinds = may_bring(purpose) or EVERY_KIND
        taken = take_in(files(), brought.stream, brought.filename or "", kinds=kinds)
    except BadInput as refusal:
        said = CODES[refusal.code]
        form.refuse("file", _("%(problem)s. %(remedy)s", problem=said.title, remedy=said.remedy))
        return None, ""
    return taken, digest.hexdigest()


def unwanted(taken: Taken | None) -> None:
    """Nothing is kept of it: the form that brought it is asked again."""
    if taken is not None:
        discard(files(), taken)


def _size(said: Any) -> str:
    large = said.size >= MEGA
    words = f"{number(round(said.size / MEGA, 1))} MB" if large else _kilobytes(said.size)
    if said.pages:
        pages = ngettext("%(num)d página", "%(num)d páginas", said.pages)
        return f"{pages} · {words}"
    return words


def _kilobytes(size: int) -> str:
    return f"{number(max(1, round(size / KILO)))} KB"
