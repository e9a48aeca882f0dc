"""Some fictional cases came by word, by telephone, by letter or by radio; one waits half told."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from accounts.models import Office
from accounts.queries import people_in_role
from accounts.roles import Role, Track
from grievances.answers import Answers, Sheet
from grievances.kinds import Channel, SpokenLanguage, Tier, Topic
from grievances.models import Case
from grievances.operations.attachments import Bringing
from grievances.operations.office_drafts import add_files, begin_draft, hand_draft_over
from grievances.operations.registering import Confirmed, register
from grievances.queries.office_drafts import opened
from kernel.policy import Actor, Grant
from kernel.vault import Vault

TONGUE = {"es": SpokenLanguage.SPANISH, "qu": SpokenLanguage.QUECHUA}


@dataclass(frozen=True)
class Came:
    """How a case came that somebody took down."""

    channel: Channel
    by: Role = Role.INTAKE
    interpreter: str = ""


def take_down(
    session: Session,
    vault: Vault,
    office: Office,
    came: Came,
    answers: Answers,
    language: str,
    code_lookup: str,
    files: list[Bringing],
) -> Case:
    """Take a case down and register it, as it is done at the counter."""
    helper = _somebody(session, office, came.by)
    sheet = Sheet(answers, TONGUE[language], came.interpreter, language)
    draft = begin_draft(session, vault, helper, office, came.channel, sheet)
    held = opened(session, vault, draft)
    add_files(session, helper, held, files)
    spoken = came.channel is not Channel.LETTER
    confirmed = Confirmed(agreed=spoken, read_back=spoken, has_tie=False)
    return register(
        session, vault, helper, held, confirmed,
        code_lookup=code_lookup, on_card=False, seen=draft.version,
    )  # fmt: skip


def leave_a_draft(session: Session, vault: Vault, office: Office) -> None:
    """The monitor began it in the community and asked the handler to go on."""
    monitor = _somebody(session, office, Role.MONITOR)
    handler = _somebody(session, office, Role.HANDLER)
    answers = Answers(
        track=Track.QUEJA,
        topics=(Topic.ANIMALS,),
        story="Se le murieron tres ovejas junto al río. Falta preguntarle qué día fue.",
        country="PE",
        department="PE-CUS",
        place="Llusco",
        tier=Tier.ANONYMOUS,
    )
    sheet = Sheet(answers, SpokenLanguage.QUECHUA)
    draft = begin_draft(session, vault, monitor, office, Channel.VISIT, sheet)
    held = opened(session, vault, draft)
    hand_draft_over(session, monitor, held, handler.person_id or 0, "Vuelve el jueves al mediodía.")


def _somebody(session: Session, office: Office, role: Role) -> Actor:
    person = min(people_in_role(session, role, office.id), key=lambda one: one.id)
    return Actor(person.id, frozenset({Grant(role, office.id)}))
