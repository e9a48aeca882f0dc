"""What the person who filed reads about their case: where it stands, who must move, by when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Any

from grievances import words
from grievances.deadlines import Clock, Deadline
from grievances.kinds import MessageKind
from grievances.lifecycle import CLOSED_TO_MESSAGES, ENDED, FINAL, State, Verb
from grievances.models import Case, Step
from grievances.policy import TABLE, Action, open_verbs
from grievances.queries.clocks import deadline_of, today_at
from grievances.queries.contents import Said
from grievances.views.attached import Row as FileRow
from kernel.policy import Actor, allowed
from web import formats
from web.locale import _, _l, tag_of

STAGES = (
    _l("Recibimos"),
    _l("Revisamos"),
    _l("Investigamos"),
    _l("Respondemos"),
    _l("Comprobamos"),
)
STAGE: Mapping[State, int] = {
    State.RECEIVED: 1,
    State.SCREENING: 2,
    State.NEEDS_INFO: 2,
    State.REFERRED_OUT: 2,
    State.NOT_ADMITTED: 4,
    State.ABANDONED: 2,
    State.WITHDRAWN: 2,
    State.MERGED: 2,
    State.ADMITTED: 3,
    State.INVESTIGATING: 3,
    State.AWAITING_RESPONDENT: 3,
    State.MEDIATION: 3,
    State.REOPENED: 3,
    State.PROPOSED: 4,
    State.COMMUNICATED: 4,
    State.UNDER_REVIEW: 4,
    State.FOLLOW_UP: 5,
    State.CLOSED: 5,
    State.PURGED: 5,
}

BY_WHEN: Mapping[Clock, Any] = {
    Clock.ACKNOWLEDGE: _l("Una persona le escribe a más tardar el %(day)s.", day="%(day)s"),
    Clock.TRIAGE: _l("Una persona mira el peligro a más tardar el %(day)s.", day="%(day)s"),
    Clock.ADMISSION: _l(
        "Le decimos si podemos atender su caso a más tardar el %(day)s.", day="%(day)s"
    ),
    Clock.REPORT: _l(
        "Deben contestar a más tardar el %(day)s. Si no contestan, queda escrito y seguimos igual.",
        day="%(day)s",
    ),
    Clock.OUTCOME: _l("Le damos la respuesta a más tardar el %(day)s.", day="%(day)s"),
    Clock.REVIEW: _l("Otra persona le contesta a más tardar el %(day)s.", day="%(day)s"),
}
MAY_OBJECT_UNTIL = _l(
    "Si no está de acuerdo, puede pedir otra revisión hasta el %(day)s.", day="%(day)s"
)

STEPS: Mapping[Verb | None, Any] = {
    None: _l("Recibimos su caso"),
    Verb.ACKNOWLEDGE: _l("Una persona le contestó"),
    Verb.SCREEN: _l("Empezamos a revisar"),
    Verb.ASK: _l("Le hicimos una pregunta"),
    Verb.ANSWER_IN_SCREENING: _l("Usted contestó"),
    Verb.ANSWER_IN_INVESTIGATION: _l("Usted contestó"),
    Verb.ADMIT: _l("Aceptamos el caso"),
    Verb.DECLINE: _l("Le dijimos que no podemos atenderlo"),
    Verb.INVESTIGATE: _l("Empezamos a investigar"),
    Verb.REQUEST_REPORT: _l("Pedimos un informe"),
    Verb.REGISTER_REPORT: _l("Registramos lo que contestaron"),
    Verb.COMMUNICATE: _l("Le dimos la respuesta"),
    Verb.CONFIRM: _l("Usted dijo que está de acuerdo"),
    Verb.DISPUTE: _l("Usted pidió otra revisión"),
    Verb.UPHOLD: _l("Otra persona revisó y mantuvo la respuesta"),
    Verb.REOPEN: _l("Abrimos el caso otra vez"),
    Verb.FOLLOW_UP: _l("Empezamos a vigilar lo prometido"),
    Verb.CLOSE: _l("El caso terminó"),
    Verb.REPRISAL: _l("Usted avisó de amenazas y seguimos con su caso"),
    Verb.WITHDRAW: _l("Usted retiró su caso"),
}
"""What of the work inside the office the person is told: proposals and returns are not."""

UPGRADED = _l("Su alerta pasó a ser una queja")
LEARNED = _l("Supimos de amenazas y seguimos con su caso")

DECIDED = frozenset({MessageKind.OUTCOME, MessageKind.DECISION})
ANSWERED = frozenset({State.COMMUNICATED, State.NOT_ADMITTED})
NO_FILES: Mapping[int | None, Sequence[FileRow]] = {}
LOUD = frozenset(MessageKind) - {MessageKind.MESSAGE, MessageKind.ANSWER}


@dataclass(frozen=True)
class Row:
    """One knot of the timeline."""

    title: str
    small: str
    state: str
    words: str = ""


@dataclass(frozen=True)
class Line:
    """One message of the conversation."""

    who: str
    when: str
    words: str
    mine: bool
    lang: str
    note: str
    new: bool = False
    files: Sequence[FileRow] = ()


@dataclass(frozen=True)
class Standing:
    """Where a case stands, said first."""

    title: str
    stage: int
    stage_words: str
    by_when: str
    is_late: bool
    unverified: bool
    your_turn: bool
    may_write: bool
    may_confirm: bool
    may_dispute: bool
    may_withdraw: bool
    may_rate: bool
    may_upgrade: bool
    may_warn: bool


def standing(who: Actor, case: Case) -> Standing:
    """The state in plain words, who must move, by when."""
    deadline = deadline_of(case)
    verbs = open_verbs(who, case)
    stage = STAGE[case.state]
    return Standing(
        title=str(words.STATE_FOR_FILER[case.state]),
        stage=stage,
        stage_words=str(STAGES[stage - 1]),
        by_when=_by_when(case, deadline) if deadline else "",
        is_late=bool(deadline and _is_late(case, deadline)),
        unverified=bool(deadline and not deadline.verified),
        your_turn=case.state is State.NEEDS_INFO or Verb.CONFIRM in verbs,
        may_write=case.state not in CLOSED_TO_MESSAGES,
        may_confirm=Verb.CONFIRM in verbs,
        may_dispute=Verb.DISPUTE in verbs,
        may_withdraw=Verb.WITHDRAW in verbs,
        may_rate=allowed(TABLE, who, Action.RATE, case),
        may_upgrade=allowed(TABLE, who, Action.UPGRADE, case),
        may_warn=case.state not in FINAL,
    )


def timeline(case: Case, steps: list[Step]) -> list[Row]:
    """What happened, and the next thing that the person may expect."""
    told = [(step.at, _told(step)) for step in steps if step.verb in STEPS]
    if case.upgraded_at:
        told = sorted([*told, (case.upgraded_at, str(UPGRADED))], key=itemgetter(0))
    rows = [Row(title, formats.day(moment), "done") for moment, title in told]
    if rows:
        rows[-1] = replace(rows[-1], state="now")
    deadline = deadline_of(case)
    if deadline and case.state not in ENDED:
        coming = str(words.CLOCK_FOR_FILER[deadline.clock])
        if case.state in ANSWERED:
            coming = _("Puede pedir otra revisión")
        rows.append(
            Row(coming, _("a más tardar el %(day)s", day=formats.day(deadline.due)), "next")
        )
    return rows


def _told(step: Step) -> str:
    """A threat that a colleague noted was not told by the person: they may not even know of it."""
    noted = step.verb is Verb.REPRISAL and step.person_id is not None
    return str(LEARNED if noted else STEPS[step.verb])


def conversation(
    said: list[Said],
    seen: int | None = None,
    files: Mapping[int | None, Sequence[FileRow]] = NO_FILES,
) -> list[Line]:
    """The messages, first to last. Who of the office wrote is the office."""
    return [replace(line(one, seen), files=files.get(one.id, ())) for one in said]


def unread(said: list[Said], seen: int) -> int:
    """How many messages the office wrote since the person last looked."""
    return sum(one.by_office and one.id > seen for one in said)


def line(one: Said, seen: int | None = None) -> Line:
    """One message; new when the office wrote it after the last one that was `seen`."""
    return Line(
        who=_("La oficina") if one.by_office else _("Usted"),
        when=formats.moment(one.at),
        words=one.text,
        mine=not one.by_office,
        lang=tag_of(one.language),
        note=str(words.MESSAGE_KIND[one.kind]) if one.kind in LOUD else "",
        new=seen is not None and one.by_office and one.id > seen,
    )


def question_open(case: Case, said: list[Said]) -> Said | None:
    """The question that the person has not answered."""
    if case.state is not State.NEEDS_INFO:
        return None
    return _last(said, frozenset({MessageKind.QUESTION}))


def questions_in(said: list[Said]) -> list[Said]:
    """Every question of the office, first to last: their places are their numbers."""
    return [one for one in said if one.kind is MessageKind.QUESTION]


def answers_to(question: Said, said: list[Said]) -> list[Said]:
    """What the person answered to it, before the office asked again."""
    later = [one for one in said if one.id > question.id]
    again = next((one.id for one in later if one.kind is MessageKind.QUESTION), None)
    return [
        one for one in later if one.kind is MessageKind.ANSWER and (again is None or one.id < again)
    ]


def answer_given(case: Case, said: list[Said]) -> Said | None:
    """The outcome or decision that the person may confirm or dispute."""
    return _last(said, DECIDED) if case.state in ANSWERED | ENDED else None


def _last(said: list[Said], kinds: frozenset[MessageKind]) -> Said | None:
    return next((one for one in reversed(said) if one.kind in kinds), None)


def _by_when(case: Case, deadline: Deadline) -> str:
    day = formats.day(deadline.due)
    if _is_late(case, deadline):
        return str(_("El plazo era el %(day)s. Nos atrasamos y lo sentimos.", day=day))
    pattern = str(MAY_OBJECT_UNTIL if case.state in ANSWERED else BY_WHEN[deadline.clock])
    return pattern % {"day": day}


def _is_late(case: Case, deadline: Deadline) -> bool:
    """A right to object that ran out is nobody's delay."""
    return case.state not in ANSWERED and deadline.is_late(today_at(case.office))
