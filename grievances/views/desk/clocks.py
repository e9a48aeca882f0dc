"""The running deadline of a case in words: a badge, a line, and its arithmetic."""

from dataclasses import dataclass
from typing import Any

from grievances import words
from grievances.deadlines import Deadline, Unit
from grievances.lifecycle import CLOCK_STOPPED
from grievances.models import Case
from grievances.queries.clocks import days_left, deadline_of, today_at
from grievances.views.desk import words as desk_words
from web.formats import short_day
from web.locale import _, ngettext


@dataclass(frozen=True)
class Clock:
    """How much time is left. `kind` is the kind of the badge: late, soon, hold or nothing."""

    kind: str
    words: Any
    purpose: Any = ""
    due: str = ""
    verified: bool = True
    picture: str = ""

    @property
    def late(self) -> bool:
        """Whether the deadline passed."""
        return self.kind == "late"


def clock_of(case: Case) -> Clock:
    """The clock that runs now for a case, or why none does."""
    deadline = deadline_of(case)
    if deadline is None:
        stopped = case.state in CLOCK_STOPPED
        return Clock("hold", _("Plazo suspendido")) if stopped else Clock("", _("Sin plazo"))
    kind, left = _left(case, deadline)
    return Clock(
        kind,
        left,
        purpose=words.CLOCK[deadline.clock],
        due=short_day(deadline.due),
        verified=deadline.verified,
        picture="" if kind else "clock",
    )


def _left(case: Case, deadline: Deadline) -> tuple[str, str]:
    days = days_left(deadline, case.office)
    kind = "soon" if deadline.is_soon(today_at(case.office)) else ""
    if deadline.is_late(today_at(case.office)):
        return "late", ngettext(
            "Vencido hace %(num)s día",
            "Vencido hace %(num)s días",
            deadline.days_left(today_at(case.office)) * -1,
        )
    if deadline.due == today_at(case.office):
        return "soon", _("Vence hoy")
    if deadline.unit is Unit.BUSINESS_DAYS:
        return kind, ngettext("Queda %(num)s día hábil", "Quedan %(num)s días hábiles", days)
    return kind, ngettext("Queda %(num)s día", "Quedan %(num)s días", days)


def arithmetic_of(case: Case) -> list[tuple[Any, Any]]:
    """How the deadline was counted: pairs, the last one is the sum. Empty when no clock runs."""
    deadline = deadline_of(case)
    if deadline is None:
        return []
    pairs: list[tuple[Any, Any]] = [
        (_("Día cero"), short_day(deadline.start)),
        (desk_words.UNIT[deadline.unit], f"+ {deadline.span}"),
    ]
    if deadline.paused:
        pairs.append((_("Días en que estuvo detenido"), f"+ {deadline.paused}"))
    if rolled := deadline.rolled():
        pairs.append((_("Pasa al siguiente día hábil"), f"+ {rolled}"))
    return [*pairs, (_("Vence"), short_day(deadline.due))]
