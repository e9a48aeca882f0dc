"""The original on one side, what was written down or translated from it on the other."""

from http import HTTPStatus

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from grievances.forms.desk import BesideForm, ReviewForm
from grievances.kinds import RenderingKind, RenderingState
from grievances.models import Case
from grievances.operations.renderings import review_beside, write_beside
from grievances.policy import TABLE, Action
from grievances.queries.cases import case_for, key_of
from grievances.queries.renderings import Beside, Original, beside, original_of, renderings_of
from grievances.views.desk import words
from grievances.views.desk.entrance import bp, case_at, note_read, readers_only
from grievances.views.desk.files import file_beside
from kernel.errors import NotFound, Refusal
from kernel.policy import allowed
from kernel.text import number_in
from web.actor import actor
from web.furniture import vault
from web.locale import _, tag_of
from web.refusals import CODES
from web.sending import once
from web.transaction import db

BESIDE = "/cases/<reference>/beside/<kind>/<of>"


@bp.get(BESIDE)
@readers_only
def beside_page(reference: str, kind: str, of: str) -> ResponseReturnValue:
    """The original beside its text, to write or to compare."""
    return _page(case_at(reference), _kind(kind), of)


@bp.post(BESIDE)
@readers_only
def write(reference: str, kind: str, of: str) -> ResponseReturnValue:
    """Keep the text."""
    case, form = case_at(reference), BesideForm()
    if not form.validate():
        return _page(case, _kind(kind), of, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)

    def act(session: Session) -> None:
        case = case_for(session, actor(), reference, for_change=True)
        key = key_of(session, vault(), case)
        original = original_of(session, key, case, _plain(of))
        write_beside(
            session, key, actor(), case, original, _kind(kind),
            text=form.text.data or "", language=form.language.data,
            read_back=bool(form.read_back.data), seen=form.seen.data or "",
        )  # fmt: skip

    if refusal := once(form, act):
        return _page(case_at(reference), _kind(kind), of, form, refusal)
    flash(_("Texto guardado. Falta que otra persona lo compare con el original."), "good")
    return _back(reference)


@bp.post(BESIDE + "/review")
@readers_only
def review(reference: str, kind: str, of: str) -> ResponseReturnValue:
    """Say that the text says what the original says."""
    case_at(reference)
    form = ReviewForm()

    def act(session: Session) -> None:
        case = case_for(session, actor(), reference, for_change=True)
        seen = form.seen.data or ""
        review_beside(session, actor(), case, _plain(of), _kind(kind), seen=seen)

    if refusal := once(form, act):
        raise refusal
    flash(_("Quedó revisado."), "good")
    return _back(reference)


def _page(
    case: Case,
    kind: RenderingKind,
    of: str,
    form: BesideForm | None = None,
    refusal: Refusal | None = None,
    status: int = HTTPStatus.OK,
) -> ResponseReturnValue:
    note_read(case)
    session, who = db(), actor()
    key = key_of(session, vault(), case)
    original = original_of(session, key, case, _plain(of))
    stands = beside(renderings_of(session, key, case), original.of, kind)
    page = render_template(
        "desk/beside.html",
        case=case,
        kind=kind.value,
        title=words.WRITE_BESIDE[kind],
        what=words.RENDERING[kind],
        original=original,
        file=file_beside(case, original.attachment_id),
        lang=tag_of(original.language),
        speaks=words.SPEAKS[original.language],
        stands=stands,
        state=words.RENDERING_STATE[stands.state] if stands else "",
        form=_form(form, original, kind, stands, refused=refusal is not None),
        review_form=_review_form(stands),
        may_write=allowed(TABLE, who, Action.RENDER, case),
        mine=stands is not None and stands.author_id == who.person_id,
        of=of,
        refusal=CODES[refusal.code] if refusal else None,
    )
    return page, refusal.status if refusal else status


def _form(
    sent: BesideForm | None,
    original: Original,
    kind: RenderingKind,
    stands: Beside | None,
    *,
    refused: bool,
) -> BesideForm:
    seen = stands.seen if stands else ""
    if sent is not None:
        if refused:  # what stands now is on the page: whoever sends again has seen it
            sent.seen.data = seen
        return sent
    same = original.language if kind is RenderingKind.TRANSCRIPTION else original.target
    return BesideForm(
        None,
        seen=seen,
        text=stands.text if stands else "",
        language=stands.language if stands else same,
        read_back=bool(stands and stands.read_back),
    )


def _review_form(stands: Beside | None) -> ReviewForm | None:
    if stands is None or stands.state is not RenderingState.DRAFT:
        return None
    return ReviewForm(None, seen=stands.seen)


def _kind(name: str) -> RenderingKind:
    if name not in set(RenderingKind):
        raise NotFound("not-found")
    return RenderingKind(name)


def _plain(of: str) -> str:
    """`message-12` of an address as the original is called: `message:12`."""
    name, dash, number = of.partition("-")
    if dash and number_in(number) is None:
        raise NotFound("not-found")
    return f"{name}:{number}" if dash else name


def _back(reference: str) -> ResponseReturnValue:
    return redirect(url_for("desk.case_page", reference=reference), code=303)
