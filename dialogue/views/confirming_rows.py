"""What the group of the reader verifies, as pages show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from commitments.kinds import Side
from commitments.models import Commitment
from commitments.queries.commitments import today_in
from commitments.queries.following import Views
from commitments.views.rows import BADGES, FULFILMENT_BADGES, due_words, late_words, sides_of
from commitments.words import STATUS
from dialogue.forms.confirming import SAID
from dialogue.models import Process
from dialogue.queries.confirming import ToConfirm
from web.formats import short_day
from web.locale import _, current


@dataclass(frozen=True)
class PromiseRow:
    """One promise in the list; `said` is the last word of the group, empty without one."""

    code: str
    href: str
    what: str
    lang: str
    responsible: str
    due: str
    late: str
    status: Any
    badge: str
    said: Any
    said_badge: str
    open: bool
    waits: bool


def to_confirm_rows(process: Process, found: Sequence[ToConfirm]) -> list[PromiseRow]:
    """The list, in its order."""
    return [_row(process, one) for one in found]


def _row(process: Process, found: ToConfirm) -> PromiseRow:
    one, said = found.commitment, found.said
    words, lang = words_of(one)
    return PromiseRow(
        code=one.code,
        href=url_for("dialogue.confirm_page", code=process.code, promise=one.code),
        what=words,
        lang=lang,
        responsible=one.responsible,
        due=due_words(one),
        late=late_words(one, today_in(one.office)),
        status=STATUS[one.status],
        badge=BADGES[one.status],
        said=SAID[said.fulfilment] if said else "",
        said_badge=FULFILMENT_BADGES[said.fulfilment.value] if said else "",
        open=found.open,
        waits=found.waits,
    )


def words_of(one: Commitment) -> tuple[str, str]:
    """What was promised in the reader's language, where it was written in it."""
    if current() == "qu" and one.what_qu:
        return one.what_qu, "quz"
    return one.what, "es"


def promise_facts(one: Commitment) -> list[tuple[Any, Any]]:
    """What one needs to know to say whether it was kept."""
    return [
        (_("Se comprometió"), one.responsible),
        (_("Comprueba"), one.verifier),
        (_("Vence"), due_words(one)),
        (_("Se sabrá que se cumplió por"), one.indicator),
        (_("Lugar"), one.place),
        (_("Se prometió el"), short_day(one.made_on)),
    ]


def own_words(views: Sequence[Views]) -> dict[str, Any]:
    """What the verifying side said, now and before; what other sides said stays with the office."""
    own = [one for one in views if one.side is Side.VERIFIER]
    shown: dict[str, Any] = sides_of(own)[0]
    return shown
