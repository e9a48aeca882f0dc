"""What came out of a round and why, in plain sentences made from its figures and codes.

They are made when somebody reads, in the reader's language, also from an outcome that was sealed
years ago: the seal holds figures, not words. Where figures are withheld, sentences do without.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dialogue.protocols.kinds import OutcomeState, Protocol
from dialogue.protocols.outcomes import Outcome
from dialogue.sentences.names import Names, named
from dialogue.sentences.reasons import Speech, reason_told
from web.locale import _, _l, in_language

_REACHED: Mapping[Protocol, Any] = {
    Protocol.CONSENT: _l("Hay consentimiento: nadie mantiene una objeción."),
    Protocol.CONSENSUS: _l("Hay consenso: nadie bloquea y en cada grupo casi todos acompañan."),
    Protocol.GRADIENTS: _l("Hay acuerdo: cada grupo apoya lo suficiente y nadie veta."),
    Protocol.DOUBLE_MAJORITY: _l("Hay doble mayoría: en el conjunto y en cada grupo que decide."),
    Protocol.ADVISORY: _l("La consulta muestra apoyo suficiente en cada grupo."),
}
_STATE: Mapping[OutcomeState, Any] = {
    OutcomeState.NO_QUORUM: _l("No hay quórum: así no se puede decidir."),
    OutcomeState.OPEN_OBJECTIONS: _l("No hay consentimiento: quedan objeciones abiertas."),
    OutcomeState.BLOCKED: _l("La propuesta está bloqueada."),
    OutcomeState.WEAK: _l("Falta apoyo para decidir."),
    OutcomeState.NEAR: _l("Falta poco: ningún grupo está a más de 10 puntos de lo necesario."),
}


@dataclass(frozen=True)
class Told:
    """An outcome in sentences: what it is, why, and what else should be known."""

    state: str
    reasons: tuple[str, ...]
    remarks: tuple[str, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """All of it, in the order in which it is read."""
        return (self.state, *self.reasons, *self.remarks)


def outcome_told(outcome: Outcome, groups: Names, alternatives: Names | None = None) -> Told:
    """The outcome in the language of the reader. `groups` and `alternatives`: names by key."""
    speech = Speech(outcome, groups, alternatives or {})
    return Told(
        _state_told(outcome, alternatives or {}),
        tuple(reason_told(one, speech) for one in outcome.reasons),
        (*(reason_told(one, speech) for one in outcome.remarks), *_nature(outcome)),
    )


def outcome_in(
    language: str, outcome: Outcome, groups: Names, alternatives: Names | None = None
) -> Told:
    """The same in a language of ours (es, qu, en): for papers and for words beside a seal."""
    with in_language(language):
        return outcome_told(outcome, groups, alternatives)


def _state_told(outcome: Outcome, alternatives: Names) -> str:
    ranking = outcome.ranking
    if ranking is not None and outcome.state is OutcomeState.REACHED:
        first = named(alternatives, ranking.first)
        return str(_("En el primer lugar queda: %(name)s.", name=first))
    if ranking is not None and outcome.state is OutcomeState.NEAR:
        return str(_("Hay un empate en el primer lugar: no queda decidido."))
    if outcome.state is OutcomeState.REACHED:
        return str(_REACHED[outcome.protocol])
    return str(_STATE[outcome.state])


def _nature(outcome: Outcome) -> tuple[str, ...]:
    if outcome.binding:
        return ()
    return (str(_("Es una consulta: el resultado no obliga a nadie.")),)
