"""A page of the queue as its table reads it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from accounts.words import LANGUAGES
from grievances import words
from grievances.kinds import RenderingKind
from grievances.models import Case
from grievances.queries.contents import Opening, opening_of
from grievances.queries.queue import CAP, View
from grievances.views.desk import words as desk_words
from grievances.views.desk.clocks import Clock, clock_of
from kernel.vault import DataKey
from territory.words import place_in_full
from web.formats import short_day
from web.locale import tag_of


@dataclass(frozen=True)
class Row:
    """One case in the queue."""

    reference: str
    href: str
    opening: str
    destroyed: bool
    """Nobody can open its words any more: the row says so."""
    place: str
    lang: str
    clock: Clock
    state: Any
    track: Any
    topic: Any
    tier: Any
    speaks: str
    handler: str
    office: str
    risk: bool
    waiting: str
    decide: Any
    tasks: list[Any]
    version: int


def rows_of(
    cases: Sequence[tuple[Case, str | None]],
    keys: Mapping[int, DataKey],
    tasks: Mapping[int, set[RenderingKind]],
    *,
    name_office: bool,
) -> list[Row]:
    """The rows of one page. The office is named to people who work in several."""
    return [
        _row(case, handler, keys.get(case.id), tasks.get(case.id, set()), name_office)
        for case, handler in cases
    ]


def _row(
    case: Case,
    handler: str | None,
    key: DataKey | None,
    tasks: set[RenderingKind],
    name_office: bool,
) -> Row:
    zone = case.office.time_zone
    opening = opening_of(key, case) if key else Opening("", "")
    return Row(
        reference=case.reference,
        href=url_for("desk.case_page", reference=case.reference),
        opening=opening.words,
        destroyed=key is None,
        place=opening.place or place_in_full("", case.department, case.country),
        lang=tag_of(case.language),
        clock=clock_of(case),
        state=words.STATE[case.state],
        track=words.TRACK[case.track],
        topic=words.TOPIC[case.topic] if case.topic else "",
        tier=desk_words.TIER[case.tier],
        speaks=LANGUAGES[case.language],
        handler=handler or "",
        office=case.office.name if name_office else "",
        risk=case.urgent,
        waiting=short_day(case.waiting_since, zone) if case.waiting_since else "",
        decide=words.RECOMMENDATION[case.recommendation] if case.recommendation else "",
        tasks=[desk_words.TASK[kind] for kind in sorted(tasks)],
        version=case.version,
    )


@dataclass(frozen=True)
class Tab:
    """One view of the queue."""

    words: Any
    href: str
    count: str
    current: bool
    hot: bool


def tabs_of(counts: Mapping[View, int], current: View, chosen: Mapping[str, Any]) -> list[Tab]:
    """The views with their counts; the filters in use stay."""
    return [
        Tab(
            words=desk_words.VIEW[view],
            href=url_for("desk.queue_page", view=view.value, **chosen),
            count=str(counts[view]) if counts[view] <= CAP else f"{CAP}+",
            current=view is current,
            hot=view in {View.RISK, View.OVERDUE} and counts[view] > 0,
        )
        for view in View
    ]
