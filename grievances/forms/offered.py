"""What an office says when it takes up a concern that was offered to it, or declines it."""

from wtforms import StringField, TextAreaField

from accounts.roles import Track
from grievances import words
from grievances.forms.choosing import one_of
from grievances.kinds import Topic
from web.forms import Asked, Form, UpTo
from web.locale import _l

LONGEST = 10_000
LONGEST_LINE = 200


class TakeUpForm(Form):
    """The case that is opened of it."""

    track = one_of(Track, words.TRACK, _l("¿Por qué vía?"))
    topic = one_of(Topic, words.TOPIC, _l("¿De qué se trata?"))
    place = StringField(_l("Lugar"), [Asked(_l("Escriba dónde pasa.")), UpTo(LONGEST_LINE)])
    story = TextAreaField(
        _l("Lo que se dijo"), [Asked(_l("Escriba lo que se dijo.")), UpTo(LONGEST)]
    )


class DeclineForm(Form):
    """Why no case is opened, for whoever offered it."""

    reason = TextAreaField(
        _l("¿Por qué no?"), [Asked(_l("Escriba el motivo: lo leerán en la reunión.")), UpTo(2_000)]
    )
