"""Papers of the table that people bring, and their way out again."""

from flask import Response

from dialogue.models import Process
from dialogue.queries.processes import key_of
from kernel.errors import BadInput, NotFound
from kernel.files import FileKind, StoredFile, Taken, discard, open_clean, take_in
from web.downloads import attachment
from web.forms import Form
from web.furniture import files, vault
from web.locale import _
from web.refusals import CODES
from web.transaction import db, pause

PAPERS = frozenset({FileKind.IMAGE, FileKind.PDF})


def paper_from(form: Form, name: str = "paper") -> Taken | None:
    """What came with this field, taken in; what is wrong with it is said beside it. Slow."""
    brought = form[name].data
    if not brought:
        return None
    pause()
    brought.stream.seek(0)
    try:
        return take_in(files(), brought.stream, brought.filename or "", kinds=PAPERS)
    except BadInput as refusal:
        said = CODES[refusal.code]
        form.refuse(name, _("%(problem)s. %(remedy)s", problem=said.title, remedy=said.remedy))
        return None


def not_kept(form: Form, taken: Taken | None, name: str = "paper") -> None:
    """Nothing is kept of it; the form that brought it asks for it again."""
    if taken is not None:
        discard(files(), taken)
    if form[name].data and name not in form.errors:
        form.refuse(name, _("Elija otra vez el archivo: el navegador lo olvida."))


def paper_of(process: Process, file_id: int | None) -> Response:
    """A paper of the process, to be saved; NotFound where there is none."""
    stored = db().get(StoredFile, file_id) if file_id else None
    if stored is None:
        raise NotFound("not-found")
    return attachment(open_clean(files(), stored, key_of(db(), vault(), process)))
