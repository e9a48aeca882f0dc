"""The papers of an acta: drafts made in the request, sealed ones as they lie in the store."""

from flask import Response, make_response, request
from flask.typing import ResponseReturnValue

from kernel.errors import NotFound
from kernel.files import open_clean
from meetings import contents
from meetings.documents.acta import paper
from meetings.kinds import Copy, PaperLanguage
from meetings.lifecycle import State
from meetings.models import Meeting, SealedMinutes
from meetings.queries.contents import acta_of, names_known
from meetings.queries.meetings import key_of
from meetings.queries.minutes import paper_of, version_of
from meetings.queries.photos import Photo, photos_of
from meetings.views.blueprint import bp
from meetings.views.entrance import meeting_at, readers_only
from web.downloads import attachment
from web.furniture import files, public_url, references, vault
from web.transaction import db, pause


@bp.get("/<reference>/acta/draft/<language>.pdf")
@readers_only
def draft_paper(reference: str, language: str) -> ResponseReturnValue:
    """The draft as it would be printed; `?copy=public` without names. It is kept nowhere."""
    meeting, chosen = meeting_at(reference), language_of(language)
    if meeting.state is State.SEALED:
        raise NotFound("not-found")
    acta, photos = _draft(meeting, is_public=request.args.get("copy") == Copy.PUBLIC)
    pause()
    data = paper(acta, chosen, public_url(), sealed=False, photos=photos)
    answer = make_response(data)
    answer.mimetype = "application/pdf"
    name = f"borrador-{acta.reference}-{chosen}.pdf"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _draft(meeting: Meeting, *, is_public: bool) -> tuple[contents.Acta, tuple[Photo, ...]]:
    """What the acta says today, and its photos; none in the copy for everybody."""
    acta = acta_of(db(), references(), meeting)
    if is_public:
        return contents.public_copy(acta, names_known(db(), meeting)), ()
    return acta, photos_of(db(), vault(), files(), meeting, acta)


@bp.get("/<reference>/acta/<int:number>/<copy>/<language>.pdf")
@readers_only
def sealed_paper(reference: str, number: int, copy: str, language: str) -> ResponseReturnValue:
    """A paper of a sealed version, byte for byte as the worker printed it."""
    meeting = meeting_at(reference)
    if copy not in list(Copy):
        raise NotFound("not-found")
    minutes = version_of(db(), meeting, number)
    return stored_paper(meeting, minutes, Copy(copy), language_of(language))


def stored_paper(
    meeting: Meeting, minutes: SealedMinutes, copy: Copy, language: PaperLanguage
) -> Response:
    """A printed paper as an answer, under a name that says which it is."""
    found = paper_of(db(), minutes, copy, language)
    answer = attachment(open_clean(files(), found.file, key_of(db(), vault(), meeting)))
    name = f"acta-{meeting.reference}-v{minutes.number}-{copy}-{language}.pdf"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def language_of(name: str) -> PaperLanguage:
    """The language of a paper by its name in an address; NotFound for any other."""
    if name not in list(PaperLanguage):
        raise NotFound("not-found")
    return PaperLanguage(name)
