"""An acta as plain text, ready to be copied by hand or pasted into the libro de actas."""

from collections.abc import Iterator

from meetings import words
from meetings.contents import Acta, Agreement, Point, Promise, Text
from meetings.documents import acta_formulas as formulas
from meetings.documents.acta import title_of, when_said
from meetings.documents.acta_words import Spoken, Voice, day_figures, joined


def text_for_the_book(acta: Acta, language: str) -> str:
    """The acta in one language, paragraph after paragraph, without tables."""
    voice = Voice((language,))
    return "\n\n".join(part for part in _parts(acta, voice) if part)


def _parts(acta: Acta, voice: Voice) -> Iterator[str]:
    yield f"{_one(title_of(acta, voice)).upper()}\n{_text(voice, acta.heading.title)}"
    yield _opening(acta, voice)
    yield _titled(voice, "agenda", (f"{p.number}. {_text(voice, p.title)}" for p in acta.points))
    yield _titled(voice, "said", (_point(one, voice) for one in acta.points))
    yield _titled(voice, "agreements", (_agreement(one, voice) for one in acta.agreements))
    yield _titled(voice, "promises", (_promise(one, voice) for one in acta.promises))
    after = acta.next_meeting
    yield _titled(voice, "next", [joined([day_figures(after.on), after.at, after.place])])
    yield _titled(voice, "observations", [acta.observations])
    yield " ".join(_one(one) for one in formulas.closing(acta, voice))


def _opening(acta: Acta, voice: Voice) -> str:
    said = [_one(one) for one in formulas.opening(acta, voice)]
    if formulas.is_assembly(acta):
        return " ".join(said)
    place = _one(voice.in_each(lambda: formulas.place_of(acta)))
    return "\n".join(filter(None, (joined([place, when_said(acta)]), said[-1])))


def _titled(voice: Voice, label: str, lines: "Iterator[str] | list[str]") -> str:
    found = [line for line in lines if line]
    return "\n".join([_one(voice.label(label)).upper(), *found]) if found else ""


def _point(point: Point, voice: Voice) -> str:
    said = "\n".join(
        f"{_text(voice, one.group)}: «{one.words}»" for one in point.said if one.quoted
    )
    title = f"{point.number}. {_text(voice, point.title)}"
    return "\n".join(filter(None, (title, _text(voice, point.summary), said)))


def _agreement(one: Agreement, voice: Voice) -> str:
    extent = _one(voice.named(words.EXTENT, one.extent))
    lines = [f"{one.number}. {_text(voice, one.words)} ({extent})"]
    if dissent := _text(voice, one.dissent):
        lines.append(f"{_one(voice.label('dissent'))}: {dissent}")
    return "\n".join(lines)


def _promise(one: Promise, voice: Voice) -> str:
    until = joined([day_figures(one.due_on), one.condition], "; ")
    facts = [
        f"{_one(voice.label('responsible'))}: "
        + joined([one.responsible_person, one.responsible_group]),
        f"{_one(voice.label('verifier'))}: " + joined([one.verifier_person, one.verifier_group]),
        f"{_one(voice.label('until'))}: {until}" if until else "",
    ]
    return f"{one.code}. {_text(voice, one.what)} {joined(facts, '. ')}."


def _text(voice: Voice, text: Text) -> str:
    return _one(voice.text(text))


def _one(spoken: tuple[Spoken, ...]) -> str:
    return spoken[0].words if spoken else ""
