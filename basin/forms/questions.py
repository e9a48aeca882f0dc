"""What people ask those who made the model, and what they answer."""

from wtforms import BooleanField

from basin.forms.fields import line, lines
from web.forms import Asked, Form
from web.locale import _l


class QuestionForm(Form):
    """A question to those who made the model; staff say whose it is."""

    words = lines(_l("Su pregunta"), Asked(_l("Escriba la pregunta.")))
    group = line(_l("¿Quién pregunta?"))


class AnswerForm(Form):
    """An answer, and whether it ends the matter."""

    words = lines(_l("Respuesta"), Asked(_l("Escriba la respuesta.")))
    closes = BooleanField(_l("Con esto la pregunta queda cerrada"))


class AgainForm(Form):
    """Why a closed question is open again."""

    words = lines(_l("¿Qué falta aclarar?"), Asked(_l("Escriba qué falta aclarar.")))
    group = line(_l("¿Quién lo dice?"))
