"""When, where and who, in words: for the review, for who follows, for staff."""

from collections.abc import Iterable

from accounts.queries.entities import entities_named
from grievances import words
from grievances.kinds import Topic, When
from grievances.models import Case
from grievances.periods import Period
from grievances.queries.contents import Account
from grievances.queries.parties import parties_of, topics_of
from territory.queries import place_name
from territory.words import place_in_full
from web import formats
from web.locale import _, current, ngettext
from web.transaction import db


def when_said(happened: str, happened_days: str) -> str:
    """The person's own words and, below, the days."""
    return "\n".join(part for part in (happened, days_said(happened_days)) if part)


def days_said(iso: str) -> str:
    """A day or a period as people read it."""
    period = Period.from_iso(iso)
    since = formats.day(period.since) if period.since else ""
    until = formats.day(period.until) if period.until else ""
    match period.kind:
        case None:
            return ""
        case When.UNKNOWN:
            return str(_("No sabe los días"))
        case When.DAY:
            return since
        case When.CONTINUES if since:
            return str(_("Todavía sigue. Empezó: %(since)s", since=since))
        case When.CONTINUES:
            return str(_("Todavía sigue"))
        case When.PERIOD if since:
            return str(_("Empezó: %(since)s. Terminó: %(until)s", since=since, until=until))
    return str(_("Terminó: %(until)s", until=until))


def where_said(place: str, district: str, province: str, department: str, country: str) -> str:
    """A place from the narrow to the wide; all but the first are codes or empty."""
    between = (place_name(db(), code, current()) or "" for code in (district, province))
    return place_in_full(place, department, country, *between)


def where_of(case: Case, place: str) -> str:
    """Where a case happened, with its opened line of text."""
    return where_said(place, case.district, case.province, case.department, case.country)


def told_by(case: Case, account: Account) -> list[tuple[str, str]]:
    """What the person told besides the story: pairs of question and answer, for who follows."""
    people = ngettext("%(num)d persona", "%(num)d personas", case.people) if case.people else ""
    whom = [str(words.FOR_WHOM[case.for_whom])]
    if case.consent:
        whom.append(str(words.CONSENT[case.consent]))
    entities = parties_of(db(), case).entities
    return [
        (_("De qué se trata"), topics_said(topics_of(db(), case), case.topic)),
        (_("Qué necesita"), str(words.TRACK[case.track])),
        (_("Dónde"), where_of(case, account.place)),
        (_("Cuándo"), when_said(account.happened, account.happened_days)),
        (_("Para quién"), "\n".join(part for part in (*whom, account.group, people) if part)),
        (_("Quién es responsable"), "\n".join(filter(None, (*entities, account.respondent)))),
        (_("¿Qué teme que pase?"), account.danger_note),
    ]


def topics_said(topics: Iterable[Topic], most: Topic | None = None) -> str:
    """The subjects one below the other, what weighs most first."""
    order = list(Topic)
    ordered = sorted(topics, key=lambda topic: (topic is not most, order.index(topic)))
    return "\n".join(str(words.TOPIC[topic]) for topic in ordered)


def entities_said(office_id: int, ids: Iterable[int]) -> str:
    """The names of those of the office's list."""
    return "\n".join(entity.name for entity in entities_named(db(), office_id, ids))
