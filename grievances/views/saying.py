"""When, where and who, in words: for the review, for who follows, for staff."""

from collections.abc import Iterable

from accounts.queries.entities import entities_named
from grievances import words
from grievances.kinds import Topic, When
from grievances.periods import Period
from territory.queries import place_name
from territory.words import place_in_full
from web import formats
from web.locale import _, current
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


def topics_said(topics: Iterable[Topic], most: Topic | None = None) -> str:
    """The subjects one below the other, what weighs most first."""
    ordered = sorted(topics, key=lambda topic: topic is not most)
    return "\n".join(str(words.TOPIC[topic]) for topic in ordered)


def entities_said(office_id: int, ids: Iterable[int]) -> str:
    """The names of those of the office's list."""
    return "\n".join(entity.name for entity in entities_named(db(), office_id, ids))
