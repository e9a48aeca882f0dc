"""One thread: what was said, a page at a time, and what the reader says."""

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from dialogue import words
from dialogue.forms.threads import PostForm
from dialogue.kinds import PostState
from dialogue.models import Post, Process, Seat, Thread
from dialogue.operations.exhibits import may_lay
from dialogue.operations.moderation import acts_for
from dialogue.operations.posts import seats_to_name, write_post
from dialogue.policy import SPEAKERS, TABLE, Action, recorder_here, seat_of
from dialogue.queries.following import following_of
from dialogue.queries.posts import PageOfPosts, page_of, page_with, post_for, reader_of
from dialogue.queries.posts import shown_of as posts_shown
from dialogue.queries.processes import process_for
from dialogue.queries.threads import thread_for
from dialogue.views.blueprint import bp
from dialogue.views.entrance import process_at, process_to_read
from dialogue.views.exhibit_rows import row_of
from kernel.policy import allowed
from meetings.queries.listing import meetings_of
from meetings.views.entrance import once, tell
from web.access import open_to_all
from web.actor import actor
from web.floods import Limit, wait_for_turn
from web.forms import Form
from web.furniture import references
from web.locale import _, current, tag_of
from web.transaction import db

PAGE = "/<code>/threads/<thread>"
WRITTEN = Limit("dialogue:posts", 60)
"""Posts from one address in a minute: a room in which everybody writes is below it."""


@bp.get(PAGE)
@open_to_all
def thread_page(code: str, thread: str) -> ResponseReturnValue:
    """What was said, fifty posts a page, and a form to say something."""
    process = process_to_read(code)
    found = thread_for(db(), actor(), process, thread)
    form = post_form(process)
    return render_template("dialogue/threads/thread.html", **shown_of(process, found, form))


@bp.post(PAGE)
@open_to_all
def write_now(code: str, thread: str) -> ResponseReturnValue:
    """Say something."""
    return written(code, thread, None, "dialogue/threads/thread.html")


@bp.get(f"{PAGE}/posts/<int:number>")
@open_to_all
def post_page(code: str, thread: str, number: int) -> ResponseReturnValue:
    """The lasting address of a post: it leads to the page on which the post stands today."""
    process = process_to_read(code)
    found = thread_for(db(), actor(), process, thread)
    page = page_with(db(), actor(), process, found, number)
    return redirect(address_of(process, found, number, page), code=303)


@bp.get(f"{PAGE}/posts/<int:number>/answer")
@open_to_all
def answer_page(code: str, thread: str, number: int) -> ResponseReturnValue:
    """A post once more, and a form to answer it."""
    process = process_at(code)
    found = thread_for(db(), actor(), process, thread)
    post = post_for(db(), actor(), process, found, number)
    return render_template("dialogue/threads/answer.html", **_answering(process, found, post))


@bp.post(f"{PAGE}/posts/<int:number>/answer")
@open_to_all
def answer_now(code: str, thread: str, number: int) -> ResponseReturnValue:
    """Answer it."""
    return written(code, thread, number, "dialogue/threads/answer.html")


def written(code: str, thread: str, answers: int | None, template: str) -> ResponseReturnValue:
    """Say what was typed and lead to it; or the same page with what is wrong."""
    wait_for_turn(WRITTEN)
    process = process_at(code)
    form = post_form(process, bound=True)
    if form.validate_on_submit():
        refusal, made = once(form, lambda session: _write(session, code, thread, answers, form))
        if refusal is None:
            return _said(code, thread, int(made))
        tell(form, refusal)
        process = process_at(code)
    found = thread_for(db(), actor(), process, thread)
    if answers is None:
        return render_template(template, **shown_of(process, found, form)), 422
    post = post_for(db(), actor(), process, found, answers)
    return render_template(template, **_answering(process, found, post, form)), 422


def post_form(process: Process, form: PostForm | None = None, *, bound: bool = False) -> PostForm:
    """The form to say something, with whom it can name and what the office can note."""
    seat = seat_of(actor(), process, SPEAKERS)
    form = form or (PostForm() if bound else PostForm(formdata=None, language=current()))
    language, records = current(), recorder_here(actor(), process)
    groups = [(one.id, one.called(language)) for one in process.groups if not one.retired_on]
    meetings = meetings_of(db(), actor(), process.subject) if records else ()
    form.offer(
        [(one.id, _seat_words(one)) for one in seats_to_name(process) if one is not seat],
        groups,
        [(one.subject, f"{one.title}, {one.begins_on:%d/%m/%Y}") for one in meetings],
    )
    if not records:
        form.without_others()
    return form


