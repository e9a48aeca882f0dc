"""What staff type about a lost code, and about a threat."""

from wtforms import Form as PlainForm
from wtforms import HiddenField, StringField, TextAreaField

from web.forms import Asked, DateParts, Form, UpTo
from web.locale import _l

LONGEST = 2_000


class FindForm(PlainForm):
    """Where to look for the case that somebody means. It goes in the address, so it is no secret:
    words of the three facts are typed anew, as far as they help."""

    reference = StringField(_l("Referencia"))
    words = StringField(_l("Lugar o palabras del comienzo"))
    since = DateParts(_l("Presentado desde"))
    until = DateParts(_l("Presentado hasta"))


class ProposeForm(Form):
    """Why this case is the one."""

    case = HiddenField()
    reason = TextAreaField(
        _l("¿Por qué es este caso?"),
        [Asked(_l("Escriba en qué coinciden los tres datos.")), UpTo(LONGEST)],
    )


class RefuseForm(Form):
    """Why no new code is given, for the person to read."""

    why = TextAreaField(
        _l("Motivo, para la persona"),
        [Asked(_l("Escriba el motivo: la persona lo leerá.")), UpTo(LONGEST)],
    )


class NotedThreatForm(Form):
    """A threat that the office learned of by other ways than from who filed."""

    learned = TextAreaField(
        _l("Qué pasó y cómo lo supo"),
        [Asked(_l("Escriba qué pasó y cómo lo supo.")), UpTo(LONGEST)],
    )


class ActedForm(Form):
    """What was done about a threat."""

    done = TextAreaField(
        _l("Qué se hizo"), [Asked(_l("Escriba qué se hizo y con quién.")), UpTo(LONGEST)]
    )
