"""One person of a list: what is known, how they were at each sitting, what was corrected."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from kernel.text import number_in
from meetings import words
from meetings.forms.attendance import PersonForm, ReasonForm, offer_groups
from meetings.models import Meeting, Participant
from meetings.operations import attendance_lines as lines
from meetings.operations.attendance import Numbers, change_person
from meetings.queries import attendance
from meetings.queries.attendance_numbers import numbers_of, same_document
from meetings.queries.meetings import groups_known, groups_of, key_of, sittings_of
from meetings.queries.names import staff_names
from meetings.views.attendance.corrections import corrections_shown
from meetings.views.attendance.figures import sitting_name
from meetings.views.blueprint import bp
from meetings.views.entrance import (
    meeting_at,
    meeting_to_change,
    once,
    readers_only,
    recorders_only,
    tell,
)
from web.actor import actor
from web.forms import Form, show_again
from web.furniture import vault
from web.locale import _, current
from web.transaction import db

PAGE = "meetings/attendance/person.html"
Act = Callable[[Session, Meeting, Participant], None]
Page = Callable[[Meeting, Participant], dict[str, Any]]


@bp.get("/<reference>/attendance/<int:who>")
@readers_only
def person_page(reference: str, who: int) -> ResponseReturnValue:
    """Everything about one line of the list."""
    meeting = meeting_at(reference)
    person = attendance.participant_of(db(), meeting, who)
    return render_template(PAGE, **_page(meeting, person, None, None))


@bp.post("/<reference>/attendance/<int:who>")
@recorders_only
def change_participant(reference: str, who: int) -> ResponseReturnValue:
    """Correct what is known of them."""
    form = PersonForm()
    offer_groups(form.group, groups_known(db(), meeting_at(reference).office_id).values())

    def act(session: Session, meeting: Meeting, person: Participant) -> None:
        change_person(
            session, key_of(session, vault(), meeting), actor(), meeting, person,
            form.who(), form.numbers(),
            version=number_in(form.of.data or "") or 0, reason=form.reason.data or "",
        )  # fmt: skip

    return done(
        reference, who, form, act, _("Guardamos el cambio."), PAGE,
        lambda meeting, person: _page(meeting, person, form, None),
    )  # fmt: skip


@bp.post("/<reference>/attendance/<int:who>/part")
@recorders_only
def part_participant(reference: str, who: int) -> ResponseReturnValue:
    """They were two people after all."""
    return _with_reason(reference, who, lines.part, _("Son otra vez dos personas."))


@bp.post("/<reference>/attendance/<int:who>/remove")
@recorders_only
def remove_participant(reference: str, who: int) -> ResponseReturnValue:
    """Take the line off the list."""
    told = _("Retiramos a la persona de la lista.")
    return _with_reason(reference, who, lines.remove, told)


@bp.post("/<reference>/attendance/<int:who>/restore")
@recorders_only
def restore_participant(reference: str, who: int) -> ResponseReturnValue:
    """Put the line back."""
    told = _("La persona está otra vez en la lista.")
    return _with_reason(reference, who, lines.restore, told)


def _with_reason(
    reference: str, who: int, verb: Callable[..., None], told: str
) -> ResponseReturnValue:
    form = ReasonForm()

    def act(session: Session, meeting: Meeting, person: Participant) -> None:
        verb(session, actor(), meeting, person, form.why.data or "")

    return done(
        reference, who, form, act, told, PAGE,
        lambda meeting, person: _page(meeting, person, None, form),
    )  # fmt: skip


def done(
    reference: str, who: int, form: Form, act: Act, told: str, template: str, page: Page
) -> ResponseReturnValue:
    """Do it and show the person; or show what speaks against it, with all that was typed."""
    attendance.participant_of(db(), meeting_at(reference), who)
    if form.validate_on_submit():

        def effect(session: Session) -> None:
            meeting = meeting_to_change(session, reference)
            act(session, meeting, attendance.participant_of(session, meeting, who))

        refusal, _answer = once(form, effect)
        if refusal is None:
            flash(told, "good")
            here = url_for("meetings.person_page", reference=reference, who=who)
            return redirect(here, code=303)
        tell(form, refusal)
    meeting = meeting_at(reference)
    known = page(meeting, attendance.participant_of(db(), meeting, who))
    return show_again(template, **(known | {"form": form}))


def _page(
    meeting: Meeting, person: Participant, form: PersonForm | None, leaving: ReasonForm | None
) -> dict[str, Any]:
    session = db()
    known = numbers_of(key_of(session, vault(), meeting), actor(), meeting, person)
    sittings, groups = sittings_of(session, meeting), groups_known(session, meeting.office_id)
    called = {one.id: one.called(current()) for one in groups.values()}
    corrections = attendance.corrections_of(session, person)
    changing = form or _form_of(meeting, person, Numbers(*known) if known else None)
    return {
        "meeting": meeting,
        "person": person,
        "into": session.get(Participant, person.merged_into_id) if person.merged_into_id else None,
        "numbers": Numbers(*known) if known else None,
        "facts": _facts(person, called),
        "form": changing,
        "changing": changing,
        "leaving": leaving or ReasonForm(formdata=None),
        "sittings": [
            (one, sitting_name(one), attendance.mark_of(session, person.id, one.id))
            for one in sittings
        ],
        "signing": words.SIGNING,
        "same": same_document(session, meeting, person),
        "namesakes": attendance.namesakes_of(session, meeting, person.folded, person.id),
        "corrections": corrections_shown(
            corrections,
            staff_names(session, [one.person_id for one in corrections]),
            {one.id: sitting_name(one) for one in sittings},
            called,
        ),
    }


def _facts(person: Participant, groups: dict[int, str]) -> list[tuple[str, Any]]:
    return [
        (_("Grupo"), groups.get(person.group_id or 0, "")),
        (_("Organización o institución"), person.organization),
        (_("Cargo"), person.role),
        (_("Comunidad"), person.community),
        (_("Sexo"), words.SEX[person.sex]),
        (_("Edad"), words.AGE[person.age]),
        (_("Primera lengua"), words.TONGUE[person.first_language]),
        (_("Su nombre en papeles públicos"), _("sí") if person.may_be_named else _("no")),
        (_("Cómo llegó a la lista"), words.SOURCE[person.source]),
    ]


def _form_of(meeting: Meeting, person: Participant, numbers: Numbers | None) -> PersonForm:
    form, offered = PersonForm(formdata=None), [*groups_of(db(), meeting.office_id)]
    if person.group_id is not None:
        known = groups_known(db(), meeting.office_id)[person.group_id]
        offered = offered if known in offered else [*offered, known]
    offer_groups(form.group, offered)
    form.show(person, numbers)
    return form
