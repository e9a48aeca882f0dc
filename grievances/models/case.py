"""A case, its steps, and what staff declared and rated. What people confide is sealed."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Office
from accounts.roles import Track
from grievances.deadlines import FAR_OFF
from grievances.kinds import (
    Channel,
    Consent,
    ForWhom,
    Recommendation,
    ResolvedHow,
    Tier,
    Topic,
)
from grievances.lifecycle import ENDED, State, Verb
from kernel.clock import now
from kernel.database import Base, Id, enum_by_value
from kernel.vault import Sealed, SealedType

_ENDED = ", ".join(f"'{state.value}'" for state in sorted(ENDED))
# What the partial indexes of the queue say; a query uses one when it says the same, letter by
# letter. A change of these words, or of ENDED, needs a migration that makes the index anew.
STILL_OPEN = f"state not in ({_ENDED})"
HAS_ENDED = f"state in ({_ENDED})"
SOMEBODY_WAITS = "waiting_since is not null"
AWAITS_DECISION = (
    "(state = 'screening' and recommendation is not null) "
    "or state = 'proposed' or state = 'under_review'"
)


def _queue(name: str, where: str, *first: str) -> Index:
    """The order of the queue within the cases that `where` holds for."""
    columns = ("office_id", *first, "urgent", "due_on", "id")
    only = text(where)
    return Index(f"ix_grievances_case_{name}", *columns, sqlite_where=only, postgresql_where=only)


class Case(Base):
    """One grievance in one office. Its state moves only through `grievances.operations`."""

    __tablename__ = "grievances_case"
    __table_args__ = (
        _queue("open", STILL_OPEN),
        _queue("ended", HAS_ENDED),
        _queue("handled", STILL_OPEN, "handler_id"),
        _queue("waiting", SOMEBODY_WAITS),
        _queue("undecided", AWAITS_DECISION),
        Index("ix_grievances_case_state", "office_id", "state", "urgent", "due_on", "id"),
        CheckConstraint("people is null or people > 0", name="people_positive"),
    )

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"), index=True)
    reference: Mapped[str] = mapped_column(unique=True)
    code_lookup: Mapped[str] = mapped_column(unique=True)
    data_key_id: Mapped[int] = mapped_column(ForeignKey("kernel_data_key.id"))
    identity_key_id: Mapped[int | None] = mapped_column(ForeignKey("kernel_data_key.id"))
    """The key of the names, which only the custodian of the office opens; None without names."""
    state: Mapped[State] = mapped_column(enum_by_value(State), default=State.RECEIVED)
    entered_state_at: Mapped[datetime] = mapped_column(default=now)
    track: Mapped[Track] = mapped_column(enum_by_value(Track))
    tier: Mapped[Tier] = mapped_column(enum_by_value(Tier))
    channel: Mapped[Channel] = mapped_column(enum_by_value(Channel), default=Channel.WEB)
    language: Mapped[str]
    topic: Mapped[Topic | None] = mapped_column(enum_by_value(Topic))
    """What it is about first of all; `CaseTopic` has every subject, this one too."""
    country: Mapped[str]
    department: Mapped[str]
    province: Mapped[str] = mapped_column(default="")
    district: Mapped[str] = mapped_column(default="")
    for_whom: Mapped[ForWhom] = mapped_column(enum_by_value(ForWhom))
    consent: Mapped[Consent | None] = mapped_column(enum_by_value(Consent))
    """Whether the one that another speaks for has agreed; None when people speak for themselves."""
    people: Mapped[int | None]
    dangers: Mapped[list[str]]
    fears_reprisal: Mapped[bool]
    urgent: Mapped[bool]
    safe_contact: Mapped[list[str]]
    story: Mapped[Sealed | None] = mapped_column(SealedType)
    happened: Mapped[Sealed | None] = mapped_column(SealedType)
    happened_days: Mapped[Sealed | None] = mapped_column(SealedType)
    """The day or the period, ISO 8601: `2026-03-01`, `2026-03-01/2026-04-15`, `2026-03-01/..` when
    it continues, `../2026-04-15` when nobody knows since when."""
    place: Mapped[Sealed | None] = mapped_column(SealedType)
    group: Mapped[Sealed | None] = mapped_column("group_name", SealedType)
    respondent: Mapped[Sealed | None] = mapped_column(SealedType)
    safe_contact_note: Mapped[Sealed | None] = mapped_column(SealedType)
    danger_note: Mapped[Sealed | None] = mapped_column(SealedType)
    received_at: Mapped[datetime] = mapped_column(default=now)
    acknowledged_at: Mapped[datetime | None]
    upgraded_at: Mapped[datetime | None]
    """When its author made a complaint of an alert; its clocks began again then."""
    reopened_at: Mapped[datetime | None]
    """When it was taken up again after its end, last; its clocks began again then too."""
    pauses: Mapped[list[str]] = mapped_column(default=list)
    """When the clock stood still: `2026-07-01/2026-07-09`, the day of a question and its answer."""
    due_on: Mapped[date]
    """By when somebody must move, for the order of the queue; FAR_OFF when nobody must. Whether
    the day has passed is computed."""
    amber_on: Mapped[date] = mapped_column(default=FAR_OFF)
    """From when on little time is left until `due_on`; FAR_OFF when nobody must move."""
    handler_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"), index=True)
    seen_message_id: Mapped[int] = mapped_column(default=0)
    """Up to which message the person has seen the page; when they looked is kept nowhere."""
    waiting_since: Mapped[datetime | None]
    """When the person wrote something that the office has not answered."""
    asked_in: Mapped[State | None] = mapped_column(enum_by_value(State, "asked_in"))
    """Where the case returns to when the person answers the open question."""
    recommendation: Mapped[Recommendation | None] = mapped_column(enum_by_value(Recommendation))
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    proposal_reason: Mapped[Sealed | None] = mapped_column(SealedType)
    outcome: Mapped[Sealed | None] = mapped_column(SealedType)
    outcome_language: Mapped[str | None]
    outcome_findings: Mapped[Sealed | None] = mapped_column(SealedType)
    outcome_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    resolved_how: Mapped[ResolvedHow | None] = mapped_column(enum_by_value(ResolvedHow))
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    """Who approved the decision or outcome that the person was told; a review is by another."""
    confirmed_at: Mapped[datetime | None]
    search_key: Mapped[Sealed | None] = mapped_column(SealedType)
    """The search key of the office, sealed for this case: whoever opens the case can index it."""
    version: Mapped[int] = mapped_column(default=1)

    office: Mapped[Office] = relationship(lazy="joined", innerjoin=True)
    conflicts: Mapped[list["ConflictStatement"]] = relationship(
        back_populates="case", lazy="selectin"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it

    @property
    def subject(self) -> str:
        """How the trail names this case."""
        return f"case:{self.id}"


class CaseTopic(Base):
    """One subject of a case."""

    __tablename__ = "grievances_case_topic"

    case_id: Mapped[int] = mapped_column(ForeignKey("grievances_case.id"), primary_key=True)
    topic: Mapped[Topic] = mapped_column(enum_by_value(Topic), primary_key=True)


class CaseEntity(Base):
    """Somebody of the office's list whom the person holds responsible."""

    __tablename__ = "grievances_case_entity"

    case_id: Mapped[int] = mapped_column(ForeignKey("grievances_case.id"), primary_key=True)
    entity_id: Mapped[int] = mapped_column(
        ForeignKey("accounts_entity.id"), primary_key=True, index=True
    )


