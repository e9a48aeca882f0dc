"""Where somebody stands in a round is taken, changed, taken back; objections are taken up.

Everything is only added: what came later counts. A form that is sent twice makes one row.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.queries.offices import today_at
from dialogue import events
from dialogue.kinds import Channel, Reasons, Tongue
from dialogue.lifecycle.rounds import RoundState
from dialogue.models import Group, Integration, Position, Process, Round, Seat
from dialogue.operations.holding import hold_anew
from dialogue.policy import DECIDERS, TABLE, Action, seat_of
from dialogue.protocols import (
    NEEDS_REASON,
    Hands,
    offered,
    refusal_of_person,
    refusal_of_unit,
)
from dialogue.protocols.kinds import DoubleCount, PositionOption, PositionUnit, Protocol
from dialogue.queries.positions import position_in, standing_in
from dialogue.queries.rounds import alternatives_of, rules_of
from kernel.audit import record
from kernel.clock import now
from kernel.errors import BadInput, Forbidden, NotFound, RuleBroken
from kernel.files import Taken, attach
from kernel.policy import Actor, require
from kernel.vault import Sealer
from meetings.operations.themes import MOST_COUNTED

TWICE: Mapping[DoubleCount, RuleBroken] = {
    DoubleCount.DELEGATION_SPEAKS: RuleBroken("counted-by-delegation"),
    DoubleCount.HANDS_COUNTED: RuleBroken("counted-by-hands"),
    DoubleCount.MEMBERS_SPOKE: RuleBroken("counted-one-by-one"),
    DoubleCount.SPEAKS_FOR_ANOTHER: RuleBroken("counted-for-another"),
}
"""Why nobody is counted twice, as a refusal."""


@dataclass(frozen=True)
class Answer:
    """What somebody answers. `entry` is the key of the form that brought it.

    `ranking` holds the keys of alternatives from the best down, `hands` what a show of hands gave.
    Who wrote it down says through which channel it came, and who else saw it.
    """

    entry: str
    option: PositionOption | None = None
    ranking: tuple[str, ...] = ()
    hands: Mapping[PositionOption, Hands] = field(default_factory=dict)
    reason: str = ""
    language: Tongue = Tongue.ES
    channel: Channel = Channel.WEB
    witness: str = ""
    act: str = ""
    """The public reference of the assembly that decided."""
    paper: Taken | None = None
    """The act of that assembly on paper, or the sheet that was counted."""


def take_position(
    session: Session, actor: Actor, process: Process, one: Round, answer: Answer
) -> Position:
    """Whoever has a seat says where they stand, or says it anew while the round is open."""
    require(TABLE, actor, Action.DECIDE, process)
    seat = seat_of(actor, process, DECIDERS)
    if seat is None:
        raise Forbidden("not-allowed")
    return _individual(session, actor, process, one, seat, answer)


def record_position(
    session: Session, actor: Actor, process: Process, one: Round, seat_id: int, answer: Answer
) -> Position:
    """The office writes down where somebody stands: on paper, in the room, by telephone."""
    require(TABLE, actor, Action.RECORD, process)
    seat = next((found for found in process.seats if found.id == seat_id), None)
    if seat is None:
        raise NotFound("not-found")
    if answer.channel is Channel.WEB:
        raise BadInput("channel-not-told")
    return _individual(session, actor, process, one, seat, answer, recorded=True)


def record_delegation(
    session: Session,
    actor: Actor,
    process: Process,
    one: Round,
    group_id: int,
    answer: Answer,
    key: Sealer | None = None,
) -> Position:
    """One voice for a whole group, with the act of its assembly: a paper, or a meeting of ours."""
    require(TABLE, actor, Action.RECORD, process)
    group = _group(process, group_id)
    hold_anew(session, one)
    if before := _of_entry(session, one, answer.entry):
        return before
    if not answer.act and answer.paper is None:
        raise BadInput("delegation-without-act")
    _expect_answer(one, answer)
    return _add(session, actor, process, one, group, PositionUnit.DELEGATION, answer, key=key)


def record_hands(
    session: Session,
    actor: Actor,
    process: Process,
    one: Round,
    group_id: int,
    answer: Answer,
    key: Sealer | None = None,
) -> Position:
    """Hands of a group, counted by option and by women, men and others.

    They are counted in a meeting: who of the group is present there makes its quorum.
    """
    require(TABLE, actor, Action.RECORD, process)
    group = _group(process, group_id)
    answer = replace(answer, act=answer.act or one.meeting)
    if not answer.act:
        raise BadInput("hands-without-meeting")
    hold_anew(session, one)
    if before := _of_entry(session, one, answer.entry):
        return before
    _expect_hands(one, answer)
    return _add(session, actor, process, one, group, PositionUnit.TALLY, answer, key=key)


def withdraw_position(
    session: Session, actor: Actor, process: Process, one: Round, entry: str
) -> None:
    """Whoever has a seat takes back what they answered, while the round is open."""
    require(TABLE, actor, Action.DECIDE, process)
    seat = seat_of(actor, process, DECIDERS)
    _take_back(
        session, actor, process, one, entry,
        lambda found: seat is not None and found.seat_id == seat.id,
    )  # fmt: skip


def withdraw_of_group(
    session: Session,
    actor: Actor,
    process: Process,
    one: Round,
    group_id: int,
    entry: str,
    seat_id: int | None = None,
) -> None:
    """The office takes back what it wrote down for a group, or for one seat of it."""
    require(TABLE, actor, Action.RECORD, process)
    _take_back(
        session, actor, process, one, entry,
        lambda found: (
            found.group_id == group_id
            and found.seat_id == seat_id
            and found.is_written_down
        ),
    )  # fmt: skip


def integrate_objection(
    session: Session, actor: Actor, process: Process, one: Round, position_id: int, note: str
) -> Integration:
    """An objection was taken up: how, in words. While the objections are heard."""
    require(TABLE, actor, Action.RUN, process)
    hold_anew(session, one)
    if one.state is not RoundState.HEARING:
        raise RuleBroken("objections-not-heard")
    position = position_in(session, one, position_id)
    if not position.objects:
        raise NotFound("not-found")
    if not note.strip():
        raise BadInput("text-missing")
    query = select(Integration).where(Integration.position_id == position.id)
    if before := session.scalar(query):
        return before
    made = Integration(
        office_id=process.office_id,
        position_id=position.id,
        note=note.strip(),
        person_id=actor.person_id,
    )
    session.add(made)
    session.flush()  # whoever looks next sees it
    record(session, events.OBJECTION_INTEGRATED, actor, process.subject, position_id=position.id)
    return made


def _individual(
    session: Session,
    actor: Actor,
    process: Process,
    one: Round,
    seat: Seat,
    answer: Answer,
    *,
    recorded: bool = False,
) -> Position:
    hold_anew(session, one)
    if before := _of_entry(session, one, answer.entry):
        return before
    _expect_accredited(process, one, seat)
    _expect_answer(one, answer)
    standing = standing_in(session, one)
    if recorded and any(p.seat_id == seat.id and not p.is_written_down for p in standing):
        raise RuleBroken("answered-themselves")
    theirs = {other.id for other in process.seats if _same_person(other, seat)}
    spoke_for = [str(p.group_id) for p in standing if p.seat_id in theirs]
    _refuse_twice(refusal_of_person(spoke_for, str(seat.group_id)))
    return _add(
        session, actor, process, one, seat.group, PositionUnit.INDIVIDUAL, answer,
        seat=seat, recorded=recorded,
    )  # fmt: skip


def _add(
    session: Session,
    actor: Actor,
    process: Process,
    one: Round,
    group: Group,
    unit: PositionUnit,
    answer: Answer,
    *,
    seat: Seat | None = None,
    recorded: bool = True,
    key: Sealer | None = None,
) -> Position:
    _expect_open(one)
    if str(group.id) not in {str(known["id"]) for known in one.quorum["groups"]}:
        raise RuleBroken("seat-not-accredited")
    standing = [p.unit for p in standing_in(session, one) if p.group_id == group.id]
    _refuse_twice(refusal_of_unit(standing, unit))
    paper = attach(session, key, answer.paper) if answer.paper and key else None
    made = Position(
        office_id=process.office_id,
        round_id=one.id,
        group=group,
        unit=unit,
        seat_id=seat.id if seat else None,
        option=answer.option,
        ranking=list(answer.ranking),
        hands={str(option): vars(shown) for option, shown in answer.hands.items() if shown.total},
        reason="" if one.reasons is Reasons.NONE else answer.reason.strip(),
        language=answer.language,
        channel=answer.channel if recorded else Channel.WEB,
        witness=answer.witness.strip() if recorded else "",
        act=answer.act.strip(),
        file=paper,
        recorded_by_id=actor.person_id if recorded else None,
        entry=answer.entry,
    )
    return _keep(session, actor, process, one, made)


def _keep(session: Session, actor: Actor, process: Process, one: Round, made: Position) -> Position:
    session.add(made)
    session.flush()  # the trail names it
    record(
        session, events.POSITION_TAKEN, actor, process.subject,
        round_id=one.id, position_id=made.id, unit=made.unit,
    )  # fmt: skip
    return made


def _take_back(
    session: Session,
    actor: Actor,
    process: Process,
    one: Round,
    entry: str,
    is_it: Callable[[Position], bool],
) -> None:
    hold_anew(session, one)
    if _of_entry(session, one, entry):
        return
    _expect_open(one)
    found = next((p for p in standing_in(session, one) if is_it(p)), None)
    if found is None:
        raise RuleBroken("nothing-to-take-back")
    gone = Position(
        office_id=process.office_id,
        round_id=one.id,
        group=found.group,
        unit=found.unit,
        seat_id=found.seat_id,
        channel=found.channel,
        recorded_by_id=actor.person_id if found.is_written_down else None,
        withdrawn=True,
        entry=entry,
    )
    _keep(session, actor, process, one, gone)


def _of_entry(session: Session, one: Round, entry: str) -> Position | None:
    query = select(Position).where(Position.round_id == one.id, Position.entry == entry)
    return session.scalar(query)


def _expect_open(one: Round) -> None:
    if one.state is not RoundState.OPEN:
        raise RuleBroken("round-not-open")
    if one.closes_at is not None and one.closes_at <= now():
        raise RuleBroken("round-not-open")


def _expect_accredited(process: Process, one: Round, seat: Seat) -> None:
    """The seat decides, its mandate holds today, and it did when the round was opened."""
    _expect_open(one)
    known = {place for group in one.quorum["groups"] for place in group["seats"]}
    sits = seat.kind in DECIDERS and seat.sits_on(today_at(process.office))
    if not sits or seat.counted_as not in known:
        raise RuleBroken("seat-not-accredited")


def _expect_answer(one: Round, answer: Answer) -> None:
    """One of the options that the round offers, or an order of its alternatives."""
    if one.protocol is Protocol.RANKED:
        known = [key for key, _words in alternatives_of(one)]
        given = answer.ranking
        if not given or len(set(given)) != len(given) or not set(given) <= set(known):
            raise BadInput("order-wrong")
        return
    if answer.option is None or answer.option not in _offered(one):
        raise BadInput("option-unknown")
    _expect_reason(one, answer.reason, [answer.option])


def _expect_hands(one: Round, answer: Answer) -> None:
    if one.protocol is Protocol.RANKED:
        raise RuleBroken("order-not-by-hands")
    if not set(answer.hands) <= _offered(one):
        raise BadInput("option-unknown")
    counts = [n for shown in answer.hands.values() for n in vars(shown).values()]
    total = sum(shown.total for shown in answer.hands.values())
    if any(count < 0 for count in counts) or not 0 < total <= MOST_COUNTED:
        raise BadInput("count-not-possible")
    _expect_reason(one, answer.reason, [o for o, shown in answer.hands.items() if shown.total])


def _expect_reason(one: Round, reason: str, options: Sequence[PositionOption]) -> None:
    needed = one.reasons is Reasons.ON_NEGATIVE and NEEDS_REASON & set(options)
    if needed and not reason.strip():
        raise BadInput("position-without-reason")


def _offered(one: Round) -> frozenset[PositionOption]:
    """What a ballot of the round offers."""
    return frozenset(offered(one.protocol, rules_of(one).levels))


def _refuse_twice(found: DoubleCount | None) -> None:
    if found is not None:
        raise RuleBroken(TWICE[found].code)


def _same_person(other: Seat, seat: Seat) -> bool:
    if other.id == seat.id:
        return True
    return seat.person_id is not None and other.person_id == seat.person_id


def _group(process: Process, group_id: int) -> Group:
    found = next((one for one in process.groups if one.id == group_id), None)
    if found is None:
        raise NotFound("not-found")
    return found
