"""Evidence and what was said of it. Rows are only ever added."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from basin.kinds import (
    Comparison,
    EvidenceKind,
    MarkKind,
    Origin,
    ThresholdState,
)
from basin.models.ledger import Entry
from basin.models.study import Study
from kernel.clock import now
from kernel.database import Base, Id, enum_by_value
from kernel.files.models import StoredFile


class Blob(Base):
    """Bytes under their own sha256: the same bytes are kept once, and can never become others."""

    __tablename__ = "basin_blob"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    size: Mapped[int]
    data: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class Evidence(Base):
    """One piece of evidence of a study, as the document of its entry says.

    `model_*` name the version of the model that computed it, for the reviews of the council;
    empty where no model did. A file that people sent (`file_id`) is sealed under `data_key_id`.
    """

    __tablename__ = "basin_evidence"
    __table_args__ = (CheckConstraint("title <> ''", name="has_a_title"),)

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    study_id: Mapped[int] = mapped_column(ForeignKey("basin_study.id"), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("basin_entry.id"), unique=True)
    code: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[EvidenceKind] = mapped_column(enum_by_value(EvidenceKind))
    origin: Mapped[Origin] = mapped_column(enum_by_value(Origin))
    title: Mapped[str]
    title_qu: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    model: Mapped[str] = mapped_column(default="")
    model_version: Mapped[str] = mapped_column(default="")
    model_sha256: Mapped[str] = mapped_column(default="", index=True)
    run_id: Mapped[int | None] = mapped_column(ForeignKey("basin_run.id"), unique=True)
    file_id: Mapped[int | None] = mapped_column(ForeignKey("kernel_file.id"), unique=True)
    data_key_id: Mapped[int | None] = mapped_column(ForeignKey("kernel_data_key.id"))
    made_at: Mapped[datetime] = mapped_column(default=now)

    study: Mapped[Study] = relationship(lazy="joined", innerjoin=True)
    entry: Mapped[Entry] = relationship(lazy="joined", innerjoin=True)
    file: Mapped[StoredFile | None] = relationship(lazy="joined")
    parts: Mapped[list["Part"]] = relationship(lazy="selectin", order_by="Part.name")

    @property
    def subject(self) -> str:
        """How the trail and other features name it."""
        return f"evidence:{self.code}"

    @property
    def fingerprint(self) -> str:
        """What is printed and typed: the first signs of the sha256 of its document."""
        return self.entry.sha256[:16].upper()

    def called(self, language: str) -> str:
        """Its title in this language, or in Spanish where there is none."""
        return self.title_qu or self.title if language == "qu" else self.title


class Part(Base):
    """One part of a piece of evidence by its name: `received`, `timeseries`, `original`…"""

    __tablename__ = "basin_part"
    __table_args__ = (UniqueConstraint("evidence_id", "name"),)

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    evidence_id: Mapped[int] = mapped_column(ForeignKey("basin_evidence.id"))
    name: Mapped[str]
    media_type: Mapped[str]
    sha256: Mapped[str] = mapped_column(ForeignKey("basin_blob.sha256"), index=True)


class Mark(Base):
    """What somebody said of evidence: it takes the place of another, it is disputed, endorsed."""

    __tablename__ = "basin_mark"
    __table_args__ = (
        CheckConstraint("kind <> 'disputes' or reasons <> ''", name="disputed_with_reasons"),
    )

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    study_id: Mapped[int] = mapped_column(ForeignKey("basin_study.id"))
    entry_id: Mapped[int] = mapped_column(ForeignKey("basin_entry.id"), unique=True)
    evidence_id: Mapped[int] = mapped_column(ForeignKey("basin_evidence.id"), index=True)
    kind: Mapped[MarkKind] = mapped_column(enum_by_value(MarkKind))
    newer_id: Mapped[int | None] = mapped_column(ForeignKey("basin_evidence.id"))
    """The evidence that takes its place, where `kind` is SUPERSEDES."""
    said_by: Mapped[str]
    reasons: Mapped[str] = mapped_column(default="")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    expert_id: Mapped[int | None] = mapped_column(ForeignKey("basin_expert.id"))
    at: Mapped[datetime] = mapped_column(default=now)

    entry: Mapped[Entry] = relationship(lazy="joined", innerjoin=True)


class Threshold(Base):
    """A threshold of a study in one state: proposed, agreed, withdrawn; the newest one counts.

    `basis` says why this value; `agreed_in` is the public reference of what the parties agreed.
    """

    __tablename__ = "basin_threshold"
    __table_args__ = (
        CheckConstraint("state <> 'agreed' or agreed_in <> ''", name="agreed_somewhere"),
    )

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    study_id: Mapped[int] = mapped_column(ForeignKey("basin_study.id"), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("basin_entry.id"), unique=True)
    variable: Mapped[str]
    comparison: Mapped[Comparison] = mapped_column(enum_by_value(Comparison))
    value: Mapped[float] = mapped_column("threshold_value")
    unit: Mapped[str]
    basis: Mapped[str] = mapped_column(default="")
    state: Mapped[ThresholdState] = mapped_column(enum_by_value(ThresholdState))
    agreed_in: Mapped[str] = mapped_column(default="")
    said_by: Mapped[str] = mapped_column(default="")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    at: Mapped[datetime] = mapped_column(default=now)
