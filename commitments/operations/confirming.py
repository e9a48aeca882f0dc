"""The group that verifies says itself whether a promise was kept: by its seat, not by the office.

It is the same as when the office writes the verifier's word down; only who may do it is another.
"""

from sqlalchemy.orm import Session

from commitments.confirming import may_say, verb_of
from commitments.kinds import Fulfilment, Side
from commitments.lifecycle import Verb
from commitments.models import Update
from commitments.operations.assessing import View, put_view
from commitments.operations.making import expect_version
from commitments.operations.telling import News, is_responsible, put_news
from commitments.policy import TABLE, Action, Vouched
from commitments.queries.commitments import today_in
from commitments.queries.following import last_views, spoken_on
from kernel.errors import BadInput, RuleBroken
from kernel.policy import require
from kernel.vault import Vault


def confirm(session: Session, vault: Vault, vouched: Vouched, news: News, *, seen: int) -> Update:
    """Keep the word of the verifying group, `news.view`, and move the commitment as it says.

    Anything but kept needs its reason in `news.note`. What stands as proven is not proven once
    more; the group can say that it was not so, which takes it up again.
    """
    require(TABLE, vouched.by, Action.CONFIRM, vouched)
    commitment = vouched.commitment
    expect_version(commitment, seen)
    view = _view_of(session, vouched, news)
    verb = verb_of(commitment.status, view.fulfilment)
    if verb is None:
        raise RuleBroken("proven-already")
    if verb in {Verb.TELL, Verb.REOPEN}:
        put_view(session, vouched.by, commitment, view)
    return put_news(session, vault, vouched.by, commitment, verb, news, seen=seen)


def _view_of(session: Session, vouched: Vouched, news: News) -> View:
    """What is said, when it may be said now; no refusal names who else promised or spoke."""
    commitment = vouched.commitment
    if is_responsible(commitment, vouched.name):
        raise BadInput("promise-verified-by-itself")
    last = last_views(session, [commitment]).get((commitment.id, Side.VERIFIER))
    today = today_in(commitment.office)
    if not may_say(commitment.status, commitment.due_on, spoken_on(commitment, last), today):
        raise RuleBroken("nothing-to-confirm")
    if news.view is None:
        raise BadInput("confirmed-how-missing")
    if news.view is not Fulfilment.FULFILLED and not news.note.strip():
        raise BadInput("reason-missing")
    return View(Side.VERIFIER, news.view, news.told_by, news.note)
