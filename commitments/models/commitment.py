"""A commitment: what was promised, by whom, until when, verified by whom."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from accounts.models import Office
from commitments.kinds import Priority, Recurrence
from commitments.lifecycle import Status
from kernel.clock import now
from kernel.database import Base, Id, enum_by_value
from kernel.text import fold

SEARCHED = ("what", "what_qu", "responsible_group", "verifier_group")
"""By these words a commitment is found, also by everybody: no name of a person is among them."""


class Commitment(Base):
    """One promise. Who promised, until when and who verifies cannot be left out.

    Only an `imported` one, taken from an old acta, may lack them: the lack is what the quality
    rates count. `made_in` is the public reference of the meeting or agreement that it comes from,
    `belongs_to` that of the programme or process; `agreement` that of the agreement it follows.
    `condition` is what must happen first where there is no date. `status`, `progress` and `due_on`
    are those of the newest update.
    """

    __tablename__ = "commitments_commitment"
    __table_args__ = (
        Index("ix_commitments_commitment_office_due", "office_id", "due_on", "id"),
        CheckConstraint("progress between 0 and 100", name="progress_in_percent"),
        CheckConstraint(
            "imported or (responsible_group <> '' or responsible_person <> '')",
            name="somebody_is_responsible",
        ),
        CheckConstraint(
            "imported or due_on is not null or condition_words <> '' or recurrence is not null",
            name="has_a_date_or_condition",
        ),
        CheckConstraint(
            "imported or verifier_group <> '' or verifier_person <> ''",
            name="somebody_verifies",
        ),
        CheckConstraint(
            "status not in ('proposed', 'withdrawn') or not is_public",
            name="public_once_in_force",
        ),
    )

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"), index=True)
    code: Mapped[str] = mapped_column(unique=True)
    made_in: Mapped[str] = mapped_column(default="", index=True)
    belongs_to: Mapped[str] = mapped_column(default="", index=True)
    agreement: Mapped[str] = mapped_column(default="")
    entry: Mapped[str | None] = mapped_column(unique=True)
    """The key that the phone of the note-taker gave it, so that it is made once."""
    what: Mapped[str]
    what_qu: Mapped[str] = mapped_column(default="")
    folded: Mapped[str] = mapped_column(default="")
    indicator: Mapped[str] = mapped_column(default="")
    indicator_qu: Mapped[str] = mapped_column(default="")
    responsible_group: Mapped[str] = mapped_column(default="")
    responsible_person: Mapped[str] = mapped_column(default="")
    co_responsibles: Mapped[list[str]] = mapped_column(default=list)
    verifier_group: Mapped[str] = mapped_column(default="")
    verifier_group_id: Mapped[int | None]
    """That group at the table of `belongs_to`, whatever it is called later; None for a group of no
    table, and for a name that two carry there. Groups of tables retire and are never removed."""
    verifier_person: Mapped[str] = mapped_column(default="")
    due_on: Mapped[date | None]
    first_due_on: Mapped[date | None]
    """The date that was promised first; a delay is counted from it."""
    recurrence: Mapped[Recurrence | None] = mapped_column(enum_by_value(Recurrence))
    condition: Mapped[str] = mapped_column("condition_words", default="")
    place: Mapped[str] = mapped_column(default="")
    budget_source: Mapped[str] = mapped_column(default="")
    depends_on_id: Mapped[int | None] = mapped_column(ForeignKey("commitments_commitment.id"))
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("commitments_commitment.id"))
    """The one that the parties changed into this one."""
    priority: Mapped[Priority] = mapped_column(enum_by_value(Priority), default=Priority.NORMAL)
    risks: Mapped[str] = mapped_column(default="")
    status: Mapped[Status] = mapped_column(enum_by_value(Status), default=Status.NOT_STARTED)
    progress: Mapped[int] = mapped_column(default=0)
    ended_on: Mapped[date | None]
    """The local day on which it was verified, reformulated or cancelled, or lapsed."""
    released_on: Mapped[date | None]
    """The local day from which the agreement that it stands in counts no more: what was proven
    until then stays so."""
    is_public: Mapped[bool] = mapped_column(default=False)
    imported: Mapped[bool] = mapped_column(default=False)
    made_on: Mapped[date]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    made_at: Mapped[datetime] = mapped_column(default=now)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it

    office: Mapped[Office] = relationship(lazy="joined", innerjoin=True)

    @validates(*SEARCHED)
    def _fold_what_is_searched(self, field: str, value: str) -> str:
        said = {name: getattr(self, name) or "" for name in SEARCHED} | {field: value}
        self.folded = " ".join(fold(said[name]) for name in SEARCHED if said[name])
        return value

    @property
    def subject(self) -> str:
        """How the trail and other features name it."""
        return f"commitment:{self.code}"

    @property
    def responsible(self) -> str:
        """Who promised: the person, the group, or both."""
        return ", ".join(filter(None, (self.responsible_person, self.responsible_group)))

    @property
    def verifier(self) -> str:
        """Who looks whether it was kept."""
        return ", ".join(filter(None, (self.verifier_person, self.verifier_group)))
