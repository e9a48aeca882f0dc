"""Published agreements as everybody reads them: from the public copy that was sealed, no more."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import url_for

from dialogue import words
from dialogue.models import Agreement, Process
from dialogue.queries.agreements.public import public_copies
from dialogue.views.agreements.rows import EXTENT_BADGES, STATE_BADGES, Row
from web.formats import short_day
from web.locale import current
from web.transaction import db


def public_rows(found: Sequence[tuple[Agreement, Process]]) -> list[Row]:
    """A page of what is published."""
    copies = public_copies(db(), [agreement for agreement, _process in found])
    return [
        Row(
            code=one.code,
            href=url_for("agreements.agreement_page", code=one.code),
            title=copies[one.id].title.called(current()),
            table=process.called(current()),
            state=words.AGREEMENT_STATE[one.state],
            state_badge=STATE_BADGES[one.state],
            extent=words.EXTENT[one.extent],
            extent_badge=EXTENT_BADGES[one.extent],
            missing=(),
            agreed_on=one.agreed_on,
            in_force_on=one.in_force_on,
            public=True,
        )
        for one, process in found
    ]


def text_of(text: Any) -> dict[str, str]:
    """Words that somebody wrote, with the language in which they stand."""
    here = current()
    in_quechua = here == "qu" and text.qu
    return {"words": text.called(here), "lang": "quz" if in_quechua else "es"}


def day_of(written: str) -> str:
    """A day of a content, as the reader's language writes it."""
    return short_day(date.fromisoformat(written)) if written else ""
