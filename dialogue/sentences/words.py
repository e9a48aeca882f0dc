"""The words for the closed lists that sentences are made with; the others: `dialogue/words.py`."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from dialogue.consensus.kinds import BoardOrder, Level, StatementClass
from dialogue.protocols.kinds import DoubleCount, PositionOption, Protocol
from web.locale import _l

PROTOCOL_EXPLAINED: Mapping[StrEnum, Any] = {
    Protocol.CONSENT: _l(
        "Se aprueba si hay quórum de cada grupo y nadie mantiene una objeción. Una objeción puede "
        "integrarse en el texto."
    ),
    Protocol.CONSENSUS: _l(
        "Se aprueba si hay quórum, ningún grupo que puede bloquear bloquea, y en cada grupo casi "
        "nadie se hace a un lado ni está en desacuerdo."
    ),
    Protocol.GRADIENTS: _l(
        "Cada persona dice cuánto apoya, de apoyar del todo a vetar. Se aprueba si cada grupo "
        "apoya lo suficiente y nadie que pueda vetar veta."
    ),
    Protocol.DOUBLE_MAJORITY: _l(
        "Se aprueba si gana el sí entre todas las personas y también dentro de cada grupo."
    ),
    Protocol.RANKED: _l(
        "Cada persona pone las alternativas en orden. Cada grupo pesa igual, tenga la gente que "
        "tenga."
    ),
    Protocol.ADVISORY: _l("Se pregunta qué piensa cada grupo. El resultado no obliga a nadie."),
}

POSITION_TOLD: Mapping[StrEnum, Any] = {
    PositionOption.CONSENT: _l("Da su consentimiento"),
    PositionOption.OBJECTION: _l("Tiene una objeción"),
    PositionOption.ABSTAIN: _l("Se abstiene"),
    PositionOption.AGREE: _l("De acuerdo"),
    PositionOption.STAND_ASIDE: _l("Se hace a un lado"),
    PositionOption.DISAGREE: _l("En desacuerdo"),
    PositionOption.BLOCK: _l("Bloquea"),
    PositionOption.ENDORSE: _l("Apoya del todo"),
    PositionOption.MINOR_CONCERNS: _l("Apoya; cambiaría algún detalle"),
    PositionOption.RESERVATIONS: _l("Apoya con reservas"),
    PositionOption.GO_ALONG: _l("En desacuerdo, pero acepta lo que decida la mayoría"),
    PositionOption.TAKE_NO_PART: _l("En desacuerdo, y no participará en cumplirla"),
    PositionOption.VETO: _l("Veta"),
    PositionOption.YES: _l("Sí"),
    PositionOption.NO: _l("No"),
}
"""As it is told of others, in tables and papers."""

DOUBLE_COUNT: Mapping[StrEnum, Any] = {
    DoubleCount.DELEGATION_SPEAKS: _l(
        "En esta ronda ya habló la delegación por todo el grupo. Para contar de otra manera, "
        "primero retire su posición."
    ),
    DoubleCount.HANDS_COUNTED: _l(
        "En esta ronda ya se contó a este grupo a mano alzada. Para contar de otra manera, primero "
        "retire ese conteo."
    ),
    DoubleCount.MEMBERS_SPOKE: _l(
        "En esta ronda ya dieron su posición personas de este grupo. Para contar de otra manera, "
        "primero retire esas posiciones."
    ),
    DoubleCount.SPEAKS_FOR_ANOTHER: _l(
        "Esta persona ya dio su posición por otro grupo en esta ronda. Nadie se cuenta dos veces."
    ),
}

STATEMENT_CLASS: Mapping[StrEnum, Any] = {
    StatementClass.COMMON_GROUND: _l("Terreno común"),
    StatementClass.BRIDGE: _l("Puente"),
    StatementClass.DIVISIVE: _l("Divide"),
    StatementClass.UNCLEAR: _l("No está claro"),
    StatementClass.NONE: _l("Sin clasificar"),
}

STATEMENT_CLASS_EXPLAINED: Mapping[StrEnum, Any] = {
    StatementClass.COMMON_GROUND: _l(
        "En cada grupo más de la mitad está a favor, y en el conjunto el apoyo es claro."
    ),
    StatementClass.BRIDGE: _l(
        "Ningún grupo está más en contra que a favor, y los grupos están cerca entre sí."
    ),
    StatementClass.DIVISIVE: _l(
        "En un grupo la mayoría está a favor y en otro en contra, y la distancia es grande."
    ),
    StatementClass.UNCLEAR: _l("Más de 40 de cada 100 no tomaron posición."),
    StatementClass.NONE: _l("Con estas respuestas no se puede decir nada seguro."),
}

BOARD_ORDER: Mapping[StrEnum, Any] = {
    BoardOrder.WEAKEST: _l("Grupo más débil"),
    BoardOrder.GCI: _l("Consenso entre grupos"),
    BoardOrder.SPREAD: _l("Distancia entre grupos"),
    BoardOrder.DIVISIVE: _l("Lo que más divide"),
}

LEVEL: Mapping[StrEnum, Any] = {
    Level.STRONGLY_FOR: _l("muy a favor"),
    Level.FOR: _l("a favor"),
    Level.DIVIDED: _l("dividido"),
    Level.UNDECIDED: _l("no toma partido"),
    Level.AGAINST: _l("en contra"),
    Level.STRONGLY_AGAINST: _l("muy en contra"),
}
