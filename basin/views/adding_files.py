"""The file of a form: sent now, or before and waiting since; it is never asked for twice."""

from typing import Any

from basin.contract.canonical import digest
from basin.models import Study
from basin.operations.adding_held import Held, expect_small, plain_name
from basin.views.adding_door import holder_for, tell
from kernel.errors import BadInput, Gone
from web.locale import _
from web.transaction import db, pause


def brought(study: Study, form: Any, most: int) -> Held | None:
    """The file that came with a form, at most so large; None when the form says what is wrong."""
    sent, waits = form.file.data, form.held.data
    if sent:
        data = sent.stream.read(most + 1)
        try:
            expect_small(data, most)
        except BadInput as refusal:
            tell(form, refusal, "file")
            return None
        return Held(plain_name(sent.filename or ""), digest(data), data)
    if not waits:
        form.refuse("file", _("Elija un archivo."))
        return None
    try:
        return holder_for(study).held(db(), waits)
    except Gone:
        form.held.data = ""
        form.refuse("file", _("El archivo ya no está: se guarda un día. Elíjalo otra vez."))
        return None


def waiting(study: Study, form: Any, held: Held | None) -> tuple[str, str] | None:
    """By which name the file waits now, and what it is called; None when there is none. Slow."""
    if held is None or not held.data:
        return None
    if form.file.data or not form.held.data:
        holder = holder_for(study)
        pause()
        form.held.data = holder.hold(held.file_name, held.data)
    return form.held.data, held.file_name
