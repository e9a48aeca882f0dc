"""Telling what became of a commitment. Everything is added; nothing that was told changes."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from commitments import events
from commitments.kinds import Delay, Fulfilment, Side
from commitments.lifecycle import COMMITMENT, ENDED, Status, Verb
from commitments.models import Commitment, Update
from commitments.operations.assessing import View, put_view
from commitments.operations.making import Promise, expect_version, make_commitment
from commitments.operations.naming import carry_named
from commitments.policy import TABLE, Action, action_of, may_be_taken_up
from commitments.queries.commitments import today_in
from commitments.rounds import next_round
from kernel.audit import record
from kernel.errors import BadInput, RuleBroken
from kernel.files import Taken, attach
from kernel.policy import Actor, require
from kernel.text import fold
from kernel.vault import Vault

DONE = 100


@dataclass(frozen=True)
class Consent:
    """Who of the other side agreed, how and when."""

    by: str = ""
    how: str = ""
    on: date | None = None


@dataclass(frozen=True)
class News:
    """What is told of a commitment. `progress` None leaves it as it was."""

    happened_on: date
    progress: int | None = None
    note: str = ""
    told_by: str = ""
    delay: Delay | None = None
    delay_note: str = ""
    evidence: str = ""
    new_due_on: date | None = None
    consent: Consent = Consent()
    view: Fulfilment | None = None
    """How whoever speaks sees the fulfilment: told with the verb, kept as their side's view."""
    last_round: bool = False
    """What recurs ends with this round."""
    file: Taken | None = None


def tell(
    session: Session,
    vault: Vault,
    actor: Actor,
    commitment: Commitment,
    verb: Verb,
    news: News,
    *,
    seen: int,
) -> Update:
    """Let a verb happen to a commitment and keep what was told with it."""
    require(TABLE, actor, action_of(verb), commitment)
    if news.new_due_on:
        require(TABLE, actor, Action.JUDGE, commitment)
    return put_news(session, vault, actor, commitment, verb, news, seen=seen)


def put_news(
    session: Session,
    vault: Vault,
    actor: Actor,
    commitment: Commitment,
    verb: Verb,
    news: News,
    *,
    seen: int,
) -> Update:
    """The same where another verb has asked already whether this may be done."""
    expect_version(commitment, seen)
    after = COMMITMENT.after(commitment.status, verb)
    expect_effect(commitment, verb)
    _expect_sound(commitment, verb, news)
    if verb in SIDES:
        _keep_the_view(session, actor, commitment, verb, news)
    update = _added(session, vault, actor, commitment, verb, after, news)
    if verb is Verb.VERIFY and commitment.recurrence and not news.last_round:
        _begin_next_round(session, actor, commitment, news.happened_on)
    return update


def reformulate(
    session: Session,
    vault: Vault,
    actor: Actor,
    commitment: Commitment,
    promise: Promise,
    news: News,
    *,
    seen: int,
) -> Commitment:
    """The parties change a commitment into another one, which names it."""
    tell(session, vault, actor, commitment, Verb.REFORMULATE, news, seen=seen)
    new = make_commitment(session, actor, commitment.office, promise)
    carry_named(session, vault, actor, commitment, new)
    return new


def expect_effect(commitment: Commitment, verb: Verb) -> None:
    """RuleBroken where it would be taken up again though its agreement counts no more."""
    if not may_be_taken_up(commitment, verb):
        raise RuleBroken("promise-counts-no-more")


SIDES = {Verb.REPORT: Side.RESPONSIBLE, Verb.VERIFY: Side.VERIFIER, Verb.REJECT: Side.VERIFIER}
"""Whose view a verb tells."""


def _keep_the_view(
    session: Session, actor: Actor, commitment: Commitment, verb: Verb, news: News
) -> None:
    seen_as = Fulfilment.FULFILLED if verb is Verb.VERIFY else news.view
    if seen_as is not None:
        view = View(SIDES[verb], seen_as, news.told_by, news.note)
        put_view(session, actor, commitment, view)


WITH_REASON = frozenset({Verb.CANCEL, Verb.REFORMULATE, Verb.REOPEN})
TAKEN_UP = frozenset({Verb.REJECT, Verb.REOPEN})
"""After these how far it came is not known until somebody tells it anew."""
TOGETHER = frozenset({Verb.CANCEL, Verb.REFORMULATE})
"""What no side does alone."""


def _expect_sound(commitment: Commitment, verb: Verb, news: News) -> None:
    today = today_in(commitment.office)
    _expect_past(news, today)
    if verb is Verb.BLOCK and news.delay is None:
        raise BadInput("block-without-cause")
    if verb in {Verb.VERIFY, Verb.REJECT}:
        _expect_the_verifiers_word(commitment, verb, news)
    if verb in WITH_REASON and not news.note.strip():
        raise BadInput("reason-missing")
    if verb in TOGETHER or news.new_due_on:
        _expect_consent(commitment, news, today)
    if verb is Verb.TELL and not _says_something(news):
        raise BadInput("news-without-content")


