"""The words of the mails that those get who are named with a commitment.

They were there when it was promised, so the mail says what it is about; it names nobody. Whoever
does not sign in gets a link only to what is published.
"""

from functools import partial

from sqlalchemy.orm import Session

from commitments import words
from commitments.kinds import Reminder
from commitments.models import Commitment, Named
from commitments.operations.naming import stop_token
from commitments.operations.notifying import MOVED
from commitments.operations.reminding import REMINDER
from commitments.queries.commitments import commitment_for
from commitments.queries.following import reached
from kernel.notices import Letter, Post
from kernel.policy import SYSTEM
from kernel.vault import Vault
from web.formats import short_day
from web.locale import _


def register(post: Post, public_url: str) -> None:
    """Let the post room reach who is named, and write our kinds of notice."""
    post.reaches("commitment-named", reached)
    post.writes(MOVED, partial(_letter_of_news, public_url))
    post.writes(REMINDER, partial(_letter_of_reminder, public_url))


def _letter_of_news(
    public_url: str, session: Session, vault: Vault, *, commitment: str, named: str
) -> Letter:
    found = _called(session, commitment)
    subject = _("Hay una novedad del compromiso %(code)s", code=found.code)
    told = _("Ahora está así: %(status)s.", status=words.STATUS[found.status])
    if found.due_on:
        told = f"{told}\n{_('Vence el %(day)s.', day=short_day(found.due_on))}"
    return _letter(public_url, session, vault, found, int(named), (str(subject), str(told)))


def _letter_of_reminder(
    public_url: str,
    session: Session,
    vault: Vault,
    *,
    commitment: str,
    named: str,
    reminder: str,
) -> Letter:
    found = _called(session, commitment)
    said = _reminded(found, Reminder(reminder))
    return _letter(public_url, session, vault, found, int(named), said)


def _reminded(commitment: Commitment, reminder: Reminder) -> tuple[str, str]:
    """Subject and sentence. The date is the one that stands now: it may have moved meanwhile."""
    facts = {
        "code": commitment.code,
        "day": short_day(commitment.due_on) if commitment.due_on else "",
    }
    if reminder is Reminder.BEFORE:
        return (
            str(_("El compromiso %(code)s vence el %(day)s", **facts)),
            str(_("Vence el %(day)s. Todavía hay tiempo.", **facts)),
        )
    if reminder is Reminder.DUE:
        return (
            str(_("El compromiso %(code)s vence hoy", **facts)),
            str(_("Vence hoy, %(day)s.", **facts)),
        )
    return (
        str(_("El compromiso %(code)s ya venció", **facts)),
        str(_("Venció el %(day)s y todavía no está comprobado.", **facts)),
    )


def _letter(
    public_url: str,
    session: Session,
    vault: Vault,
    commitment: Commitment,
    number: int,
    said: tuple[str, str],
) -> Letter:
    subject, told = said
    parts = [f"«{commitment.what}»", told]
    if address := _address(public_url, session, commitment, number):
        parts.append(str(_("Véalo aquí: %(address)s", address=address)))
    stop = f"{public_url}/promises/stop/{number}/{stop_token(vault, number)}"
    parts.append(
        str(_("Si no quiere más avisos de este compromiso, abra: %(address)s", address=stop))
    )
    return Letter(subject, "\n\n".join(parts))


def _address(public_url: str, session: Session, commitment: Commitment, number: int) -> str:
    named = session.get(Named, number)
    if named is not None and named.person_id is not None:
        return f"{public_url}/commitments/{commitment.code}"
    return f"{public_url}/promises/{commitment.code}" if commitment.is_public else ""


def _called(session: Session, code: str) -> Commitment:
    return commitment_for(session, SYSTEM, code)
