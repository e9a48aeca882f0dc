"""The files of the draft that this browser holds, as its pages show them."""

from typing import Any

from flask import url_for

from accounts.models import Office
from grievances.answers import Answers, Page
from grievances.operations.drafts import DraftKey, token_hash
from grievances.queries.attachments import Attached, described, rows_of_draft
from grievances.views import draft_cookie
from grievances.views.attached import Row, rows
from web.transaction import db


def files_around(office: Office, page: Page, answers: Answers) -> dict[str, Any]:
    """What the page of the story shows of the files that tell it."""
    if page is not Page.STORY or not answers.story_files:
        return {"told_by": []}
    return {"told_by": listed(office, answers.story_files)}


def listed(office: Office, wanted: tuple[int, ...], token: str = "") -> list[Row]:
    """These files of the draft, ready for a template. `token` is one that is not a cookie yet."""

    def address(number: int, part: str) -> str:
        return url_for("filing.file_of_draft", slug=office.slug, number=number, part=part)

    return rows(of_draft_here(wanted, token), address, named=True)


def of_draft_here(wanted: tuple[int, ...], token: str = "") -> list[Attached]:
    """These files of the draft that this browser holds."""
    held = draft_cookie.held()
    token = token or (held.token if held else "")
    if not (token and wanted):
        return []
    found = rows_of_draft(db(), token_hash(token))
    return [one for one in described(found, DraftKey(token)) if one.id in wanted]
