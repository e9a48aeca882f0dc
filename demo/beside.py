"""Meetings beside the workshop: a visit, an exchange, an assembly, and what another office does."""

from collections.abc import Mapping
from datetime import time, timedelta

from commitments.operations.making import Promise, make_commitment
from demo import beside_story as told
from demo.beside_story import DemoMeeting
from demo.stage import Stage
from demo.workshop_story import PEOPLE
from meetings.kinds import MeetingKind, Sex, Signing, Source
from meetings.models import Meeting
from meetings.operations.agenda import Point, Summary, add_point, sum_up
from meetings.operations.attendance import Mark, Who, add_person, note_presence
from meetings.operations.ending import note_particulars
from meetings.operations.groups import add_group
from meetings.operations.old_actas import (
    OldActa,
    import_acta,
    import_agreement,
    import_promise,
)
from meetings.operations.planning import Plan, plan_meeting
from meetings.operations.repeating import plan_following
from meetings.operations.running import close_meeting, open_meeting
from meetings.queries.meetings import agenda_of, sittings_of


def hold_the_others(stage: Stage, belongs_to: str, groups: Mapping[str, int]) -> None:
    """A field visit and a peer exchange that took place, and an assembly that is planned."""
    for one in (told.VISIT, told.EXCHANGE):
        _hold(stage, one, belongs_to, groups)
    with stage.on(stage.today - timedelta(days=4)):
        _plan(stage, told.ASSEMBLY, "")


def plan_the_next(stage: Stage, workshop: Meeting) -> Meeting:
    """The meeting at which the parties take up what is still open."""
    with stage.on(stage.today - timedelta(days=3)):
        return plan_following(
            stage.session, stage.vault, stage.facilitator, stage.office,
            _plan_to_follow(stage, workshop), workshop,
        )  # fmt: skip


def bring_old_actas(stage: Stage, belongs_to: str) -> None:
    """What papers of before agreed and promised, with everything that they lack."""
    with stage.on(stage.today - timedelta(days=25)):
        for old in told.OLD_ACTAS:
            acta = OldActa(
                kind=MeetingKind.DIALOGUE_SESSION,
                title=old.title,
                held_on=stage.today - timedelta(days=old.days),
                place="Santo Tomás",
                belongs_to=belongs_to,
                had_agenda=old.had_agenda,
            )
            meeting = import_acta(
                stage.session, stage.vault, stage.coordinator, stage.office, acta
            )  # fmt: skip
            for agreement in old.agreements:
                import_agreement(stage.session, stage.coordinator, meeting, agreement)
            for promise in old.promises:
                import_promise(stage.session, stage.coordinator, meeting, promise)


def meet_elsewhere(stage: Stage) -> None:
    """A small meeting of another office, with a promise of its own."""
    with stage.on(stage.today - timedelta(days=30)):
        group = add_group(
            stage.session, stage.coordinator, stage.office.id, told.GROUP_ELSEWHERE
        )  # fmt: skip
    meeting = _hold(stage, told.ELSEWHERE, "")
    promise = Promise(
        what="Pegar los turnos en la escuela.",
        made_on=meeting.begins_on,
        indicator="Hoja pegada",
        responsible_group=group.name,
        verifier_group="Escuela inventada",
        due_on=stage.today + timedelta(days=10),
        made_in=meeting.subject,
    )
    with stage.on(meeting.begins_on, time(12, 0)):
        make_commitment(stage.session, stage.note_taker, stage.office, promise)


def _hold(
    stage: Stage, one: DemoMeeting, belongs_to: str, groups: Mapping[str, int] | None = None
) -> Meeting:
    day = stage.today + timedelta(days=one.days)
    with stage.on(day - timedelta(days=7)):
        meeting = _plan(stage, one, belongs_to)
    with stage.on(day, time(9, 0)):
        open_meeting(stage.session, stage.facilitator, meeting)
        (sitting,) = sittings_of(stage.session, meeting)
        for name, sex in one.people:
            who = _who(name, sex, groups or {})
            person = add_person(stage.session, stage.note_taker, meeting, who)
            note_presence(
                stage.session, stage.note_taker, meeting, person, sitting,
                Mark(present=True, signing=Signing.SIGNATURE), source=Source.DESK,
            )  # fmt: skip
    with stage.on(day, time(12, 30)):
        points = zip(agenda_of(stage.session, meeting), one.points, strict=True)
        for item, (_title, words) in points:
            sum_up(
                stage.session, stage.note_taker, meeting, item.id, Summary(words), item.version
            )  # fmt: skip
        close_meeting(stage.session, stage.facilitator, meeting)
    return meeting


def _who(name: str, sex: Sex, groups: Mapping[str, int]) -> Who:
    """Whoever was at the workshop comes for the same group and community."""
    known = next((one for one in PEOPLE if one.name == name), None)
    if known is None:
        return Who(name=name, sex=sex)
    return Who(
        name=name,
        sex=sex,
        group_id=groups.get(known.group),
        community=known.community,
        role=known.role,
    )


def _plan(stage: Stage, one: DemoMeeting, belongs_to: str) -> Meeting:
    meeting = plan_meeting(
        stage.session,
        stage.vault,
        stage.facilitator,
        stage.office,
        _plan_of(stage, one, belongs_to),
    )
    for title, _words in one.points:
        add_point(stage.session, stage.facilitator, meeting, Point(title))
    if one.particulars:
        stage.session.flush()  # the agenda made another version of it
        note_particulars(
            stage.session, stage.facilitator, meeting, dict(one.particulars), meeting.version
        )  # fmt: skip
    return meeting


def _plan_of(stage: Stage, one: DemoMeeting, belongs_to: str) -> Plan:
    day = stage.today + timedelta(days=one.days)
    return Plan(
        kind=one.kind,
        title=one.title,
        title_qu=one.title_qu,
        belongs_to=belongs_to,
        begins_on=day,
        ends_on=day,
        begins_at=time(9, 0),
        ends_at=time(12, 30),
        objective=one.objective,
        place=one.place,
        convened_by=stage.office.name,
        languages=("es", "qu"),
        facilitator="Facilitadora Imaginaria",
        note_taker="Relator Ficticio",
    )


def _plan_to_follow(stage: Stage, workshop: Meeting) -> Plan:
    day = workshop.next_on or stage.today + timedelta(days=9)
    return Plan(
        kind=MeetingKind.DIALOGUE_SESSION,
        title="Reunión de seguimiento del taller de Santo Tomás",
        title_qu="Santo Tomás huñunakuypa qatipaynin",
        belongs_to=workshop.belongs_to,
        begins_on=day,
        ends_on=day,
        begins_at=workshop.next_at,
        ends_at=time(13, 0),
        objective="Revisar, uno por uno, los compromisos que siguen abiertos.",
        place=workshop.next_place,
        district=workshop.district,
        province=workshop.province,
        department=workshop.department,
        languages=("es", "qu"),
        convened_by=stage.office.name,
        facilitator="Facilitadora Imaginaria",
        note_taker="Relator Ficticio",
    )
