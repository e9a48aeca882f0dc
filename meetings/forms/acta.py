"""What is told on the page of an acta."""

from wtforms import IntegerField
from wtforms.validators import NumberRange, Optional

from meetings.forms.fields import line, one_of, text
from meetings.kinds import Tongue
from meetings.models import BookEntry
from meetings.operations.book import Entered
from meetings.operations.minutes import ReadOut
from meetings.words import TONGUE
from web.forms import DateParts, Form
from web.locale import _l

SPOKEN = {one: TONGUE[one] for one in (Tongue.ES, Tongue.QU, Tongue.AY, Tongue.EN, Tongue.OTHER)}


class ReadBackForm(Form):
    """How the draft was read to the room."""

    language = one_of(_l("En qué lengua se leyó"), SPOKEN)
    reader = line(_l("Quién la leyó"), _l("Escriba quién leyó el acta."))
    corrections = text(_l("Correcciones que pidió la sala"))

    def read_out(self) -> ReadOut:
        """What was told, as the operation takes it."""
        return ReadOut(
            language=Tongue(self.language.data),
            reader=self.reader.data or "",
            corrections=self.corrections.data or "",
        )


class AmendForm(Form):
    """Why a sealed acta must be corrected."""

    reason = text(_l("Qué hay que corregir"), _l("Escriba qué hay que corregir."))


class BookForm(Form):
    """Where the acta stands in the libro de actas."""

    book = line(_l("Libro de actas"), _l("Escriba en qué libro está."))
    folios = line(_l("Folios"))
    signatures = IntegerField(
        _l("Número de firmas"), validators=[Optional(), NumberRange(min=0, max=99_999)]
    )
    certified_by = line(_l("Notario o juez de paz que lo certifica"))
    certified_on = DateParts(_l("Día de la certificación"))

    def entered(self) -> Entered:
        """What was told, as the operation takes it."""
        return Entered(
            book=self.book.data or "",
            folios=self.folios.data or "",
            signatures=self.signatures.data,
            certified_by=self.certified_by.data or "",
            certified_on=self.certified_on.data,
        )


def as_noted(entry: BookEntry | None) -> dict[str, object]:
    """What was noted before, to change it."""
    names = ("book", "folios", "signatures", "certified_by", "certified_on")
    return {name: getattr(entry, name) for name in names} if entry else {}
