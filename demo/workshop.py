"""The fictional workshop of four days is held, as `demo/workshop_story.py` tells it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta

from commitments.models import Commitment
from demo import workshop_story as story
from demo.acta import read_and_seal
from demo.promises import promise_all
from demo.stage import LAST_DAY, Stage
from kernel.clock import now
from meetings.kinds import Counting, MeetingKind, Signing
from meetings.models import AgendaItem, Agreement, Meeting, Participant, Theme
from meetings.operations.agenda import Point, Summary, add_point, sum_up
from meetings.operations.agreements import Accord, note_agreement
from meetings.operations.attendance import Who, add_person
from meetings.operations.attendance_grid import Row, Seen, save_grid
from meetings.operations.ending import Ending, note_ending
from meetings.operations.planning import Plan
from meetings.operations.running import close_meeting, open_meeting
from meetings.operations.said import Remark, note_contribution, translate_contribution
from meetings.operations.signatories import Signer, add_signatory
from meetings.operations.themes import (
    Heading,
    Weight,
    gather_concern,
    make_theme,
    weigh_theme,
)
from meetings.operations.turns import Turn, begin_item, end_item, note_turn
from meetings.queries.meetings import agenda_of, sittings_of

DECIDED_AT = 6


@dataclass
class Held:
    """The workshop as far as it has been played."""

    meeting: Meeting
    groups: Mapping[str, int]
    """The ids of the groups by their key."""
    people: dict[str, Participant] = field(default_factory=dict)
    themes: dict[str, Theme] = field(default_factory=dict)
    agreements: list[Agreement] = field(default_factory=list)
    promises: list[Commitment] = field(default_factory=list)


def plan_of(stage: Stage, belongs_to: str) -> Plan:
    """What was planned two weeks before."""
    return Plan(
        kind=MeetingKind.WORKSHOP,
        title="Territorio en diálogo: taller de Santo Tomás",
        title_qu="Rimanakusun: Santo Tomás llaqtapi yachay huñunakuy",
        belongs_to=belongs_to,
        begins_on=stage.day(1),
        ends_on=stage.day(LAST_DAY),
        begins_at=time(9, 0),
        ends_at=time(17, 0),
        objective="Que los siete grupos digan qué les preocupa y acuerden qué hará cada uno.",
        place="Salón comunal (ficticio)",
        district="Santo Tomás",
        province="Chumbivilcas",
        department="Cusco",
        languages=("es", "qu"),
        convened_by=stage.office.name,
        convocation="Carta de invitación entregada a cada grupo quince días antes.",
        facilitator="Facilitadora Imaginaria",
        note_taker="Relator Ficticio",
    )


def hold_workshop(stage: Stage, meeting: Meeting, groups: Mapping[str, int]) -> Held:
    """Play the four days, and the evening on which the acta was sealed."""
    held = Held(meeting, groups)
    with stage.on(stage.day(-8)):
        _set_the_agenda(stage, held)
        _expect_people(stage, held)
    with stage.on(stage.day(1), time(8, 40)):
        open_meeting(stage.session, stage.facilitator, meeting)
    for number in range(1, LAST_DAY + 1):
        with stage.on(stage.day(number), time(8, 50)):
            _take_attendance(stage, held, number)
        _go_through_the_agenda(stage, held, number)
    with stage.on(stage.day(LAST_DAY), time(15, 0)):
        _agree(stage, held)
        held.promises = promise_all(stage, meeting, held.agreements)
        _end(stage, held)
    with stage.on(stage.day(LAST_DAY), time(16, 50)):
        close_meeting(stage.session, stage.facilitator, meeting)
    read_and_seal(stage, meeting)
    return held


def _set_the_agenda(stage: Stage, held: Held) -> None:
    sittings = sittings_of(stage.session, held.meeting)
    for point in story.AGENDA:
        hour, minute = map(int, point.begins.split(":"))
        planned = Point(
            title=point.title,
            title_qu=point.title_qu,
            sitting_id=sittings[point.day - 1].id,
            begins_at=time(hour, minute),
            minutes=point.minutes,
            topic=point.topic,
            method=point.method,
            facilitator="Facilitadora Imaginaria",
        )
        add_point(stage.session, stage.facilitator, held.meeting, planned)


def _expect_people(stage: Stage, held: Held) -> None:
    for person in story.PEOPLE:
        who = Who(
            name=person.name,
            group_id=held.groups[person.group],
            role=person.role,
            community=person.community,
            sex=person.sex,
            age=person.age,
            first_language=person.language,
            may_be_named=person.may_be_named,
        )
        listed = add_person(stage.session, stage.note_taker, held.meeting, who)
        held.people[person.name] = listed


def _take_attendance(stage: Stage, held: Held, day: int) -> None:
    """The sheet of the day is passed into the grid."""
    sitting = sittings_of(stage.session, held.meeting)[day - 1]
    rows = [
        Row(
            participant_id=held.people[person.name].id,
            seen={sitting.id: Seen(0, present=False)},
            present=frozenset({sitting.id}),
            signing=Signing.THUMBPRINT if person.thumbprint else Signing.SIGNATURE,
            signing_seen=Signing.SIGNATURE,
        )
        for person in story.PEOPLE
        if day in person.days
    ]
    save_grid(stage.session, stage.note_taker, held.meeting, rows, [])


def _go_through_the_agenda(stage: Stage, held: Held, day: int) -> None:
    points = zip(story.AGENDA, agenda_of(stage.session, held.meeting), strict=True)
    for number, (told, item) in enumerate(points, 1):
        if told.day != day or item.begins_at is None:
            continue
        with stage.on(stage.day(day), item.begins_at):
            begin_item(stage.session, stage.facilitator, held.meeting, item, now())
        for minutes, words in enumerate((one for one in story.SAID if one.point == number), 1):
            begun = stage.moment(stage.day(day), item.begins_at)
            spoken = begun + timedelta(minutes=10 * minutes)
            with stage.on(stage.day(day), spoken.time()):
                _say(stage, held, item, words)
        ended = stage.moment(stage.day(day), item.begins_at) + timedelta(minutes=told.minutes)
        with stage.on(stage.day(day), ended.time()):
            end_item(stage.session, stage.facilitator, held.meeting, item, now())
            stage.session.flush()  # the point has another version now
            words_es, words_qu = story.BEFORE_CORRECTION.get(number, (told.said, told.said_qu))
            summary = Summary(words_es, words_qu)
            sum_up(stage.session, stage.note_taker, held.meeting, item.id, summary, item.version)
            if number == story.GATHERED_AT:
                _weigh(stage, held)


def _say(stage: Stage, held: Held, item: AgendaItem, words: story.DemoWords) -> None:
    session, meeting = stage.session, held.meeting
    entry = f"demo-{stage.office.slug}-{story.SAID.index(words)}"
    speaker = held.people.get(words.speaker)
    remark = Remark(
        entry=entry,
        kind=words.kind,
        text=words.text,
        agenda_item_id=item.id,
        group_id=held.groups[words.group],
        participant_id=speaker.id if speaker else None,
        speaker=words.speaker,
        sex=words.sex,
        consents_to_name=speaker is not None,
        consents_to_quote=words.quoted,
        language=words.language,
    )
    noted = note_contribution(session, stage.note_taker, meeting, remark)
    if words.translation:
        translate_contribution(
            session, stage.translator, meeting, noted, words.translation, noted.version
        )
        session.flush()  # the concern has another version now
    if words.theme:
        gather_concern(session, stage.note_taker, meeting, noted, _theme(stage, held, words.theme))
    turn = Turn(
        entry, words.seconds, held.groups[words.group], words.sex, agenda_item_id=item.id
    )  # fmt: skip
    note_turn(session, stage.note_taker, meeting, turn)


def _theme(stage: Stage, held: Held, key: str) -> Theme:
    if key not in held.themes:
        (told,) = [one for one in story.THEMES if one.key == key]
        heading = Heading(f"demo-{stage.office.slug}-{key}", told.title, told.title_qu)
        held.themes[key] = make_theme(stage.session, stage.facilitator, held.meeting, heading)
    return held.themes[key]


def _weigh(stage: Stage, held: Held) -> None:
    """Everybody sticks three dots to the wall; women and men have other colours."""
    for told in story.THEMES:
        theme = held.themes[told.key]
        weight = Weight(Counting.DOTS, told.women, told.men)
        weigh_theme(
            stage.session, stage.note_taker, held.meeting, theme, weight, theme.version
        )  # fmt: skip


def _agree(stage: Stage, held: Held) -> None:
    item = agenda_of(stage.session, held.meeting)[DECIDED_AT - 1]
    for number, told in enumerate(story.AGREEMENTS, 1):
        accord = Accord(
            entry=f"demo-{stage.office.slug}-{number}",
            agenda_item_id=item.id,
            counting=Counting.HANDS,
            **vars(told),
        )
        held.agreements.append(
            note_agreement(stage.session, stage.note_taker, held.meeting, accord)
        )


def _end(stage: Stage, held: Held) -> None:
    session, meeting = stage.session, held.meeting
    roles = {person.name: person for person in story.PEOPLE}
    for name in story.SIGNERS:
        person = roles[name]
        signing = Signing.THUMBPRINT if person.thumbprint else Signing.SIGNATURE
        signer = Signer(name, person.role, held.groups[person.group], signing)
        add_signatory(session, stage.note_taker, meeting, signer)
    ending = Ending(
        observations=story.OBSERVATIONS,
        next_on=stage.today + timedelta(days=9),
        next_at=time(9, 0),
        next_place="Salón comunal (ficticio) de Santo Tomás",
        next_agenda=story.NEXT_AGENDA,
    )
    note_ending(session, stage.note_taker, meeting, ending, meeting.version)
