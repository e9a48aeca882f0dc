"""What people write about conversations and their statements."""

from collections.abc import Sequence
from typing import Any

from wtforms import BooleanField, HiddenField
from wtforms.fields.core import Field
from wtforms.validators import ValidationError

from dialogue import words
from dialogue.kinds import Audience, Choice, Moderation, Tongue
from dialogue.models import Conversation
from dialogue.operations.conversations import Asked as AskedFor
from dialogue.operations.statements import LETTERS, Line
from meetings.forms.fields import line, text, version
from web.forms import Form, UpTo, one_of
from web.locale import _, _l

NONE = "-"
"""Typed on a line of its own where a statement has no words in Quechua yet."""


class ConversationForm(Form):
    """A conversation as a whole."""

    of = version()
    title = line(_l("Título"), _l("Escriba de qué se trata."))
    title_qu = line(_l("Título en quechua"))
    about = text(_l("Qué se quiere saber"))
    about_qu = text(_l("Lo mismo en quechua"))
    audience = one_of(_l("Quién vota"), words.AUDIENCE, _l("Elija quién vota."))
    takes_statements = BooleanField(_l("Quienes votan pueden agregar afirmaciones"))
    moderation = one_of(
        _l("Afirmaciones que agregan las personas"),
        words.MODERATION,
        _l("Elija cuándo se revisan."),
    )
    is_public = BooleanField(_l("Publicar los resultados cuando se cierre"))

    def show(self, one: Conversation) -> None:
        """Fill it with what stands there."""
        self.process(
            data={name: getattr(one, name) for name in AskedFor.__dataclass_fields__}
            | {"of": str(one.version), "key": self.key.data}
        )
        self.audience.data, self.moderation.data = one.audience.value, one.moderation.value

    def asked(self) -> AskedFor:
        """What was written."""
        return AskedFor(
            title=self.title.data or "",
            title_qu=self.title_qu.data or "",
            about=self.about.data or "",
            about_qu=self.about_qu.data or "",
            audience=Audience(self.audience.data),
            moderation=Moderation(self.moderation.data),
            takes_statements=bool(self.takes_statements.data),
            is_public=bool(self.is_public.data),
        )


def _lines(said: str | None) -> list[str]:
    return [one.strip() for one in (said or "").splitlines() if one.strip()]


class SeedForm(Form):
    """Many statements at once, one a line, in Quechua beside where there is a translation."""

    es = text(_l("En español"), _l("Escriba al menos una afirmación."))
    qu = text(_l("En quechua"))
    about_itself = BooleanField(_l("Son sobre la conversación misma: se preguntan pronto a todas"))

    def validate_es(self, field: Field) -> None:
        """None longer than a breath."""
        _none_too_long(_lines(field.data))

    def validate_qu(self, field: Field) -> None:
        """As many lines as in Spanish, or none."""
        said = _lines(field.data)
        _none_too_long(said)
        if said and len(said) != len(_lines(self.es.data)):
            raise ValidationError(
                _l("Hay otro número de líneas que en español. Ponga un guion donde falta una.")
            )

    def lines(self) -> Sequence[Line]:
        """The statements, in their order."""
        spanish, quechua = _lines(self.es.data), _lines(self.qu.data)
        beside = ["" if one == NONE else one for one in quechua] or [""] * len(spanish)
        return [Line(*pair) for pair in zip(spanish, beside, strict=True)]


def _none_too_long(said: Sequence[str]) -> None:
    over = [number for number, one in enumerate(said, 1) if len(one) > LETTERS]
    if over:
        raise ValidationError(
            _("La línea %(line)s es demasiado larga: hasta %(most)s letras.",
              line=over[0], most=LETTERS)
        )  # fmt: skip


class VoteForm(Form):
    """One of three buttons."""

    choice = HiddenField()

    def validate_choice(self, field: Field) -> None:
        """One of the three."""
        if field.data not in set(Choice):
            raise ValidationError(_l("Elija una de las tres respuestas."))

    def spend(self) -> None:
        """Each of the three buttons of a page sends once; another one is a change of mind."""
        self.key.data = f"{self.key.data}:{self.choice.data}"


class SuggestForm(Form):
    """A statement of somebody who votes."""

    words = text(_l("Su afirmación"), _l("Escriba su afirmación."))
    language = one_of(
        _l("Idioma en que la escribe"),
        {one: words.TONGUE[one] for one in (Tongue.ES, Tongue.QU)},
        _l("Elija el idioma."),
    )

    def validate_words(self, field: Field) -> None:
        """Short: it is read in one breath."""
        UpTo(LETTERS)(self, field)


class ModerateForm(Form):
    """What a moderator does with a statement."""

    of = version()
    act = HiddenField()
    reason = line(_l("Motivo, que se publica"))


class BesideForm(Form):
    """The words of a statement in the other language."""

    of = version()
    beside = line(_l("En el otro idioma"))

    def validate_beside(self, field: Any) -> None:
        """As short as the statement."""
        UpTo(LETTERS)(self, field)
