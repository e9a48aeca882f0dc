"""Who sits at the table for whom: groups, seats with their mandates, cards, participation."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dialogue.kinds import GroupKind, SeatKind, Tongue
from kernel.clock import now
from kernel.database import Base, Id, enum_by_value
from kernel.files.models import StoredFile


class Group(Base):
    """A declared stakeholder group of one process.

    `seats` is how many the table gives it; `decides` whether its voice counts in a decision,
    `may_block` whether it can block one. A retired one keeps what it said.
    """

    __tablename__ = "dialogue_group"
    __table_args__ = (
        UniqueConstraint("process_id", "position"),
        CheckConstraint("name <> ''", name="has_a_name"),
        CheckConstraint("decides or not may_block", name="only_who_decides_blocks"),
        CheckConstraint("seats_given >= 0", name="seats_not_negative"),
    )

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    process_id: Mapped[int] = mapped_column(ForeignKey("dialogue_process.id"), index=True)
    position: Mapped[int]
    name: Mapped[str]
    name_qu: Mapped[str] = mapped_column(default="")
    kind: Mapped[GroupKind] = mapped_column(enum_by_value(GroupKind))
    seats: Mapped[int] = mapped_column("seats_given", default=1)
    decides: Mapped[bool] = mapped_column(default=True)
    may_block: Mapped[bool] = mapped_column(default=False)
    retired_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it

    def called(self, language: str) -> str:
        """Its name in this language, or in Spanish where there is none."""
        return (self.name_qu if language == "qu" else "") or self.name


class Seat(Base):
    """Somebody sits at the table for a group, from a day on and as long as their mandate lasts.

    An alternate stands in for one titular (`stands_in_for_id`): the two count once. Who has an
    account signs in with it (`person_id`), others with a printed card. `mandate` says what gave
    the mandate (an assembly, a resolution); its paper is `mandate_file_id`. Nothing is open to a
    seat after `ends_on`, or once somebody `left_on`.
    """

    __tablename__ = "dialogue_seat"
    __table_args__ = (
        CheckConstraint("name <> '' or kind = 'invited'", name="has_a_name"),
        CheckConstraint("ends_on is null or since <= ends_on", name="ends_after_it_begins"),
    )

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    process_id: Mapped[int] = mapped_column(ForeignKey("dialogue_process.id"), index=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("dialogue_group.id"), index=True)
    kind: Mapped[SeatKind] = mapped_column(enum_by_value(SeatKind))
    stands_in_for_id: Mapped[int | None] = mapped_column(ForeignKey("dialogue_seat.id"))
    name: Mapped[str] = mapped_column(default="")
    post: Mapped[str] = mapped_column(default="")
    """The office that they hold in their group: president, secretary."""
    language: Mapped[Tongue] = mapped_column(enum_by_value(Tongue), default=Tongue.ES)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"), index=True)
    mandate: Mapped[str] = mapped_column(default="")
    mandate_file_id: Mapped[int | None] = mapped_column(ForeignKey("kernel_file.id"), unique=True)
    since: Mapped[date]
    ends_on: Mapped[date | None]
    left_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it

    group: Mapped[Group] = relationship(lazy="joined", innerjoin=True)
    mandate_file: Mapped[StoredFile | None] = relationship(lazy="raise")

    @property
    def subject(self) -> str:
        """How whoever holds its card is known, see `Actor.receipt_of`."""
        return f"seat:{self.id}"

    @property
    def counted_as(self) -> int:
        """The seat under which it counts: an alternate's is that of its titular."""
        return self.stands_in_for_id or self.id

    def sits_on(self, day: date) -> bool:
        """Whether the mandate holds on a day, the first and the last included."""
        ended = self.ends_on is not None and self.ends_on < day
        return self.since <= day and not ended and (self.left_on is None or day < self.left_on)

    def is_over(self, day: date) -> bool:
        """Whether it will never be sat on again: the mandate ended, or somebody left."""
        ended = self.ends_on is not None and self.ends_on < day
        return ended or (self.left_on is not None and self.left_on <= day)


class Card(Base):
    """A printed card with a 16-digit code that opens a seat, without e-mail or password.

    Only what finds the code again is kept. A seat has one card that opens at a time.
    """

    __tablename__ = "dialogue_card"
    __table_args__ = (Index("ix_dialogue_card_seat", "seat_id"),)

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    seat_id: Mapped[int] = mapped_column(ForeignKey("dialogue_seat.id"))
    lookup: Mapped[str] = mapped_column(unique=True)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    made_at: Mapped[datetime] = mapped_column(default=now)
    revoked_at: Mapped[datetime | None]

    seat: Mapped[Seat] = relationship(lazy="joined", innerjoin=True)


class Participation(Base):
    """A participation agreement between the process and a party, as it was signed.

    `signatories` are names as they stand in the document; `shared` says what data the party
    shares. Who sits without one that is valid is shown.
    """

    __tablename__ = "dialogue_participation"
    __table_args__ = (
        CheckConstraint("valid_until is null or signed_on <= valid_until", name="valid_after_it"),
    )

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    process_id: Mapped[int] = mapped_column(ForeignKey("dialogue_process.id"), index=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("dialogue_group.id"), index=True)
    signed_on: Mapped[date]
    signatories: Mapped[list[str]] = mapped_column(default=list)
    shared: Mapped[str] = mapped_column(default="")
    valid_until: Mapped[date | None]
    ended_on: Mapped[date | None]
    file_id: Mapped[int | None] = mapped_column(ForeignKey("kernel_file.id"), unique=True)
    made_at: Mapped[datetime] = mapped_column(default=now)

    group: Mapped[Group] = relationship(lazy="joined", innerjoin=True)
    file: Mapped[StoredFile | None] = relationship(lazy="raise")

    def holds_on(self, day: date) -> bool:
        """Whether it is valid on a day, the last one included."""
        over = self.valid_until is not None and self.valid_until < day
        ended = self.ended_on is not None and self.ended_on <= day
        return self.signed_on <= day and not over and not ended
