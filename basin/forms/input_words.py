"""The words around the inputs of a model: bounds, units, what is usual, what is wrong."""

from collections.abc import Callable, Mapping
from typing import Any

from basin.contract import texts
from basin.contract.inputs import InputKind, InputSpec
from basin.forms.input_controls import shown_number
from web.locale import _, _l, current

NUMBERS = frozenset({InputKind.INTEGER, InputKind.NUMBER})
UNITS: Mapping[str, Any] = {
    "1": "", "a": _l("años"), "mo": _l("meses"), "d": _l("días"), "m3/d": "m³/d", "m3": "m³",
    "hm3": "hm³", "km2": "km²", "m2": "m²",
}  # fmt: skip


def titled(spec: InputSpec) -> str:
    """What an input is called, in the language of the reader."""
    return texts.in_language(spec.title, current()) or spec.name


def helped(spec: InputSpec) -> str:
    """What a model says of an input, then its bounds and what it takes where nothing is typed."""
    said = texts.in_language(spec.description, current())
    return " ".join(part for part in (said, _bounds(spec), _usual(spec)) if part)


def with_unit(spec: InputSpec, number: float) -> str:
    """A number of this input as it is read: 30 L/s."""
    return f"{shown_number(number)} {unit_of(spec)}".strip()


def unit_of(spec: InputSpec) -> str:
    """The sign of the unit of an input; empty where it is a share or a count."""
    return str(UNITS.get(spec.unit, spec.unit))


def shown_value(spec: InputSpec, value: Any) -> str:
    """What is asked of an input, as people read it."""
    if value is None:
        return str(_("Lo decide el modelo"))
    if spec.kind is InputKind.FLAG:
        return str(_("Sí") if value else _("No"))
    if spec.choices:
        titles = {one.value: texts.in_language(one.title, current()) for one in spec.choices}
        chosen = value if isinstance(value, list) else [value]
        return ", ".join(titles.get(one) or str(one) for one in chosen)
    return with_unit(spec, value) if spec.kind in NUMBERS else str(value)


def is_technical(spec: InputSpec) -> bool:
    """Whether an input is about the computation rather than about the water.

    A whole number that has its usual value: years, variants of the climate, the seed of chance.
    """
    return spec.kind is InputKind.INTEGER and not spec.required


def problem_words(spec: InputSpec, code: str) -> str:
    """What to do about an input that the model does not take."""
    return str(_PROBLEMS[code](spec))


def _bounds(spec: InputSpec) -> str:
    least, most = spec.minimum, spec.maximum
    if spec.kind not in NUMBERS or (least is None and most is None):
        return ""
    if least is None or most is None:
        return _at_least(spec, least) if most is None else _at_most(spec, most)
    return str(
        _("Entre %(least)s y %(most)s.", least=shown_number(least), most=with_unit(spec, most))
    )


def _at_least(spec: InputSpec, least: float | None) -> str:
    return str(_("Al menos %(least)s.", least=with_unit(spec, least or 0)))


def _at_most(spec: InputSpec, most: float | None) -> str:
    return str(_("Hasta %(most)s.", most=with_unit(spec, most or 0)))


def _usual(spec: InputSpec) -> str:
    if spec.default is None or spec.kind not in NUMBERS:
        return ""
    return str(_("Lo usual es %(value)s.", value=with_unit(spec, spec.default)))


def _wrong_number(spec: InputSpec) -> str:
    return str(_("Escriba un número, sin puntos entre los miles.")) + f" {_bounds(spec)}".rstrip()


_PROBLEMS: Mapping[str, Callable[[InputSpec], Any]] = {
    "input-missing": lambda spec: _("Falta: %(title)s.", title=titled(spec)),
    "input-not-a-number": _wrong_number,
    "input-not-whole": lambda spec: _("Escriba un número entero."),
    "input-too-small": lambda spec: _("Es muy poco.") + f" {_bounds(spec)}",
    "input-too-large": lambda spec: _("Es demasiado.") + f" {_bounds(spec)}",
    "input-not-a-text": lambda spec: _("Escriba un texto de una sola línea."),
    "input-too-short": lambda spec: _("Es un texto muy corto."),
    "input-too-long": lambda spec: _("Es un texto muy largo."),
    "input-not-a-choice": lambda spec: _("Elija una de las opciones."),
    "input-too-few": lambda spec: _("Elija alguna opción más."),
    "input-too-many": lambda spec: _("Elija menos opciones."),
    "input-not-yes-or-no": lambda spec: _("Elija una de las opciones."),
}
