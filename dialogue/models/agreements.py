"""What was agreed on: its text, sealed in versions, and who signed it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from dialogue.kinds import Extent, Signing
from dialogue.lifecycle.agreements import AgreementState
from dialogue.models.parties import Group
from kernel.clock import now
from kernel.database import Base, Id, enum_by_value
from kernel.files.models import StoredFile
from kernel.text import fold

SEARCHED = ("title", "title_qu", "words", "code")
"""By these words an agreement is found."""


class Agreement(Base):
    """Something that the parties agreed on, how far, and why not everybody did.

    It comes from a version of a proposal (`version_id`) as a round decided it (`round_id`), or from
    a meeting (`meeting`, its public reference) and what was agreed there (`came_from`). `required`
    are the ids of the groups that must sign before it is in force;
    `thresholds` what it adopts of a study. Commitments that follow from it are tied to `subject`.
    """

    __tablename__ = "dialogue_agreement"
    __table_args__ = (
        Index("ix_dialogue_agreement_office", "office_id", "id"),
        CheckConstraint("title <> '' and words <> ''", name="has_a_title_and_words"),
        CheckConstraint("extent = 'total' or dissent <> ''", name="dissent_has_its_reasons"),
    )

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    process_id: Mapped[int] = mapped_column(ForeignKey("dialogue_process.id"), index=True)
    code: Mapped[str] = mapped_column(unique=True)
    version_id: Mapped[int | None] = mapped_column(ForeignKey("dialogue_proposal_version.id"))
    round_id: Mapped[int | None] = mapped_column(ForeignKey("dialogue_round.id"), index=True)
    meeting: Mapped[str] = mapped_column(default="", index=True)
    came_from: Mapped[str] = mapped_column(default="")
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("dialogue_agreement.id"))
    title: Mapped[str]
    title_qu: Mapped[str] = mapped_column(default="")
    words: Mapped[str]
    words_qu: Mapped[str] = mapped_column(default="")
    extent: Mapped[Extent] = mapped_column(enum_by_value(Extent))
    dissent: Mapped[str] = mapped_column(default="")
    dissent_qu: Mapped[str] = mapped_column(default="")
    required: Mapped[list[Any]] = mapped_column("required_groups", JSON, default=list)
    thresholds: Mapped[list[Any]] = mapped_column(JSON, default=list)
    """`[{"study": "S-…", "threshold": 12}]`: adopted when it comes in force."""
    about: Mapped[list[Any]] = mapped_column("about_what", JSON, default=list)
    """Public references of what it answers (`case:…`, `concern:…`)."""
    state: Mapped[AgreementState] = mapped_column(
        enum_by_value(AgreementState), default=AgreementState.DRAFT
    )
    reason: Mapped[str] = mapped_column("state_reason", default="")
    """Why it was withdrawn, replaced or made void."""
    is_public: Mapped[bool] = mapped_column(default=False)
    agreed_on: Mapped[date]
    in_force_on: Mapped[date | None]
    folded: Mapped[str] = mapped_column(default="")
    folded_publicly: Mapped[str] = mapped_column(default="")
    """The words of its public copy, by which everybody finds it once it is published."""
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    made_at: Mapped[datetime] = mapped_column(default=now)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it

    @validates(*SEARCHED)
    def _fold_what_is_searched(self, field: str, value: str) -> str:
        said = {name: getattr(self, name) or "" for name in SEARCHED} | {field: value}
        self.folded = " ".join(fold(said[name]) for name in SEARCHED if said[name])
        return value

    @property
    def subject(self) -> str:
        """How the trail, commitments and other features name it."""
        return f"agreement:{self.code}"

    def called(self, language: str) -> str:
        """Its title in this language, or in Spanish where there is none."""
        return (self.title_qu if language == "qu" else "") or self.title


class SealedAgreement(Base):
    """One sealed version of the text of an agreement, for ever. Only ever added.

    `content` is canonical JSON; `public` that of the copy without names.
    """

    __tablename__ = "dialogue_sealed_agreement"
    __table_args__ = (UniqueConstraint("agreement_id", "number"),)

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    agreement_id: Mapped[int] = mapped_column(ForeignKey("dialogue_agreement.id"))
    number: Mapped[int]
    content: Mapped[str]
    content_hash: Mapped[str]
    public: Mapped[str]
    public_hash: Mapped[str]
    seal_id: Mapped[int] = mapped_column(ForeignKey("kernel_seal.id"), unique=True)
    public_seal_id: Mapped[int] = mapped_column(ForeignKey("kernel_seal.id"), unique=True)
    sealed_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    at: Mapped[datetime] = mapped_column("sealed_at", default=now)


class Signature(Base):
    """Somebody signed a sealed text for a group, refused to, or was absent. Only ever added.

    The newest one of a group's seat counts. `seat_id` is missing where the signatory holds no seat.
    """

    __tablename__ = "dialogue_signature"
    __table_args__ = (
        Index("ix_dialogue_signature_sealed", "sealed_id", "id"),
        CheckConstraint("name <> ''", name="has_a_name"),
        CheckConstraint(
            "signing not in ('refused', 'absent') or reason <> ''", name="refused_with_reason"
        ),
        CheckConstraint(
            "signing not in ('handwritten', 'thumbprint') or file_id is not null",
            name="paper_is_kept",
        ),
    )

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    sealed_id: Mapped[int] = mapped_column(ForeignKey("dialogue_sealed_agreement.id"))
    group_id: Mapped[int] = mapped_column(ForeignKey("dialogue_group.id"))
    seat_id: Mapped[int | None] = mapped_column(ForeignKey("dialogue_seat.id"))
    name: Mapped[str]
    post: Mapped[str] = mapped_column(default="")
    signing: Mapped[Signing] = mapped_column(enum_by_value(Signing))
    reason: Mapped[str] = mapped_column(default="")
    signed_on: Mapped[date]
    file_id: Mapped[int | None] = mapped_column(ForeignKey("kernel_file.id"))
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    at: Mapped[datetime] = mapped_column(default=now)

    group: Mapped[Group] = relationship(lazy="joined", innerjoin=True)
    file: Mapped[StoredFile | None] = relationship(lazy="raise")
