"""What the room said: contributions, concerns by theme, who spoke how long, what was agreed.

`entry` is the key that the phone of the note-taker gave to the note before it had a network: the
same entry sent twice is one row.
"""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from kernel.clock import now
from kernel.database import Base, Id, enum_by_value
from kernel.sends import new_key
from meetings.kinds import CarriedTo, ContributionKind, Counting, Extent, Sex, Tongue


class Theme(Base):
    """Concerns that are about the same, and how much they weigh for the room."""

    __tablename__ = "meetings_theme"
    __table_args__ = (UniqueConstraint("meeting_id", "entry"),)

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings_meeting.id"), index=True)
    entry: Mapped[str] = mapped_column(default=new_key)
    reference: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    title_qu: Mapped[str] = mapped_column(default="")
    counting: Mapped[Counting | None] = mapped_column(enum_by_value(Counting))
    women: Mapped[int] = mapped_column(default=0)
    men: Mapped[int] = mapped_column(default=0)
    others: Mapped[int] = mapped_column(default=0)
    withdrawn_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it

    @property
    def weight(self) -> int:
        """How many hands or dots it got."""
        return self.women + self.men + self.others

    def called(self, language: str) -> str:
        """The title in this language: in Quechua where there is one, else in Spanish."""
        return (self.title_qu if language == "qu" else "") or self.title


class Contribution(Base):
    """One thing that somebody said, in the language in which it was said.

    `speaker` is a name only where the person agreed to be named; the group is always enough.
    """

    __tablename__ = "meetings_contribution"
    __table_args__ = (UniqueConstraint("meeting_id", "entry"),)

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings_meeting.id"), index=True)
    agenda_item_id: Mapped[int | None] = mapped_column(ForeignKey("meetings_agenda_item.id"))
    entry: Mapped[str]
    reference: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[ContributionKind] = mapped_column(enum_by_value(ContributionKind))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("meetings_group.id"))
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("meetings_participant.id"))
    speaker: Mapped[str] = mapped_column(default="")
    sex: Mapped[Sex] = mapped_column(enum_by_value(Sex), default=Sex.UNSAID)
    consents_to_name: Mapped[bool] = mapped_column(default=False)
    consents_to_quote: Mapped[bool] = mapped_column(default=False)
    language: Mapped[Tongue] = mapped_column(enum_by_value(Tongue), default=Tongue.ES)
    text: Mapped[str] = mapped_column("words")
    translation: Mapped[str] = mapped_column(default="")
    theme_id: Mapped[int | None] = mapped_column(ForeignKey("meetings_theme.id"))
    noted_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    said_at: Mapped[datetime] = mapped_column(default=now)
    noted_at: Mapped[datetime] = mapped_column(default=now)
    withdrawn_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it


class Carrying(Base):
    """A concern or a theme was offered to another feature: an ex-officio case, an agenda point.

    `what` is the public reference of the concern (`concern:…`) or theme (`theme:…`); what became
    of the offer stands in `kernel_handover`, to which `handover_id` leads.
    """

    __tablename__ = "meetings_carrying"

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings_meeting.id"), index=True)
    what: Mapped[str] = mapped_column("concern", index=True)
    to: Mapped[CarriedTo] = mapped_column("carried_to", enum_by_value(CarriedTo))
    handover_id: Mapped[int] = mapped_column(ForeignKey("kernel_handover.id"))
    at: Mapped[datetime] = mapped_column(default=now)


class SpeakingTurn(Base):
    """Somebody of a group spoke for so many seconds: a cheap, strong figure of who is heard."""

    __tablename__ = "meetings_speaking_turn"
    __table_args__ = (
        UniqueConstraint("meeting_id", "entry"),
        CheckConstraint("seconds >= 0", name="seconds_not_negative"),
    )

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings_meeting.id"), index=True)
    agenda_item_id: Mapped[int | None] = mapped_column(ForeignKey("meetings_agenda_item.id"))
    entry: Mapped[str]
    group_id: Mapped[int | None] = mapped_column(ForeignKey("meetings_group.id"))
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("meetings_participant.id"))
    sex: Mapped[Sex] = mapped_column(enum_by_value(Sex), default=Sex.UNSAID)
    seconds: Mapped[int]
    spoke_at: Mapped[datetime] = mapped_column(default=now)
    withdrawn_at: Mapped[datetime | None]


class Agreement(Base):
    """What a meeting agreed on, how far, and why not everybody did.

    `dissent` may be empty only where the agreement is total. Only an `imported` one, of an old
    acta, may not say how far it went. Commitments that follow from it stand
    in `commitments`, tied by `agreement:…`.
    """

    __tablename__ = "meetings_agreement"
    __table_args__ = (
        UniqueConstraint("meeting_id", "entry"),
        CheckConstraint(
            "imported or (extent is not null and (extent = 'total' or dissent <> ''))",
            name="dissent_has_its_reasons",
        ),
    )

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings_meeting.id"), index=True)
    agenda_item_id: Mapped[int | None] = mapped_column(ForeignKey("meetings_agenda_item.id"))
    entry: Mapped[str]
    reference: Mapped[str] = mapped_column(unique=True)
    number: Mapped[int]
    text: Mapped[str] = mapped_column("words")
    text_qu: Mapped[str] = mapped_column("words_qu", default="")
    extent: Mapped[Extent | None] = mapped_column(enum_by_value(Extent))
    dissent: Mapped[str] = mapped_column(default="")
    dissent_qu: Mapped[str] = mapped_column(default="")
    counting: Mapped[Counting | None] = mapped_column(enum_by_value(Counting))
    women_for: Mapped[int] = mapped_column(default=0)
    men_for: Mapped[int] = mapped_column(default=0)
    women_against: Mapped[int] = mapped_column(default=0)
    men_against: Mapped[int] = mapped_column(default=0)
    abstained: Mapped[int] = mapped_column(default=0)
    imported: Mapped[bool] = mapped_column(default=False)
    noted_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    noted_at: Mapped[datetime] = mapped_column(default=now)
    withdrawn_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it
