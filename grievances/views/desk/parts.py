"""The parts of a case page, ready for its template."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from flask import url_for

from accounts.words import LANGUAGES
from grievances import words
from grievances.kinds import Channel, Danger, RenderingKind, RenderingState, SafeContact, Topic
from grievances.lifecycle import FINAL, State
from grievances.models import Case, Rating, Severity, Step
from grievances.queries.contents import Account, Said
from grievances.queries.parties import Parties
from grievances.queries.renderings import Beside, beside
from grievances.views.desk import words as desk_words
from grievances.views.desk.clocks import Clock
from grievances.views.saying import when_said, where_of
from web.formats import short_day, short_moment
from web.locale import _, ngettext, tag_of

Row = Mapping[str, Any]

VEILED = "▒▒▒"
"""Where a name would stand: the custodian of the office opens it, on a page of their own."""

STAGES: Sequence[frozenset[State]] = (
    frozenset({State.RECEIVED}),
    frozenset({State.SCREENING, State.REFERRED_OUT, State.NOT_ADMITTED}),
    frozenset({State.ADMITTED, State.INVESTIGATING, State.AWAITING_RESPONDENT})
    | {State.MEDIATION, State.REOPENED},
    frozenset({State.PROPOSED, State.COMMUNICATED, State.UNDER_REVIEW}),
    frozenset({State.FOLLOW_UP, State.CLOSED}),
)
"""The way of a case in five stretches. A question, or an early end, belongs to where it began."""


@dataclass(frozen=True)
class Band:
    """What must be seen before the title of a case."""

    kind: str
    picture: str
    title: Any
    words: Any


def bands_of(case: Case, account: Account, clock: Clock) -> list[Band]:
    """Risk, safe contact, overdue: those that there are."""
    bands = []
    if case.urgent:
        bands.append(Band("risk", "risk", _("Riesgo"), _listed(risks_of(case, account))))
    if ways := ways_of(case, account):
        bands.append(Band("", "contact", _("Contacto seguro"), _listed(ways)))
    if clock.late:
        bands.append(Band("late", "clock", clock.words, _listed([clock.purpose, clock.due])))
    return bands


def risks_of(case: Case, account: Account) -> list[Any]:
    """What may happen to the person, as far as they said."""
    fear = [_("Teme represalias")] if case.fears_reprisal else []
    noted = [account.danger_note] if account.danger_note else []
    return [*(words.DANGER[Danger(danger)] for danger in case.dangers), *fear, *noted]


def ways_of(case: Case, account: Account) -> list[Any]:
    """How the person may be reached without harm."""
    ways = [desk_words.SAFE_CONTACT[SafeContact(way)] for way in case.safe_contact]
    return [*ways, account.safe_contact_note] if account.safe_contact_note else ways


def _listed(parts: Sequence[Any]) -> str:
    return " · ".join(str(part) for part in parts)


def river_of(case: Case, steps: Sequence[Step]) -> list[Row]:
    """The five stretches, each with the day it was first entered."""
    reached: dict[int, str] = {}
    here = 0
    for step in steps:
        here = _stage(step.after, here)
        reached.setdefault(here, short_day(step.at, case.office.time_zone))
    titles = (_("Recibido"), _("Revisión"), _("Investigación"), _("Respuesta"), _("Seguimiento"))
    return [
        {"words": title, "state": _knot(number, here), "small": _under(number, here, case, reached)}
        for number, title in enumerate(titles)
    ]


def _stage(state: State, before: int) -> int:
    return next((number for number, states in enumerate(STAGES) if state in states), before)


def _knot(number: int, here: int) -> str:
    if number == here:
        return "now"
    return "done" if number < here else "next"


def _under(number: int, here: int, case: Case, reached: Mapping[int, str]) -> Any:
    if number == here and case.state is not State.RECEIVED:
        return words.STATE[case.state]
    return reached.get(number, "") if number <= here else ""


def facts_of(case: Case, account: Account, topics: Sequence[Topic] = ()) -> list[tuple[Any, Any]]:
    """What the case is about, besides the story."""
    return [
        (_("Vía"), words.TRACK[case.track]),
        (_("Tema"), _listed([words.TOPIC[topic] for topic in topics])),
        (_("Lugar"), where_of(case, account.place)),
        (_("Cuándo"), when_said(account.happened, account.happened_days)),
        (_("Para quién"), desk_words.FOR_WHOM[case.for_whom]),
        (_("Idioma"), LANGUAGES[case.language]),
        (_("Llegó"), words.CHANNEL[case.channel]),
        (_("Recibido"), short_moment(case.received_at, case.office.time_zone)),
    ]


def party_rows(
    case: Case, account: Account, parties: Parties, interpreter: str = ""
) -> list[tuple[Any, Any]]:
    """Who has to do with the case: in which standing, never by name.

    But for those who helped: `interpreter` stays away from paper.
    """
    veiled = [
        (words.STANDING[standing], f"{VEILED} ({number})" if number > 1 else VEILED)
        for standing, number in sorted(parties.people.items())
    ]
    people = ngettext("%(num)s persona", "%(num)s personas", case.people) if case.people else ""
    helped = parties.helped
    return [
        *veiled,
        (_("Grupo"), _listed([part for part in (account.group, people) if part])),
        (_("Consentimiento"), words.CONSENT[case.consent] if case.consent else ""),
        (_("Parte señalada"), _listed([*parties.entities, *filter(None, [account.respondent])])),
        (_("Tomó la queja"), helped.by if helped else ""),
        (_("Lengua hablada"), words.SPOKEN_LANGUAGE[helped.spoken] if helped else ""),
        (_("Interpretó"), interpreter),
        (_("Leído a la persona"), (_("Sí") if helped.read_back else _("No")) if helped else ""),
    ]


def thread_of(case: Case, messages: Sequence[Said], written: Sequence[Beside] = ()) -> list[Row]:
    """What was said, first to last; what the office wrote stands on the right."""
    return [
        {
            "who": said.author or _("La persona"),
            "when": short_moment(said.at, case.office.time_zone),
            "words": said.text,
            "mine": said.by_office,
            "lang": tag_of(said.language),
            "note": words.MESSAGE_KIND[said.kind],
            "beside": _translation(beside(written, f"message:{said.id}")),
            "href": _beside_page(case, RenderingKind.TRANSLATION, f"message-{said.id}"),
        }
        for said in messages
    ]


def texts_beside(written: Sequence[Beside]) -> list[Row]:
    """What stands beside the story, its recordings and its pages, and beside the outcome."""
    return [
        row
        for one in written
        if not one.of.startswith("message:") and (row := _translation(one)) is not None
    ]


def tasks_of(case: Case, written: Sequence[Beside]) -> list[Row]:
    """What is still to be written down, translated or compared."""
    return [
        {
            "words": desk_words.WRITE_BESIDE[one.kind],
            "state": desk_words.RENDERING_STATE[one.state],
            "stale": one.stale,
            "href": _beside_page(case, one.kind, one.of.replace(":", "-")),
        }
        for one in written
        if one.state is not RenderingState.REVIEWED or one.stale
    ]


def translated(language: str) -> bool:
    """Whether a translation of what was told is offered: what is Spanish is read by all."""
    return language != "es"


def _translation(one: Beside | None) -> Row | None:
    if one is None or not one.text:
        return None
    signed = [one.author, desk_words.RENDERING_STATE[one.state]]
    return {
        "of": one.of,
        "title": desk_words.RENDERING[one.kind],
        "words": one.text,
        "lang": tag_of(one.language),
        "stale": one.stale,
        "read_back": one.read_back,
        "signed": _listed(signed),
    }


def _beside_page(case: Case, kind: RenderingKind, of: str) -> str:
    return url_for("desk.beside_page", reference=case.reference, kind=kind.value, of=of)


def history_of(case: Case, steps: Sequence[Step], names: Mapping[int, str]) -> list[Row]:
    """Every step, last first, with who made it, and when an alert became a complaint."""
    rows = [(step.at, _happened(case, step, names)) for step in steps]
    if case.upgraded_at:
        rows = sorted([*rows, (case.upgraded_at, _upgraded(case))], key=itemgetter(0))
    return [row for _moment, row in reversed(rows)]


def _upgraded(case: Case) -> Row:
    assert case.upgraded_at is not None  # noqa: S101 - asked only of a case that was an alert
    return {
        "title": desk_words.UPGRADED,
        "words": words.TRACK[case.track],
        "small": short_moment(case.upgraded_at, case.office.time_zone),
        "state": "done",
    }


def _happened(case: Case, step: Step, names: Mapping[int, str]) -> Row:
    who = names[step.person_id] if step.person_id else ""
    moved = words.STATE[step.after] if step.before is not step.after else ""
    return {
        "title": desk_words.HAPPENED[step.verb] if step.verb else words.STATE[step.after],
        "words": moved if step.verb else words.CHANNEL[case.channel],
        "small": _listed(
            [part for part in (who, short_moment(step.at, case.office.time_zone)) if part]
        ),
        "state": "done",
    }


def ratings_of(severities: Sequence[tuple[Severity, str]]) -> list[tuple[str, str]]:
    """Who rated the case how: pairs of a name and three figures with their words."""
    return [
        (
            name,
            _listed(
                [f"{title} {getattr(severity, field)}" for field, title in desk_words.RATED.items()]
            ),
        )
        for severity, name in severities
    ]


def treated(rating: Rating | None) -> list[tuple[str, str]]:
    """What the person answered about the office, each answer in the words they chose it by."""
    if rating is None:
        return []
    answers = ((field, getattr(rating, field)) for field in desk_words.TREATED)
    return [
        (desk_words.TREATED[field], desk_words.TREATED_AS[field][answer])
        for field, answer in answers
        if answer
    ]


def takes_messages(case: Case) -> bool:
    """Whether the office may still write to the person; where nobody filed, nobody reads."""
    return case.channel is not Channel.EX_OFFICIO and case.state not in FINAL | {State.WITHDRAWN}