class Step(Base):
    """One move that was made. Steps are only ever added."""

    __tablename__ = "grievances_step"

    id: Mapped[Id]
    case_id: Mapped[int] = mapped_column(ForeignKey("grievances_case.id"), index=True)
    verb: Mapped[Verb | None] = mapped_column(enum_by_value(Verb))
    """None for the filing itself."""
    before: Mapped[State | None] = mapped_column(enum_by_value(State, "before"))
    after: Mapped[State] = mapped_column(enum_by_value(State, "after"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    at: Mapped[datetime] = mapped_column(default=now)


class Severity(Base):
    """How grave one person of the office finds the case: scale, scope, irremediability, 1 to 3."""

    __tablename__ = "grievances_severity"
    __table_args__ = (
        UniqueConstraint("case_id", "person_id"),
        CheckConstraint("scale between 1 and 3", name="scale_1_to_3"),
        CheckConstraint("scope between 1 and 3", name="scope_1_to_3"),
        CheckConstraint("irremediability between 1 and 3", name="irremediability_1_to_3"),
    )

    id: Mapped[Id]
    case_id: Mapped[int] = mapped_column(ForeignKey("grievances_case.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("accounts_person.id"))
    scale: Mapped[int]
    scope: Mapped[int]
    irremediability: Mapped[int]
    at: Mapped[datetime] = mapped_column(default=now)


class ConflictStatement(Base):
    """What one person of the office declared about ties to the one complained of."""

    __tablename__ = "grievances_conflict_statement"
    __table_args__ = (UniqueConstraint("case_id", "person_id"),)

    id: Mapped[Id]
    case_id: Mapped[int] = mapped_column(ForeignKey("grievances_case.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("accounts_person.id"), index=True)
    has_conflict: Mapped[bool]
    at: Mapped[datetime] = mapped_column(default=now)

    case: Mapped[Case] = relationship(back_populates="conflicts", lazy="raise")
