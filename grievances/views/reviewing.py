"""The answers of a draft as the person reads them before sending."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask import url_for

from accounts.models import Office
from grievances import words
from grievances.answers import Answers, Page
from grievances.kinds import ForWhom
from grievances.operations.filing import lacks_a_name
from territory.words import place_in_full
from web.locale import _


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


def rows_of(office: Office, answers: Answers) -> list[Row]:
    """Every answer by page, with a link to change it."""
    where = place_in_full(answers.place, answers.department, answers.country)
    said: dict[Page, list[tuple[str, str]]] = {
        Page.ABOUT: [
            (_("De qué se trata"), _lines(*(str(words.TOPIC[topic]) for topic in answers.topics))),
            (_("Qué necesita"), _label(words.TRACK, answers.track)),
        ],
        Page.STORY: [(_("Qué pasó"), answers.story)],
        Page.PLACE: [(_("Dónde"), where), (_("Cuándo"), answers.happened)],
        Page.FOR_WHOM: [(_("Para quién"), _for_whom(answers))],
        Page.RESPONSIBLE: [(_("Quién es responsable"), answers.respondent)],
        Page.CONTACT: [
            (_("Su nombre"), _name(answers)),
            (_("Cómo le buscamos"), _contact(answers)),
        ],
        Page.DANGER: [(_("Peligro y miedo"), _danger(answers))],
    }
    return [
        Row(title, value, change_link(office, page))
        for page, pairs in said.items()
        for title, value in pairs
    ]


def change_link(office: Office, page: Page) -> str:
    """The page of an answer; from there the person comes back to the review."""
    return url_for("filing.question", slug=office.slug, page=page.value, then=Page.REVIEW.value)


def _for_whom(answers: Answers) -> str:
    people = str(answers.people) if answers.people and answers.for_whom is ForWhom.GROUP else ""
    return _lines(_label(words.FOR_WHOM, answers.for_whom), answers.group, people)


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
