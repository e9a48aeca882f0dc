"""What people learned: questionnaires before and after, answered without a name, and certificates.

Two answer sheets of one person are paired by a code that they make up themselves; only its HMAC is
kept. Nothing ties a sheet to a participant.
"""

import secrets
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from kernel.clock import now
from kernel.database import Base, Id, enum_by_value
from kernel.vault import Sealed, SealedType
from meetings.kinds import PaperLanguage, Sex
from trainings.kinds import (
    AnsweredOn,
    Moment,
    PrintoutFormat,
    PrintoutOf,
    PrintoutState,
    Purpose,
    QuestionKind,
)

RANDOM_BITS = 53


def random_id() -> int:
    """An id that tells nothing of when its row came."""
    return secrets.randbits(RANDOM_BITS)


class Questionnaire(Base):
    """The questions of one workshop. Once somebody answered, its questions stay as they are."""

    __tablename__ = "trainings_questionnaire"

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    workshop_id: Mapped[int] = mapped_column(ForeignKey("trainings_workshop.id"), unique=True)
    introduction: Mapped[str] = mapped_column(default="")
    introduction_qu: Mapped[str] = mapped_column(default="")
    open_before: Mapped[bool] = mapped_column(default=False)
    open_after: Mapped[bool] = mapped_column(default=False)
    secret: Mapped[str]
    """What the address of the page carries, and the HMAC of the codes is keyed with."""
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it


class Question(Base):
    """One question. `choices` are the answers of a multiple choice, `right` the number of the right
    one, or None where none is."""

    __tablename__ = "trainings_question"
    __table_args__ = (UniqueConstraint("questionnaire_id", "position"),)

    id: Mapped[Id]
    questionnaire_id: Mapped[int] = mapped_column(ForeignKey("trainings_questionnaire.id"))
    position: Mapped[int]
    kind: Mapped[QuestionKind] = mapped_column(enum_by_value(QuestionKind))
    purpose: Mapped[Purpose] = mapped_column(enum_by_value(Purpose), default=Purpose.LEARNING)
    text: Mapped[str] = mapped_column("words")
    text_qu: Mapped[str] = mapped_column("words_qu", default="")
    choices: Mapped[list[str]] = mapped_column(default=list)
    choices_qu: Mapped[list[str]] = mapped_column(default=list)
    right: Mapped[int | None] = mapped_column("right_choice")


class AnswerSheet(Base):
    """What one person answered at one moment. `answers` is by the position of the question.

    No hour is kept, and the id is random: with the attendance they would tell who wrote it.
    """

    __tablename__ = "trainings_sheet"
    __table_args__ = (
        UniqueConstraint("questionnaire_id", "moment", "pair"),
        CheckConstraint("pair <> ''", name="pair_or_nothing"),
    )

    id: Mapped[Id] = mapped_column(default=random_id, autoincrement=False)
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    questionnaire_id: Mapped[int] = mapped_column(
        ForeignKey("trainings_questionnaire.id"), index=True
    )
    moment: Mapped[Moment] = mapped_column(enum_by_value(Moment))
    pair: Mapped[str | None]
    """The HMAC of the self-made code; None on a sheet without one, which is paired with nothing."""
    entry: Mapped[str | None] = mapped_column(unique=True)
    """A digest of the key of the form: the same form sent twice is one sheet."""
    group_id: Mapped[int | None] = mapped_column(ForeignKey("meetings_group.id"))
    sex: Mapped[Sex] = mapped_column(enum_by_value(Sex), default=Sex.UNSAID)
    answered_on: Mapped[AnsweredOn] = mapped_column(enum_by_value(AnsweredOn))
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    on: Mapped[date] = mapped_column("day")


class Certificate(Base):
    """Somebody attended enough of a programme's workshop: the paper says so, and can be checked.

    `content` is what the paper says, canonical, with a random salt: whoever guesses a name cannot
    test it against the register of seals. Only ever added.
    """

    __tablename__ = "trainings_certificate"
    __table_args__ = (UniqueConstraint("workshop_id", "participant_id", "number"),)

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    workshop_id: Mapped[int] = mapped_column(ForeignKey("trainings_workshop.id"), index=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("meetings_participant.id"))
    number: Mapped[int]
    name: Mapped[str]
    hours: Mapped[int]
    sittings: Mapped[int]
    sittings_attended: Mapped[int]
    content: Mapped[str]
    seal_id: Mapped[int] = mapped_column(ForeignKey("kernel_seal.id"), unique=True)
    issued_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    issued_at: Mapped[datetime] = mapped_column(default=now)


class Revocation(Base):
    """A certificate counts no more, and why. Only ever added."""

    __tablename__ = "trainings_revocation"

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    certificate_id: Mapped[int] = mapped_column(ForeignKey("trainings_certificate.id"), unique=True)
    reason: Mapped[str]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    at: Mapped[datetime] = mapped_column(default=now)


class Printout(Base):
    """A paper or spreadsheet that the worker makes of what is known, kept until it is made anew.

    `subject` is the public reference of what it is about. `made` is sealed under a key of its own.
    """

    __tablename__ = "trainings_printout"
    __table_args__ = (UniqueConstraint("subject", "printout_of", "language", "file_format"),)

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    subject: Mapped[str]
    of: Mapped[PrintoutOf] = mapped_column("printout_of", enum_by_value(PrintoutOf))
    language: Mapped[PaperLanguage] = mapped_column(enum_by_value(PaperLanguage))
    format: Mapped[PrintoutFormat] = mapped_column("file_format", enum_by_value(PrintoutFormat))
    state: Mapped[PrintoutState] = mapped_column(
        enum_by_value(PrintoutState), default=PrintoutState.ORDERED
    )
    data_key_id: Mapped[int] = mapped_column(ForeignKey("kernel_data_key.id"))
    made: Mapped[Sealed | None] = mapped_column(SealedType)
    ordered_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    ordered_at: Mapped[datetime] = mapped_column(default=now)
    made_at: Mapped[datetime | None]
