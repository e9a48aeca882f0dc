"""Files as people meet them: a list with what each is, how large, where to see and save it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import Response

from grievances.models import Attachment
from grievances.queries.attachments import Attached
from grievances.words import FILE_KIND, FILE_NUMBERED
from kernel.errors import NotFound
from kernel.files import FileKind, open_clean, open_preview
from kernel.vault import Sealer
from web.downloads import attachment, inline_preview
from web.formats import number
from web.furniture import files
from web.locale import _, ngettext

PARTS = frozenset({"copy", "preview", "shown"})
"""What can be fetched of a file: its copy to save, its small picture, its copy in the page."""

PLAYED = {FileKind.SOUND: "audio", FileKind.VIDEO: "video"}
KILO, MEGA = 1024, 1024 * 1024
MINUTE = 60


@dataclass(frozen=True)
class Row:
    """One file. `name` is the name that it came with: only who sent it reads it."""

    id: int
    title: str
    name: str
    size: str
    kind: str
    copy: str
    picture: str
    """Where its small picture is; "" when it has none."""
    played: str
    """`audio` or `video` when a page can play it."""
    shown: str
    by_office: bool
    message_id: int | None
    at: datetime


def rows(
    listed: Iterable[Attached], address: Callable[[int, str], str], *, named: bool
) -> list[Row]:
    """Files ready for a template; `address` says where a part of one of them is."""
    return [_row(one, address, named=named) for one in listed]


def _row(one: Attached, address: Callable[[int, str], str], *, named: bool) -> Row:
    played = PLAYED.get(one.kind, "")
    return Row(
        id=one.id,
        title=str(FILE_NUMBERED[one.kind]) % {"number": one.number},
        name=one.said.name if named else "",
        size=size_of(one),
        kind=one.kind.value,
        copy=address(one.id, "copy"),
        picture=address(one.id, "preview") if one.said.has_preview else "",
        played=played,
        shown=address(one.id, "shown") if one.kind is not FileKind.PDF else "",
        by_office=one.by_office,
        message_id=one.message_id,
        at=one.at,
    )


def size_of(one: Attached) -> str:
    """How large a file is, in words: minutes and pages say more than bytes."""
    said = one.said
    parts = [bytes_said(said.size)]
    if said.seconds:
        parts.insert(0, f"{said.seconds // MINUTE}:{said.seconds % MINUTE:02} min")
    if said.pages:
        parts.insert(0, ngettext("%(num)d página", "%(num)d páginas", said.pages))
    return " · ".join(parts)


def bytes_said(size: int) -> str:
    """Bytes as phones say them: 340 KB, 1,2 MB."""
    if size < MEGA:
        return f"{number(max(1, round(size / KILO)))} KB"
    return f"{number(round(size / MEGA, 1))} MB"


def counted(listed: Sequence[Attached]) -> str:
    """What files there are, by kind: Foto: 2."""
    kinds = [one.kind for one in listed]
    return "\n".join(
        str(_("%(kind)s: %(number)s", kind=FILE_KIND[kind], number=kinds.count(kind)))
        for kind in FileKind
        if kind in kinds
    )


def part_of(row: Attachment, owner: Sealer, part: str) -> Response:
    """One part of a file as an answer; NotFound when there is no such part."""
    if part not in PARTS:
        raise NotFound("not-found")
    if part == "preview":
        return inline_preview(open_preview(files(), row.file, owner))
    opened = open_clean(files(), row.file, owner)
    return inline_preview(opened) if part == "shown" else attachment(opened)
