"""Controls of this feature, and numbers as people type them."""

import re
from typing import Any

from wtforms import SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget

from basin.contract.inputs import InputSpec, fits
from web.locale import current

NUMBER = re.compile(r"-?\d{1,15}(?:[.,]\d{1,12})?")
THOUSANDS = re.compile(r"-?[1-9]\d{0,2}(?:[.,]\d{3})+")


class Several(SelectMultipleField):
    """Several of a few things, each with its own box."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def read_number(spec: InputSpec, typed: str) -> Any:
    """The number that was typed, with a comma or a point; the text itself when it is none.

    1.500 is fifteen hundred to some and one and a half to others: it is what the bounds of the
    input allow, and no number where they allow both.
    """
    text = "".join(typed.split())
    decimal = _number(text.replace(",", ".")) if NUMBER.fullmatch(text) else None
    if not THOUSANDS.fullmatch(text):
        return typed if decimal is None else decimal
    may_be = [_number(re.sub(r"[.,]", "", text)), *([] if decimal is None else [decimal])]
    meant = {each for each in may_be if fits(spec, each)}
    return meant.pop() if len(meant) == 1 else typed


def shown_number(value: float) -> str:
    """A number as it is typed in the language of the reader, without marks between thousands."""
    whole = float(value).is_integer()
    text = str(int(value) if whole else value)
    return text if current() == "en" else text.replace(".", ",")


def _number(text: str) -> int | float:
    return float(text) if "." in text else int(text)
