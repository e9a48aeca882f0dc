"""What an administrator of the platform sees of the installation: its work and its post."""

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts import operations, queries
from accounts.policy import TABLE, Action
from accounts.roles import Role
from accounts.views.blueprint import bp
from accounts.words import NOTICE_STATES, RUN_STATES
from kernel.errors import NotFound
from kernel.jobs.enqueue import RunState
from kernel.jobs.heartbeat import is_alive, last_beat
from kernel.notices import outbox
from kernel.policy import require
from web.access import for_roles
from web.actor import actor
from web.furniture import jobs, vault
from web.locale import _
from web.transaction import change, db

RUNS_A_PAGE = 50


@bp.get("/admin/installation")
@for_roles(Role.PLATFORM_ADMIN)
def installation() -> ResponseReturnValue:
    """What waits, runs and failed."""
    require(TABLE, actor(), Action.INSTALLATION_SEE, None)
    state = request.args.get("state", RunState.FAILED)
    if state not in list(RunState):
        raise NotFound("not-found")
    skip = max(request.args.get("skip", 0, type=int), 0)
    found = jobs().runs([RunState(state)], limit=RUNS_A_PAGE + 1, skip=skip)
    return render_template(
        "accounts/installation.html",
        runs=found[:RUNS_A_PAGE],
        state=state,
        tabs=[
            {"words": words, "href": url_for(".installation", state=one), "current": one == state}
            for one, words in RUN_STATES.items()
        ],
        heading=RUN_STATES[RunState(state)],
        further=skip + RUNS_A_PAGE if len(found) > RUNS_A_PAGE else None,
        skip=skip,
        worker_lives=is_alive(db()),
        last_beat=last_beat(db()),
    )


@bp.post("/admin/installation/try-again")
@for_roles(Role.PLATFORM_ADMIN)
def try_again() -> ResponseReturnValue:
    """Order a failed run once more."""
    operations.try_again(change(), jobs(), actor(), request.form.get("run", ""))
    flash(_("Lo intentamos otra vez."), "good")
    return redirect(url_for("accounts.installation"), code=303)


@bp.get("/admin/outbox")
@for_roles(Role.PLATFORM_ADMIN)
def outbox_page() -> ResponseReturnValue:
    """The notices that were written, newest first; never their words."""
    require(TABLE, actor(), Action.OUTBOX_SEE, None)
    before = request.args.get("before", type=int)
    notices = outbox(db(), before=before, limit=RUNS_A_PAGE)
    return render_template(
        "accounts/outbox.html",
        notices=notices,
        states=NOTICE_STATES,
        demo=current_app.config["SETTINGS"].demo,
        before=before,
        further=notices[-1].id if len(notices) == RUNS_A_PAGE else None,
    )


@bp.get("/admin/outbox/<int:notice_id>")
@for_roles(Role.PLATFORM_ADMIN)
def letter(notice_id: int) -> ResponseReturnValue:
    """The words of one notice, in a demonstration only: there nobody is real and no mail leaves."""
    require(TABLE, actor(), Action.OUTBOX_SEE, None)
    if not current_app.config["SETTINGS"].demo:
        raise NotFound("not-found")
    post = current_app.extensions["post"]
    address, words = queries.letter_of(db(), vault(), post, notice_id)
    return render_template("accounts/letter.html", address=address, letter=words)
