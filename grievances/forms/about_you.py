"""Questions about the person, each of which may stay open, and what they hope for."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from wtforms import RadioField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from grievances import words
from grievances.forms.choosing import choices_of
from grievances.forms.telling import STORY, TellingForm, own_words
from grievances.kinds import AgeBand, Disability, Gender, SelfIdentification, SpokenLanguage
from grievances.operations.about_you import OfOneself
from web.forms import Asked, Form, UpTo
from web.locale import _l

UNTOLD = "untold"
WORDS = 100


def _asked(kind: type[StrEnum], labels: Mapping[StrEnum, Any], question: Any) -> RadioField:
    """Nothing is ticked beforehand, and not to say is an answer like the others."""

    def told(value: str) -> str:
        return UNTOLD if value == UNTOLD else kind(value)

    untold = SelectChoice(UNTOLD, _l("Prefiero no decir"))
    return RadioField(
        question, coerce=told, choices=[*choices_of(kind, labels), untold], validate_choice=False
    )


class AboutYouForm(Form):
    """Five questions about the person. It carries no sending key: what it sends leaves no mark."""

    key = None  # type: ignore[assignment]  # how WTForms takes a field away
    gender = _asked(Gender, words.GENDER, _l("¿Es usted mujer o varón?"))
    gender_words = StringField(_l("Con sus palabras"), [UpTo(WORDS)])
    age = _asked(AgeBand, words.AGE, _l("¿Cuántos años tiene?"))
    language = _asked(SpokenLanguage, words.SPOKEN_LANGUAGE, _l("¿Qué lengua habla en casa?"))
    self_identification = _asked(
        SelfIdentification, words.SELF_IDENTIFICATION, _l("¿De qué pueblo o grupo se siente parte?")
    )
    disability = _asked(Disability, words.DISABILITY, _l("¿Vive con alguna discapacidad?"))

    def told(self) -> OfOneself:
        """What was said. Own words stand only beside the choice that asks for them."""
        own = self.gender.data == Gender.OWN_WORDS
        closed = ("gender", "age", "language", "self_identification", "disability")
        said = {name: self[name].data for name in closed}
        return OfOneself(
            gender_words=(self.gender_words.data or "") if own else "",
            **{name: None if value == UNTOLD else value for name, value in said.items()},
        )


class HopeForm(TellingForm):
    """What the person hopes that the office achieves. It becomes a message of the case."""

    hope = TextAreaField(
        _l("¿Qué espera que se haga?"),
        [Asked(_l("Escriba qué espera, aunque sea con pocas palabras.")), *own_words(STORY)],
    )
