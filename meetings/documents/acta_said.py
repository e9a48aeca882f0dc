"""How an acta says its title, its days and hours, and until when something is due."""

from datetime import datetime
from typing import Any

from commitments.words import RECURRENCE
from meetings.contents import Acta, Promise
from meetings.documents import acta_formulas as formulas
from meetings.documents.acta_words import Spoken, Voice, day_figures, joined


def due_said(promise: Promise, voice: Voice) -> list[Any]:
    """Until when, how often or on which condition: figures, words of ours, words of theirs."""
    repeated = voice.named(RECURRENCE, promise.recurrence)
    return [one for one in (day_figures(promise.due_on), repeated, promise.condition) if one]


def title_of(acta: Acta, voice: Voice) -> tuple[Spoken, ...]:
    """What the paper calls itself."""
    return voice.label("title_assembly" if formulas.is_assembly(acta) else "title")


def when_said(acta: Acta) -> str:
    """Days and hours in figures."""
    heading = acta.heading
    days = joined(
        [day_figures(one) for one in dict.fromkeys((heading.begins_on, heading.ends_on))], " – "
    )
    return joined([days, joined([heading.begins_at, heading.ends_at], " – ")])


def moment_figures(at: str) -> str:
    """A moment of a content in figures, with its offset: 26/08/2026 18:40 −05:00."""
    if not at:
        return ""
    moment = datetime.fromisoformat(at)
    offset = at[16:].replace("-", "−")
    return f"{moment:%d/%m/%Y %H:%M} {offset}"
