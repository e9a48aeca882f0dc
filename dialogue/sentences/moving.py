"""How a group moved since the round before, in one sentence that claims no more than it knows."""

from collections.abc import Mapping
from typing import Any

from dialogue.consensus.kinds import Way
from dialogue.consensus.moving import Movement
from dialogue.sentences.names import points
from web.locale import _l, ngettext

_PLAIN: Mapping[Way, Any] = {
    Way.SAME: _l("Igual que en la ronda anterior."),
    Way.FEW: _l(
        "Participaron menos de 10 personas en alguna de las dos rondas: no se puede decir si el "
        "grupo cambió."
    ),
    Way.TURNED_FOR: _l("Su delegación cambió: ahora está más a favor que en la ronda anterior."),
    Way.TURNED_AGAINST: _l(
        "Su delegación cambió: ahora está menos a favor que en la ronda anterior."
    ),
    Way.OTHER_UNIT: _l(
        "En una ronda habló su delegación y en la otra las personas: no se puede comparar."
    ),
    Way.NOT_THERE: _l("En una de las dos rondas nadie participó: no se puede comparar."),
    Way.HIDDEN: _l("No se muestra, para cuidar a un grupo pequeño."),
}


def movement_told(found: Movement) -> str:
    """The sentence for one group."""
    if found.way in _PLAIN:
        return str(_PLAIN[found.way])
    much = points(found.change or 0.0)
    if found.way is Way.UP:
        return str(ngettext(
            "Subió %(num)s punto desde la ronda anterior.",
            "Subió %(num)s puntos desde la ronda anterior.", much,
        ))  # fmt: skip
    if found.way is Way.DOWN:
        return str(ngettext(
            "Bajó %(num)s punto desde la ronda anterior.",
            "Bajó %(num)s puntos desde la ronda anterior.", much,
        ))  # fmt: skip
    return str(ngettext(
        "Se movió %(num)s punto desde la ronda anterior; puede ser casualidad.",
        "Se movió %(num)s puntos desde la ronda anterior; puede ser casualidad.", much,
    ))  # fmt: skip


def movement_sign(found: Movement) -> str:
    """A sign and a number for a table, only where it may be shown as a change: ▲ 14."""
    if found.way in {Way.UP, Way.DOWN}:
        return f"{'▲' if found.way is Way.UP else '▼'} {points(found.change or 0.0)}"
    return {Way.TURNED_FOR: "▲", Way.TURNED_AGAINST: "▼"}.get(found.way, "")
