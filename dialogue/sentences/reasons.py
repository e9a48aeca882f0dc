"""One reason of an outcome in one sentence: with figures, for a delegation, or without figures."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from dialogue.protocols.kinds import PositionUnit, Protocol, ReasonCode
from dialogue.protocols.outcomes import Outcome, Reason
from dialogue.sentences.names import Names, apart, named, percent
from web.locale import _, ngettext


@dataclass(frozen=True)
class Speech:
    """What a sentence needs to know beside its reason."""

    outcome: Outcome
    groups: Names
    alternatives: Names = field(default_factory=dict)

    def group(self, reason: Reason) -> str:
        """What the group of a reason is called."""
        return named(self.groups, [reason.group or ""])

    def is_delegation(self, reason: Reason) -> bool:
        """Whether one voice spoke for the group of a reason."""
        return any(
            one.group == reason.group and one.unit is PositionUnit.DELEGATION
            for one in self.outcome.standings
        )

    @property
    def vetoes(self) -> bool:
        """Whether a block is called a veto here."""
        return self.outcome.protocol is Protocol.GRADIENTS


def reason_told(reason: Reason, speech: Speech) -> str:
    """The sentence of a reason, in the language of the reader."""
    return str(_SAY[reason.code](reason, speech))


def _nobody_decides(_reason: Reason, _speech: Speech) -> object:
    return _("Ningún grupo de esta ronda decide.")


def _seats(reason: Reason, speech: Speech) -> object:
    name = speech.group(reason)
    if not reason.of:
        return _("%(group)s: no tiene asientos acreditados.", group=name)
    return ngettext(
        "%(group)s: hay %(count)s de %(num)s asiento; para el quórum se necesita %(needed)s.",
        "%(group)s: hay %(count)s de %(num)s asientos; para el quórum se necesita %(needed)s.",
        reason.of, group=name, count=reason.count, needed=reason.needed,
    )  # fmt: skip


def _nobody_answered(reason: Reason, speech: Speech) -> object:
    return _("%(group)s: nadie dio su posición.", group=speech.group(reason))


def _objections(reason: Reason, speech: Speech) -> object:
    name = speech.group(reason)
    if speech.is_delegation(reason):
        return _("%(group)s: su delegación tiene una objeción.", group=name)
    if reason.count is None:
        return _("%(group)s: hay objeciones abiertas.", group=name)
    return ngettext(
        "%(group)s: queda %(num)s objeción abierta.",
        "%(group)s: quedan %(num)s objeciones abiertas.",
        reason.count, group=name,
    )  # fmt: skip


def _blocked(reason: Reason, speech: Speech) -> object:
    return _vetoed(reason, speech) if speech.vetoes else _stopped(reason, speech)


def _vetoed(reason: Reason, speech: Speech) -> object:
    name = speech.group(reason)
    if speech.is_delegation(reason):
        return _("%(group)s: su delegación veta.", group=name)
    if reason.count is None:
        return _("%(group)s: hay veto.", group=name)
    return ngettext(
        "%(group)s: %(num)s persona veta.", "%(group)s: %(num)s personas vetan.",
        reason.count, group=name,
    )  # fmt: skip


def _stopped(reason: Reason, speech: Speech) -> object:
    name = speech.group(reason)
    if speech.is_delegation(reason):
        return _("%(group)s: su delegación bloquea.", group=name)
    if reason.count is None:
        return _("%(group)s: hay bloqueo.", group=name)
    return ngettext(
        "%(group)s: %(num)s persona bloquea.", "%(group)s: %(num)s personas bloquean.",
        reason.count, group=name,
    )  # fmt: skip


def _not_along(reason: Reason, speech: Speech) -> object:
    words = _against_limit(reason, speech)
    if speech.is_delegation(reason):
        return _("%(group)s: su delegación no acompaña.", **words)
    if reason.share is None:
        return _("%(group)s: no acompaña más del %(limit)s que se permite.", **words)
    return _(
        "%(group)s: no acompaña el %(share)s y se permite hasta el %(limit)s (%(count)s de "
        "%(of)s).",
        **words,
    )


def _support(reason: Reason, speech: Speech) -> object:
    words = _against_limit(reason, speech)
    if speech.is_delegation(reason):
        return _("%(group)s: su delegación no apoya.", **words)
    if reason.share is None:
        return _("%(group)s: el apoyo no llega al %(limit)s que se necesita.", **words)
    return _(
        "%(group)s: apoya el %(share)s y se necesita el %(limit)s (%(count)s de %(of)s).", **words
    )


def _majority(reason: Reason, speech: Speech) -> object:
    words = _against_limit(reason, speech)
    if reason.group is None:
        return _majority_of_all(reason, words)
    if speech.is_delegation(reason):
        return _("%(group)s: su delegación no dijo que sí.", **words)
    if reason.share is None:
        return _("%(group)s: el sí no pasa del %(limit)s.", **words)
    if not reason.of:
        return _("%(group)s: nadie dijo sí ni no.", **words)
    return _(
        "%(group)s: dijo sí el %(share)s y se necesita más del %(limit)s (%(count)s de %(of)s).",
        **words,
    )


def _majority_of_all(reason: Reason, words: Mapping[str, object]) -> object:
    if reason.share is None:
        return _("En el conjunto el sí no pasa del %(limit)s.", **words)
    if not reason.of:
        return _("En el conjunto nadie dijo sí ni no.")
    return _(
        "En el conjunto dijo sí el %(share)s y se necesita más del %(limit)s (%(count)s de "
        "%(of)s).",
        **words,
    )


def _tied(reason: Reason, speech: Speech) -> object:
    names = named(speech.alternatives, reason.options)
    return _("Comparten el primer lugar: %(names)s.", names=names)


def _integrated(reason: Reason, speech: Speech) -> object:
    name = speech.group(reason)
    if reason.count is None:
        return _("%(group)s: hubo objeciones que se integraron en el texto.", group=name)
    return ngettext(
        "%(group)s: %(num)s objeción se integró en el texto.",
        "%(group)s: %(num)s objeciones se integraron en el texto.",
        reason.count, group=name,
    )  # fmt: skip


def _idle_block(reason: Reason, speech: Speech) -> object:
    name = speech.group(reason)
    if speech.vetoes:
        return _("%(group)s: hay veto, pero este grupo no puede vetar; cuenta como estar en "
                 "contra.", group=name)  # fmt: skip
    return _("%(group)s: hay bloqueo, pero este grupo no puede bloquear; cuenta como estar en "
             "contra.", group=name)  # fmt: skip


def _abstained(reason: Reason, speech: Speech) -> object:
    name = speech.group(reason)
    if speech.is_delegation(reason):
        return _("%(group)s: su delegación se abstuvo.", group=name)
    if reason.count is None:
        return _("%(group)s: la mayor parte se abstuvo.", group=name)
    return _(
        "%(group)s: la mayor parte se abstuvo (%(count)s de %(of)s).",
        group=name, count=reason.count, of=reason.of,
    )  # fmt: skip


def _ranked_last(reason: Reason, speech: Speech) -> object:
    return _(
        "%(group)s: pone en el último lugar lo que en el conjunto quedó primero (%(names)s).",
        group=speech.group(reason), names=named(speech.alternatives, reason.options),
    )  # fmt: skip


def _against_limit(reason: Reason, speech: Speech) -> dict[str, object]:
    limit = reason.limit or 0.0
    share, bound = apart(reason.share, limit) if reason.share is not None else ("", percent(limit))
    return {
        "group": speech.group(reason),
        "share": share,
        "limit": bound,
        "count": reason.count,
        "of": reason.of,
    }


_SAY: Mapping[ReasonCode, Callable[[Reason, Speech], object]] = {
    ReasonCode.NOBODY_DECIDES: _nobody_decides,
    ReasonCode.SEATS_MISSING: _seats,
    ReasonCode.NOBODY_ANSWERED: _nobody_answered,
    ReasonCode.OPEN_OBJECTIONS: _objections,
    ReasonCode.BLOCKED: _blocked,
    ReasonCode.NOT_ALONG: _not_along,
    ReasonCode.SUPPORT_SHORT: _support,
    ReasonCode.MAJORITY_SHORT: _majority,
    ReasonCode.TIED: _tied,
    ReasonCode.OBJECTIONS_INTEGRATED: _integrated,
    ReasonCode.BLOCK_WITHOUT_RIGHT: _idle_block,
    ReasonCode.MOSTLY_ABSTAINED: _abstained,
    ReasonCode.RANKED_LAST: _ranked_last,
}
