"""A thread as a table for spreadsheets."""

from dialogue import words
from dialogue.documents.exhibits import told
from dialogue.queries.posts import Shown
from dialogue.queries.whole_threads import WholeThread
from kernel.spreadsheets.writing import Page, Value, as_csv
from web.formats import short_moment
from web.locale import _


def thread_csv(whole: WholeThread, language: str) -> bytes:
    """Every post in a row, evidence with its sha256."""
    heads = [
        _("Número"), _("Responde a"), _("Cuándo"), _("Grupo"), _("Quién"), _("Anotado por"),
        _("Dicho en"), _("Qué es"), _("Lengua"), _("Palabras"), _("Traducción"), _("Evidencia"),
        _("Razón"),
    ]  # fmt: skip
    rows = [_row(one, whole, language) for one in whole.posts]
    return as_csv(Page(whole.thread.code, [str(one) for one in heads], rows))


def _row(shown: Shown, whole: WholeThread, language: str) -> list[Value]:
    post, zone = shown.post, whole.process.office.time_zone
    evidence = [told(one, language) for one in post.evidence] if shown.can_be_read else []
    return [
        post.id,
        post.answers_id,
        short_moment(post.at, zone),
        shown.group.called(language) if shown.group else "",
        shown.name,
        shown.recorded_by,
        post.said_in if shown.can_be_read else "",
        str(words.POST_KIND[post.kind]),
        str(words.TONGUE[post.language]),
        shown.words,
        "\n".join(one.words for one in shown.translations),
        "\n".join(f"{one.title} sha256 {one.sha256}" for one in evidence),
        shown.reason,
    ]
