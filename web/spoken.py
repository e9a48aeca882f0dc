"""The words of the language that is spoken now. A page says hundreds: it is looked up once."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import cast

from babel.support import NullTranslations
from flask import g, has_app_context
from flask_babel import get_locale, get_translations
from flask_babel.speaklater import LazyString
from jinja2 import Environment, pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

SOURCE = "es"


@dataclass(frozen=True)
class Spoken:
    """One language by our code, its catalogue, and how it says a sentence: found once in it."""

    language: str
    words: NullTranslations
    says: Callable[[str], str]


_OUTSIDE = Spoken(SOURCE, NullTranslations(), str)


def spoken() -> Spoken:
    """The language of this request, or the one it was changed to; outside of one Spanish."""
    try:
        return cast(Spoken, g.spoken)
    except (AttributeError, RuntimeError):
        return _looked_up()


def forget() -> None:
    """The language may be another one now."""
    if has_app_context():
        g.pop("spoken", None)


def _looked_up() -> Spoken:
    locale = get_locale()
    if locale is None:
        return _OUTSIDE
    words = get_translations()
    g.spoken = Spoken(str(locale), words, cache(words.ugettext))
    return cast(Spoken, g.spoken)


def gettext(said: str, /, **facts: object) -> str:
    """The sentence in this language, with its facts set in."""
    words = spoken().says(said)
    return words % facts if facts else words


def ngettext(one: str, many: str, num: int, /, **facts: object) -> str:
    """The same of a number: one sentence for one, another for many, as the language counts."""
    words: str = spoken().words.ungettext(one, many, num)
    return words % {"num": num, **facts}


def lazy_gettext(said: str, /, **facts: object) -> LazyString:
    """The sentence in the language that is spoken once somebody reads it."""
    return LazyString(gettext, said, **facts)


def teach(templates: Environment) -> None:
    """Let templates say sentences without the three steps that Jinja takes to each of them."""
    templates.globals["_"] = _in_template


@pass_eval_context
def _in_template(context: EvalContext, said: str, /, **facts: object) -> str:
    words = spoken().says(said)
    if not context.autoescape:
        return words % facts
    return Markup(words) % facts if facts else Markup(words % facts)  # noqa: S704 - our own words
