"""Where a phone delivers what it kept while it had no network: each entry once, in its order.

An entry outlives the page that made it, and so a CSRF token: what guards this one address is that
a browser says where a request comes from, and that no other site may send JSON without asking. All
answers are JSON, for a script reads them: 201 written down now, 200 written down before, 401 sign
in again, anything else the words of the refusal, with which the page shows the entry to be mended.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, current_app, jsonify, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.datastructures import MultiDict

from kernel import sends
from kernel.clock import now
from kernel.errors import BadInput, Forbidden, NotFound, Refusal
from meetings.forms.room import moment_of
from meetings.views.entrance import meeting_at, meeting_to_change, recorders_only
from meetings.views.room.kinds import KINDS, Noting, offers_of
from web.actor import actor
from web.refusals import CODES, FOREIGN_FORM, NOT_FOUND, Said
from web.transaction import change, undo

bp = Blueprint("room_entries", __name__, url_prefix="/meetings")

_KEY = re.compile(r"[\w-]{16,64}", re.ASCII)


@dataclass(frozen=True)
class Entry:
    """What a phone kept: who wrote it, its key, the kind, the hour, the fields of the form."""

    who: str
    key: str
    kind: str
    at: str
    fields: tuple[tuple[str, str], ...]

    @classmethod
    def read(cls, sent: Any) -> "Entry":
        """BadInput unless this is an entry."""
        try:
            fields = tuple((_text(name), _text(value)) for name, value in sent["fields"])
            entry = cls(sent["who"], sent["key"], sent["kind"], sent["at"], fields)
        except (KeyError, TypeError, ValueError) as broken:
            raise BadInput("entry-unreadable") from broken
        told = (entry.who, entry.key, entry.kind, entry.at)
        if not all(isinstance(word, str) for word in told) or entry.kind not in KINDS:
            raise BadInput("entry-unreadable")
        if not _KEY.fullmatch(entry.key):
            raise BadInput("entry-unreadable")
        return entry


class Unfit(Exception):  # noqa: N818 - the entry is unfit, nothing failed
    """The form of this kind does not take the entry as it is; `problems` say why."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__()
        self.problems = problems


@bp.post("/<reference>/room/entries")
@recorders_only
def take_entry(reference: str) -> ResponseReturnValue:
    """Write one entry down; the same entry again is answered as the first time."""
    expect_our_page()
    entry = Entry.read(_sent())
    if entry.who != str(actor().person_id):  # somebody else signed in on the same phone since
        raise Forbidden("signed-out")
    meeting_at(reference)
    fresh = []

    def effect() -> str:
        fresh.append(entry.key)
        _write_down(reference, entry)
        return entry.key

    body = {"": request.path, "entry": json.dumps([entry.kind, entry.at, entry.fields])}
    try:
        sends.once(change(), entry.key, body, effect)
    except Unfit as unfit:
        undo()
        return jsonify(problems=[str(one) for one in unfit.problems]), 422
    return jsonify(key=entry.key), 201 if fresh else 200


def _sent() -> Any:
    """The JSON of this request; None when it is none, or lies deeper than any entry of ours."""
    try:
        return request.get_json(silent=True)
    except RecursionError:
        return None


def _text(word: str) -> str:
    """What a form could have brought of it: no half signs, and no sign of nothing."""
    return _NO_TEXT.sub("", word)


_NO_TEXT = re.compile("[\x00\ud800-\udfff]")


def expect_our_page() -> None:
    """CSRFError unless the request comes from a page of this very site."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin", "")
    ours = {request.host, urlsplit(current_app.config["SETTINGS"].public_url).netloc}
    from_us = site == "same-origin" if site else urlsplit(origin).netloc in ours
    if not from_us or not request.is_json:
        raise CSRFError("another site")


def _write_down(reference: str, entry: Entry) -> None:
    session, kind = change(), KINDS[entry.kind]
    meeting = meeting_to_change(session, reference)
    offers = offers_of(session, meeting)
    form = kind.form(MultiDict(entry.fields), offers=offers, meta={"csrf": False})
    if not form.validate():
        raise Unfit([problem for problems in form.errors.values() for problem in problems])
    kind.write(Noting(session, meeting, entry.key, moment_of(entry.at, now())), form)


@bp.errorhandler(Refusal)
def _refused(refusal: Refusal) -> ResponseReturnValue:
    if refusal.code == "signed-out":
        return _told(CODES[refusal.code], 401)
    said = NOT_FOUND if isinstance(refusal, NotFound) else CODES[refusal.code]
    return _told(said, refusal.status)


@bp.errorhandler(CSRFError)
def _foreign(_error: CSRFError) -> ResponseReturnValue:
    return _told(FOREIGN_FORM, 400)


def _told(said: Said, status: int) -> ResponseReturnValue:
    return jsonify(problems=[f"{said.title}. {said.why} {said.remedy}".strip()]), status
