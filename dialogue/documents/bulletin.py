"""A bulletin in words, and on paper: every fact in Spanish and in Quechua."""

from collections.abc import Sequence

from flask import render_template

from dialogue import words
from dialogue.contents.bulletin import Issue, Told
from dialogue.documents.report.parts import called, on, word
from dialogue.kinds import NewsKind
from dialogue.queries.news import News
from dialogue.sentences import outcome_told
from kernel.printing import Pdf, printed
from kernel.seals import fingerprint_of, grouped
from meetings.contents import Text
from web.formats import short_day
from web.locale import _, current, in_language

LANGUAGES = ("es", "qu")


def told(facts: Sequence[News]) -> tuple[Told, ...]:
    """The sentences of facts, in the languages in which a bulletin is frozen."""
    return tuple(
        Told(
            key=one.key,
            kind=one.kind.value,
            on=one.on.isoformat(),
            words=Text(*(_in(language, one) for language in LANGUAGES)),
            address=one.address,
        )
        for one in facts
    )


def fact_words(one: News) -> str:
    """One fact in a sentence of the reader's language."""
    facts = {"title": called(one.title).rstrip("."), "day": short_day(one.on), **one.figures}
    if one.kind is NewsKind.MEETING:
        return str(_("El %(day)s: %(title)s. Su acta está publicada.", **facts))
    if one.kind is NewsKind.COMING:
        return str(_("La próxima reunión es el %(day)s.", **facts))
    if one.kind is NewsKind.AGREEMENT:
        extent = word(words.EXTENT, one.figures["extent"])
        facts["extent"] = extent
        return str(_(
            "Desde el %(day)s está vigente el acuerdo %(code)s: %(title)s. Alcance: %(extent)s.",
            **facts,
        ))  # fmt: skip
    return _of_promise(one, facts) or _of_table(one, facts)


def groups_of(facts: Sequence[Told]) -> list[tuple[str, list[Told]]]:
    """The facts under the word of their kind, in the order of the kinds."""
    found = [
        (str(words.NEWS_KIND[kind]), [one for one in facts if one.kind == kind.value])
        for kind in NewsKind
    ]
    return [(name, some) for name, some in found if some]


def paper(issue: Issue, language: str, public_url: str) -> Pdf:
    """The bulletin as a PDF. Slow: call it with no transaction open."""
    with in_language(language):
        return printed(
            render_template(
                "dialogue/print/bulletin.html",
                issue=issue,
                name=called(issue.title),
                tells_of=called(issue.tells_of),
                opening=called(issue.opening),
                period=f"{on(issue.begins_on)} – {on(issue.ends_on)}",
                published=on(issue.published_on),
                head_on=on(issue.head_on),
                groups=groups_of(issue.facts),
                called=called,
                public_url=public_url,
            )
        )


def _of_promise(one: News, facts: dict[str, object]) -> str:
    who = one.figures.get("who") or str(_("una persona"))
    facts = facts | {"who": who}
    if one.kind is NewsKind.PROMISE_KEPT:
        return str(_(
            "Se comprobó el %(day)s el compromiso %(code)s de %(who)s: %(title)s.", **facts
        ))  # fmt: skip
    if one.kind is NewsKind.PROMISE_OVERDUE:
        return str(_("Venció el %(day)s el compromiso %(code)s de %(who)s: %(title)s.", **facts))
    return ""


def _of_table(one: News, facts: dict[str, object]) -> str:
    if one.kind is NewsKind.EVIDENCE:
        facts["what"] = word(words.EVIDENCE_OF, one.figures["kind"])
        facts["print"] = grouped(fingerprint_of(one.figures["sha256"]))
        return str(_("Se puso sobre la mesa: %(title)s (%(what)s), huella %(print)s.", **facts))
    names = {key: said.get(current()) or said["es"] for key, said in one.names.items()}
    came = outcome_told(one.outcome, names).state if one.outcome else ""
    said = _("Cerró el %(day)s la ronda %(number)s sobre: %(title)s.", **facts)
    return f"{said} {came}".strip()


def _in(language: str, one: News) -> str:
    with in_language(language):
        return fact_words(one)
