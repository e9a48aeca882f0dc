"""What was said in a meeting: by point of the agenda, by theme, and how long each group spoke."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from kernel.charts import Bar, Caption, bars
from kernel.policy import allowed
from kernel.text import number_in
from meetings import words
from meetings.forms.said import Noted
from meetings.kinds import ContributionKind, Sex
from meetings.models import Group
from meetings.policy import TABLE, Action
from meetings.queries.meetings import groups_known
from meetings.queries.said import (
    Filters,
    Gathered,
    Spoken,
    agreements_of,
    concerns_by_theme,
    contributions_of,
    said_by_point,
    speaking_of,
    turns_of,
)
from meetings.views.blueprint import bp
from meetings.views.entrance import meeting_at, readers_only
from web.actor import actor
from web.formats import number
from web.locale import _, current
from web.transaction import db

SEXES = (Sex.WOMAN, Sex.MAN, Sex.OTHER, Sex.UNSAID)


@bp.get("/<reference>/said")
@readers_only
def said_page(reference: str) -> ResponseReturnValue:
    """Everything that was said, agreed and counted, and who spoke for how long."""
    meeting, filters = meeting_at(reference), _asked()
    session = db()
    groups = groups_known(session, meeting.office_id)
    gathered = concerns_by_theme(session, meeting)
    spoken = speaking_of(session, meeting)
    return render_template(
        "meetings/said.html",
        meeting=meeting,
        points=said_by_point(session, meeting, filters),
        withdrawn=contributions_of(session, meeting, withdrawn=True),
        gathered=gathered,
        chart=weights_chart(gathered),
        agreements=agreements_of(session, meeting),
        agreements_withdrawn=agreements_of(session, meeting, withdrawn=True),
        spoken=[speaking_row(one, groups) for one in spoken],
        totals=totals_by_sex(spoken),
        sexes=SEXES,
        clock=clock,
        turns=turns_of(session, meeting),
        groups=groups,
        kinds=ContributionKind,
        filters=filters,
        words=words,
        language=current(),
        plain=Noted(None),
        may_record=allowed(TABLE, actor(), Action.RECORD, meeting),
        may_translate=allowed(TABLE, actor(), Action.TRANSLATE, meeting),
    )


def weights_chart(gathered: Sequence[Gathered]) -> Any:
    """How much each theme weighs, as bars; nothing before anything was counted."""
    weighed = [one.theme for one in gathered if one.theme and one.theme.weight]
    if not weighed:
        return ""
    caption = Caption(
        "weights",
        _("Cuánto pesa cada tema"),
        _("Manos o puntos que recibió cada tema, del más votado al menos votado."),
    )
    rows = [Bar(theme.called(current()), float(theme.weight)) for theme in weighed]
    return bars(caption, rows, number)


def speaking_row(spoken: Spoken, groups: Mapping[int, Group]) -> dict[str, Any]:
    """One group, with its seconds by sex and altogether."""
    group = groups.get(spoken.group_id or 0)
    return {
        "name": group.called(current()) if group else _("Sin grupo"),
        "seconds": [spoken.seconds.get(sex, 0) for sex in SEXES],
        "total": spoken.total,
    }


def totals_by_sex(spoken: Sequence[Spoken]) -> list[int]:
    """The seconds of everybody, by sex."""
    return [sum(one.seconds.get(sex, 0) for one in spoken) for sex in SEXES]


def clock(seconds: int) -> str:
    """How long that is on the clock of a speaker: 12:05."""
    return f"{seconds // 60}:{seconds % 60:02d}"


def _asked() -> Filters:
    """What the address asks for; what it does not know counts as not asked."""
    kinds = {kind.value for kind in ContributionKind}
    kind = request.args.get("kind", "")
    return Filters(
        kind=ContributionKind(kind) if kind in kinds else None,
        group_id=number_in(request.args.get("group", "")),
    )
