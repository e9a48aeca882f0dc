"""The doors of meetings, and what all their pages for staff share."""

from collections.abc import Callable, Mapping

from sqlalchemy.orm import Session

from kernel.errors import BadInput, Refusal, RuleBroken
from meetings.models import Meeting
from meetings.policy import PLANNERS, READERS, RECORDERS
from meetings.queries.meetings import meeting_for
from web.access import for_roles
from web.actor import actor
from web.formats import use_zone
from web.forms import Form
from web.refusals import CODES
from web.sending import answered_once
from web.transaction import db

NOWHERE: Mapping[str, str] = {}

readers_only = for_roles(*READERS)
"""They see the meetings of their offices."""

recorders_only = for_roles(*RECORDERS)
"""They write down what happens."""

planners_only = for_roles(*PLANNERS)
"""They plan, open, read back and seal."""


def meeting_at(reference: str) -> Meeting:
    """The meeting in this address, its times shown as the clock of its office."""
    meeting = meeting_for(db(), actor(), reference)
    use_zone(meeting.office.time_zone)
    return meeting


def meeting_to_change(session: Session, reference: str) -> Meeting:
    """The same, held until this change ends."""
    meeting = meeting_for(session, actor(), reference, for_change=True)
    use_zone(meeting.office.time_zone)
    return meeting


def once(form: Form, act: Callable[[Session], str | None]) -> tuple[Refusal | None, str]:
    """What speaks against it when the page itself can say so, and what `act` answered.

    Here who may not do it at all is told on a page of its own.
    """
    answer = answered_once(form, act)
    if not isinstance(answer, Refusal):
        return None, answer
    if not isinstance(answer, BadInput | RuleBroken):
        raise answer
    return answer, ""


def tell(form: Form, refusal: Refusal, field: str = "") -> None:
    """Put the words of a refusal on the form, beside a field or on top."""
    said = CODES[refusal.code]
    words = f"{said.title}. {said.why} {said.remedy}".strip()
    form.refuse(field, words)


def happens(
    form: Form,
    act: Callable[[Session], object],
    field: str = "",
    beside: Mapping[str, str] = NOWHERE,
) -> bool:
    """Whether the form is whole and `act` was done; if not, the form says what speaks against it.

    It is said beside `field`, or for some refusals beside the field that `beside` names by code.

    After a no the request reads anew: what was loaded before is loaded again.
    """

    def effect(session: Session) -> None:
        act(session)

    if not form.validate_on_submit():
        return False
    refusal, _answer = once(form, effect)
    if refusal is not None:
        tell(form, refusal, beside.get(refusal.code, field))
    return refusal is None
