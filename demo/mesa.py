"""The table of Pastos Grandes, played from the concern of a workshop to a verified commitment."""

from collections.abc import Mapping
from datetime import timedelta

from basin.models import Study
from demo import mesa_story as told
from demo.concern import hear_a_concern
from demo.mesa_accord import agree
from demo.mesa_bulletin import tell_everybody
from demo.mesa_rounds import decide_in_rounds
from demo.mesa_talk import talk
from demo.stage import Stage
from dialogue.kinds import ProcessRole, SeatKind
from dialogue.lifecycle.processes import ProcessVerb
from dialogue.models import Group, Process, Seat
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


def sit_at_a_table(stage: Stage, study: Study) -> str:
    """The whole story; the code of the card that is printed with the sign-ins."""
    offered = hear_a_concern(stage)
    with stage.on(stage.ago(BEGAN_DAYS_AGO)):
        process = take_up_anew(
            stage.session, stage.coordinator, stage.vault, stage.office, offered, told.OUTLINE
        )
        process.study = study.subject
        groups = _seat_everybody(stage, process)
        code = _card(stage, process)
    _pass_stages(stage, process)
    thread = talk(stage, process, groups, study)
    one = decide_in_rounds(stage, process, groups, thread)
    agree(stage, process, groups, one)
    tell_everybody(stage, process)
    return code


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


def _card(stage: Stage, process: Process) -> str:
    """One seat has no account: its card is printed with the sign-ins of the demo."""
    seat = _seat_called(process, CARD_OF)
    (code,) = codes_for(stage.vault, "demo-mesa", [seat.id]).values()
    give_cards(stage.session, stage.coordinator, process, {seat.id: lookup_of(stage.vault, code)})
    return code


def _pass_stages(stage: Stage, process: Process) -> None:
    """Request, accreditation, installation lie behind; the sessions go on."""
    with stage.on(stage.ago(BEGAN_DAYS_AGO - 5)):
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


def _seat_called(process: Process, name: str) -> Seat:
    return next(seat for seat in process.seats if seat.name == name)
