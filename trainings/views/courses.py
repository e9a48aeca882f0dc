"""What the pages of one workshop share: who enters, which workshop, one send with one effect."""

from flask import make_response
from flask.typing import ResponseReturnValue

from kernel.errors import NotFound, Refusal
from trainings.kinds import Moment
from trainings.policy import MANAGERS, READERS, RECORDERS
from trainings.queries.learning import Course, course_for
from web.access import for_roles
from web.actor import actor
from web.formats import use_zone
from web.forms import Form
from web.refusals import CODES
from web.transaction import db

readers_only = for_roles(*READERS)
recorders_only = for_roles(*RECORDERS)
managers_only = for_roles(*MANAGERS)


def course_at(reference: str) -> Course:
    """The workshop in this address, its times shown as the clock of its office."""
    course = course_for(db(), actor(), reference)
    use_zone(course.programme.office.time_zone)
    return course


def moment_of(name: str) -> Moment:
    """Before or after, as an address says it; NotFound for anything else."""
    if name not in set(Moment):
        raise NotFound("not-found")
    return Moment(name)


def put_down(form: Form, refusal: Refusal) -> None:
    """Say on the form why it was not done; the key may be used again, for nothing was done."""
    said = CODES[refusal.code]
    form.refuse("", f"{said.title}. {said.why} {said.remedy}")


def paper(data: bytes, name: str, mimetype: str = "application/pdf") -> ResponseReturnValue:
    """A paper or a spreadsheet, to be saved."""
    answer = make_response(data)
    answer.mimetype = mimetype
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
