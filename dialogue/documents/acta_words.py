"""What a closed round came to, in the words of an acta, in Spanish and in Quechua.

An acta has a public copy, so it tells of small groups what everybody may know: their answers and
words stand in the sealed result, whose fingerprint it names.
"""

from collections.abc import Collection, Iterator, Sequence

from dialogue.documents.outcomes import outcome_words
from dialogue.operations.room import Spoken
from dialogue.protocols import Standing, Tally, by_sex, hidden_in, public_outcome, raised
from dialogue.protocols.kinds import PositionUnit
from dialogue.queries.results import Sealed
from dialogue.sentences.words import POSITION_TOLD
from dialogue.words import UNIT
from kernel.seals import grouped
from web.locale import _, in_language


def spoken_of(sealed: Sealed, tallies: Collection[Tally]) -> Spoken:
    """The text of the agreement with the counts of each group, and the reasons of dissent.

    `tallies` are what was counted in that round: of hands the text tells what no column holds.
    """
    text, text_qu = (_text(sealed, tallies, language) for language in ("es", "qu"))
    return Spoken(text, text_qu, _dissent(sealed, "es"), _dissent(sealed, "qu"))


def _text(sealed: Sealed, tallies: Collection[Tally], language: str) -> str:
    words = sealed.content["proposal"]["words"]
    with in_language(language):
        lines = [
            words.get(language) or words["es"],
            *_told(sealed, language)[:1],
            *(_group(sealed, one, language) for one in sealed.outcome.standings),
            *_other_hands(tallies),
            *_alternatives(sealed, language),
            str(_(
                "Ronda %(round)s de la propuesta %(code)s. Huella: %(print)s.",
                round=sealed.number,
                code=sealed.content["proposal"]["code"],
                print=grouped(sealed.fingerprint),
            )),
        ]  # fmt: skip
    return "\n".join(lines)


def _group(sealed: Sealed, one: Standing, language: str) -> str:
    name = sealed.called(language).get(one.group, one.group)
    if one.group in hidden_in(sealed.outcome):
        return f"{name}: {_('no se muestra, para cuidar a un grupo pequeño')}."
    if not one.answers:
        return str(_("%(group)s: nadie dio su posición.", group=name))
    said = ", ".join(f"{POSITION_TOLD[option]}: {count}" for option, count in one.counts.items())
    if one.unit is PositionUnit.INDIVIDUAL:
        return f"{name}. {said or one.answers}."
    return f"{name} ({UNIT[one.unit]}). {said or one.answers}."


def _other_hands(tallies: Collection[Tally]) -> Iterator[str]:
    """Hands of people who are neither women nor men; or why no hands stand in the columns."""
    counted = by_sex(tallies)
    if counted is None and raised(tallies):
        yield str(_("Las manos no se cuentan por sexo, para cuidar a un grupo pequeño."))
    if counted and (counted.other_for or counted.other_against):
        yield str(_(
            "Manos de otras personas: %(for)s a favor, %(against)s en contra.",
            **{"for": counted.other_for, "against": counted.other_against},
        ))  # fmt: skip


def _alternatives(sealed: Sealed, language: str) -> Iterator[str]:
    ranking = sealed.outcome.ranking
    if ranking is not None:
        names = sealed.alternatives_called(language)
        for place, key in enumerate(ranking.order, 1):
            yield f"{place}. {names.get(key, key)}"


def _dissent(sealed: Sealed, language: str) -> str:
    """Why not everybody agrees: what stands in the way, then what people said, group by group."""
    names = sealed.called(language)
    told, hidden = _told(sealed, language)[1:], hidden_in(sealed.outcome)
    said = [
        f"{names.get(one['group'], one['group'])}: «{one['words']}»"
        for one in sealed.content["reasons"]
        if one["group"] not in hidden
    ]
    with in_language(language):
        notes = [
            str(_("Se recogió: %(note)s", note=one["note"]))
            for one in sealed.content["integrations"]
        ]
        empty = str(_("No se dijeron razones."))
    return "\n".join([*told, *said, *notes]) or empty


def _told(sealed: Sealed, language: str) -> Sequence[str]:
    """The sentences of the outcome, without counts of small groups."""
    said = outcome_words(public_outcome(sealed.outcome), sealed.names, sealed.alternatives)
    return said.get(language, ())
