"""Files of who follows a case: what they send with a message, and what they may see and save."""

from collections.abc import Mapping

from flask import url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from grievances.models import Case, Message
from grievances.operations.attachments import Bringing, add_to_case
from grievances.queries.attachments import described, is_for_filer, of_my_case, rows_of_case
from grievances.queries.cases import case_of_receipt, key_of
from grievances.views.attached import Row, part_of, rows
from grievances.views.bringing import KINDS_THAT_TELL, Came
from grievances.views.followed import bp, followed_case, followers_only
from kernel.policy import Actor
from web.access import public
from web.furniture import vault
from web.locale import _
from web.transaction import db


@bp.get("/files/<int:number>/<part>")
@public
@followers_only
def file_of_mine(number: int, part: str) -> ResponseReturnValue:
    """A file of the case that this browser follows: one's own, or one that the office sent."""
    case = followed_case()
    return part_of(of_my_case(db(), case, number), key_of(db(), vault(), case), part)


def words_or_files(text: str) -> str:
    """What a message says that is only files."""
    return text or str(_("Envié archivos."))


def keep_what_came(
    session: Session, who: Actor, case: Case, message: Message, text: str, came: list[Came]
) -> None:
    """The files of a message; what comes instead of words is written down by the office."""
    if came:
        files = [_meant(one, text) for one in came]
        add_to_case(session, key_of(session, vault(), case), who, case, files, message)


def _meant(one: Came, text: str) -> Bringing:
    tells = not text.strip() and one.taken.kind in KINDS_THAT_TELL
    return one.telling() if tells else one.showing()


def files_seen(case: Case) -> list[Row]:
    """Every file that who holds the receipt may see."""
    shown = [row for row in rows_of_case(db(), case) if is_for_filer(row)]
    return rows(described(shown, key_of(db(), vault(), case)), _address, named=True)


def by_message(files: list[Row]) -> Mapping[int | None, list[Row]]:
    """The same by the message that they came with; None is what came with the case itself."""
    found: dict[int | None, list[Row]] = {}
    for one in files:
        found.setdefault(one.message_id, []).append(one)
    return found


def files_of_receipt(who: Actor) -> list[Row]:
    """What a fresh receipt lists: names and sizes; to see them one opens the case."""
    case = case_of_receipt(db(), who)
    shown = [row for row in rows_of_case(db(), case) if is_for_filer(row)]
    return rows(described(shown, key_of(db(), vault(), case)), _nowhere, named=True)


def _address(number: int, part: str) -> str:
    return url_for("my_case.file_of_mine", number=number, part=part)


def _nowhere(_number: int, _part: str) -> str:
    return ""
