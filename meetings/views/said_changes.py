"""What was noted is corrected, translated, taken back and brought back, one thing at a time."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from accounts.roles import Role
from kernel.errors import NotFound
from kernel.policy import allowed
from meetings import words
from meetings.forms.said import AgreementForm, Noted, RemarkForm, ThemeForm, TranslationForm
from meetings.models import Agreement, Contribution, Meeting, Theme
from meetings.operations import agreements, said, themes, turns
from meetings.policy import RECORDERS, TABLE, Action
from meetings.queries.noted import agreement_at, contribution_at, theme_at, turn_at
from meetings.views.blueprint import bp
from meetings.views.entrance import meeting_at, meeting_to_change, once, recorders_only, tell
from meetings.views.room.kinds import offers_of
from web.access import for_roles
from web.actor import actor
from web.locale import _
from web.transaction import db

translators_too = for_roles(*RECORDERS, Role.TRANSLATOR)
"""They write down what happens, or put it into the other language."""

FIND: dict[str, Callable[[Session, Meeting, str], Any]] = {
    "concern": contribution_at, "agreement": agreement_at, "theme": theme_at,
}  # fmt: skip
BACK_AND_FORTH: dict[tuple[str, str], Callable[[Session, Any, Meeting, Any], None]] = {
    ("concern", "withdraw"): said.withdraw_contribution,
    ("concern", "restore"): said.restore_contribution,
    ("agreement", "withdraw"): agreements.withdraw_agreement,
    ("agreement", "restore"): agreements.restore_agreement,
    ("theme", "withdraw"): themes.withdraw_theme,
    ("theme", "restore"): themes.restore_theme,
}


@bp.get("/<reference>/said/<sort>/<code>")
@translators_too
def noted_page(reference: str, sort: str, code: str) -> ResponseReturnValue:
    """One thing as it was noted, to be corrected."""
    meeting = meeting_at(reference)
    row = _row(db(), meeting, sort, code)
    return _page(meeting, sort, row, _filled(meeting, sort, row))


@bp.post("/<reference>/said/<sort>/<code>")
@translators_too
def mend_noted(reference: str, sort: str, code: str) -> ResponseReturnValue:
    """Correct it, take it back or bring it back, as the button says."""
    meeting = meeting_at(reference)
    row, then = _row(db(), meeting, sort, code), request.form.get("then", "mend")
    form = _form(meeting, sort)
    if (sort, then) in BACK_AND_FORTH:
        form = Noted()
    if not form.validate_on_submit():
        return _page(meeting, sort, row, form), 422

    def act(session: Session) -> None:
        held = meeting_to_change(session, reference)
        _change(session, held, _row(session, held, sort, code), form, (sort, then))

    refusal, _answer = once(form, act)
    if refusal is None:
        flash(_("Quedó registrado."), "good")
        return redirect(url_for("meetings.said_page", reference=reference), code=303)
    meeting = meeting_at(reference)
    row = _row(db(), meeting, sort, code)
    form = form if type(form) is not Noted else _filled(meeting, sort, row)
    form.of.data, form.of.raw_data = row.version, None
    tell(form, refusal)
    return _page(meeting, sort, row, form), refusal.status


@bp.post("/<reference>/said/turns/<number>/withdraw")
@recorders_only
def withdraw_turn(reference: str, number: str) -> ResponseReturnValue:
    """A turn that was noted by mistake counts no more."""
    meeting_at(reference)
    form = Noted()
    if not number.isdecimal() or not form.validate_on_submit():
        raise NotFound("not-found")

    def act(session: Session) -> None:
        held = meeting_to_change(session, reference)
        turns.withdraw_turn(session, actor(), held, turn_at(session, held, int(number)))

    refusal, _answer = once(form, act)
    if refusal:
        raise refusal
    flash(_("Esa intervención ya no cuenta."), "good")
    return redirect(url_for("meetings.said_page", reference=reference), code=303)


def _row(session: Session, meeting: Meeting, sort: str, code: str) -> Any:
    """The thing in this address, or NotFound."""
    if sort not in FIND:
        raise NotFound("not-found")
    return FIND[sort](session, meeting, f"{sort}:{code}")


def _change(session: Session, meeting: Meeting, row: Any, form: Any, move: tuple[str, str]) -> None:
    who = actor()
    if move in BACK_AND_FORTH:
        BACK_AND_FORTH[move](session, who, meeting, row)
    elif isinstance(form, TranslationForm):
        said.translate_contribution(
            session, who, meeting, row, form.translation.data or "", form.seen
        )
    elif isinstance(form, RemarkForm):
        remark = form.remark(row.entry, row.said_at)
        said.mend_contribution(session, who, meeting, row, remark, form.seen)
    elif isinstance(form, AgreementForm):
        accord = form.accord(row.entry)
        agreements.mend_agreement(session, who, meeting, row, accord, form.seen)
    else:
        themes.rename_theme(session, who, meeting, row, form.heading(row.entry), form.seen)


def _form(meeting: Meeting, sort: str, *posted: Any, **facts: Any) -> Any:
    """The form of this sort; who only translates gets the translation alone."""
    kinds: dict[str, type[Noted]] = {
        "concern": RemarkForm, "agreement": AgreementForm, "theme": ThemeForm,
    }  # fmt: skip
    kind = kinds[sort]
    if not allowed(TABLE, actor(), Action.RECORD, meeting):
        if sort != "concern":
            raise NotFound("not-found")
        kind = TranslationForm
    return kind(*posted, offers=offers_of(db(), meeting), **facts)


def _filled(meeting: Meeting, sort: str, row: Contribution | Agreement | Theme) -> Any:
    facts: dict[str, Any] = {one.key: getattr(row, one.key) for one in row.__mapper__.column_attrs}
    facts |= {"of": row.version, "item": facts.get("agenda_item_id") or ""}
    return _form(meeting, sort, None, **(facts | {"group": facts.get("group_id") or ""}))


def _page(meeting: Meeting, sort: str, row: Any, form: Any) -> str:
    return render_template(
        "meetings/noted.html",
        meeting=meeting,
        sort=sort,
        row=row,
        form=form,
        words=words,
        translates_only=isinstance(form, TranslationForm),
        may_record=allowed(TABLE, actor(), Action.RECORD, meeting),
    )
