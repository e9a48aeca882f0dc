"""The kinds of entries that a room writes down: the form of each, and what it does.

The page and its phone send the same entries: one as a form, the other from what it kept while it
had no network. `section` is the part of the page where the form stands.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from commitments.operations.making import make_commitment
from kernel.errors import NotFound, RuleBroken
from kernel.policy import require
from kernel.text import number_in
from meetings.forms.offers import Offers
from meetings.forms.room import (
    CommitmentForm,
    ItemForm,
    NewcomerForm,
    PresenceForm,
    PresencesForm,
)
from meetings.forms.said import (
    AgreementForm,
    GatherForm,
    Noted,
    RemarkForm,
    ThemeForm,
    TurnForm,
    WeighForm,
)
from meetings.kinds import Source
from meetings.lifecycle import State
from meetings.models import Meeting, Participant, Sitting, Theme
from meetings.operations.agreements import note_agreement
from meetings.operations.arriving import hour_of_arrival
from meetings.operations.attendance import Mark, add_person, mark_in, note_presence
from meetings.operations.said import note_contribution
from meetings.operations.themes import gather_concern, make_theme, weigh_theme
from meetings.operations.turns import begin_item, end_item, note_turn
from meetings.policy import TABLE, Action
from meetings.queries.attendance import (
    mark_of,
    participant_of,
    participant_of_entry,
    sitting_of,
)
from meetings.queries.meetings import agenda_of, groups_of
from meetings.queries.noted import (
    agreement_of_entry,
    contribution_of_entry,
    item_at,
    theme_of_entry,
)
from meetings.queries.said import agreements_of, themes_of
from meetings.views.room.sittings import due_at
from web.actor import actor
from web.locale import current


@dataclass(frozen=True)
class Noting:
    """One entry on its way into a meeting: its key, and when it was written down."""

    session: Session
    meeting: Meeting
    entry: str
    at: datetime


@dataclass(frozen=True)
class Kind:
    """What one kind of entry asks, does, and where it stands on the page."""

    form: type[Noted]
    act: Callable[[Noting, Any], None]
    section: str

    def write(self, noting: Noting, form: Noted) -> None:
        """Write the entry down; once the acta was read, words say why that cannot be."""
        if noting.meeting.state is not State.DRAFT or noting.meeting.cancelled_at:
            raise RuleBroken("acta-no-longer-draft")
        self.act(noting, form)


def offers_of(session: Session, meeting: Meeting) -> Offers:
    """What the forms of this meeting offer to choose from."""
    return Offers(
        items=agenda_of(session, meeting),
        groups=groups_of(session, meeting.office_id),
        themes=themes_of(session, meeting),
        agreements=agreements_of(session, meeting),
        language=current(),
    )


def figures(theme: Theme) -> str:
    """The hands and dots of a theme as a page shows them."""
    return f"{theme.women}.{theme.men}.{theme.others}"


def _present(noting: Noting, form: PresenceForm) -> None:
    _mark(noting, form.person.data or "", form.sitting.data or "", bool(form.present.data))


def _presences(noting: Noting, form: PresencesForm) -> None:
    for person, present in sorted(form.changes().items()):
        _mark(noting, person, form.sitting.data or "", present)


def _newcomer(noting: Noting, form: NewcomerForm) -> None:
    person = add_person(
        noting.session, actor(), noting.meeting, form.who(),
        source=Source.ROOM, another=bool(form.another.data), entry=noting.entry,
    )  # fmt: skip
    _mark(noting, str(person.id), form.sitting.data or "", True)


def _mark(noting: Noting, name: str, sitting_id: str, present: bool) -> None:
    """Say that somebody is here or not; how they signed, if they did, stays as it is."""
    session, meeting = noting.session, noting.meeting
    sitting = sitting_of(session, meeting, number_in(sitting_id) or 0)
    person = _person(session, meeting, name)
    line = mark_of(session, person.id, sitting.id)
    before = mark_in(line) if line and line.confirmed_at else Mark(present=False)
    if before.present != present:
        hour = _arrival(noting, sitting, before) if present else None
        mark = replace(before, present=present, arrived_at=hour)
        note_presence(session, actor(), meeting, person, sitting, mark, source=Source.ROOM)


def _arrival(noting: Noting, sitting: Sitting, before: Mark) -> time | None:
    """When somebody came who is ticked now; None where nobody can tell by the tick."""
    session, meeting = noting.session, noting.meeting
    if before.arrived_at or before.left_at or due_at(session, meeting, noting.at) is not sitting:
        return before.arrived_at
    return hour_of_arrival(meeting, sitting, noting.at)


def _person(session: Session, meeting: Meeting, name: str) -> Participant:
    if (number := number_in(name)) is not None:
        return participant_of(session, meeting, number)
    person: Participant = _there(participant_of_entry(session, meeting, name))
    return person


def _contribution(noting: Noting, form: RemarkForm) -> None:
    remark = form.remark(noting.entry, noting.at)
    note_contribution(noting.session, actor(), noting.meeting, remark)


def _theme(noting: Noting, form: ThemeForm) -> None:
    make_theme(noting.session, actor(), noting.meeting, form.heading(noting.entry))


def _gather(noting: Noting, form: GatherForm) -> None:
    """Who saw the concern elsewhere than it stands now is told so."""
    session, meeting = noting.session, noting.meeting
    concern = _there(contribution_of_entry(session, meeting, form.concern.data or ""))
    theme, was = (_theme_named(noting, name) for name in (form.theme.data, form.was.data))
    if concern.theme_id not in {theme.id if theme else None, was.id if was else None}:
        raise RuleBroken("changed-meanwhile")
    gather_concern(session, actor(), meeting, concern, theme)


def _weigh(noting: Noting, form: WeighForm) -> None:
    """Who saw other figures than there are now is told so."""
    theme = _there(_theme_named(noting, form.theme.data))
    if form.figures.data != figures(theme):
        raise RuleBroken("changed-meanwhile")
    weigh_theme(noting.session, actor(), noting.meeting, theme, form.weight(), theme.version)


def _theme_named(noting: Noting, name: str | None) -> Theme | None:
    return _there(theme_of_entry(noting.session, noting.meeting, name)) if name else None


def _turn(noting: Noting, form: TurnForm) -> None:
    note_turn(noting.session, actor(), noting.meeting, form.turn(noting.entry, noting.at))


def _agreement(noting: Noting, form: AgreementForm) -> None:
    note_agreement(noting.session, actor(), noting.meeting, form.accord(noting.entry))


def _commitment(noting: Noting, form: CommitmentForm) -> None:
    session, meeting = noting.session, noting.meeting
    require(TABLE, actor(), Action.RECORD, meeting)
    agreed = form.agreement.data
    agreement = _there(agreement_of_entry(session, meeting, agreed)) if agreed else None
    promise = form.promise(
        noting.entry,
        noting.at.astimezone(ZoneInfo(meeting.office.time_zone)).date(),
        made_in=meeting.subject,
        belongs_to=meeting.belongs_to,
        agreement=agreement.reference if agreement else "",
    )
    make_commitment(session, actor(), meeting.office, promise)


def _item(noting: Noting, form: ItemForm) -> None:
    item = item_at(noting.session, noting.meeting, number_in(form.item.data or "") or 0)
    act = end_item if form.verb.data == "end" else begin_item
    act(noting.session, actor(), noting.meeting, item, noting.at)


def _there(found: Any) -> Any:
    if found is None:
        raise NotFound("not-found")
    return found


KINDS: Mapping[str, Kind] = {
    "agreement": Kind(AgreementForm, _agreement, "agreement"),
    "commitment": Kind(CommitmentForm, _commitment, "commitment"),
    "contribution": Kind(RemarkForm, _contribution, "note"),
    "gather": Kind(GatherForm, _gather, "themes"),
    "item": Kind(ItemForm, _item, "agenda"),
    "newcomer": Kind(NewcomerForm, _newcomer, "people"),
    "present": Kind(PresenceForm, _present, "people"),
    "presences": Kind(PresencesForm, _presences, "people"),
    "theme": Kind(ThemeForm, _theme, "themes"),
    "turn": Kind(TurnForm, _turn, "turns"),
    "weigh": Kind(WeighForm, _weigh, "themes"),
}
