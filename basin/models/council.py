"""The Council of Experts of a study: its members, their reviews, questions to the modellers."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from basin.kinds import Signing, Verdict
from basin.models.ledger import Entry
from kernel.clock import now
from kernel.database import Base, Id, enum_by_value
from kernel.files.models import StoredFile


class Expert(Base):
    """A member of the council of a study. Who has an account signs there, others on paper."""

    __tablename__ = "basin_expert"
    __table_args__ = (CheckConstraint("name <> ''", name="has_a_name"),)

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    study_id: Mapped[int] = mapped_column(ForeignKey("basin_study.id"), index=True)
    name: Mapped[str]
    institution: Mapped[str] = mapped_column(default="")
    discipline: Mapped[str] = mapped_column(default="")
    proposed_by: Mapped[str] = mapped_column(default="")
    """Which group of the table proposed this person."""
    person_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"), index=True)
    since: Mapped[date]
    left_on: Mapped[date | None]


class Review(Base):
    """What an expert says of one version of a model, signed; a later one of theirs counts more."""

    __tablename__ = "basin_review"
    __table_args__ = (
        Index("ix_basin_review_model", "study_id", "model_sha256"),
        CheckConstraint("reasons <> ''", name="has_reasons"),
        CheckConstraint("signing <> 'paper' or file_id is not null", name="paper_is_kept"),
    )

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    study_id: Mapped[int] = mapped_column(ForeignKey("basin_study.id"))
    entry_id: Mapped[int] = mapped_column(ForeignKey("basin_entry.id"), unique=True)
    expert_id: Mapped[int] = mapped_column(ForeignKey("basin_expert.id"), index=True)
    model: Mapped[str]
    model_version: Mapped[str]
    model_sha256: Mapped[str]
    verdict: Mapped[Verdict] = mapped_column(enum_by_value(Verdict))
    reasons: Mapped[str]
    signing: Mapped[Signing] = mapped_column(enum_by_value(Signing))
    signed_on: Mapped[date]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    file_id: Mapped[int | None] = mapped_column(ForeignKey("kernel_file.id"), unique=True)
    data_key_id: Mapped[int | None] = mapped_column(ForeignKey("kernel_data_key.id"))
    at: Mapped[datetime] = mapped_column(default=now)

    expert: Mapped[Expert] = relationship(lazy="joined", innerjoin=True)
    entry: Mapped[Entry] = relationship(lazy="joined", innerjoin=True)
    file: Mapped[StoredFile | None] = relationship(lazy="joined")

    @property
    def signer(self) -> Mapping[str, Any]:
        """The expert as they were on that day: what the sealed document says of them."""
        said: Mapping[str, Any] = json.loads(self.entry.document)["body"]["expert"]
        return said


class Question(Base):
    """A question of somebody at the table to those who made the model. Only ever added."""

    __tablename__ = "basin_question"
    __table_args__ = (CheckConstraint("words <> ''", name="has_words"),)

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    study_id: Mapped[int] = mapped_column(ForeignKey("basin_study.id"), index=True)
    words: Mapped[str]
    asked_by: Mapped[str]
    """Name and group, as they stand at the table."""
    model_version: Mapped[str] = mapped_column(default="")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    at: Mapped[datetime] = mapped_column(default=now)

    answers: Mapped[list["Answer"]] = relationship(lazy="selectin", order_by="Answer.id")


class Answer(Base):
    """What was answered to a question; one that `closes` it ends the matter, until a new one."""

    __tablename__ = "basin_answer"
    __table_args__ = (CheckConstraint("words <> ''", name="has_words"),)

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    question_id: Mapped[int] = mapped_column(ForeignKey("basin_question.id"), index=True)
    words: Mapped[str]
    said_by: Mapped[str]
    closes: Mapped[bool] = mapped_column(default=False)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    at: Mapped[datetime] = mapped_column(default=now)
