"""What an acta says today, gathered from everything that was written down about a meeting.

The same whoever asks: the platform itself gathers it, after the caller has been let in.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from basin.queries.ledger import heads_of
from commitments.models import Commitment
from commitments.queries.commitments import made_in
from kernel.policy import SYSTEM
from kernel.references import References, Referred
from kernel.seals import fingerprint_of
from meetings import contents
from meetings.contents import Text
from meetings.kinds import Attached, ContributionKind, FilePurpose, Sex, Signing, Source
from meetings.models import (
    AgendaItem,
    Agreement,
    Attendance,
    Carrying,
    Contribution,
    Group,
    Meeting,
    MeetingFile,
    Participant,
    ReadingBack,
    SealedMinutes,
    Signatory,
    Sitting,
    SpeakingTurn,
    Theme,
)
from meetings.queries.attendance import totals_of
from meetings.queries.meetings import agenda_of, groups_known, sittings_of

_Groups = dict[int, Group]
UNPLACED_FILES = frozenset({FilePurpose.SIGNED_SCAN, FilePurpose.OLD_ACTA})
"""A scan of the acta is no part of what the acta says."""


def acta_of(session: Session, references: References, meeting: Meeting) -> contents.Acta:
    """The acta of a meeting as it would be sealed now."""
    groups, sealed = groups_known(session, meeting.office_id), newest_sealed(session, meeting)
    items, sittings = agenda_of(session, meeting), sittings_of(session, meeting)
    numbers = {item.id: number for number, item in enumerate(items, 1)}
    agreements = agreements_of(session, meeting)
    people = _people(session, meeting, groups, sittings)
    said, shown = _contributions(session, meeting), _annexes(session, meeting, numbers)
    return contents.Acta(
        reference=meeting.reference,
        number=sealed.number + 1 if sealed else 1,
        replaces=fingerprint_of(sealed.content_hash) if sealed else "",
        reason=meeting.amending,
        heading=_heading(session, references, meeting),
        names_withheld=meeting.names_withheld,
        sittings=tuple(_sitting(one) for one in sittings),
        groups=_counted(people, groups),
        absent=_absent(session, meeting, groups),
        people=tuple(who for _row, who in people),
        points=tuple(_point(item, numbers[item.id], said, groups) for item in items),
        unplaced=tuple(_said(one, groups) for one in said if one.agenda_item_id not in numbers),
        agreements=tuple(_agreement(one, numbers) for one in agreements),
        promises=_promises(session, meeting, agreements, first=sealed is not None),
        themes=_themes(session, meeting, said, groups),
        turns=_turns(session, meeting, groups),
        annexes=(*shown, *_ledgers(session, meeting, items, shown)),
        next_meeting=contents.NextMeeting(
            on=_day(meeting.next_on),
            at=_hour(meeting.next_at),
            place=meeting.next_place,
            agenda=meeting.next_agenda,
        ),
        observations=meeting.observations,
        readings=tuple(_reading(one, meeting) for one in readings_of(session, meeting)),
        signers=tuple(_signer(one, groups) for one in signatories_of(session, meeting)),
    )


def names_known(session: Session, meeting: Meeting) -> list[str]:
    """The names of people who have to do with a meeting and may not be named in public.

    Not those that somebody typed at the door and nobody confirmed: they may be any words.
    """
    confirmed = exists().where(
        Attendance.participant_id == Participant.id, Attendance.confirmed_at.is_not(None)
    )
    expected = select(Participant.name).where(
        Participant.meeting_id == meeting.id,
        or_(Participant.source != Source.CHECK_IN, confirmed),
    )
    spoke = select(Contribution.speaker).where(Contribution.meeting_id == meeting.id)
    if not meeting.names_withheld:
        expected = expected.where(Participant.may_be_named.is_(False))
        spoke = spoke.where(Contribution.consents_to_name.is_(False))
    witnessed = select(Attendance.witness).where(Attendance.meeting_id == meeting.id)
    found = {name for query in (expected, spoke, witnessed) for name in session.scalars(query)}
    return sorted(found - {""})


def newest_sealed(session: Session, meeting: Meeting) -> SealedMinutes | None:
    """The sealed version of an acta that counts; None while none was sealed."""
    query = select(SealedMinutes).where(SealedMinutes.meeting_id == meeting.id)
    return session.scalar(query.order_by(SealedMinutes.number.desc()).limit(1))


def readings_of(session: Session, meeting: Meeting) -> Sequence[ReadingBack]:
    """Every time that the draft was read to the room, the first one first."""
    query = select(ReadingBack).where(ReadingBack.meeting_id == meeting.id)
    return session.scalars(query.order_by(ReadingBack.at, ReadingBack.id)).all()


def signatories_of(session: Session, meeting: Meeting) -> Sequence[Signatory]:
    """Who signs, in their order."""
    query = select(Signatory).where(Signatory.meeting_id == meeting.id)
    return session.scalars(query.order_by(Signatory.position, Signatory.id)).all()


def agreements_of(session: Session, meeting: Meeting) -> Sequence[Agreement]:
    """What was agreed and not withdrawn, in its order."""
    query = select(Agreement).where(
        Agreement.meeting_id == meeting.id, Agreement.withdrawn_at.is_(None)
    )
    return session.scalars(query.order_by(Agreement.number, Agreement.id)).all()


def promises_of(
    session: Session, meeting: Meeting, agreements: Iterable[Agreement]
) -> list[Commitment]:
    """What was promised in a meeting or under one of its agreements."""
    places = [meeting.subject, *(one.reference for one in agreements)]
    found = [one for place in places for one in made_in(session, SYSTEM, place)]
    return sorted(found, key=lambda one: one.id)


def _heading(session: Session, references: References, meeting: Meeting) -> contents.Heading:
    zone = ZoneInfo(meeting.office.time_zone)
    part_of = references.resolve(session, SYSTEM, meeting.belongs_to)
    begun = _noted(meeting.opened_at, zone, meeting.begins_on) or meeting.begins_at
    ended = _noted(meeting.closed_at, zone, meeting.ends_on) or meeting.ends_at
    return contents.Heading(
        kind=meeting.kind.value,
        title=Text(meeting.title, meeting.title_qu),
        issuer=meeting.office.name,
        programme=_titled(part_of),
        objective=meeting.objective,
        place=meeting.place,
        community=meeting.community,
        district=meeting.district,
        province=meeting.province,
        department=meeting.department,
        begins_on=_day(meeting.begins_on),
        ends_on=_day(meeting.ends_on),
        begins_at=_hour(begun or _clock(meeting.opened_at, zone)),
        ends_at=_hour(ended or _clock(meeting.closed_at, zone)) if meeting.closed_at else "",
        time_zone=meeting.office.time_zone,
        languages=tuple(meeting.languages),
        convened_by=meeting.convened_by,
        convocation=meeting.convocation,
        second_call=meeting.second_call,
        facilitator=meeting.facilitator,
        note_taker=meeting.note_taker,
        particulars=dict(meeting.particulars),
    )


def _titled(part_of: Referred | None) -> str | Text:
    if part_of is None:
        return ""
    return Text(part_of.title, part_of.title_qu) if part_of.title_qu else part_of.title


def _people(
    session: Session, meeting: Meeting, groups: _Groups, sittings: Sequence[Sitting]
) -> list[tuple[Participant, contents.Attendee]]:
    """Who came to a sitting, as the staff confirmed it, in the order of the list."""
    rows = session.execute(
        select(Participant, Attendance)
        .join(Attendance, Attendance.participant_id == Participant.id)
        .where(
            Participant.meeting_id == meeting.id,
            Participant.merged_into_id.is_(None),
            Participant.removed_at.is_(None),
            Attendance.present.is_(True),
            Attendance.confirmed_at.is_not(None),
        )
        .order_by(Participant.position, Participant.id)
    ).all()
    numbers = {one.id: one.position for one in sittings}
    came: dict[int, tuple[Participant, list[Attendance]]] = {}
    for person, line in rows:
        came.setdefault(person.id, (person, []))[1].append(line)
    return [(person, _attendee(person, lines, groups, numbers)) for person, lines in came.values()]


def _attendee(
    person: Participant, lines: list[Attendance], groups: _Groups, numbers: dict[int, int]
) -> contents.Attendee:
    ways = [line.signing.value for line in lines if line.signing is not Signing.NONE]
    return contents.Attendee(
        name=person.name,
        group=_group(person.group_id, groups),
        organization=person.organization,
        post=person.role,
        community=person.community,
        signing=ways[0] if ways else "",
        sittings=tuple(sorted(numbers[line.sitting_id] for line in lines)),
        may_be_named=person.may_be_named,
    )


def _counted(
    people: list[tuple[Participant, contents.Attendee]], groups: _Groups
) -> tuple[contents.GroupCount, ...]:
    """How many of each group came, the largest first; those without one last."""
    by_group: dict[int | None, Counter[Sex]] = {}
    for person, _who in people:
        by_group.setdefault(person.group_id, Counter())[person.sex] += 1
    found = [
        contents.GroupCount(
            group=_group(group_id, groups),
            kind=groups[group_id].kind.value if group_id in groups else "",
            women=count[Sex.WOMAN],
            men=count[Sex.MAN],
            others=count[Sex.OTHER],
            unsaid=count[Sex.UNSAID],
        )
        for group_id, count in by_group.items()
    ]
    return tuple(sorted(found, key=lambda one: (not one.kind, -one.people, one.group.es)))


def _absent(session: Session, meeting: Meeting, groups: _Groups) -> tuple[Text, ...]:
    missing = [_group(one, groups) for one in totals_of(session, meeting).absent_groups]
    return tuple(sorted(missing, key=lambda one: one.es))


def _contributions(session: Session, meeting: Meeting) -> Sequence[Contribution]:
    query = select(Contribution).where(
        Contribution.meeting_id == meeting.id, Contribution.withdrawn_at.is_(None)
    )
    return session.scalars(query.order_by(Contribution.said_at, Contribution.id)).all()


def _point(
    item: AgendaItem, number: int, said: Sequence[Contribution], groups: _Groups
) -> contents.Point:
    return contents.Point(
        number=number,
        title=Text(item.title, item.title_qu),
        begins_at=_hour(item.begins_at),
        minutes=item.minutes,
        facilitator=item.facilitator,
        came_from=item.came_from,
        summary=Text(item.summary, item.summary_qu),
        said=tuple(_said(one, groups) for one in said if one.agenda_item_id == item.id),
    )


def _said(one: Contribution, groups: _Groups) -> contents.Said:
    return contents.Said(
        kind=one.kind.value,
        group=_group(one.group_id, groups),
        speaker=one.speaker if one.consents_to_name else "",
        language=one.language.value,
        words=one.text,
        translation=one.translation,
        may_be_quoted=one.consents_to_quote,
    )


def _agreement(one: Agreement, numbers: dict[int, int]) -> contents.Agreement:
    return contents.Agreement(
        number=one.number,
        reference=one.reference,
        words=Text(one.text, one.text_qu),
        extent=one.extent.value if one.extent else "",
        dissent=Text(one.dissent, one.dissent_qu),
        point=numbers.get(one.agenda_item_id or 0),
        counting=one.counting.value if one.counting else "",
        women_for=one.women_for,
        men_for=one.men_for,
        women_against=one.women_against,
        men_against=one.men_against,
        abstained=one.abstained,
    )


def _promises(
    session: Session, meeting: Meeting, agreements: Sequence[Agreement], *, first: bool
) -> tuple[contents.Promise, ...]:
    """What was promised; in a corrected acta (`first`) with the date that was promised then."""
    numbers = {one.reference: one.number for one in agreements}
    found = promises_of(session, meeting, agreements)
    needed = {one.depends_on_id for one in found if one.depends_on_id}
    codes = {
        one.id: one.code
        for one in session.scalars(select(Commitment).where(Commitment.id.in_(needed)))
    }
    return tuple(
        _promise(one, (first and one.first_due_on) or one.due_on, numbers, codes) for one in found
    )


def _promise(
    one: Commitment, due_on: date | None, numbers: dict[str, int], codes: dict[int, str]
) -> contents.Promise:
    agreement = numbers.get(one.agreement) or numbers.get(one.made_in)
    return contents.Promise(
        code=one.code,
        what=Text(one.what, one.what_qu),
        indicator=Text(one.indicator, one.indicator_qu),
        responsible_group=one.responsible_group,
        responsible_person=one.responsible_person,
        co_responsibles=tuple(one.co_responsibles),
        verifier_group=one.verifier_group,
        verifier_person=one.verifier_person,
        due_on=_day(due_on),
        recurrence=one.recurrence.value if one.recurrence else "",
        condition=one.condition,
        place=one.place,
        budget_source=one.budget_source,
        depends_on=codes.get(one.depends_on_id or 0, ""),
        priority=one.priority.value,
        risks=one.risks,
        agreement=agreement,
    )


def _themes(
    session: Session, meeting: Meeting, said: Sequence[Contribution], groups: _Groups
) -> tuple[contents.Theme, ...]:
    """The themes, the heaviest first."""
    carried: dict[str, list[str]] = {}
    for one in session.scalars(select(Carrying).where(Carrying.meeting_id == meeting.id)):
        carried.setdefault(one.what, []).append(one.to.value)
    on_the_list = Theme.meeting_id == meeting.id, Theme.withdrawn_at.is_(None)
    found = session.scalars(select(Theme).where(*on_the_list)).all()
    return tuple(
        _theme(theme, [one for one in said if one.theme_id == theme.id], groups, carried)
        for theme in sorted(found, key=lambda theme: (-theme.weight, theme.id))
    )


def _theme(
    theme: Theme, said: list[Contribution], groups: _Groups, carried: dict[str, list[str]]
) -> contents.Theme:
    concerns = [one for one in said if one.kind is ContributionKind.CONCERN]
    who = dict.fromkeys(one.group_id for one in concerns if one.group_id)
    refs = [theme.reference, *(one.reference for one in concerns)]
    to = [where for ref in refs for where in carried.get(ref, [])]
    return contents.Theme(
        title=Text(theme.title, theme.title_qu),
        counting=theme.counting.value if theme.counting else "",
        women=theme.women,
        men=theme.men,
        others=theme.others,
        concerns=len(concerns),
        groups=tuple(_group(group_id, groups) for group_id in who),
        carried_to=tuple(dict.fromkeys(to)),
    )


def _turns(session: Session, meeting: Meeting, groups: _Groups) -> tuple[contents.Turn, ...]:
    """How long each group and sex spoke, the longest first."""
    seconds: Counter[tuple[int | None, str]] = Counter()
    counted = SpeakingTurn.meeting_id == meeting.id, SpeakingTurn.withdrawn_at.is_(None)
    for one in session.scalars(select(SpeakingTurn).where(*counted)):
        seconds[(one.group_id, one.sex.value)] += one.seconds
    found = [
        contents.Turn(_group(group_id, groups), sex, spoken)
        for (group_id, sex), spoken in seconds.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.seconds, one.group.es, one.sex)))


def _annexes(
    session: Session, meeting: Meeting, numbers: dict[int, int]
) -> tuple[contents.Annex, ...]:
    query = select(MeetingFile).where(
        MeetingFile.meeting_id == meeting.id, MeetingFile.purpose.not_in(UNPLACED_FILES)
    )
    return tuple(
        contents.Annex(
            purpose=one.purpose.value,
            title=one.title,
            fingerprint=one.fingerprint,
            point=numbers.get(one.agenda_item_id or 0),
        )
        for one in session.scalars(query.order_by(MeetingFile.id))
    )


def _ledgers(
    session: Session,
    meeting: Meeting,
    items: Sequence[AgendaItem],
    shown: Sequence[contents.Annex],
) -> tuple[contents.Annex, ...]:
    """How far the evidence of its studies had come: whoever keeps the acta can prove it later."""
    named = {meeting.subject, meeting.belongs_to, *(one.came_from for one in items)}
    proofs = {fingerprint_of(one.fingerprint) for one in shown if one.fingerprint}
    return tuple(
        contents.Annex(
            purpose=Attached.LEDGER.value,
            title=f"{one.study} · {one.number}",
            fingerprint=fingerprint_of(one.sha256),
        )
        for one in heads_of(session, meeting.office_id, named, proofs)
    )


def _sitting(one: Sitting) -> contents.Sitting:
    return contents.Sitting(
        number=one.position,
        on=_day(one.on),
        title=one.title,
        begins_at=_hour(one.begins_at),
        ends_at=_hour(one.ends_at),
    )


def _reading(one: ReadingBack, meeting: Meeting) -> contents.Reading:
    return contents.Reading(
        at=moment_of(one.at, meeting.office.time_zone),
        language=one.language.value,
        reader=one.reader,
        corrections=one.corrections,
    )


def _signer(one: Signatory, groups: _Groups) -> contents.Signer:
    return contents.Signer(
        name=one.name,
        post=one.role,
        group=_group(one.group_id, groups),
        signing=one.signing.value,
    )


def _group(group_id: int | None, groups: _Groups) -> Text:
    group = groups.get(group_id or 0)
    return Text(group.name, group.name_qu) if group else Text()


def moment_of(at: datetime, time_zone: str) -> str:
    """A moment as a content writes it: to the minute, with the offset of its office."""
    return at.astimezone(ZoneInfo(time_zone)).isoformat(timespec="minutes")


def _noted(at: datetime | None, zone: ZoneInfo, day: date) -> time | None:
    """The hour at which it was opened or closed; None when that was noted on another day."""
    here = at.astimezone(zone) if at else None
    return here.time() if here and here.date() == day else None


def _clock(at: datetime | None, zone: ZoneInfo) -> time | None:
    return at.astimezone(zone).time() if at else None


def _day(on: date | None) -> str:
    return on.isoformat() if on else ""


def _hour(at: time | None) -> str:
    return at.isoformat(timespec="minutes") if at else ""
