"""Files on their way in: checked, cleaned and sealed before anything is changed."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from werkzeug.datastructures import FileStorage

from grievances.forms.files import sent
from grievances.kinds import Purpose
from grievances.operations.attachments import A_SEND, Bringing
from kernel import sends
from kernel.errors import BadInput
from kernel.files import EVERY_KIND, FileKind, Taken, discard, take_in
from web.forms import Form
from web.furniture import files
from web.locale import _, ngettext
from web.refusals import CODES
from web.transaction import change, pause

TELLS = {FileKind.SOUND: Purpose.STORY_SOUND}
"""A recording tells; a photograph or a paper tells when it stands in the place of the text."""
KINDS_THAT_TELL = frozenset({FileKind.SOUND, FileKind.IMAGE, FileKind.PDF})

FIELDS = {"sound": frozenset({FileKind.SOUND}), "files": EVERY_KIND}
"""Which fields bring files with a message, and of which kinds."""


@dataclass(frozen=True)
class Came:
    """A file that was taken in, with a digest of what was sent: a phone may send it twice."""

    taken: Taken
    digest: str

    def telling(self) -> Bringing:
        """As a part of what somebody tells."""
        return Bringing(self.taken, TELLS.get(self.taken.kind, Purpose.STORY_PAGE))

    def showing(self) -> Bringing:
        """As something that shows what happened."""
        return Bringing(self.taken, Purpose.EVIDENCE)


def taken_from(
    form: Form, name: str, *, kinds: Collection[FileKind] = EVERY_KIND, room: int = A_SEND
) -> list[Came]:
    """What came with this field of a form; what is refused is said beside it.

    Slow. The rest is taken all the same: the view decides whether it wants it. `room` is how many
    files still find a place where they go.
    """
    brought = sent(form[name])
    if len(brought) > room:
        form.refuse(name, said_of("files-too-many"))
        return []
    if len(brought) > A_SEND:
        form.refuse(name, _too_many(A_SEND))
        return []
    if brought:
        pause()
    return [came for one in brought for came in _taken(form, name, one, kinds)]


def is_whole(form: Form) -> bool:
    """Whether the form is complete and its files, if any, were taken in as `form.came`. Slow.

    A browser forgets the files of a form that it shows again: the page says so.
    """
    brings = [name for name in FIELDS if name in form and sent(form[name])]
    if not form.validate_on_submit():
        for name in brings:
            form.refuse(name, _("Elija otra vez sus archivos: el navegador los olvida."))
        return False
    came = [one for name in brings for one in taken_from(form, name, kinds=FIELDS[name])]
    if form.errors:
        unwanted(came)
        return False
    form.came = came
    return True


def whose(form: Any) -> list[Came]:
    """What was taken in with a form that is whole."""
    return list(getattr(form, "came", ()))


def unwanted(came: Collection[Came]) -> None:
    """Nothing is kept of these: the form that brought them is asked again."""
    for one in came:
        discard(files(), one.taken)


def once_each(key: str, came: Collection[Came]) -> Iterator[Came]:
    """Those of the files that this very page has not brought before. In the request's change."""
    for one in came:
        fresh: list[Came] = []

        def effect(one: Came = one, fresh: list[Came] = fresh) -> str:
            fresh.append(one)
            return "done"

        sends.once(change(), f"{key}:{one.digest}", {}, effect)
        if fresh:
            yield one
        else:
            unwanted([one])


def _taken(form: Form, name: str, one: FileStorage, kinds: Collection[FileKind]) -> Iterator[Came]:
    called = one.filename or ""
    try:
        digest = _digest_of(one)
        yield Came(take_in(files(), one.stream, called, kinds=kinds), digest)
    except BadInput as refusal:
        form.refuse(name, _sentence(called, refusal))


def _digest_of(one: FileStorage) -> str:
    digest = sha256()
    one.stream.seek(0)
    while piece := one.stream.read(1024 * 1024):
        digest.update(piece)
    return digest.hexdigest()


def said_of(code: str) -> str:
    """A refusal as one line beside a field."""
    said = CODES[code]
    return str(_("%(problem)s. %(remedy)s", problem=said.title, remedy=said.remedy))


def _sentence(called: str, refusal: BadInput) -> str:
    said: Any = CODES[refusal.code]
    return str(
        _("%(name)s: %(problem)s. %(remedy)s", name=called, problem=said.title, remedy=said.remedy)
    )


def _too_many(most: int) -> str:
    return str(
        ngettext(
            "Envíe hasta %(num)d archivo cada vez.", "Envíe hasta %(num)d archivos cada vez.", most
        )
    )
