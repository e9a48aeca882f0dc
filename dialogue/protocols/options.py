"""Which answers each protocol offers, and on which side of the proposal each of them stands."""

from collections.abc import Mapping

from dialogue.protocols.kinds import Leaning, PositionOption, Protocol

_GRADIENTS = {
    8: (
        PositionOption.ENDORSE,
        PositionOption.MINOR_CONCERNS,
        PositionOption.RESERVATIONS,
        PositionOption.ABSTAIN,
        PositionOption.STAND_ASIDE,
        PositionOption.GO_ALONG,
        PositionOption.TAKE_NO_PART,
        PositionOption.VETO,
    ),
    5: (
        PositionOption.ENDORSE,
        PositionOption.MINOR_CONCERNS,
        PositionOption.RESERVATIONS,
        PositionOption.ABSTAIN,
        PositionOption.VETO,
    ),
}
"""The gradients of agreement (Kaner 1996), from endorsing to veto, whole and short."""

GRADIENT_LEVELS = tuple(sorted(_GRADIENTS))

OPTIONS: Mapping[Protocol, tuple[PositionOption, ...]] = {
    Protocol.CONSENT: (PositionOption.CONSENT, PositionOption.OBJECTION, PositionOption.ABSTAIN),
    Protocol.CONSENSUS: (
        PositionOption.AGREE,
        PositionOption.STAND_ASIDE,
        PositionOption.DISAGREE,
        PositionOption.BLOCK,
    ),
    Protocol.GRADIENTS: _GRADIENTS[8],
    Protocol.DOUBLE_MAJORITY: (PositionOption.YES, PositionOption.NO, PositionOption.ABSTAIN),
    Protocol.RANKED: (),
    Protocol.ADVISORY: (PositionOption.AGREE, PositionOption.DISAGREE, PositionOption.ABSTAIN),
}
"""In the order in which they are offered. A ranked round asks for an order instead."""

LEANING: Mapping[PositionOption, Leaning] = {
    PositionOption.CONSENT: Leaning.SUPPORT,
    PositionOption.AGREE: Leaning.SUPPORT,
    PositionOption.YES: Leaning.SUPPORT,
    PositionOption.ENDORSE: Leaning.SUPPORT,
    PositionOption.MINOR_CONCERNS: Leaning.SUPPORT,
    PositionOption.RESERVATIONS: Leaning.SUPPORT,
    PositionOption.ABSTAIN: Leaning.NEUTRAL,
    PositionOption.STAND_ASIDE: Leaning.NEUTRAL,
    PositionOption.OBJECTION: Leaning.OPPOSE,
    PositionOption.DISAGREE: Leaning.OPPOSE,
    PositionOption.GO_ALONG: Leaning.OPPOSE,
    PositionOption.TAKE_NO_PART: Leaning.OPPOSE,
    PositionOption.NO: Leaning.OPPOSE,
    PositionOption.BLOCK: Leaning.OPPOSE,
    PositionOption.VETO: Leaning.OPPOSE,
}
"""The one table from which support and opposition are counted, whatever the protocol."""

NEEDS_REASON = frozenset(option for option, side in LEANING.items() if side is Leaning.OPPOSE) | {
    PositionOption.STAND_ASIDE
}
"""The answers that are asked for their reason where reasons are wanted "on negative"."""


def offered(protocol: Protocol, levels: int = 8) -> tuple[PositionOption, ...]:
    """What a round offers to choose from, in order. ValueError for a scale that does not exist."""
    if protocol is not Protocol.GRADIENTS:
        return OPTIONS[protocol]
    if levels not in _GRADIENTS:
        raise ValueError(f"no scale of agreement has {levels} levels")
    return _GRADIENTS[levels]


def accepted(protocol: Protocol, levels: int) -> frozenset[PositionOption]:
    """What a round may count: what it offers; one that only advises counts any answer."""
    if protocol is Protocol.ADVISORY:
        return frozenset(PositionOption)
    return frozenset(offered(protocol, levels))
