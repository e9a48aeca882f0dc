"""The fictional programme: phases, topics, and a second workshop that people register for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time, timedelta

from demo import programme_story as told
from demo import workshop_story
from demo.stage import Stage
from demo.workshop import plan_of
from kernel.policy import STRANGER
from meetings.kinds import MeetingKind, Tongue
from meetings.operations.agenda import Point, add_point
from meetings.operations.groups import Naming, add_group
from meetings.operations.planning import Plan
from meetings.queries.meetings import key_of
from trainings import receipts
from trainings.kinds import Admission, QuotaOf
from trainings.models import Phase, Programme, Topic, Workshop
from trainings.operations.outline import PhasePlan, add_phase, add_topic
from trainings.operations.programmes import make_programme, publish_programme
from trainings.operations.registrations import Registrant, register
from trainings.operations.workshops import Share, Terms, plan_workshop, set_terms, write_call
from trainings.queries.workshops import Found

NEXT_IN_DAYS = 20


@dataclass(frozen=True)
class Opened:
    """The programme as it stands before its first workshop."""

    programme: Programme
    phases: Sequence[Phase]
    topics: Mapping[str, Topic]
    groups: Mapping[str, int]
    workshop: Workshop


def open_programme(stage: Stage) -> Opened:
    """Groups, programme, phases, topics, and the first workshop as it was planned."""
    with stage.on(stage.day(-40)):
        groups = {
            one.key: add_group(
                stage.session, stage.coordinator, stage.office.id,
                Naming(one.name, one.kind, one.name_qu),
            ).id
            for one in workshop_story.GROUPS
        }  # fmt: skip
        programme = make_programme(stage.session, stage.coordinator, stage.office, told.PROGRAMME)
        phases = [
            add_phase(stage.session, stage.coordinator, programme, plan) for plan in _phases(stage)
        ]
        topics = {
            lesson.title: add_topic(stage.session, stage.coordinator, programme, lesson)
            for lesson in told.LESSONS
        }
        publish_programme(stage.session, stage.coordinator, programme, is_public=True)
    with stage.on(stage.day(-14)):
        workshop = plan_workshop(
            stage.session, stage.vault, stage.coordinator, programme, phases[0],
            plan_of(stage, programme.subject), [topic.id for topic in topics.values()],
        )  # fmt: skip
    return Opened(programme, phases, topics, groups, workshop)


def call_for_the_next(stage: Stage, opened: Opened) -> Workshop:
    """A second workshop, which is to come: its convocatoria, its quota, who registered so far."""
    with stage.on(stage.today - timedelta(days=12)):
        topics = [opened.topics[name].id for name in ("Diálogo", "Monitoreo del agua")]
        workshop = plan_workshop(
            stage.session, stage.vault, stage.coordinator, opened.programme, opened.phases[1],
            _next_plan(stage, opened.programme), topics,
        )  # fmt: skip
        for title, title_qu in _NEXT_AGENDA:
            point = Point(title, title_qu, facilitator="Facilitadora Imaginaria")
            add_point(stage.session, stage.facilitator, workshop.meeting, point)
    with stage.on(stage.today - timedelta(days=11)):
        _open_registration(stage, opened.programme, workshop)
    for number, _one in enumerate(told.WANT_TO_COME):
        with stage.on(stage.today - timedelta(days=10 - number // 3), time(8 + number % 3)):
            _register(stage, opened, workshop, number)
    return workshop


_NEXT_AGENDA = (
    ("Qué se cumplió y qué no", "Imataq hunt'akun, imataq mana"),
    ("Leer juntos los datos del agua", "Kuska unup yupayninkuna ñawiriy"),
)


def _phases(stage: Stage) -> tuple[PhasePlan, ...]:
    return (
        PhasePlan(
            "Aprender a dialogar", "Rimanakuyta yachay", stage.day(1), stage.after(60)
        ),
        PhasePlan(
            "Cumplir y medir", "Hunt'ay, tupuy ima", stage.after(61), stage.after(300)
        ),
    )  # fmt: skip


def _next_plan(stage: Stage, programme: Programme) -> Plan:
    first = stage.today + timedelta(days=NEXT_IN_DAYS)
    return Plan(
        kind=MeetingKind.WORKSHOP,
        title="Seguir los compromisos y leer los datos del agua",
        title_qu="Hunt'anapaq rimaykuna qatipay, unup yupayninkuna ñawiriy",
        belongs_to=programme.subject,
        begins_on=first,
        ends_on=first + timedelta(days=1),
        begins_at=time(9, 0),
        ends_at=time(16, 0),
        place="Salón comunal (ficticio)",
        district="Santo Tomás",
        province="Chumbivilcas",
        department="Cusco",
        languages=("es", "qu"),
        convened_by=stage.office.name,
        facilitator="Facilitadora Imaginaria",
        note_taker="Relator Ficticio",
    )


def _open_registration(stage: Stage, programme: Programme, workshop: Workshop) -> None:
    terms = Terms(
        admission=Admission.OPEN,
        capacity=told.CAPACITY,
        registers_until=workshop.meeting.begins_on - timedelta(days=3),
        shares=(Share(QuotaOf.WOMEN, told.WOMEN_AT_LEAST),),
    )
    set_terms(stage.session, stage.coordinator, programme, workshop, terms, workshop.version)
    stage.session.flush()  # the call is written on what was opened
    write_call(
        stage.session, stage.coordinator, programme, workshop,
        told.CALL, told.CALL_QU, workshop.version,
    )  # fmt: skip


def _register(stage: Stage, opened: Opened, workshop: Workshop, number: int) -> None:
    """By themselves, as from a telephone; the code that they got is known to nobody."""
    name, sex = told.WANT_TO_COME[number]
    groups = list(opened.groups.values())
    who = Registrant(
        name,
        groups[number % len(groups)],
        sex=sex,
        first_language=Tongue.QU if number % 4 else Tongue.ES,
        needs="Alguien que cuide a los niños" if number % 9 == 0 else "",
    )
    code = receipts.code_for(stage.vault, f"demo-{workshop.meeting.reference}", number)
    register(
        stage.session, key_of(stage.session, stage.vault, workshop.meeting), STRANGER,
        Found(opened.programme, workshop), who, receipts.lookup_of(stage.vault, code),
    )  # fmt: skip
