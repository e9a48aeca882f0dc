"""Answering without a name: one sheet for one form, paired by a code that only its writer knows.

Nothing goes into the trail when somebody answers, nor into the list of sent forms: both keep the
hour, and the attendance would tell whose it was.
"""

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from kernel.audit import record
from kernel.clock import now
from kernel.database import hold
from kernel.errors import RuleBroken
from kernel.policy import Actor, require
from kernel.vault import Vault, derive
from meetings.kinds import Sex
from trainings import events
from trainings.kinds import AnsweredOn, Moment
from trainings.learning import code_as_kept
from trainings.models import AnswerSheet, Questionnaire
from trainings.policy import TABLE, Action
from trainings.queries.learning import Course, codes_taken, paper_sheet_of, sheet_of_entry


@dataclass(frozen=True)
class Told:
    """What one sheet says: a code or none, group and sex or not, answers by position."""

    answers: Mapping[int, Any] = field(default_factory=dict)
    code: str = ""
    group_id: int | None = None
    sex: Sex = Sex.UNSAID


def answer(
    session: Session, vault: Vault, course: Course, questionnaire: Questionnaire,
    moment: Moment, told: Told, key: str,
) -> None:  # fmt: skip
    """Keep what somebody answers on a phone; the address of the page is their permission.

    RuleBroken when this moment is closed, when the code stands on another sheet of it, or when the
    same form came before with other answers.
    """
    hold(session, f"questionnaire:{questionnaire.id}")
    sheet = _sheet(vault, course, questionnaire, moment, told, AnsweredOn.PHONE)
    sheet.entry = sha256(f"sheet:{key}".encode()).hexdigest()
    before = sheet_of_entry(session, sheet.entry)
    if before is not None:
        if _says(before) != _says(sheet):
            raise RuleBroken("sheet-sent-before")
        return
    if not is_open(questionnaire, moment):
        raise RuleBroken("moment-closed")
    if sheet.pair in codes_taken(session, questionnaire, moment):
        raise RuleBroken("code-on-another-sheet")
    session.add(sheet)
    session.flush()  # a rule that it breaks shows itself here


def note_sheets(
    session: Session, vault: Vault, actor: Actor, course: Course,
    questionnaire: Questionnaire, moment: Moment, sheets: Sequence[Told], replaces: str = "",
) -> None:  # fmt: skip
    """Keep what people answered on paper: all of these sheets or none.

    `replaces` is the code of a sheet of paper that was typed wrongly: it makes room for these.
    """
    require(TABLE, actor, Action.RECORD, course.programme)
    hold(session, f"questionnaire:{questionnaire.id}")
    if replaces:
        _take_out(session, vault, questionnaire, moment, replaces)
    taken = codes_taken(session, questionnaire, moment)
    for told in sheets:
        sheet = _sheet(vault, course, questionnaire, moment, told, AnsweredOn.PAPER)
        if sheet.pair in taken:
            raise RuleBroken("code-on-another-sheet")
        if sheet.pair:
            taken.add(sheet.pair)
        session.add(sheet)
    session.flush()  # a code that came meanwhile shows itself here
    record(
        session, events.ANSWERS_NOTED, actor, course.programme.subject,
        questionnaire_id=questionnaire.id, sheets=len(sheets),
    )  # fmt: skip


def _take_out(
    session: Session, vault: Vault, questionnaire: Questionnaire, moment: Moment, code: str
) -> None:
    pair = pair_of(vault, questionnaire, code)
    wrong = paper_sheet_of(session, questionnaire, moment, pair)
    if wrong is None:
        raise RuleBroken("sheet-unknown")
    session.delete(wrong)
    session.flush()  # its code is free now


def is_open(questionnaire: Questionnaire, moment: Moment) -> bool:
    """Whether people may answer at this moment."""
    return questionnaire.open_before if moment is Moment.BEFORE else questionnaire.open_after


def pair_of(vault: Vault, questionnaire: Questionnaire, code: str) -> str | None:
    """How a self-made code is kept: an HMAC that only this platform can make; None for no code.

    The key hangs on the secret of the questionnaire: the same code in another workshop is another
    HMAC, so that nobody is followed from one to the next.
    """
    kept = code_as_kept(code)
    if not kept:
        return None
    key = derive(vault.derived("self-made codes"), questionnaire.secret)
    return hmac.new(key, kept.encode(), sha256).hexdigest()


def mix_sheets(session: Session) -> int:
    """Write every sheet anew, in the order of its random id; how many there are.

    PostgreSQL keeps rows in the order in which they came and notes by which transaction. Afterwards
    all sheets are of this one.
    """
    table = AnswerSheet.__table__
    rows = [row._asdict() for row in session.execute(select(table).order_by(table.c.id))]
    if rows:
        session.execute(delete(AnswerSheet))
        session.execute(insert(table), rows)  # type: ignore[arg-type]  # a Table, typed loosely
    return len(rows)


def _sheet(
    vault: Vault, course: Course, questionnaire: Questionnaire,
    moment: Moment, told: Told, answered_on: AnsweredOn,
) -> AnswerSheet:  # fmt: skip
    return AnswerSheet(
        office_id=questionnaire.office_id,
        questionnaire_id=questionnaire.id,
        moment=moment,
        pair=pair_of(vault, questionnaire, told.code),
        group_id=told.group_id,
        sex=told.sex,
        answered_on=answered_on,
        answers={str(position): said for position, said in told.answers.items()},
        on=_today(course),
    )


def _says(sheet: AnswerSheet) -> tuple[Any, ...]:
    return sheet.moment, sheet.pair, sheet.group_id, sheet.sex, dict(sheet.answers)


def _today(course: Course) -> date:
    return now().astimezone(ZoneInfo(course.programme.office.time_zone)).date()
