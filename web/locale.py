"""Which of the three languages this request speaks, and the words in it.

Message ids are Spanish. Our own map stands before Babel: a code that Babel does not know, or knows
as something else, never reaches it.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Flask, Response, g, has_request_context, request
from flask_babel import Babel, force_locale, refresh

from web.catalogues.cli import words
from web.spoken import SOURCE, forget, ngettext, spoken, teach
from web.spoken import gettext as _
from web.spoken import lazy_gettext as _l

__all__ = [
    "LANGUAGES", "_", "_l", "choose", "current", "has_chosen", "html_lang", "in_language",
    "ngettext", "prefer", "tag_of", "understood",
]  # fmt: skip

COOKIE = "lang"


@dataclass(frozen=True)
class Language:
    """A language of the interface: our code, the tag that HTML says, its name in itself."""

    code: str
    tag: str
    name: str


LANGUAGES = (
    Language("es", "es", "Español"),
    Language("qu", "quz", "Runasimi"),
    Language("en", "en", "English"),
)
_TAGS = {language.code: language.tag for language in LANGUAGES}

# What browsers and people send, by the part before the first hyphen. Cusco Quechua and the whole
# of Quechua are our qu; speakers of Ayacucho Quechua and of Aymara are served best by Spanish.
_MEANT = {
    "es": "es", "spa": "es", "cas": "es", "quy": "es", "ay": "es", "aym": "es", "ayr": "es",
    "qu": "qu", "que": "qu", "quz": "qu",
    "en": "en", "eng": "en",
}  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """One entry of the language chooser."""

    tag: str
    name: str
    link: str
    chosen: bool


def understood(code: str | None) -> str | None:
    """Our code for what somebody calls a language, or None."""
    primary = (code or "").replace("_", "-").partition("-")[0]
    return _MEANT.get(primary.strip().lower())


def current() -> str:
    """The language of this request, or the one that `in_language` set."""
    return spoken().language


def html_lang() -> str:
    """The language as HTML and PDF say it: Cusco Quechua has a tag of its own."""
    return _TAGS[current()]


def tag_of(code: str) -> str:
    """The `lang` of a text whose language we keep as one of our codes."""
    return _TAGS.get(code, code)


def choose(code: str) -> None:
    """Keep this language for the visitor, as if they had pressed the chooser."""
    if has_request_context() and (known := understood(code)):
        g.language_choice = known
        _refresh()


def has_chosen() -> bool:
    """Whether this browser chose a language itself, with this request or an earlier one."""
    asked = request.args.get("lang"), request.cookies.get(COOKIE)
    return any(understood(one) for one in asked)


def prefer(languages: Iterable[str]) -> None:
    """Speak the first language of the office to visitors who gave no sign of their own."""
    g.language_default = next(filter(None, map(understood, languages)), None)
    _refresh()


@contextmanager
def in_language(code: str) -> Iterator[None]:
    """Speak `code` inside the `with` block: for mails and papers."""
    try:
        with force_locale(understood(code) or SOURCE):
            forget()
            yield
    finally:
        forget()


def _refresh() -> None:
    refresh()
    forget()


def chooser() -> list[Choice]:
    """The languages with a link to this same page in each, by GET only."""
    here = current()
    return [
        Choice(language.tag, language.name, _link(language.code), language.code == here)
        for language in LANGUAGES
    ]


def _link(code: str) -> str:
    asked = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]
    query = "?" + urlencode([*asked, ("lang", code)])
    rule = request.url_rule
    only_post = rule is not None and "GET" not in (rule.methods or ())
    return "/" + query if only_post else query


def _selected() -> str:
    if not has_request_context():
        return SOURCE
    return (
        g.get("language_choice")
        or understood(request.args.get("lang"))
        or understood(request.cookies.get(COOKIE))
        or _accepted()
        or g.get("language_default")
        or SOURCE
    )


def _accepted() -> str | None:
    for code, quality in request.accept_languages:
        if quality > 0 and (known := understood(code)):
            return known
    return None


def _keep_choice(response: Response) -> Response:
    chosen = g.get("language_choice") or understood(request.args.get("lang"))
    if chosen and chosen != request.cookies.get(COOKIE):
        # Until the browser closes: it must not tell later that somebody was here.
        response.set_cookie(COOKIE, chosen, httponly=True, secure=request.is_secure, samesite="Lax")
    response.vary.update(["Accept-Language", "Cookie"])
    return response


def init_app(app: Flask) -> None:
    """Babel behind our map, the language words of the templates, the commands for the words."""
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    Babel(app, default_locale=SOURCE, locale_selector=_selected)
    teach(app.jinja_env)
    app.jinja_env.globals.update(
        current_language=current,
        html_lang=html_lang,
        languages=chooser,
        tag_of=tag_of,
        under_review=lambda: current() == "qu",
    )
    app.after_request(_keep_choice)
    app.cli.add_command(words)
