"""Sessions: staff and followers have a row of ours, strangers a signed cookie and no row.

Three cookies, none readable by scripts:

- `desk`: a random token; its hash names the row of somebody who signed in. SameSite=Lax.
- `follow`: a random token of somebody who follows a case with a receipt. SameSite=Strict.
- `page`: what a stranger's forms need (the CSRF token), signed and kept by the browser, so that
  reading a public page writes nothing.

`flask.session` is the content of the `desk` row when there is one, else of the `page` cookie.
A session knows neither address nor browser of anybody.
"""

import logging
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Annotated, Any

from flask import Flask, Response, current_app, g, request
from flask import session as flask_session
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from flask_wtf.csrf import generate_csrf
from sqlalchemy import ColumnElement, Update, and_, delete, not_, or_, select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Mapped, Session, mapped_column

from kernel.clock import now
from kernel.database import Base, Id, enum_by_value
from kernel.errors import Unavailable
from web.transaction import afterwards, database, db

log = logging.getLogger(__name__)


class SessionKind(StrEnum):
    """Who is behind a session: staff at the desk, or a follower with a receipt."""

    DESK = "desk"
    FOLLOW = "follow"


@dataclass(frozen=True)
class Limits:
    """How long a session lives without a request, in all, and how often a use is written down."""

    idle: timedelta
    longest: timedelta
    note_every: timedelta


DESK_LONGEST = timedelta(hours=12)
DESK_NOTE_EVERY = timedelta(minutes=1)
FOLLOW_LIMITS = Limits(timedelta(minutes=30), timedelta(hours=4), timedelta(minutes=5))


class WebSession(Base):
    """Somebody holds the token with this hash, and `subject` says who: a person, or a case."""

    __tablename__ = "web_session"

    id: Mapped[Id]
    token_hash: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[Annotated[SessionKind, mapped_column(enum_by_value(SessionKind))]]
    subject: Mapped[str] = mapped_column(index=True)
    data: Mapped[dict[str, Any]] = mapped_column(default=dict)
    opened_at: Mapped[datetime] = mapped_column(default=now)
    seen_at: Mapped[datetime] = mapped_column(default=now)
    ends_at: Mapped[datetime]


@dataclass(frozen=True)
class Held:
    """A session row as this request found or made it."""

    id: int
    subject: str


@dataclass(frozen=True)
class Open:
    """A session as its owner sees it in a list."""

    opened_at: datetime
    seen_at: datetime
    here: bool


class PageSession(SecureCookieSession):
    """What `flask.session` is; `row` is set while it is kept in the database."""

    row: Held | None = None


class Sessions(SecureCookieSessionInterface):
    """Keeps `flask.session` in its row or in its signed cookie."""

    session_class = PageSession
    digest_method = staticmethod(sha256)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Write what changed, in a transaction of its own: the view's has ended."""
        if isinstance(session, PageSession) and session.row is not None:
            response.vary.add("Cookie")
            if session.modified:
                _write(session.row, session)
        else:
            super().save_session(app, session, response)
        for kind, token in g.get("session_tokens", {}).items():
            _send_token(response, kind, token)


def is_kept() -> bool:
    """Whether what `flask.session` says comes from a row of ours and not from a signed cookie."""
    return _page().row is not None


def begin(session: Session, subject: str) -> None:
    """Keep `flask.session` from now on in a new row that belongs to `subject`: a new id, always."""
    page = _page()
    _drop(session, page.row)
    g.pop("csrf_token", None)
    generate_csrf()  # now, so that the first page behind the door has nothing to write
    page.row = _open(session, SessionKind.DESK, subject, dict(page))
    page.modified = False


def end(session: Session) -> None:
    """Sign out here: the row is gone and so is what the page cookie held."""
    page = _page()
    _drop(session, page.row)
    page.row = None
    page.clear()
    _tokens()[SessionKind.DESK] = ""


def end_others(session: Session, subject: str) -> None:
    """End every session of `subject` but the one that asks."""
    row = _page().row
    others = delete(WebSession).where(WebSession.subject == subject)
    session.execute(others.where(WebSession.id != row.id) if row else others)


def open_ones(session: Session, subject: str) -> list[Open]:
    """The living sessions of `subject`, the newest first."""
    row = _page().row
    found = session.scalars(
        select(WebSession)
        .where(WebSession.subject == subject, _alive(SessionKind.DESK))
        .order_by(WebSession.seen_at.desc())
    )
    return [Open(one.opened_at, one.seen_at, bool(row and one.id == row.id)) for one in found]


def open_follow(session: Session, subject: str) -> None:
    """Let the bearer of a receipt follow `subject` (such as "case:17") for a while."""
    _drop(session, g.get("followed"))
    g.followed = _open(session, SessionKind.FOLLOW, subject, {})


def follow_subject() -> str | None:
    """What this browser follows with a receipt, if anything."""
    followed: Held | None = g.get("followed")
    return followed.subject if followed else None


def close_follow() -> None:
    """Stop following. Works in a GET too: the row goes when the request has ended."""
    followed: Held | None = g.pop("followed", None)
    _tokens()[SessionKind.FOLLOW] = ""
    if followed:
        afterwards(lambda session: _drop(session, followed))


