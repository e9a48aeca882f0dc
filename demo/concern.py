"""How the table began: a concern is said at a workshop, and the office makes a table of it."""

from datetime import time

from demo import concern_story as told
from demo.mesa_story import COMMUNITY_NAME
from demo.stage import Stage
from kernel.clock import now
from kernel.handovers import Handover
from meetings.kinds import CarriedTo, Extent, GroupKind, MeetingKind, Signing, Source, Tongue
from meetings.models import Group, Meeting
from meetings.operations.agenda import Point, Summary, add_point, sum_up
from meetings.operations.agreements import Accord, note_agreement
from meetings.operations.attendance import Mark, Who, add_person, note_presence
from meetings.operations.carrying import carry
from meetings.operations.groups import Naming, add_group
from meetings.operations.minutes import ReadOut, read_back, seal_acta
from meetings.operations.planning import Plan, plan_meeting
from meetings.operations.publishing import publish_acta
from meetings.operations.running import close_meeting, open_meeting
from meetings.operations.said import Remark, note_contribution
from meetings.operations.signatories import Signer, add_signatory
from meetings.queries.meetings import agenda_of, sittings_of

HELD_DAYS_AGO = 72
READER = "Coordinadora Imaginaria"


def hear_a_concern(stage: Stage) -> Handover:
    """The workshop from its plan to its published acta, and the concern on offer to a table."""
    with stage.on(stage.ago(HELD_DAYS_AGO + 7)):
        naming = Naming(COMMUNITY_NAME, GroupKind.COMMUNITY, told.GROUP_QU)
        group = add_group(stage.session, stage.coordinator, stage.office.id, naming)
        meeting = _plan(stage)
    concern = _hold(stage, meeting, group)
    _seal(stage, meeting)
    with stage.on(stage.ago(HELD_DAYS_AGO - 2)):
        return carry(
            stage.session, stage.facilitator, meeting, concern, CarriedTo.PROCESS,
            stage.office.id, told.WHY,
        )  # fmt: skip


def _plan(stage: Stage) -> Meeting:
    day = stage.ago(HELD_DAYS_AGO)
    plan = Plan(
        kind=MeetingKind.WORKSHOP, title=told.TITLE, title_qu=told.TITLE_QU,
        begins_on=day, ends_on=day, begins_at=time(9), ends_at=time(12),
        objective=told.OBJECTIVE, place=told.PLACE, languages=("es", "qu"),
        convened_by=stage.office.name,
    )  # fmt: skip
    meeting = plan_meeting(stage.session, stage.vault, stage.facilitator, stage.office, plan)
    add_point(stage.session, stage.facilitator, meeting, Point(told.POINT, told.POINT_QU))
    return meeting


def _hold(stage: Stage, meeting: Meeting, group: Group) -> str:
    """Who came, what they said, what they agreed on; the reference of what they said first."""
    with stage.on(stage.ago(HELD_DAYS_AGO), time(9)):
        open_meeting(stage.session, stage.facilitator, meeting)
        (sitting,) = sittings_of(stage.session, meeting)
        for name, sex in told.PEOPLE:
            who = Who(name=name, group_id=group.id, sex=sex)
            person = add_person(stage.session, stage.note_taker, meeting, who)
            mark = Mark(present=True, signing=Signing.SIGNATURE)
            note_presence(
                stage.session, stage.note_taker, meeting, person, sitting, mark, source=Source.DESK
            )
    with stage.on(stage.ago(HELD_DAYS_AGO), time(10)):
        first, *_others = [_say(stage, meeting, group, number) for number in range(len(told.SAID))]
    with stage.on(stage.ago(HELD_DAYS_AGO), time(12)):
        _end(stage, meeting, group)
    return first


def _say(stage: Stage, meeting: Meeting, group: Group, number: int) -> str:
    (item,) = agenda_of(stage.session, meeting)
    kind, sex, words, words_qu = told.SAID[number]
    remark = Remark(
        f"demo-{stage.office.slug}-workshop-{number}", kind, words,
        agenda_item_id=item.id, group_id=group.id, sex=sex, consents_to_quote=True,
        language=Tongue.ES, translation=words_qu, said_at=now(),
    )  # fmt: skip
    return note_contribution(stage.session, stage.note_taker, meeting, remark).reference


def _end(stage: Stage, meeting: Meeting, group: Group) -> None:
    (item,) = agenda_of(stage.session, meeting)
    accord = Accord(
        entry=f"demo-{stage.office.slug}-workshop", text=told.AGREED, text_qu=told.AGREED_QU,
        agenda_item_id=item.id, extent=Extent.TOTAL,
    )  # fmt: skip
    note_agreement(stage.session, stage.note_taker, meeting, accord)
    summary = Summary(told.TOLD, told.TOLD_QU)
    sum_up(stage.session, stage.note_taker, meeting, item.id, summary, item.version)
    signer = Signer(told.PEOPLE[0][0], group_id=group.id)
    add_signatory(stage.session, stage.note_taker, meeting, signer)
    close_meeting(stage.session, stage.facilitator, meeting)


def _seal(stage: Stage, meeting: Meeting) -> None:
    """Read to the room, sealed the same day, and published two days later."""
    with stage.on(stage.ago(HELD_DAYS_AGO), time(12, 15)):
        how = ReadOut(Tongue.QU, READER)
        read_back(stage.session, stage.references, stage.facilitator, meeting, how)
    with stage.on(stage.ago(HELD_DAYS_AGO), time(12, 30)):
        seal_acta(stage.session, stage.references, stage.jobs, stage.facilitator, meeting)
    with stage.on(stage.ago(HELD_DAYS_AGO - 2)):
        publish_acta(stage.session, stage.facilitator, meeting)
