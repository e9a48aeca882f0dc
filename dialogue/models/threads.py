"""What is said at the table: threads, posts and what lies beside them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dialogue.kinds import (
    EvidenceOf,
    ModerationAct,
    PostKind,
    PostState,
    ThreadVisibility,
    Tongue,
)
from kernel.clock import now
from kernel.database import Base, Id, enum_by_value
from kernel.files.models import StoredFile


class Thread(Base):
    """One topic of the agenda, as the parties talk about it in writing.

    `came_from` is the public reference of what brought it up (`concern:…`, `theme:…`,
    `meeting:…`). A closed one takes no more posts.
    """

    __tablename__ = "dialogue_thread"
    __table_args__ = (CheckConstraint("title <> ''", name="has_a_title"),)

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    process_id: Mapped[int] = mapped_column(ForeignKey("dialogue_process.id"), index=True)
    code: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    title_qu: Mapped[str] = mapped_column(default="")
    about: Mapped[str] = mapped_column(default="")
    about_qu: Mapped[str] = mapped_column(default="")
    visibility: Mapped[ThreadVisibility] = mapped_column(
        enum_by_value(ThreadVisibility), default=ThreadVisibility.PARTIES
    )
    came_from: Mapped[str] = mapped_column(default="")
    closed_at: Mapped[datetime | None]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    made_at: Mapped[datetime] = mapped_column(default=now)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it

    @property
    def subject(self) -> str:
        """How the trail and other features name it."""
        return f"thread:{self.code}"

    def called(self, language: str) -> str:
        """Its title in this language, or in Spanish where there is none."""
        return (self.title_qu if language == "qu" else "") or self.title


class Post(Base):
    """One post: by whoever sits there, or spoken by somebody and recorded by another.

    `seat_id` is the seat that wrote it; `spoken_by` names who said it where staff wrote it down
    (`recorded_by_id`), for `group_id`. Words never change: a mistake is answered by another post.
    `answers_id` leads to the post that it replies to, which answers none itself.
    """

    __tablename__ = "dialogue_post"
    __table_args__ = (
        Index("ix_dialogue_post_thread", "thread_id", "id"),
        CheckConstraint("words <> ''", name="has_words"),
        CheckConstraint(
            "seat_id is not null or recorded_by_id is not null or imported",
            name="somebody_wrote_it",
        ),
    )

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    thread_id: Mapped[int] = mapped_column(ForeignKey("dialogue_thread.id"))
    answers_id: Mapped[int | None] = mapped_column(ForeignKey("dialogue_post.id"), index=True)
    kind: Mapped[PostKind] = mapped_column(enum_by_value(PostKind))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("dialogue_group.id"))
    seat_id: Mapped[int | None] = mapped_column(ForeignKey("dialogue_seat.id"), index=True)
    spoken_by: Mapped[str] = mapped_column(default="")
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    said_in: Mapped[str] = mapped_column(default="")
    """The public reference of the meeting in which it was said; empty where it was written."""
    language: Mapped[Tongue] = mapped_column(enum_by_value(Tongue))
    words: Mapped[str]
    state: Mapped[PostState] = mapped_column(enum_by_value(PostState), default=PostState.SHOWN)
    imported: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime] = mapped_column("said_at", default=now)

    thread: Mapped[Thread] = relationship(lazy="raise")
    evidence: Mapped[list["Exhibit"]] = relationship(lazy="raise", order_by="Exhibit.id")
    translations: Mapped[list["PostTranslation"]] = relationship(
        lazy="raise", order_by="PostTranslation.id"
    )


class PostTranslation(Base):
    """A translation of a post, beside its original. Only ever added: the newest one is shown."""

    __tablename__ = "dialogue_post_translation"
    __table_args__ = (CheckConstraint("words <> ''", name="has_words"),)

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    post_id: Mapped[int] = mapped_column(ForeignKey("dialogue_post.id"), index=True)
    language: Mapped[Tongue] = mapped_column(enum_by_value(Tongue))
    words: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    at: Mapped[datetime] = mapped_column(default=now)


class Exhibit(Base):
    """Evidence beside a post: what it is, its sha256, and what was seen of it on that day.

    `reference` is public (`evidence:…`, `concern:…`), empty for a file of the post itself and for
    figures that were typed. `seen` is canonical JSON: the words and figures as they were shown
    then, see `dialogue/documents/exhibits.py`.
    """

    __tablename__ = "dialogue_exhibit"
    __table_args__ = (
        CheckConstraint(
            "file_id is not null or reference <> '' or seen <> ''", name="is_something"
        ),
    )

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    post_id: Mapped[int] = mapped_column(ForeignKey("dialogue_post.id"), index=True)
    kind: Mapped[EvidenceOf] = mapped_column(enum_by_value(EvidenceOf))
    title: Mapped[str]
    reference: Mapped[str] = mapped_column(default="", index=True)
    sha256: Mapped[str]
    seen: Mapped[str] = mapped_column(default="")
    file_id: Mapped[int | None] = mapped_column(ForeignKey("kernel_file.id"), unique=True)
    at: Mapped[datetime] = mapped_column(default=now)

    file: Mapped[StoredFile | None] = relationship(lazy="joined")


class ModerationEntry(Base):
    """A line of the public log of moderation: what was done, why. Only ever added.

    `what` is a public reference (`post:…`, `statement:…`).
    """

    __tablename__ = "dialogue_moderation"
    __table_args__ = (CheckConstraint("act <> 'hide' or reason <> ''", name="hidden_with_reason"),)

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    process_id: Mapped[int] = mapped_column(ForeignKey("dialogue_process.id"), index=True)
    what: Mapped[str] = mapped_column(index=True)
    act: Mapped[ModerationAct] = mapped_column(enum_by_value(ModerationAct))
    reason: Mapped[str] = mapped_column(default="")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    at: Mapped[datetime] = mapped_column(default=now)


class Following(Base):
    """Somebody with an account wants to hear what is new in a thread, once a day.

    `told_id` is the last post that they were told of, `told_at` when.
    """

    __tablename__ = "dialogue_following"
    __table_args__ = (UniqueConstraint("thread_id", "person_id"),)

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    thread_id: Mapped[int] = mapped_column(ForeignKey("dialogue_thread.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("accounts_person.id"), index=True)
    told_id: Mapped[int] = mapped_column(default=0)
    told_at: Mapped[datetime | None]
    at: Mapped[datetime] = mapped_column(default=now)


class Mention(Base):
    """A post names a seat: whoever sits there is told."""

    __tablename__ = "dialogue_mention"
    __table_args__ = (UniqueConstraint("post_id", "seat_id"),)

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    post_id: Mapped[int] = mapped_column(ForeignKey("dialogue_post.id"))
    seat_id: Mapped[int] = mapped_column(ForeignKey("dialogue_seat.id"), index=True)
    told_at: Mapped[datetime | None]


class Silence(Base):
    """Somebody wants no daily mail about tables any more, whatever they follow or who names them.

    Following a thread again ends it.
    """

    __tablename__ = "dialogue_silence"

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("accounts_person.id"), unique=True)
    at: Mapped[datetime] = mapped_column(default=now)
