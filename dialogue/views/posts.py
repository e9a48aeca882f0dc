"""What is done with a post: translated, moderated."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from accounts.roles import Role
from dialogue.forms.threads import ModerationForm, PostTranslationForm
from dialogue.kinds import ModerationAct, Tongue
from dialogue.operations.moderation import moderate_post
from dialogue.operations.posts import translate_post
from dialogue.policy import RECORDERS, TABLE, Action
from dialogue.queries.moderation import log_of, waiting_in
from dialogue.queries.posts import post_for
from dialogue.queries.processes import process_for
from dialogue.queries.threads import thread_for
from dialogue.views.blueprint import bp
from dialogue.views.entrance import hosts_only, process_for_action, process_to_read
from dialogue.views.thread import PAGE, group_marks, post_shown
from dialogue.words import MODERATION, MODERATION_ACT, POST_KIND
from kernel.policy import allowed
from meetings.views.entrance import once, tell
from web.access import for_roles, open_to_all
from web.actor import actor
from web.forms import Form
from web.locale import _, tag_of
from web.transaction import db

POST = f"{PAGE}/posts/<int:number>"
translators_only = for_roles(*RECORDERS, Role.TRANSLATOR)


@bp.get(f"{POST}/translate")
@translators_only
def translate_page(code: str, thread: str, number: int) -> ResponseReturnValue:
    """A post, and the same in another language."""
    process = process_for_action(code, Action.TRANSLATE)
    found = thread_for(db(), actor(), process, thread)
    post = post_for(db(), actor(), process, found, number)
    other = Tongue.ES if post.language is Tongue.QU else Tongue.QU
    form = PostTranslationForm(formdata=None, language=other.value)
    return render_template(
        "dialogue/threads/translate.html", form=form, **post_shown(process, found, post)
    )


@bp.post(f"{POST}/translate")
@translators_only
def translate_now(code: str, thread: str, number: int) -> ResponseReturnValue:
    """Put it beside the post."""
    form = PostTranslationForm()
    process_for_action(code, Action.TRANSLATE)
    if form.validate_on_submit():
        refusal, _a = once(form, lambda session: _translate(session, code, thread, number, form))
        if refusal is None:
            return _to_post(code, thread, number)
        tell(form, refusal, "language")
    process = process_for_action(code, Action.TRANSLATE)
    found = thread_for(db(), actor(), process, thread)
    post = post_for(db(), actor(), process, found, number)
    shown = post_shown(process, found, post)
    return render_template("dialogue/threads/translate.html", form=form, **shown), 422


@bp.get(f"{POST}/moderate")
@hosts_only
def moderate_post_page(code: str, thread: str, number: int) -> ResponseReturnValue:
    """A post, and what a moderator can do with it."""
    return _moderating(code, thread, number, ModerationForm(formdata=None))


@bp.post(f"{POST}/moderate")
@hosts_only
def moderate_post_now(code: str, thread: str, number: int) -> ResponseReturnValue:
    """Show it or hide it; the log says why."""
    form = ModerationForm()
    process_for_action(code, Action.MODERATE)
    if form.validate_on_submit():
        refusal, _a = once(form, lambda session: _moderate(session, code, thread, number, form))
        if refusal is None:
            return _moderated(code, thread, number)
        tell(form, refusal, "reason")
    return _moderating(code, thread, number, form), 422


@bp.get("/<code>/moderation")
@open_to_all
def moderation_page(code: str) -> ResponseReturnValue:
    """What moderators did and why, for everybody; what waits for them, for them alone."""
    process = process_to_read(code)
    after = request.args.get("after", type=int)
    moderates = allowed(TABLE, actor(), Action.MODERATE, process)
    return render_template(
        "dialogue/moderation.html",
        process=process,
        waiting=[(one, Form(formdata=None)) for one in waiting_in(db(), process)]
        if moderates
        else (),
        moderates=moderates,
        log=log_of(db(), actor(), process, after),
        after=after,
        acts=MODERATION_ACT,
        rule=MODERATION[process.moderation],
        kinds=POST_KIND,
        group_mark=group_marks(process),
        groups={one.id: one for one in process.groups},
        tag_of=tag_of,
    )


def _translate(
    session: Session, code: str, thread: str, number: int, form: PostTranslationForm
) -> str:
    process = process_for(session, actor(), code)
    found = thread_for(session, actor(), process, thread)
    post = post_for(session, actor(), process, found, number)
    language = Tongue(form.language.data)
    translate_post(session, actor(), process, post, language, form.words.data or "")
    return ""


def _moderate(session: Session, code: str, thread: str, number: int, form: ModerationForm) -> str:
    process = process_for(session, actor(), code)
    found = thread_for(session, actor(), process, thread)
    post = post_for(session, actor(), process, found, number, for_change=True)
    act = ModerationAct(form.act.data)
    moderate_post(session, actor(), process, post, act, form.reason.data or "")
    return ""


def _moderating(code: str, thread: str, number: int, form: ModerationForm) -> str:
    process = process_for_action(code, Action.MODERATE)
    found = thread_for(db(), actor(), process, thread)
    post = post_for(db(), actor(), process, found, number)
    return render_template(
        "dialogue/threads/moderate.html", form=form, act_words=MODERATION_ACT,
        **post_shown(process, found, post),
    )  # fmt: skip


def _moderated(code: str, thread: str, number: int) -> ResponseReturnValue:
    flash(_("Hecho. Consta en el registro de moderación."), "good")
    if request.args.get("back") == "queue":
        return redirect(url_for("dialogue.moderation_page", code=code), code=303)
    return _to_post(code, thread, number)


def _to_post(code: str, thread: str, number: int) -> ResponseReturnValue:
    address = url_for("dialogue.post_page", code=code, thread=thread, number=number)
    return redirect(address, code=303)
