"""What is typed about threads and in them."""

from collections.abc import Iterable
from typing import Any

from wtforms import (
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.widgets import HiddenInput

from dialogue import words as said
from dialogue.kinds import PostKind, ThreadVisibility, Tongue
from dialogue.models import Post
from dialogue.operations.posts import Remark
from dialogue.operations.threads import Topic
from kernel.text import number_in
from web.forms import Asked, Form, UpTo, one_of
from web.locale import _l

LONGEST = 5_000
LONGEST_LINE = 200


def line(label: Any, *validators: Any) -> StringField:
    """One line."""
    return StringField(label, validators=[*validators, UpTo(LONGEST_LINE)])


def lines(label: Any, *validators: Any) -> TextAreaField:
    """Several lines."""
    return TextAreaField(label, validators=[*validators, UpTo(LONGEST)])


class ThreadForm(Form):
    """A topic: what it is called, what it is about, who reads it."""

    of = IntegerField(widget=HiddenInput(), default=0)
    title = line(_l("De qué se conversa"), Asked(_l("Escriba de qué se conversa.")))
    title_qu = line(_l("Lo mismo en quechua"))
    about = lines(_l("Qué hay que saber"))
    about_qu = lines(_l("Qué hay que saber, en quechua"))
    visibility = one_of(_l("Quién lo lee"), said.THREAD_VISIBILITY, _l("Elija quién puede leerlo."))
    came_from = line(_l("De dónde viene"))

    def topic(self) -> Topic:
        """What was typed."""
        return Topic(
            title=self.title.data or "",
            title_qu=self.title_qu.data or "",
            about=self.about.data or "",
            about_qu=self.about_qu.data or "",
            visibility=ThreadVisibility(self.visibility.data),
        )


class PostForm(Form):
    """What somebody says; of what others said the office notes who, for whom and where."""

    kind = SelectField(
        _l("Qué es"), choices=[SelectChoice(str(one), said.POST_KIND[one]) for one in PostKind]
    )
    words = lines(_l("Su aporte"), Asked(_l("Escriba su aporte.")))
    language = SelectField(
        _l("En qué lengua"), choices=[SelectChoice(str(one), said.TONGUE[one]) for one in Tongue]
    )
    names = SelectMultipleField(_l("Avisar a"), coerce=int, default=())
    group = SelectField(_l("Por qué grupo"))
    spoken_by = line(_l("Quién lo dijo"))
    said_in = SelectField(_l("En qué reunión"))

    def offer(
        self,
        names: Iterable[tuple[int, str]],
        groups: Iterable[tuple[int, str]],
        meetings: Iterable[tuple[str, str]],
    ) -> None:
        """Whom it can name, and for which groups and in which meetings somebody spoke."""
        self.names.choices = [SelectChoice(number, name) for number, name in names]
        _fill(self.group, groups, _l("Ninguno: habla la oficina"))
        _fill(self.said_in, meetings, _l("Ninguna: fuera de una reunión"))

    def without_others(self) -> None:
        """Who sits at the table speaks for themselves alone."""
        del self.group, self.spoken_by, self.said_in

    def remark(self, answers: Post | None, *, records: bool) -> Remark:
        """What was typed; only who `records` says what others said."""
        return Remark(
            words=self.words.data or "",
            kind=PostKind(self.kind.data),
            language=Tongue(self.language.data),
            answers=answers,
            names=tuple(self.names.data or ()),
            spoken_by=(self.spoken_by.data or "") if records else "",
            group_id=number_in(self.group.data or "") if records else None,
            said_in=(self.said_in.data or "") if records else "",
        )


class PostTranslationForm(Form):
    """The same post in another language."""

    language = RadioField(
        _l("A qué lengua"), choices=[SelectChoice(str(one), said.TONGUE[one]) for one in Tongue]
    )
    words = lines(_l("La traducción"), Asked(_l("Escriba la traducción.")))


class ModerationForm(Form):
    """What a moderator does, and why. `act` is the button that was pressed."""

    reason = line(_l("Por qué"))
    act = SelectField(
        _l("Qué se hace"),
        choices=[SelectChoice(str(one), act) for one, act in said.MODERATION_ACT.items()],
    )


def _fill(field: SelectField, choices: Iterable[tuple[object, str]], none: Any) -> None:
    field.choices = [SelectChoice("", none), *(SelectChoice(str(a), b) for a, b in choices)]
    field.data = field.data or ""
