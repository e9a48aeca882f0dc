"""The answers of a draft as the person reads them before sending."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask import url_for

from accounts.models import Office
from grievances import words
from grievances.answers import Answers, Page
from grievances.kinds import ForWhom, Tier
from grievances.operations.filing import lacks_a_name
from grievances.views.attached import counted
from grievances.views.draft_files import of_draft_here
from grievances.views.saying import entities_said, topics_said, when_said, where_said
from kernel.text import looks_like_phone_or_id
from web.locale import _, ngettext

OWN_WORDS: Mapping[Page, tuple[str, ...]] = {
    Page.STORY: ("story",),
    Page.PLACE: ("place", "happened"),
    Page.FOR_WHOM: ("group",),
    Page.RESPONSIBLE: ("respondent",),
    Page.CONTACT: ("safe_contact_note",),
    Page.DANGER: ("danger_note",),
}
"""Where people write freely."""


@dataclass(frozen=True)
class Row:
    """One answer: the words of its question, what was said, where to change it."""

    words: str
    value: str
    href: str


def lacking(office: Office, answers: Answers) -> list[Row]:
    """The pages that still lack what a case cannot do without."""
    pages = list(answers.missing())
    if lacks_a_name(office, answers):
        pages.append(Page.CONTACT)
    return [Row(str(words.PAGE[page]), "", change_link(office, page)) for page in pages]


def around_review(office: Office, answers: Answers) -> dict[str, object]:
    """What the last page shows: every answer, what lacks, where a number may tell who it is."""
    return {
        "rows": rows_of(office, answers),
        "missing": lacking(office, answers),
        "telling": telling(office, answers),
    }


def telling(office: Office, answers: Answers) -> list[Row]:
    """The pages on which somebody who gives no name wrote a number that may tell who they are."""
    if answers.tier is not Tier.ANONYMOUS:
        return []
    return [
        Row(str(words.PAGE[page]), "", change_link(office, page))
        for page, names in OWN_WORDS.items()
        if any(looks_like_phone_or_id(getattr(answers, name)) for name in names)
    ]


def rows_of(office: Office, answers: Answers) -> list[Row]:
    """Every answer by page, with a link to change it."""
    said: dict[Page, list[tuple[str, str]]] = {
        Page.ABOUT: [
            (_("De qué se trata"), topics_said(answers.topics, answers.most)),
            (_("Qué necesita"), _label(words.TRACK, answers.track)),
        ],
        Page.STORY: [(_("Qué pasó"), _story(answers))],
        Page.PLACE: [
            (_("Dónde"), _where(answers)),
            (_("Cuándo"), when_said(answers.happened, answers.happened_days)),
        ],
        Page.FOR_WHOM: [(_("Para quién"), _for_whom(answers))],
        Page.RESPONSIBLE: [
            (
                _("Quién es responsable"),
                _lines(entities_said(office.id, answers.entities), answers.respondent),
            )
        ],
        Page.CONTACT: [
            (_("Su nombre"), _name(answers)),
            *_other_names(answers),
            (_("Cómo le buscamos"), _contact(answers)),
        ],
        Page.DANGER: [(_("Peligro y miedo"), _danger(answers))],
    }
    rows = [
        Row(title, value, change_link(office, page))
        for page, pairs in said.items()
        for title, value in pairs
    ]
    shown = counted(of_draft_here(answers.files))
    files = url_for("filing.files_page", slug=office.slug)
    return [*rows, Row(_("Otras fotos, documentos, audios o videos"), shown, files)]


def _story(answers: Answers) -> str:
    """What was written, and what tells it besides."""
    return _lines(answers.story, counted(of_draft_here(answers.story_files)))


def change_link(office: Office, page: Page) -> str:
    """The page of an answer; from there the person comes back to the review."""
    return url_for("filing.question", slug=office.slug, page=page.value, then=Page.REVIEW.value)


def _where(answers: Answers) -> str:
    return where_said(
        answers.place, answers.district, answers.province, answers.department, answers.country
    )


def _for_whom(answers: Answers) -> str:
    people = ""
    if answers.people:
        people = ngettext("%(num)d persona", "%(num)d personas", answers.people)
    consent = _label(words.CONSENT, answers.consent)
    return _lines(_label(words.FOR_WHOM, answers.for_whom), consent, answers.group, people)


def _other_names(answers: Answers) -> list[tuple[str, str]]:
    """Who else is named, where it was asked."""
    if answers.for_whom is ForWhom.GROUP:
        return [(_("Quién habla por el grupo"), answers.spokesperson)]
    if answers.for_whom in {ForWhom.ANOTHER, ForWhom.SEVERAL}:
        return [(_("Los nombres de las demás personas"), _lines(*answers.others))]
    return []


def _name(answers: Answers) -> str:
    return _lines(_label(words.TIER, answers.tier), answers.name)


def _contact(answers: Answers) -> str:
    ways = [_label(words.SAFE_CONTACT, way) for way in answers.safe_contact]
    return _lines(answers.phone, answers.email, *ways, answers.safe_contact_note)


def _danger(answers: Answers) -> str:
    dangers = [_label(words.DANGER, danger) for danger in answers.dangers]
    fear = _("Tengo miedo de que me hagan algo por quejarme") if answers.fears_reprisal else ""
    return _lines(*dangers, fear, answers.danger_note)


def _label(labels: Any, value: StrEnum | None) -> str:
    return "" if value is None else str(labels[value])


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)