def shown_of(process: Process, thread: Thread, form: PostForm) -> dict[str, Any]:
    """What the page of a thread shows."""
    session, who = db(), actor()
    number = request.args.get("page", 1, type=int)
    page = page_of(session, who, process, thread, number)
    writes = allowed(TABLE, who, Action.WRITE, process) and thread.closed_at is None
    return {
        "process": process,
        "thread": thread,
        "page": page,
        "form": form,
        "plain": Form(formdata=None),
        "seat": seat_of(who, process, SPEAKERS),
        "records": recorder_here(who, process),
        "writes": writes,
        "comes_from": references().resolve(session, who, thread.came_from),
        "following": following_of(session, who, thread),
        **beside(process, thread, page),
    }


def post_shown(process: Process, thread: Thread, post: Post) -> dict[str, Any]:
    """What a page about one post shows of it."""
    (row,) = posts_shown(db(), reader_of(actor(), process), [post.id])
    page = PageOfPosts([row], 1, 1, 1, post.id, 1)
    return {"process": process, "thread": thread, "row": row, **beside(process, thread, page)}


def beside(process: Process, thread: Thread, page: PageOfPosts) -> dict[str, Any]:
    """What stands beside the posts of a page: evidence, meetings, what the reader can do."""
    session, who = db(), actor()
    meetings = {one.post.said_in for one in page.rows if one.post.said_in and one.words}
    return {
        "exhibits": {
            one.post.id: [row_of(process, thread, each) for each in one.post.evidence]
            for one in page.rows
            if one.can_be_read and one.post.evidence
        },
        "lays": {
            one.post.id
            for one in page.rows
            if (one.is_own or recorder_here(who, process))
            and thread.closed_at is None
            and allowed(TABLE, who, Action.ATTACH, process)
            and may_lay(who, process, one.post)
        },
        "meetings": {one: references().resolve(session, who, one) for one in meetings},
        "acts": {state: acts_for(state) for state in PostState},
        "kinds": words.POST_KIND,
        "tongues": words.TONGUE,
        "evidence_kinds": words.EVIDENCE_OF,
        "group_mark": group_marks(process),
        "tag_of": tag_of,
        "here": url_for("dialogue.thread_page", code=process.code, thread=thread.code),
        "translates": allowed(TABLE, who, Action.TRANSLATE, process),
        "moderates": allowed(TABLE, who, Action.MODERATE, process),
    }


def group_marks(process: Process) -> Mapping[int, tuple[int, str, str]]:
    """For each group a colour of eight, always the same, two letters of its name, and its name."""
    named = {one: one.called(current()) for one in process.groups}
    return {one.id: ((one.position - 1) % 8 + 1, name[:2], name) for one, name in named.items()}


def address_of(process: Process, thread: Thread, number: int, page: int) -> str:
    """Where a post stands."""
    shown: dict[str, Any] = {"page": page} if page > 1 else {}
    return url_for(
        "dialogue.thread_page", code=process.code, thread=thread.code, _anchor=f"p{number}", **shown
    )


def _write(session: Session, code: str, thread: str, answers: int | None, form: PostForm) -> str:
    process = process_for(session, actor(), code)
    found = thread_for(session, actor(), process, thread, for_change=True)
    post = post_for(session, actor(), process, found, answers) if answers else None
    remark = form.remark(post, records=recorder_here(actor(), process))
    return str(write_post(session, actor(), references(), process, found, remark).id)


def _said(code: str, thread: str, number: int) -> ResponseReturnValue:
    if request.form.get("then") == "evidence":
        target = url_for("dialogue.lay_page", code=code, thread=thread, number=number)
    else:
        target = url_for("dialogue.post_page", code=code, thread=thread, number=number)
    flash(_("Recibimos su aporte."), "good")
    return redirect(target, code=303)


def _answering(
    process: Process, thread: Thread, post: Post, form: PostForm | None = None
) -> dict[str, Any]:
    return {
        **post_shown(process, thread, post),
        "form": form or post_form(process),
        "seat": seat_of(actor(), process, SPEAKERS),
        "records": recorder_here(actor(), process),
    }


def _seat_words(seat: Seat) -> str:
    return f"{seat.name}, {seat.group.called(current())}"
