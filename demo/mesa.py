"""The table of Pastos Grandes, played from the concern of a workshop to a verified commitment."""

from collections.abc import Mapping
from datetime import time, timedelta

from basin.models import Study
from commitments.models import Commitment
from demo import mesa_story as told
from demo.concern import hear_a_concern
from demo.diary import Diary
from demo.mesa_accord import agree, follow
from demo.mesa_bulletin import tell_everybody
from demo.mesa_rounds import decide_in_rounds
from demo.mesa_talk import talk
from demo.mesa_waiting import leave_a_round_open
from demo.stage import Stage
from dialogue.kinds import ProcessRole, SeatKind
from dialogue.lifecycle.processes import ProcessVerb
from dialogue.models import Group, Process
from dialogue.operations.appointments import Appointed, appoint
from dialogue.operations.cards import codes_for, give_cards, lookup_of
from dialogue.operations.groups import GroupOutline, add_group
from dialogue.operations.offers import take_up_anew
from dialogue.operations.participation import ParticipationOutline, sign_participation
from dialogue.operations.processes import move_process
from dialogue.operations.seats import SeatOutline, give_seat
from dialogue.operations.stages import begin_stage, end_stage
from dialogue.queries.processes import key_of
from dialogue.queries.stages import stages_of

BEGAN_DAYS_AGO = 60
MANDATE = timedelta(days=365)
CARD_OF = told.VERIFIES
"""Whose card the readme and the guide lead with; the others of `told.CARDS` have one, too."""


def sit_at_a_table(stage: Stage, study: Study) -> list[tuple[str, str]]:
    """The whole story; the codes of the cards that are printed, and whose they are."""
    offered = hear_a_concern(stage)
    with stage.on(stage.ago(BEGAN_DAYS_AGO)):
        process = take_up_anew(
            stage.session, stage.coordinator, stage.vault, stage.office, offered, told.OUTLINE
        )
        process.study = study.subject
        groups = _seat_everybody(stage, process)
        cards = _cards(stage, process)
    _pass_stages(stage, process)
    diary = Diary(stage)
    thread = talk(diary, stage, process, groups, study)
    held = decide_in_rounds(diary, stage, process, groups, thread)
    made: list[Commitment] = []
    diary.on(
        told.VERSIONS[-1].days_ago, time(18),
        lambda: made.extend(agree(stage, process, groups, held[-1])),
    )  # fmt: skip
    diary.play()
    follow(stage, process, made)
    leave_a_round_open(stage, process, groups)
    tell_everybody(stage, process)
    return cards


def _seat_everybody(stage: Stage, process: Process) -> Mapping[str, Group]:
    groups: dict[str, Group] = {}
    for one in told.PARTIES:
        outline = GroupOutline(
            one.name, one.kind, one.name_qu, one.seats, one.decides, one.may_block
        )
        groups[one.key] = add_group(stage.session, stage.coordinator, process, outline)
        for chair in one.chairs:
            _seat(stage, process, groups[one.key], chair)
        if one.participation:
            _take_part(stage, process, groups[one.key], one)
    appointed = Appointed(
        ProcessRole.FACILITATOR, "Coordinadora Imaginaria", stage.today - timedelta(BEGAN_DAYS_AGO)
    )
    appoint(stage.session, stage.coordinator, process, appointed)
    return groups


def _seat(stage: Stage, process: Process, group: Group, chair: told.Chair) -> None:
    since = stage.ago(BEGAN_DAYS_AGO)
    titular = next((one for one in process.seats if one.name == chair.stands_in_for), None)
    outline = SeatOutline(
        chair.kind, chair.name, since, since + MANDATE,
        stands_in_for_id=titular.id if titular else None, post=chair.post,
        mandate="" if chair.kind is SeatKind.OBSERVER else "Nombramiento ficticio por escrito",
    )  # fmt: skip
    key = key_of(stage.session, stage.vault, process)
    seat = give_seat(stage.session, key, stage.coordinator, process, group.id, outline)
    if chair.email:
        seat.person_id = stage.account(chair.email).id


def _take_part(stage: Stage, process: Process, group: Group, party: told.Party) -> None:
    signed = stage.ago(BEGAN_DAYS_AGO)
    names = tuple(one.name for one in party.chairs if one.kind is SeatKind.TITULAR)
    key = key_of(stage.session, stage.vault, process)
    outline = ParticipationOutline(
        signed, names, "Mediciones de agua y sus fechas (ficticio)", signed + MANDATE
    )
    sign_participation(stage.session, key, stage.coordinator, process, group.id, outline)


def _cards(stage: Stage, process: Process) -> list[tuple[str, str]]:
    """Who has no account comes in with a card, as it is printed with the sign-ins of the demo."""
    seats = {one.name: one for one in process.seats if one.name in told.CARDS}
    codes = codes_for(stage.vault, "demo-mesa", [one.id for one in seats.values()])
    lookups = {number: lookup_of(stage.vault, code) for number, code in codes.items()}
    give_cards(stage.session, stage.coordinator, process, lookups)
    return [(codes[seats[name].id], f"{name}, {whose}") for name, whose in told.CARDS.items()]


def _pass_stages(stage: Stage, process: Process) -> None:
    """Request, accreditation, installation lie behind; the sessions go on."""
    with stage.on(stage.ago(BEGAN_DAYS_AGO)):
        move_process(stage.session, stage.coordinator, process, ProcessVerb.OPEN)
    done = stages_of(stage.session, process)[:3]
    for number, one in enumerate(done):
        with stage.on(stage.ago(BEGAN_DAYS_AGO - 6 * number)):
            begin_stage(stage.session, stage.coordinator, process, one.id)
        with stage.on(stage.ago(BEGAN_DAYS_AGO - 6 * number - 5)):
            end_stage(stage.session, stage.coordinator, process, one.id)
    with stage.on(stage.ago(BEGAN_DAYS_AGO - 20)):
        going_on = stages_of(stage.session, process)[3]
        begin_stage(stage.session, stage.coordinator, process, going_on.id)