def _expect_past(news: News, today: date) -> None:
    if news.happened_on > today:
        raise BadInput("news-from-tomorrow")
    if news.progress is not None and not 0 <= news.progress <= DONE:
        raise BadInput("progress-not-in-percent")


def _says_something(news: News) -> bool:
    words = news.note.strip() or news.evidence.strip() or news.delay_note.strip()
    return (
        bool(words or news.view or news.delay or news.file or news.new_due_on)
        or news.progress is not None
    )


def _expect_the_verifiers_word(commitment: Commitment, verb: Verb, news: News) -> None:
    if not news.told_by.strip():
        raise BadInput("verifiers-word-missing")
    if is_responsible(commitment, news.told_by):
        raise BadInput("promise-verified-by-itself")
    if verb is Verb.REJECT and news.view not in {Fulfilment.PARTLY, Fulfilment.NOT}:
        raise BadInput("rejected-how-missing")


def _expect_consent(commitment: Commitment, news: News, today: date) -> None:
    consent = news.consent
    if not (consent.by.strip() and consent.how.strip() and consent.on):
        raise BadInput("consent-missing")
    if consent.on > today:
        raise BadInput("news-from-tomorrow")
    if is_responsible(commitment, consent.by):
        raise BadInput("consent-of-the-same-side")
    if news.new_due_on and news.new_due_on < today:
        raise BadInput("new-date-is-past")


def is_responsible(commitment: Commitment, who: str) -> bool:
    """Whether this names just who promised or helps: nobody proves or puts off their own promise.

    Not even where they were named as verifiers.
    """
    promised = commitment.responsible_group, commitment.responsible_person, commitment.responsible
    names = (*promised, *commitment.co_responsibles)
    return fold(who).strip() in {fold(name).strip() for name in names if name.strip()}


def _added(
    session: Session,
    vault: Vault,
    actor: Actor,
    commitment: Commitment,
    verb: Verb,
    after: Status,
    news: News,
) -> Update:
    update = Update(
        office_id=commitment.office_id,
        commitment_id=commitment.id,
        verb=verb,
        status=after,
        progress=_progress(commitment, verb, news),
        happened_on=news.happened_on,
        note=news.note,
        told_by=news.told_by,
        delay=news.delay,
        delay_note=news.delay_note,
        old_due_on=commitment.due_on if news.new_due_on else None,
        new_due_on=news.new_due_on,
        consent_by=news.consent.by,
        consent_how=news.consent.how,
        consent_on=news.consent.on,
        evidence=news.evidence,
        person_id=actor.person_id,
    )
    if news.file:
        key = vault.new_data_key(session, [commitment.office.holder])
        update.data_key_id = key.id
        update.file_id = attach(session, key, news.file).id
    put_update(session, actor, commitment, update)
    return update


def _progress(commitment: Commitment, verb: Verb, news: News) -> int:
    if verb is Verb.VERIFY:
        return DONE
    if verb in TAKEN_UP and news.progress is None:
        return 0
    return commitment.progress if news.progress is None else news.progress


def put_update(session: Session, actor: Actor, commitment: Commitment, update: Update) -> None:
    """Add an update to the ledger; the commitment follows it, and the trail tells both states."""
    before = commitment.status
    session.add(update)
    _follow(commitment, update)
    session.flush()  # whoever is told refers to its id
    record(
        session, events.COMMITMENT_MOVED, actor, commitment.subject,
        verb=update.verb, before=before, after=update.status,
    )  # fmt: skip
    if update.new_due_on:
        _record_new_date(session, actor, commitment, update)


def _follow(commitment: Commitment, update: Update) -> None:
    """A commitment stands as its newest update says."""
    commitment.status = update.status
    commitment.progress = update.progress
    if update.new_due_on:
        commitment.due_on = update.new_due_on
        commitment.first_due_on = commitment.first_due_on or update.new_due_on
    commitment.ended_on = update.happened_on if update.status in ENDED else None


def _record_new_date(
    session: Session, actor: Actor, commitment: Commitment, update: Update
) -> None:
    record(
        session, events.COMMITMENT_POSTPONED, actor, commitment.subject,
        old=str(update.old_due_on or ""), new=str(update.new_due_on or ""),
    )  # fmt: skip


def _begin_next_round(
    session: Session, actor: Actor, commitment: Commitment, done_on: date
) -> None:
    """After a verified round the next one begins, with its own due date and from nothing."""
    every, due_on = commitment.recurrence, commitment.due_on
    following = None
    if every and due_on:
        following = next_round(every, due_on, commitment.first_due_on, done_on)
    update = Update(
        office_id=commitment.office_id,
        commitment_id=commitment.id,
        verb=Verb.RENEW,
        status=COMMITMENT.after(commitment.status, Verb.RENEW),
        progress=0,
        happened_on=done_on,
        old_due_on=due_on if following else None,
        new_due_on=following,
        person_id=actor.person_id,
    )
    put_update(session, actor, commitment, update)
