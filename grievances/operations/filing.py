"""A grievance comes in."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.models import Office
from accounts.queries.entities import entities_named
from grievances import events
from grievances.answers import Answers
from grievances.kinds import Channel, Tier
from grievances.lifecycle import State
from grievances.models import Case, CaseEntity, CaseTopic, Step
from grievances.operations.attachments import Waiting, hand_over
from grievances.operations.finding import index_case, sealed_search_key
from grievances.operations.identities import keep_identities, named_in, new_identity_key
from grievances.operations.moves import set_due
from grievances.operations.renderings import open_tasks
from grievances.policy import TABLE, Action
from kernel.audit import record
from kernel.clock import now
from kernel.errors import BadInput, RuleBroken
from kernel.policy import Actor, require
from kernel.vault import DataKey, Sealed, Vault

SIGNS = "23456789BCDFGHJKMNPQRSTVWXZ"
"""No vowels, no 0, 1 or L: a reference spells no word and is read aloud without doubt."""
REFERENCE_LENGTH = 5


@dataclass(frozen=True)
class Arrival:
    """How a grievance came, and since when the office has it; the clocks run from then."""

    channel: Channel = Channel.WEB
    received_at: datetime | None = None
    """None: just now."""


BY_WEB = Arrival()


def file_case(
    session: Session,
    vault: Vault,
    actor: Actor,
    *,
    office: Office,
    answers: Answers,
    language: str,
    code_lookup: str,
    files: Waiting | None = None,
    arrival: Arrival = BY_WEB,
) -> Case:
    """Receive a grievance. `code_lookup` was made from the receipt code before (slow).

    `files` waited with the draft: they go over to the case.
    """
    require(TABLE, actor, Action.FILE, office)
    if answers.missing():
        raise BadInput("answers-missing")
    if arrival.channel is not Channel.EX_OFFICIO and lacks_a_name(office, answers):
        raise RuleBroken("name-needed")
    key = vault.new_data_key(session, [office.holder])
    people = named_in(answers)
    names_key = new_identity_key(session, vault, office) if people else None
    received_at = arrival.received_at or now()
    case = Case(
        office=office,
        reference=free_reference(session),
        code_lookup=code_lookup,
        received_at=received_at,
        entered_state_at=received_at,
        channel=arrival.channel,
        state=State.RECEIVED,
        pauses=[],
        data_key_id=key.id,
        search_key=sealed_search_key(session, vault, key, office),
        identity_key_id=names_key.id if names_key else None,
        track=answers.track,
        tier=answers.tier,
        language=language,
        topic=answers.chief,
        country=answers.country,
        department=answers.department,
        province=answers.province,
        district=answers.district,
        for_whom=answers.for_whom,
        consent=answers.consent,
        people=answers.people,
        dangers=[danger.value for danger in answers.dangers],
        fears_reprisal=answers.fears_reprisal,
        urgent=bool(answers.dangers) or answers.fears_reprisal,
        safe_contact=[way.value for way in answers.safe_contact],
        story=sealed(key, "grievances_case.story", answers.story),
        happened=sealed(key, "grievances_case.happened", answers.happened),
        happened_days=sealed(key, "grievances_case.happened_days", answers.happened_days),
        place=sealed(key, "grievances_case.place", answers.place),
        group=sealed(key, "grievances_case.group", answers.group),
        respondent=sealed(key, "grievances_case.respondent", answers.respondent),
        safe_contact_note=sealed(
            key, "grievances_case.safe_contact_note", answers.safe_contact_note
        ),
        danger_note=sealed(key, "grievances_case.danger_note", answers.danger_note),
    )
    set_due(case)
    session.add(case)
    session.flush()  # step, names and trail need case.id
    if names_key:
        keep_identities(session, names_key, case.id, people)
    session.add_all(CaseTopic(case_id=case.id, topic=topic) for topic in answers.topics)
    _point_at(session, case, answers)
    session.add(
        Step(
            case_id=case.id, verb=None, before=None, after=State.RECEIVED,
            person_id=actor.person_id, at=received_at,
        )
    )  # fmt: skip
    index_case(session, key, case)
    if files is not None:
        hand_over(session, files, key, actor, case)
    open_tasks(session, case)
    record(
        session,
        events.CASE_FILED,
        actor,
        case.subject,
        office_id=office.id,
        channel=case.channel,
    )
    return case


def _point_at(session: Session, case: Case, answers: Answers) -> None:
    """Those of the office's list whom the person holds responsible; of another list is none."""
    listed = entities_named(session, case.office_id, answers.entities)
    if len(listed) != len(set(answers.entities)):
        raise BadInput("entity-unknown")
    session.add_all(CaseEntity(case_id=case.id, entity_id=entity.id) for entity in listed)


def anonymous_allowed(office: Office, track: str) -> bool:
    """Whether this office takes this way in from somebody without a name."""
    return track in office.anonymous_tracks


def lacks_a_name(office: Office, answers: Answers) -> bool:
    """Whether the office needs a name for this way in and none was given."""
    nameless = answers.tier is Tier.ANONYMOUS or not answers.name.strip()
    return nameless and not anonymous_allowed(office, answers.track)


def sealed(key: DataKey, place: str, words: str) -> Sealed | None:
    """Seal `words`, or nothing when there are none."""
    return key.seal(words, place) if words.strip() else None


def free_reference(session: Session) -> str:
    """A random short reference that no case has."""
    while True:
        reference = "".join(secrets.choice(SIGNS) for _ in range(REFERENCE_LENGTH))
        if session.scalar(select(Case.id).where(Case.reference == reference)) is None:
            return reference
