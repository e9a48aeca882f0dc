"""A lost code: asked for anew on three facts, proposed by one person, approved by another.

Nobody learns here whether a case exists: every wish is answered alike, at once, with a code that
opens nothing yet.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from sqlalchemy.orm import Session

from accounts.models import Office
from grievances import events
from grievances.kinds import ReplacementState
from grievances.models import Case, Replacement
from grievances.policy import TABLE, Action
from grievances.queries.replacements import REASON, key_of_wish
from kernel import sends
from kernel.audit import record
from kernel.clock import now
from kernel.errors import BadInput, RuleBroken
from kernel.policy import STRANGER, Actor, require
from kernel.vault import Vault


@dataclass(frozen=True)
class Facts:
    """What only who filed can know, in their words."""

    when: str
    where: str
    what: str


@dataclass(frozen=True)
class NewCode:
    """What a new code is made from, and the wish that it belongs to. The code is kept nowhere."""

    sending_key: str
    counter: int
    replacement_id: int = 0


def ask_for_code(
    session: Session,
    vault: Vault,
    *,
    office: Office,
    facts: Facts,
    language: str,
    new_code: NewCode,
    code_lookup: str,
) -> Replacement | None:
    """Keep the wish, once; None when this very wish was kept before."""
    if not all(part.strip() for part in asdict(facts).values()):
        raise BadInput("answers-missing")
    body = _body(office, facts)
    if sends.earlier_answer(session, new_code.sending_key, body) is not None:
        return None
    key = vault.new_data_key(session, [office.holder])
    wish = Replacement(
        office_id=office.id,
        data_key_id=key.id,
        code_lookup=code_lookup,
        language=language,
        when=key.seal(facts.when, "grievances_replacement.when"),
        where=key.seal(facts.where, "grievances_replacement.where"),
        what=key.seal(facts.what, "grievances_replacement.what"),
        state=ReplacementState.ASKED,
    )
    session.add(wish)
    session.flush()  # the answer and the trail need wish.id
    answer = f"replacement:{wish.id} {new_code.counter}"
    sends.remember(session, new_code.sending_key, body, answer)
    record(session, events.REPLACEMENT_ASKED, STRANGER, subject_of(wish), office_id=office.id)
    return wish


def new_code_of(session: Session, sending_key: str) -> NewCode | None:
    """The code that this key was answered with; None when it was spent on no wish."""
    subject, _, counter = (sends.answer_to(session, sending_key) or "").partition(" ")
    kind, _, number = subject.partition(":")
    if kind != "replacement" or not counter.isdecimal():
        return None
    return NewCode(sending_key, int(counter), int(number))


def propose_replacement(
    session: Session, vault: Vault, actor: Actor, wish: Replacement, case: Case, reason: str
) -> None:
    """Somebody compared the three facts with this case and says why they fit."""
    _expect(wish, ReplacementState.ASKED)
    require(TABLE, actor, Action.REPLACE_CODE, case)
    _some(reason)
    if case.office_id != wish.office_id:
        raise BadInput("case-unknown")
    wish.state = ReplacementState.PROPOSED
    wish.case_id = case.id
    wish.proposed_by_id = actor.person_id
    wish.reason = key_of_wish(session, vault, wish).seal(reason, REASON)
    record(session, events.REPLACEMENT_PROPOSED, actor, case.subject, replacement_id=wish.id)


def approve_replacement(session: Session, actor: Actor, wish: Replacement, case: Case) -> None:
    """Another person agrees: from now on the new code opens the case and the old one nothing.

    Whoever calls this ends the visits that the old code opened.
    """
    _expect(wish, ReplacementState.PROPOSED)
    require(TABLE, actor, Action.DECIDE_REPLACEMENT, wish)
    require(TABLE, actor, Action.REPLACE_CODE_FINALLY, case)
    if wish.case_id != case.id:
        raise BadInput("case-unknown")
    case.code_lookup = wish.code_lookup
    _decide(wish, actor, ReplacementState.APPROVED)
    record(session, events.REPLACEMENT_APPROVED, actor, case.subject, replacement_id=wish.id)


def refuse_replacement(
    session: Session, vault: Vault, actor: Actor, wish: Replacement, reason: str
) -> None:
    """No case fits, or not well enough. Who types the new code reads the reason."""
    _some(reason)
    if wish.state is ReplacementState.ASKED:
        require(TABLE, actor, Action.DROP_REPLACEMENT, wish)
    else:
        _expect(wish, ReplacementState.PROPOSED)
        require(TABLE, actor, Action.DECIDE_REPLACEMENT, wish)
        case = session.get_one(Case, wish.case_id)
        require(TABLE, actor, Action.REPLACE_CODE_FINALLY, case)  # no tie to this very case
    wish.reason = key_of_wish(session, vault, wish).seal(reason, REASON)
    _decide(wish, actor, ReplacementState.REFUSED)
    record(session, events.REPLACEMENT_REFUSED, actor, subject_of(wish))
    if wish.case_id is not None:
        record(
            session,
            events.REPLACEMENT_TURNED_DOWN,
            actor,
            f"case:{wish.case_id}",
            replacement_id=wish.id,
        )


def note_replacement_read(session: Session, actor: Actor, number: int) -> None:
    """Somebody of the office read the three facts."""
    record(session, events.REPLACEMENT_READ, actor, f"replacement:{number}")


def subject_of(wish: Replacement) -> str:
    """How the trail names a wish for a new code."""
    return f"replacement:{wish.id}"


def _decide(wish: Replacement, actor: Actor, state: ReplacementState) -> None:
    wish.state = state
    wish.decided_by_id = actor.person_id
    wish.decided_at = now()


def _expect(wish: Replacement, state: ReplacementState) -> None:
    if wish.state is not state:
        raise RuleBroken("changed-meanwhile")


def _some(text: str) -> None:
    if not text.strip():
        raise BadInput("text-missing")


def _body(office: Office, facts: Facts) -> Mapping[str, str]:
    return asdict(facts) | {"office": office.slug}
