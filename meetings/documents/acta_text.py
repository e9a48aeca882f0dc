"""An acta as plain text, ready to be copied by hand or pasted into the libro de actas."""

from collections.abc import Callable, Iterable, Iterator

from meetings import words
from meetings.contents import Acta, Agreement, Point, Promise, Said, Text
from meetings.documents import acta_formulas as formulas
from meetings.documents.acta_said import due_said, title_of, when_said
from meetings.documents.acta_words import Spoken, Voice, day_figures, joined


def text_for_the_book(acta: Acta, language: str) -> str:
    """The acta in one language, paragraph after paragraph, without tables."""
    voice = Voice((language,))
    return "\n\n".join(part for part in _parts(acta, voice) if part)


def _parts(acta: Acta, voice: Voice) -> Iterator[str]:
    heads = (_one(title_of(acta, voice)).upper(), _one(formulas.of_whom(acta, voice)).upper())
    yield "\n".join(filter(None, (*heads, _text(voice, acta.heading.title))))
    yield _opening(acta, voice)
    points = [f"{one.number}. {_text(voice, one.title)}" for one in acta.points]
    yield _titled(voice, "agenda", points, _formula(acta, voice, formulas.before_agenda))
    yield _titled(voice, "said", (_point(one, voice) for one in acta.points))
    agreed = [_agreement(one, voice) for one in acta.agreements]
    yield _titled(voice, "agreements", agreed, _formula(acta, voice, formulas.before_agreements))
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


def _formula(acta: Acta, voice: Voice, formula: Callable[[Acta, Voice], tuple[Spoken, ...]]) -> str:
    """The sentence with which an assembly begins this part; other meetings have none."""
    return _one(formula(acta, voice)) if formulas.is_assembly(acta) else ""


def _titled(voice: Voice, label: str, lines: Iterable[str], before: str = "") -> str:
    found = [line for line in lines if line]
    title = _one(voice.label(label)).upper()
    return "\n".join(filter(None, (title, before, *found))) if found else ""


def _point(point: Point, voice: Voice) -> str:
    said = "\n".join(
        f"{_text(voice, one.group)}: {_as_said(one)}" for one in point.said if one.quoted
    )
    title = f"{point.number}. {_text(voice, point.title)}"
    return "\n".join(filter(None, (title, _text(voice, point.summary), said)))


def _as_said(one: Said) -> str:
    """The words, between marks of quotation where the person agreed to be quoted."""
    return f"«{one.words}»" if one.may_be_quoted else one.words


def _agreement(one: Agreement, voice: Voice) -> str:
    extent = _one(voice.named(words.EXTENT, one.extent))
    lines = [f"{one.number}. {_text(voice, one.words)} ({extent})"]
    if dissent := _text(voice, one.dissent):
        lines.append(f"{_one(voice.label('dissent'))}: {dissent}")
    if one.counted:
        lines.append(_votes(one, voice))
    return "\n".join(lines)


def _votes(one: Agreement, voice: Voice) -> str:
    """How many women and men were for it and against it."""
    by_sex = (("for", one.women_for, one.men_for), ("against", one.women_against, one.men_against))
    women, men = _one(voice.label("women")), _one(voice.label("men"))
    sides = [
        f"{_one(voice.label(side))}: {women} {count}, {men} {of_men}"
        for side, count, of_men in by_sex
    ]
    return f"{'. '.join(sides)}. {_one(voice.label('abstained'))}: {one.abstained}."


def _promise(one: Promise, voice: Voice) -> str:
    due = due_said(one, voice)
    until = joined([part if isinstance(part, str) else _one(part) for part in due], "; ")
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
