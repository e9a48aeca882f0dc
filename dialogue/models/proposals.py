"""Proposals, their versions, the rounds on them, and where each group stands."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dialogue.kinds import Channel, Reasons, Reveal, Tongue
from dialogue.lifecycle.rounds import RoundState
from dialogue.models.parties import Group
from dialogue.protocols.kinds import PositionOption, PositionUnit, Protocol
from kernel.clock import now
from kernel.database import Base, Id, enum_by_value
from kernel.files.models import StoredFile

ONE_OPEN = text("state in ('open', 'hearing')")


class Proposal(Base):
    """Something on which the table decides, in versions. `thread_id` is where it is talked of."""

    __tablename__ = "dialogue_proposal"
    __table_args__ = (CheckConstraint("title <> ''", name="has_a_title"),)

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    process_id: Mapped[int] = mapped_column(ForeignKey("dialogue_process.id"), index=True)
    thread_id: Mapped[int | None] = mapped_column(ForeignKey("dialogue_thread.id"))
    code: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    title_qu: Mapped[str] = mapped_column(default="")
    brought_by_id: Mapped[int | None] = mapped_column(ForeignKey("dialogue_group.id"))
    is_public: Mapped[bool] = mapped_column(default=False)
    """Whether everybody may read it, and the results of its closed rounds."""
    withdrawn_at: Mapped[datetime | None]
    made_at: Mapped[datetime] = mapped_column(default=now)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it

    versions: Mapped[list["ProposalVersion"]] = relationship(
        lazy="selectin", order_by="ProposalVersion.number"
    )

    @property
    def subject(self) -> str:
        """How the trail and other features name it."""
        return f"proposal:{self.code}"

    def called(self, language: str) -> str:
        """Its title in this language, or in Spanish where there is none."""
        return (self.title_qu if language == "qu" else "") or self.title


class ProposalVersion(Base):
    """The words of a proposal as they were put to the table. Only ever added.

    `options` are what a ranked round puts in order, one a line of its own, in both languages.
    """

    __tablename__ = "dialogue_proposal_version"
    __table_args__ = (
        UniqueConstraint("proposal_id", "number"),
        CheckConstraint("words <> ''", name="has_words"),
    )

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    proposal_id: Mapped[int] = mapped_column(ForeignKey("dialogue_proposal.id"))
    number: Mapped[int]
    words: Mapped[str]
    words_qu: Mapped[str] = mapped_column(default="")
    options: Mapped[list[Any]] = mapped_column(JSON, default=list)
    changed: Mapped[str] = mapped_column(default="")
    """What is different from the version before, and why."""
    seat_id: Mapped[int | None] = mapped_column(ForeignKey("dialogue_seat.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    at: Mapped[datetime] = mapped_column(default=now)


class Round(Base):
    """One round of positions on a version of a proposal, by a protocol of decision.

    `settings` are those of the protocol; `quorum` is the snapshot of its opening: who was
    accredited, group by group. `meeting` is the public reference of the meeting that held it.
    """

    __tablename__ = "dialogue_round"
    __table_args__ = (
        UniqueConstraint("proposal_id", "number"),
        Index(
            "uq_dialogue_round_open",
            "proposal_id",
            unique=True,
            sqlite_where=ONE_OPEN,
            postgresql_where=ONE_OPEN,
        ),
    )

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    process_id: Mapped[int] = mapped_column(ForeignKey("dialogue_process.id"), index=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("dialogue_proposal.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("dialogue_proposal_version.id"))
    number: Mapped[int]
    protocol: Mapped[Protocol] = mapped_column(enum_by_value(Protocol))
    settings: Mapped[dict[str, Any]] = mapped_column(default=dict)
    reveal: Mapped[Reveal] = mapped_column(enum_by_value(Reveal), default=Reveal.CLOSED)
    reasons: Mapped[Reasons] = mapped_column(enum_by_value(Reasons), default=Reasons.ON_NEGATIVE)
    state: Mapped[RoundState] = mapped_column(enum_by_value(RoundState), default=RoundState.PLANNED)
    meeting: Mapped[str] = mapped_column(default="", index=True)
    quorum: Mapped[dict[str, Any]] = mapped_column("quorum_snapshot", default=dict)
    closes_at: Mapped[datetime | None]
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    void_reason: Mapped[str] = mapped_column(default="")
    made_at: Mapped[datetime] = mapped_column(default=now)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it

    proposal: Mapped[Proposal] = relationship(lazy="joined", innerjoin=True)
    proposed: Mapped[ProposalVersion] = relationship(lazy="joined", innerjoin=True)

    @property
    def subject(self) -> str:
        """How the trail and other features name it."""
        return f"round:{self.proposal.code}.{self.number}"


class Position(Base):
    """Where somebody stands in a round. Only ever added: the newest of a seat or group counts.

    By unit: `individual` is one seat; `delegation` one voice for a whole group, with the act of
    its assembly (`act` its public reference, or `file_id` its paper); `tally` a show of hands,
    counted in `hands` by option and by women, men and others. `ranking` is the order of a ranked
    round. A `withdrawn` one takes back the one before it.
    """

    __tablename__ = "dialogue_position"
    __table_args__ = (
        UniqueConstraint("round_id", "entry"),
        Index("ix_dialogue_position_round", "round_id", "id"),
        CheckConstraint(
            "(unit = 'individual') = (seat_id is not null)", name="a_person_has_a_seat"
        ),
        CheckConstraint(
            "unit <> 'delegation' or withdrawn or act <> '' or file_id is not null",
            name="a_delegation_has_its_act",
        ),
    )

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    round_id: Mapped[int] = mapped_column(ForeignKey("dialogue_round.id"))
    group_id: Mapped[int] = mapped_column(ForeignKey("dialogue_group.id"))
    unit: Mapped[PositionUnit] = mapped_column(enum_by_value(PositionUnit))
    seat_id: Mapped[int | None] = mapped_column(ForeignKey("dialogue_seat.id"))
    option: Mapped[PositionOption | None] = mapped_column("choice", enum_by_value(PositionOption))
    ranking: Mapped[list[Any]] = mapped_column(JSON, default=list)
    hands: Mapped[dict[str, Any]] = mapped_column(default=dict)
    reason: Mapped[str] = mapped_column(default="")
    language: Mapped[Tongue] = mapped_column(enum_by_value(Tongue), default=Tongue.ES)
    channel: Mapped[Channel] = mapped_column(enum_by_value(Channel), default=Channel.WEB)
    witness: Mapped[str] = mapped_column(default="")
    act: Mapped[str] = mapped_column(default="")
    file_id: Mapped[int | None] = mapped_column(ForeignKey("kernel_file.id"), unique=True)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    withdrawn: Mapped[bool] = mapped_column(default=False)
    entry: Mapped[str]
    """The key of the form that brought it: sent twice, it is one row."""
    at: Mapped[datetime] = mapped_column("taken_at", default=now)

    group: Mapped[Group] = relationship(lazy="joined", innerjoin=True)
    file: Mapped[StoredFile | None] = relationship(lazy="raise")

    @property
    def is_written_down(self) -> bool:
        """Whether the office wrote it down; else whoever it is of answered themselves."""
        return self.channel is not Channel.WEB

    @property
    def objects(self) -> bool:
        """Whether it holds an objection, be it of one person or of hands that were counted."""
        objection = PositionOption.OBJECTION
        return self.option is objection or objection.value in self.hands


class Integration(Base):
    """An objection was taken up: how, in words. Only ever added."""

    __tablename__ = "dialogue_integration"
    __table_args__ = (CheckConstraint("note <> ''", name="says_how"),)

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    position_id: Mapped[int] = mapped_column(ForeignKey("dialogue_position.id"), unique=True)
    note: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    at: Mapped[datetime] = mapped_column(default=now)


class RoundResult(Base):
    """What a round came to, sealed: canonical JSON with counts, outcome and reasons. Only added."""

    __tablename__ = "dialogue_round_result"

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    round_id: Mapped[int] = mapped_column(ForeignKey("dialogue_round.id"), unique=True)
    content: Mapped[str]
    content_hash: Mapped[str]
    seal_id: Mapped[int] = mapped_column(ForeignKey("kernel_seal.id"), unique=True)
    at: Mapped[datetime] = mapped_column(default=now)
