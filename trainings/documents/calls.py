"""Papers and short texts of this feature: data in, words or bytes out."""

import unicodedata
from dataclasses import dataclass

import segno
from flask import render_template

from accounts.models import Office
from kernel.printing import pdf
from meetings.models import Meeting
from meetings.words import MEETING_KIND, TONGUE
from trainings.models import Programme, Topic, Workshop
from web import formats
from web.locale import _, in_language, tag_of

SHORT = 300
"""So many signs a text has that is sent on by SMS or WhatsApp."""
LANGUAGES = {"es": ("es",), "qu": ("qu",), "both": ("es", "qu")}
"""The sides of a paper, by what was asked for."""


@dataclass(frozen=True)
class Call:
    """A convocatoria in one language: what stands on the page, on paper, in the short text."""

    lang: str
    kind: str
    title: str
    programme: str
    days: str
    short_days: str
    hours: str
    place: str
    languages: str
    text: str
    topics: tuple[str, ...]
    labels: dict[str, str]


@dataclass(frozen=True)
class CallPaper:
    """The sides of a convocatoria to be printed. `qr` is a picture of `address`, as `data:`."""

    title: str
    office: Office
    sides: tuple[Call, ...]
    address: str
    shown_address: str
    qr: str
    open_to_all: bool


def call_of(programme: Programme, workshop: Workshop, topics: list[Topic], language: str) -> Call:
    """The convocatoria of a workshop in this language; what has no Quechua stands in Spanish."""
    meeting = workshop.meeting
    with in_language(language):
        return Call(
            lang=tag_of(language),
            kind=str(MEETING_KIND[meeting.kind]),
            title=meeting.called(language),
            programme=programme.called(language),
            days=days_of(meeting),
            short_days=short_days_of(meeting),
            hours=hours_of(meeting),
            place=place_of(meeting),
            languages=", ".join(str(TONGUE[one]) for one in TONGUE if one in meeting.languages),
            text=workshop.called_up(language),
            topics=tuple(topic.called(language) for topic in topics),
            labels=_labels(),
        )


def days_of(meeting: Meeting) -> str:
    """From when to when, in the language of the moment."""
    first = formats.day(meeting.begins_on)
    if meeting.begins_on == meeting.ends_on:
        return first
    return str(_("Del %(first)s al %(last)s", first=first, last=formats.day(meeting.ends_on)))


def short_days_of(meeting: Meeting) -> str:
    """The same in few signs."""
    first = formats.short_day(meeting.begins_on)
    if meeting.begins_on == meeting.ends_on:
        return first
    return str(_("Del %(first)s al %(last)s", first=first, last=formats.short_day(meeting.ends_on)))


def hours_of(meeting: Meeting) -> str:
    """From which hour to which, as far as it is known."""
    if meeting.begins_at is None:
        return ""
    first = formats.hour(meeting.begins_at)
    if meeting.ends_at is None:
        return str(_("Desde las %(hour)s", hour=first))
    return str(_("De %(first)s a %(last)s", first=first, last=formats.hour(meeting.ends_at)))


def place_of(meeting: Meeting) -> str:
    """Where: from the room to the department."""
    parts = (
        meeting.place, meeting.community, meeting.district, meeting.province, meeting.department
    )  # fmt: skip
    return ", ".join(dict.fromkeys(part for part in parts if part))


def short_text(call: Call, address: str, *, plain: bool = False) -> str:
    """At most 300 signs that say what, when, where and how; the address is never cut.

    `plain` leaves out the accents, which make an SMS twice as dear; ñ stays: it costs nothing.
    """
    ending = f" {call.labels['register']}: {address}"
    parts = (f"{call.kind}: {call.title}", call.short_days, call.hours, call.place)
    said = ". ".join(part for part in parts if part)
    room = SHORT - len(ending) - 1
    if len(said) > room:
        said = said[: room - 1].rstrip(" ,.") + "…"
    text = f"{said}.{ending}" if not said.endswith("…") else said + ending
    return without_accents(text) if plain else text


def without_accents(text: str) -> str:
    """The letters that every telephone has at the price of one."""
    text = text.replace("…", "...").replace("«", '"').replace("»", '"').replace("–", "-")
    kept = text.replace("ñ", "\0").replace("Ñ", "\1")
    bare = "".join(
        sign for sign in unicodedata.normalize("NFD", kept) if not unicodedata.combining(sign)
    )
    return bare.replace("\0", "ñ").replace("\1", "Ñ")[:SHORT]


def call_paper(paper: CallPaper) -> bytes:
    """The convocatoria as a PDF, a page for each language."""
    with in_language("es" if len(paper.sides) > 1 else _code(paper.sides[0])):
        return pdf(render_template("trainings/print/call.html", paper=paper, office=paper.office))


def qr_of(address: str) -> str:
    """An address as a picture to point a telephone at."""
    return str(segno.make(address, error="m", micro=False).svg_data_uri(border=0))


def _code(side: Call) -> str:
    return "qu" if side.lang == tag_of("qu") else "es"


def _labels() -> dict[str, str]:
    return {
        "call": str(_("Convocatoria")),
        "when": str(_("Cuándo")),
        "where": str(_("Dónde")),
        "languages": str(_("Lenguas")),
        "topics": str(_("Qué se verá")),
        "who": str(_("A quién invitamos")),
        "how": str(_("Cómo inscribirse")),
        "scan": str(_("Apunte la cámara de su teléfono a este cuadro, o escriba esta dirección:")),
        "invited": str(_("Es con invitación: tenga a mano el código que recibió.")),
        "call_us": str(_("Sin teléfono con internet, llame o venga y le anotamos.")),
        "contact": str(_("Para preguntar")),
        "free": str(_("Participar no cuesta nada.")),
        "register": str(_("Inscripción")),
    }
