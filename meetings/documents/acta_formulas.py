"""The sentences with which an acta begins and ends, in the order of the actas of communities.

The order and the formulas follow the acta of a community assembly (Puno, 2018): place, hour and day
in words, who called, the quorum from the padrón, women and men counted, and the hour at the end.
"""

from collections.abc import Callable

from meetings.contents import Acta
from meetings.documents.acta_words import (
    Spoken,
    Voice,
    counted,
    day_said,
    hour_said,
    joined,
)
from meetings.kinds import MeetingKind
from meetings.numerals import Before
from web.locale import _

Sentence = Callable[[Acta], str]

OPENED = frozenset({"kind", "place", "when", "by", "how", "call"})
"""What the opening of an assembly says in sentences, by the names of its labels."""


def is_assembly(acta: Acta) -> bool:
    """Whether the acta follows the order of an assembly."""
    return acta.heading.kind == MeetingKind.ASSEMBLY


def of_whom(acta: Acta, voice: Voice) -> tuple[Spoken, ...]:
    """What the title of an assembly adds: its community with all that it lies in."""
    return voice.in_each(lambda: community_of(acta)) if is_assembly(acta) else ()


def opening(acta: Acta, voice: Voice) -> list[tuple[Spoken, ...]]:
    """How the acta of an assembly begins, sentence beside sentence."""
    return _said(acta, voice, (_gathering, _calling, _quorum, _families, _counting))


def before_agreements(acta: Acta, voice: Voice) -> tuple[Spoken, ...]:
    """What an assembly says before it lists what it agreed on."""
    return voice.in_each(lambda: str(_("Después de amplio debate, la asamblea acordó:")))


def before_agenda(acta: Acta, voice: Voice) -> tuple[Spoken, ...]:
    """Who read the agenda."""
    secretary = _own(acta, "secretary")
    if not secretary:
        return voice.in_each(lambda: str(_("Se dio lectura a la agenda:")))
    return voice.in_each(lambda: str(_("Dio lectura a la agenda %(name)s:", name=secretary)))


def closing(acta: Acta, voice: Voice) -> list[tuple[Spoken, ...]]:
    """How every acta ends: with the hour, and that it was read before it was signed."""
    return _said(acta, voice, (_ending, _signing))


def place_of(acta: Acta) -> str:
    """The place with all that it lies in."""
    return joined([acta.heading.place, community_of(acta)])


def community_of(acta: Acta) -> str:
    """The community with all that it lies in: the title of an assembly names it."""
    heading = acta.heading
    return joined(
        [
            str(_("comunidad de %(name)s", name=heading.community)) if heading.community else "",
            str(_("distrito de %(name)s", name=heading.district)) if heading.district else "",
            str(_("provincia de %(name)s", name=heading.province)) if heading.province else "",
            str(_("departamento de %(name)s", name=heading.department))
            if heading.department
            else "",
        ]
    )


def _said(acta: Acta, voice: Voice, sentences: tuple[Sentence, ...]) -> list[tuple[Spoken, ...]]:
    found = [voice.in_each(lambda one=one: one(acta)) for one in sentences]  # type: ignore[misc]
    return [one for one in found if one[0].words]


def _gathering(acta: Acta) -> str:
    heading = acta.heading
    facts = {"place": place_of(acta), "day": day_said(heading.begins_on)}
    if not heading.begins_at:
        return str(_("En %(place)s, %(day)s, se reunió la asamblea.", **facts))
    return str(
        _(
            "En %(place)s, siendo %(hour)s, %(day)s, se reunió la asamblea.",
            hour=hour_said(heading.begins_at),
            **facts,
        )
    )


def _calling(acta: Acta) -> str:
    heading = acta.heading
    facts = {"who": heading.convened_by, "how": heading.convocation}
    if heading.convened_by and heading.convocation:
        if heading.second_call:
            return str(_("Convocó %(who)s (%(how)s), en segunda convocatoria.", **facts))
        return str(_("Convocó %(who)s (%(how)s), en primera convocatoria.", **facts))
    if heading.convened_by and heading.second_call:
        return str(_("Convocó %(who)s, en segunda convocatoria.", who=heading.convened_by))
    if heading.convened_by:
        return str(_("Convocó %(who)s, en primera convocatoria.", who=heading.convened_by))
    if heading.second_call:
        return str(_("Se reunió en segunda convocatoria."))
    return str(_("Se reunió en primera convocatoria."))


def _quorum(acta: Acta) -> str:
    members, quorum = _figure(acta, "members"), _figure(acta, "quorum")
    if members is None and quorum is None:
        return ""
    if quorum is None:
        return str(_("El padrón tiene %(members)s miembros.", members=_men(members)))
    if members is None:
        return str(_("El quórum es de %(quorum)s.", quorum=_men(quorum)))
    return str(
        _(
            "El padrón tiene %(members)s miembros y el quórum es de %(quorum)s.",
            members=_men(members),
            quorum=_men(quorum),
        )
    )


def _families(acta: Acta) -> str:
    families, quorum = _figure(acta, "families"), _figure(acta, "quorum")
    if families is None:
        return ""
    said = counted(families, Before.FEMININE)
    if quorum is None:
        return str(_("Familias representadas: %(families)s.", families=said))
    if families >= quorum:
        return str(_("Familias representadas: %(families)s. Hay quórum.", families=said))
    return str(_("Familias representadas: %(families)s. No hay quórum.", families=said))


def _counting(acta: Acta) -> str:
    return str(
        _(
            "Mujeres presentes: %(women)s. Varones presentes: %(men)s. Personas en total: %(all)s.",
            women=counted(acta.women, Before.FEMININE),
            men=counted(acta.men),
            all=counted(acta.attended, Before.FEMININE),
        )
    )


def _ending(acta: Acta) -> str:
    heading = acta.heading
    if not heading.ends_at:
        return ""
    hour = hour_said(heading.ends_at)
    if heading.ends_on == heading.begins_on:
        return str(_("No habiendo más que tratar, la reunión terminó siendo %(hour)s.", hour=hour))
    return str(
        _(
            "No habiendo más que tratar, la reunión terminó siendo %(hour)s, %(day)s.",
            hour=hour,
            day=day_said(heading.ends_on),
        )
    )


def _signing(acta: Acta) -> str:
    if not acta.readings:
        return str(_("Firman o ponen su huella:"))
    return str(_("Leída el acta en voz alta, firman o ponen su huella en señal de conformidad:"))


def _own(acta: Acta, name: str) -> str:
    return str(acta.heading.particulars.get(name) or "")


def _figure(acta: Acta, name: str) -> int | None:
    value = acta.heading.particulars.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _men(number: int | None) -> str:
    return counted(number or 0, Before.MASCULINE)
