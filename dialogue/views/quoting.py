"""What somebody said at a workshop is quoted: in public as they see it before, names covered."""

from dataclasses import replace

from dialogue.documents import exhibits as frozen
from dialogue.forms.exhibits import ReferenceForm
from dialogue.kinds import ThreadVisibility
from dialogue.models import Thread
from dialogue.operations.exhibits import Laid
from kernel.covering import left_of
from kernel.errors import BadInput, NotFound
from meetings.queries.quoting import words_in_public
from web.actor import actor
from web.furniture import references
from web.transaction import db

CONCERN = "concern:"


def quoted(form: ReferenceForm, thread: Thread) -> Laid:
    """What is named, in its words; NotFound for what may not be quoted.

    In a public thread BadInput until whoever quotes has seen how everybody will read it.
    """
    reference = (form.reference.data or "").strip()
    referred = references().resolve(db(), actor(), reference)
    if referred is None or not referred.words:
        raise NotFound("not-found")
    if thread.visibility is not ThreadVisibility.PUBLIC or not reference.startswith(CONCERN):
        return frozen.of_words(reference, referred)
    words = _wording(form, words_in_public(db(), references(), reference))
    return replace(frozen.of_words(reference, replace(referred, words=words)), for_everybody=True)


def _wording(form: ReferenceForm, public: str) -> str:
    """What was left of it; the acta may have covered more names than the reader would."""
    typed = (form.wording.data or "").strip()
    if not typed:
        form.wording.data = public
        raise BadInput("public-wording-unseen")
    left = left_of(public, typed)
    if left is None:
        raise BadInput("public-wording-changed")
    form.wording.data = left
    return left
