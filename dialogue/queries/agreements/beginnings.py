"""What an agreement can begin with: a closed round, or what a meeting of the table agreed on."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from dialogue.contents.draft import Draft
from dialogue.kinds import Extent
from dialogue.lifecycle.rounds import RoundState
from dialogue.models import Agreement, Process, Round, RoundResult
from dialogue.protocols.outcomes import Outcome
from dialogue.protocols.privacy import hidden_in, public_outcome
from dialogue.protocols.sealed import outcome_of
from dialogue.queries.agreements.objections import Objection, objections_in
from kernel.errors import NotFound
from meetings.models import Agreement as AgreedInMeeting
from meetings.models import Meeting


@dataclass(frozen=True)
class Beginning:
    """Something from which an agreement can be drafted and was not yet. `key` names it."""

    key: str
    title: str
    of: str
    on: date


@dataclass(frozen=True)
class Begun:
    """What is known for a draft; of a round also what came out and why some do not go along.

    An agreement can become everybody's: the `outcome` is that for everybody, and the `objections`
    are those of groups whose answers everybody may know, so that nothing of a small group comes
    into its text by itself. `withheld` says that there were more of them. `names` and
    `alternatives` are by key and language.
    """

    draft: Draft
    outcome: Outcome | None = None
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    alternatives: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    objections: Sequence[Objection] = ()
    withheld: bool = False


def beginnings_of(session: Session, process: Process) -> list[Beginning]:
    """Of each proposal the newest closed round, and agreements of meetings, that no agreement of
    the table came from yet."""
    taken = select(Agreement.round_id).where(Agreement.round_id.is_not(None))
    newest = select(func.max(Round.id)).where(
        Round.process_id == process.id, Round.state == RoundState.CLOSED
    )
    rounds = session.scalars(
        select(Round)
        .where(Round.id.in_(newest.group_by(Round.proposal_id)), Round.id.not_in(taken))
        .order_by(Round.id.desc())
    )
    found = [_of_round(process, one) for one in rounds]
    brought = set(
        session.scalars(select(Agreement.came_from).where(Agreement.process_id == process.id))
    )
    return found + [
        Beginning(agreed.reference, agreed.text, meeting.title, meeting.begins_on)
        for agreed, meeting in session.execute(_agreed_in_meetings(process))
        if agreed.reference not in brought
    ]


def drafted_from(session: Session, one: Round) -> Agreement | None:
    """The agreement that came from a round, a draft too, for who writes them; the newest."""
    query = select(Agreement).where(Agreement.round_id == one.id).order_by(Agreement.id.desc())
    return session.scalars(query.limit(1)).first()


def begun(session: Session, process: Process, key: str, today: date) -> Begun:
    """A draft filled in from one of them; an empty one for no key, NotFound for any other."""
    if not key:
        return Begun(_empty(process, today))
    if key.startswith("round:"):
        return _begun_of_round(session, process, key.removeprefix("round:"), today)
    for agreed, meeting in session.execute(_agreed_in_meetings(process)):
        if agreed.reference == key:
            return Begun(_draft_of_meeting(process, agreed, meeting, today))
    raise NotFound("not-found")


def _agreed_in_meetings(process: Process) -> Select[AgreedInMeeting, Meeting]:
    return (
        select(AgreedInMeeting, Meeting)
        .join(Meeting, Meeting.id == AgreedInMeeting.meeting_id)
        .where(
            Meeting.belongs_to == process.subject,
            Meeting.office_id == process.office_id,
            AgreedInMeeting.withdrawn_at.is_(None),
        )
        .order_by(Meeting.begins_on.desc(), AgreedInMeeting.number)
    )


def _deciding(process: Process) -> tuple[int, ...]:
    return tuple(one.id for one in process.groups if one.decides and not one.retired_on)


def _empty(process: Process, today: date) -> Draft:
    return Draft("", "", Extent.TOTAL, today, required=_deciding(process))


def _draft_of_meeting(
    process: Process, agreed: AgreedInMeeting, meeting: Meeting, today: date
) -> Draft:
    return Draft(
        title=agreed.text.split("\n")[0][:120],
        title_qu=agreed.text_qu.split("\n")[0][:120],
        words=agreed.text,
        words_qu=agreed.text_qu,
        extent=Extent(agreed.extent.value) if agreed.extent else Extent.TOTAL,
        dissent=agreed.dissent,
        dissent_qu=agreed.dissent_qu,
        agreed_on=min(meeting.begins_on, today),
        required=_deciding(process),
        meeting=meeting.subject,
        came_from=agreed.reference,
    )


def _of_round(process: Process, one: Round) -> Beginning:
    return Beginning(one.subject, one.proposal.title, str(one.number), _closed_on(process, one))


def _closed_on(process: Process, one: Round) -> date:
    return (one.closed_at or one.made_at).astimezone(ZoneInfo(process.office.time_zone)).date()


def _begun_of_round(session: Session, process: Process, key: str, today: date) -> Begun:
    found = next(
        (
            one
            for one in session.scalars(select(Round).where(Round.process_id == process.id))
            if one.subject == f"round:{key}" and one.state is RoundState.CLOSED
        ),
        None,
    )
    if found is None:
        raise NotFound("not-found")
    result = session.scalar(select(RoundResult).where(RoundResult.round_id == found.id))
    content = json.loads(result.content) if result else {}
    outcome = outcome_of(content["outcome"]) if content else None
    hidden = hidden_in(outcome) if outcome else frozenset[str]()
    objections, quoted = objections_in(content), objections_in(content, hidden)
    draft = Draft(
        title=found.proposal.title,
        title_qu=found.proposal.title_qu,
        words=found.proposed.words,
        words_qu=found.proposed.words_qu,
        extent=_extent(outcome, objections),
        agreed_on=min(_closed_on(process, found), today),
        required=_deciding(process),
        version_id=found.version_id,
        round_id=found.id,
        meeting=found.meeting,
    )
    return Begun(
        draft,
        outcome=public_outcome(outcome) if outcome else None,
        names={one["key"]: one["name"] for one in content.get("groups", ())},
        alternatives={one["key"]: one for one in content["proposal"]["options"]} if content else {},
        objections=quoted,
        withheld=len(quoted) < len(objections),
    )


def _extent(outcome: Outcome | None, objections: Sequence[Objection]) -> Extent:
    """How far the round shows that it goes; whoever drafts may know better."""
    if outcome is None or not outcome.passes:
        return Extent.NONE
    against = any(one.oppose for one in outcome.standings) or objections
    return Extent.PARTIAL if against else Extent.TOTAL
