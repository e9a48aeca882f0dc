"""What somebody tells in their own words, and what had better not stand in it.

A form that takes such words extends `TellingForm`, gives its fields `own_words(…)`, and its page
shows `discretion(form)` of `grievances/public/telling.html` beside its button. The view says
`form.is_nameless = True` for somebody who gave no name.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from wtforms import BooleanField, Field
from wtforms.validators import ValidationError

from kernel.text import (
    looks_like_receipt_code,
    phones_and_ids_in,
    without_phones_and_ids,
    without_receipt_codes,
)
from web.forms import Form, UpTo
from web.locale import _

STORY = 20_000
NOTE = 2_000
LINE = 300


class NoReceiptCode:
    """Validator: the 16 numbers of a receipt stay out, for whoever reads them can open the case.

    The button `without_code` sends the text with the numbers covered.
    """

    field_flags: ClassVar[Mapping[str, bool]] = {}

    def __call__(self, form: Any, field: Field) -> None:
        """ValidationError when a receipt code stands in the text, unless it may be covered."""
        if not looks_like_receipt_code(field.data or ""):
            return
        if form.without_code.data:
            field.data = without_receipt_codes(field.data)
            return
        form.holds_code = True
        raise ValidationError(
            _("Aquí están los 16 números de un recibo. Bórrelos: con ellos se abre su caso.")
        )


class Discreet:
    """Validator: who gives no name is asked about a number that may tell who they are.

    They decide: `as_it_is` leaves it, `cover` covers it. What was left once is not asked again.
    """

    field_flags: ClassVar[Mapping[str, bool]] = {}

    def __call__(self, form: Any, field: Field) -> None:
        """ValidationError with the numbers that were found."""
        text = field.data or ""
        if not form.is_nameless or form.as_it_is.data or looks_like_receipt_code(text):
            return
        found = phones_and_ids_in(text)
        if not found or text == form.said_before(field.name):
            return
        if form.cover.data:
            field.data = without_phones_and_ids(text)
            return
        form.holds_number = True
        raise ValidationError(
            _("Aquí hay un número que puede decir quién es: %(number)s", number=" · ".join(found))
        )


class TellingForm(Form):
    """A form in which somebody tells something in their own words."""

    without_code = BooleanField()
    as_it_is = BooleanField()
    cover = BooleanField()
    holds_code = False
    holds_number = False
    is_nameless = False

    def said_before(self, _name: str) -> str:
        """What stands in this field already, as far as the form knows."""
        return ""


def own_words(most: int) -> list[Any]:
    """The validators of a text that somebody writes: its length, and what it had better not say."""
    return [UpTo(most), NoReceiptCode(), Discreet()]
