"""Files beside posts: taken in before anything is changed, seen and saved piece by piece."""

from hashlib import sha256

from flask import Response

from dialogue.forms.exhibits import FileForm
from dialogue.kinds import EvidenceOf
from dialogue.models import Exhibit, Process
from dialogue.operations.exhibits import BRINGS
from dialogue.views.exhibit_rows import may_have_original
from kernel.errors import BadInput, NotFound
from kernel.files import Taken, discard, open_clean, open_original, open_preview, take_in
from kernel.vault import Sealer
from web.downloads import attachment, inline_preview
from web.furniture import files
from web.locale import _
from web.refusals import CODES
from web.transaction import pause

PIECE = 1024 * 1024


def taken_from(form: FileForm, kind: EvidenceOf) -> tuple[Taken | None, str]:
    """What came with the form, taken in, and the sha256 of what was brought. Slow.

    What is wrong with it is said beside the field; then there is nothing.
    """
    brought = form.file.data
    pause()
    digest = sha256()
    brought.stream.seek(0)
    while piece := brought.stream.read(PIECE):
        digest.update(piece)
    try:
        taken = take_in(files(), brought.stream, brought.filename or "", kinds=BRINGS[kind])
    except BadInput as refusal:
        said = CODES[refusal.code]
        form.refuse("file", _("%(problem)s. %(remedy)s", problem=said.title, remedy=said.remedy))
        return None, ""
    return taken, digest.hexdigest()


def unwanted(taken: Taken) -> None:
    """Nothing is kept of it: the form that brought it is asked again."""
    discard(files(), taken)


def part_of(process: Process, exhibit: Exhibit, key: Sealer, part: str) -> Response:
    """One part of a file as an answer; NotFound when there is no such part for this reader."""
    if exhibit.file is None:
        raise NotFound("not-found")
    if part == "preview":
        return inline_preview(open_preview(files(), exhibit.file, key))
    if part == "original" and may_have_original(process, exhibit):
        return attachment(open_original(files(), exhibit.file, key))
    if part not in {"copy", "shown"}:
        raise NotFound("not-found")
    opened = open_clean(files(), exhibit.file, key)
    return inline_preview(opened) if part == "shown" else attachment(opened)
