"""A bulletin is drafted, its facts are chosen, and it is published for ever."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from accounts.models import Office
from accounts.queries.offices import today_at
from dialogue import events
from dialogue.contents.bulletin import Issue, Told
from dialogue.contents.writing import canonical
from dialogue.kinds import BulletinState, Visibility
from dialogue.models import Bulletin, Process
from dialogue.policy import TABLE, Action
from dialogue.queries.bulletins import process_of
from dialogue.queries.news import News, Period, news_of
from kernel.audit import record
from kernel.clock import now
from kernel.codes import free_code
from kernel.errors import BadInput, RuleBroken
from kernel.policy import Actor, require
from kernel.seals import newest_head
from meetings.contents import Text

CODE_SIGNS = 6
Telling = Callable[[Sequence[News]], tuple[Told, ...]]
"""Who finds the words of facts in both languages: words are made above, where they are known."""


@dataclass(frozen=True)
class Words:
    """What somebody types of a bulletin, and which facts they chose."""

    title: str
    begins_on: date
    ends_on: date
    title_qu: str = ""
    opening: str = ""
    opening_qu: str = ""
    chosen: tuple[str, ...] = ()


def draft_bulletin(
    session: Session, actor: Actor, office: Office, of: str, words: Words
) -> Bulletin:
    """Begin a bulletin about a process or programme of an office."""
    _require(session, actor, office.id, of)
    _expect_sound(words)
    made = Bulletin(
        office_id=office.id,
        of=of,
        code=free_code(session, Bulletin.code, "B", CODE_SIGNS),
        made_by_id=actor.person_id,
        **_columns(words),
    )
    session.add(made)
    session.flush()  # the page that follows reads it
    return made


def change_bulletin(
    session: Session, actor: Actor, bulletin: Bulletin, words: Words, seen: int
) -> None:
    """Write its words and choose its facts anew, as long as it is a draft."""
    _require(session, actor, bulletin.office_id, bulletin.of)
    _expect_draft(bulletin, seen)
    _expect_sound(words)
    for name, value in _columns(words).items():
        setattr(bulletin, name, value)


def publish_bulletin(
    session: Session,
    actor: Actor,
    bulletin: Bulletin,
    seen: int,
    tells_of: Text,
    telling: Telling,
) -> None:
    """Freeze what it tells, as it is true today; afterwards nothing of it changes."""
    _require(session, actor, bulletin.office_id, bulletin.of)
    _expect_draft(bulletin, seen)
    process = process_of(session, bulletin.of)
    if process is not None and process.visibility is not Visibility.PUBLIC:
        raise RuleBroken("bulletin-of-closed-table")
    office = session.get_one(Office, bulletin.office_id)
    facts = chosen_facts(session, office, bulletin, process)
    if not facts:
        raise RuleBroken("bulletin-without-facts")
    bulletin.content = canonical(_issue(session, office, bulletin, tells_of, telling(facts)))
    bulletin.state, bulletin.published_at = BulletinState.PUBLISHED, now()
    record(
        session, events.BULLETIN_PUBLISHED, actor, f"bulletin:{bulletin.code}",
        bulletin=bulletin.code,
    )  # fmt: skip


def chosen_facts(
    session: Session, office: Office, bulletin: Bulletin, process: Process | None
) -> list[News]:
    """The facts that were chosen, as far as everybody may still know them."""
    period = Period(bulletin.begins_on, bulletin.ends_on)
    found = news_of(session, office, bulletin.of, period, process)
    return [one for one in found if one.key in bulletin.chosen]


def _issue(
    session: Session, office: Office, bulletin: Bulletin, tells_of: Text, facts: tuple[Told, ...]
) -> Issue:
    head = newest_head(session)
    return Issue(
        code=bulletin.code,
        issuer=office.name,
        tells_of=tells_of,
        title=Text(bulletin.title, bulletin.title_qu),
        opening=Text(bulletin.opening, bulletin.opening_qu),
        begins_on=bulletin.begins_on.isoformat(),
        ends_on=bulletin.ends_on.isoformat(),
        published_on=today_at(office).isoformat(),
        facts=facts,
        head=head.hash if head else "",
        head_on=head.day.isoformat() if head else "",
    )


def _require(session: Session, actor: Actor, office_id: int, of: str) -> None:
    """Who looks after the table, or who makes tables in the office of a programme."""
    process = process_of(session, of)
    if process is not None and process.office_id == office_id:
        require(TABLE, actor, Action.PUBLISH, process)
    elif of.startswith("programme:"):
        require(TABLE, actor, Action.MAKE, office_id)
    else:
        raise BadInput("reference-unknown")


def _expect_draft(bulletin: Bulletin, seen: int) -> None:
    if bulletin.version != seen:
        raise RuleBroken("changed-meanwhile")
    if bulletin.state is not BulletinState.DRAFT:
        raise RuleBroken("bulletin-published")


def _expect_sound(words: Words) -> None:
    if not words.title.strip():
        raise BadInput("title-missing")
    if words.ends_on < words.begins_on:
        raise BadInput("ends-before-it-begins")


def _columns(words: Words) -> dict[str, object]:
    plain = {name: one.strip() if type(one) is str else one for name, one in vars(words).items()}
    return plain | {"chosen": list(words.chosen)}
