"""A finished draft becomes a case, once, however often the phone sends it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from accounts.models import Office
from grievances.answers import Answers
from grievances.operations.attachments import waiting_in
from grievances.operations.drafts import discard
from grievances.operations.filing import file_case
from grievances.operations.notifying import tell_case_came_in
from kernel import sends
from kernel.jobs import Jobs
from kernel.policy import Actor
from kernel.vault import Vault


@dataclass(frozen=True)
class Receipt:
    """What the code of a case is made from, and what the case is. The code itself is kept nowhere.

    `counter` says how many codes of this sending key belonged to other cases.
    """

    sending_key: str
    counter: int
    subject: str = ""


def receipt_of(session: Session, sending_key: str) -> Receipt | None:
    """The receipt that this sending key was answered with; None when it was not spent on a filing.

    A cookie is the browser's to change: the key in it may be that of another form.
    """
    subject, _, counter = (sends.answer_to(session, sending_key) or "").partition(" ")
    if not counter.isdecimal():
        return None
    return Receipt(sending_key, int(counter), subject)


def sent_before(session: Session, sending_key: str, office: Office, answers: Answers) -> bool:
    """Whether these very answers were sent under this key; SameKeyOtherBody when others were."""
    return sends.earlier_answer(session, sending_key, _body(office, answers)) is not None


def send(
    session: Session,
    vault: Vault,
    jobs: Jobs,
    actor: Actor,
    *,
    office: Office,
    answers: Answers,
    language: str,
    token: str,
    receipt: Receipt,
    code_lookup: str,
) -> None:
    """File the answers, forget their draft, tell the intake. Overtaken by a twin: roll back."""
    if sent_before(session, receipt.sending_key, office, answers):
        return
    try:
        case = file_case(
            session,
            vault,
            actor,
            office=office,
            answers=answers,
            language=language,
            code_lookup=code_lookup,
            files=waiting_in(session, token),
        )
    except IntegrityError as twin:  # on PostgreSQL a twin shows itself by its receipt first
        raise sends.Overtaken from twin
    discard(session, token)
    sends.remember(
        session,
        receipt.sending_key,
        _body(office, answers),
        f"{case.subject} {receipt.counter}",
    )
    tell_case_came_in(session, jobs, case)


def _body(office: Office, answers: Answers) -> Mapping[str, str]:
    told = asdict(answers)
    del told["seen"]  # which pages were looked at is not what was told
    return {name: str(value) for name, value in told.items()} | {"office": office.slug}
