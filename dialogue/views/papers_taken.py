"""A paper that comes with a form: taken in before anything is changed."""

from kernel.errors import BadInput
from kernel.files import FileKind, Taken, discard, take_in
from web.forms import Form
from web.furniture import files
from web.locale import _
from web.refusals import CODES
from web.transaction import pause

PAPERS = frozenset({FileKind.IMAGE, FileKind.PDF})


def taken_from(form: Form) -> Taken | None:
    """What came in the field `file`: a PDF or a picture. Slow; what is wrong is said beside it."""
    brought = form["file"].data
    if not brought:
        return None
    pause()
    brought.stream.seek(0)
    try:
        return take_in(files(), brought.stream, brought.filename or "", kinds=PAPERS)
    except BadInput as refusal:
        said = CODES[refusal.code]
        form.refuse("file", _("%(problem)s. %(remedy)s", problem=said.title, remedy=said.remedy))
        return None


def unwanted(taken: Taken | None) -> None:
    """Nothing is kept of it: the form that brought it is asked again."""
    if taken is not None:
        discard(files(), taken)