def end_follows(session: Session, subject: str) -> None:
    """End every visit to `subject`: the code that opened them opens it no more."""
    session.execute(
        delete(WebSession).where(
            WebSession.kind == SessionKind.FOLLOW, WebSession.subject == subject
        )
    )


def forget_ended(session: Session) -> None:
    """Delete the sessions that are over; those of staff that only rest go with their last hour."""
    resting = and_(
        WebSession.kind == SessionKind.FOLLOW, WebSession.seen_at <= now() - FOLLOW_LIMITS.idle
    )
    session.execute(delete(WebSession).where(or_(WebSession.ends_at <= now(), resting)))


def recall() -> None:
    """Find the rows that the cookies of this request name. Runs before everything else."""
    for kind in SessionKind:
        token = _request_token(kind)
        if not token:
            continue
        row = db().scalar(
            select(WebSession).where(WebSession.token_hash == _hash(token), _alive(kind))
        )
        if row is None:
            _tokens()[kind] = ""
        else:
            _take(row)


def init_app(app: Flask) -> None:
    """Keep the sessions of `app` here; call it before anything that asks who somebody is."""
    settings = app.config["SETTINGS"]
    app.config.update(
        SESSION_COOKIE_NAME=_cookie_name("page", settings.secure_cookies),
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
    )
    app.session_interface = Sessions()
    app.teardown_request(_note_uses)
    app.before_request_funcs.setdefault(None, []).insert(0, recall)


def _page() -> PageSession:
    page: PageSession = flask_session._get_current_object()  # type: ignore[attr-defined]
    return page


def _take(row: WebSession) -> None:
    held = Held(row.id, row.subject)
    if now() - row.seen_at >= _limits(row.kind).note_every:
        g.setdefault("used_sessions", []).append(held)
    if row.kind is SessionKind.FOLLOW:
        g.followed = held
        return
    page = _page()
    page.clear()
    page.update(row.data)
    page.row = held
    page.modified = False


def _open(session: Session, kind: SessionKind, subject: str, data: dict[str, Any]) -> Held:
    for dead in SessionKind:
        session.execute(delete(WebSession).where(WebSession.kind == dead, not_(_alive(dead))))
    token = secrets.token_urlsafe(32)
    row = WebSession(
        token_hash=_hash(token),
        kind=kind,
        subject=subject,
        data=data,
        ends_at=now() + _limits(kind).longest,
    )
    session.add(row)
    session.flush()  # the request goes on under the id of this row
    _tokens()[kind] = token
    return Held(row.id, subject)


def _drop(session: Session, row: Held | None) -> None:
    if row is not None:
        session.execute(delete(WebSession).where(WebSession.id == row.id))


def _write(row: Held, page: PageSession) -> None:
    _if_possible(update(WebSession).where(WebSession.id == row.id).values(data=dict(page)))


def _note_uses(_error: BaseException | None) -> None:
    """Write down that sessions were used."""
    if used := [row.id for row in g.pop("used_sessions", [])]:
        _if_possible(update(WebSession).where(WebSession.id.in_(used)).values(seen_at=now()))


def _if_possible(statement: Update) -> None:
    """In a transaction of its own. A busy database costs nobody their page for such a trifle."""
    try:
        with database().changing() as session:
            session.execute(statement)
    except (SQLAlchemyError, Unavailable) as trouble:
        log.log(_weight(trouble), "a session was not written down")


def _weight(trouble: SQLAlchemyError | Unavailable) -> int:
    """That somebody else was writing is no news; a disk that is full or gone is."""
    busy = isinstance(trouble, Unavailable) and trouble.facts.get("reason") == "busy"
    return logging.INFO if busy else logging.WARNING


def _alive(kind: SessionKind) -> ColumnElement[bool]:
    return and_(
        WebSession.kind == kind,
        WebSession.seen_at > now() - _limits(kind).idle,
        WebSession.ends_at > now(),
    )


def _limits(kind: SessionKind) -> Limits:
    if kind is SessionKind.FOLLOW:
        return FOLLOW_LIMITS
    idle = timedelta(minutes=current_app.config["SETTINGS"].staff_idle_minutes)
    return Limits(idle, DESK_LONGEST, DESK_NOTE_EVERY)


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def _tokens() -> dict[SessionKind, str]:
    """The tokens to send with the answer; an empty one takes the cookie back."""
    tokens: dict[SessionKind, str] = g.setdefault("session_tokens", {})
    return tokens


def _cookie_name(name: str, secure: bool) -> str:
    """With https no other host and no plain page can plant the cookie (`__Host-`)."""
    return f"__Host-{name}" if secure else name


def _request_token(kind: SessionKind) -> str:
    secure = current_app.config["SETTINGS"].secure_cookies
    return request.cookies.get(_cookie_name(kind, secure), "")


def _send_token(response: Response, kind: SessionKind, token: str) -> None:
    secure = current_app.config["SETTINGS"].secure_cookies
    response.set_cookie(
        _cookie_name(kind, secure),
        token,
        max_age=None if token else 0,
        httponly=True,
        secure=secure,
        samesite="Strict" if kind is SessionKind.FOLLOW else "Lax",
    )
