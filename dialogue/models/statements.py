"""Short statements and the votes on them, and the opinion groups that were computed of them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dialogue.kinds import (
    Audience,
    Channel,
    ConversationState,
    Moderation,
    OpinionState,
    StatementState,
    Tongue,
)
from kernel.clock import now
from kernel.database import Base, Id, enum_by_value


class Conversation(Base):
    """A set of statements of a process on which people vote: agree, disagree, pass.

    `repeats_id` is the conversation of which this one is the second survey: the same statements
    are asked again, and the two are compared.
    """

    __tablename__ = "dialogue_conversation"
    __table_args__ = (CheckConstraint("title <> ''", name="has_a_title"),)

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    process_id: Mapped[int] = mapped_column(ForeignKey("dialogue_process.id"), index=True)
    code: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    title_qu: Mapped[str] = mapped_column(default="")
    about: Mapped[str] = mapped_column(default="")
    about_qu: Mapped[str] = mapped_column(default="")
    audience: Mapped[Audience] = mapped_column(enum_by_value(Audience), default=Audience.SEATS)
    moderation: Mapped[Moderation] = mapped_column(
        enum_by_value(Moderation), default=Moderation.BEFORE
    )
    takes_statements: Mapped[bool] = mapped_column(default=True)
    """Whether people may add statements of their own."""
    is_public: Mapped[bool] = mapped_column(default=False)
    """Whether everybody may read its results, small groups hidden."""
    repeats_id: Mapped[int | None] = mapped_column(ForeignKey("dialogue_conversation.id"))
    files_hash: Mapped[str] = mapped_column(default="", index=True)
    """The sha256 of the files that it was brought from; empty where people voted here."""
    votes: Mapped[int] = mapped_column("votes_cast", default=0)
    """How many people's votes count now; kept with each vote."""
    opened_at: Mapped[datetime | None]
    """When it was opened, the last time that enough had voted since the time before: votes since
    then are what its results would add to those that were public before."""
    closed_at: Mapped[datetime | None]
    made_at: Mapped[datetime] = mapped_column(default=now)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it

    @property
    def subject(self) -> str:
        """How the trail and other features name it."""
        return f"conversation:{self.code}"

    @property
    def is_open(self) -> bool:
        """Whether people vote now."""
        return self.opened_at is not None and self.closed_at is None

    @property
    def state(self) -> ConversationState:
        """Whether it is prepared, open or closed."""
        if self.opened_at is None:
            return ConversationState.PREPARED
        return ConversationState.CLOSED if self.closed_at else ConversationState.OPEN

    @property
    def was_brought(self) -> bool:
        """Whether it was brought whole from files of another platform."""
        return self.files_hash != ""

    def told(self, language: str) -> str:
        """What it is about in this language, or in Spanish where that is missing."""
        return (self.about_qu if language == "qu" else "") or self.about

    def called(self, language: str) -> str:
        """Its title in this language, or in Spanish where there is none."""
        return (self.title_qu if language == "qu" else "") or self.title


class Statement(Base):
    """One short sentence that people agree with or not. Its words never change."""

    __tablename__ = "dialogue_statement"
    __table_args__ = (
        UniqueConstraint("conversation_id", "number"),
        CheckConstraint("words <> ''", name="has_words"),
    )

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    conversation_id: Mapped[int] = mapped_column(ForeignKey("dialogue_conversation.id"))
    number: Mapped[int]
    language: Mapped[Tongue] = mapped_column(enum_by_value(Tongue), default=Tongue.ES)
    words: Mapped[str]
    words_qu: Mapped[str] = mapped_column(default="")
    """The same in Quechua, where it was said in Spanish."""
    words_es: Mapped[str] = mapped_column(default="")
    """The same in Spanish, where it was said in Quechua."""
    seeded: Mapped[bool] = mapped_column(default=False)
    about_itself: Mapped[bool] = mapped_column(default=False)
    """Whether it is about the conversation itself and asked of everybody early."""
    extremity: Mapped[float] = mapped_column(default=0.0)
    """How far a single vote on it moves a person on the last map of opinions."""
    state: Mapped[StatementState] = mapped_column(
        enum_by_value(StatementState), default=StatementState.WAITING
    )
    author_id: Mapped[int | None] = mapped_column(ForeignKey("dialogue_voter.id"))
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    made_at: Mapped[datetime] = mapped_column(default=now)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it

    @property
    def subject(self) -> str:
        """How the log of moderation and other features name it."""
        return f"statement:{self.id}"

    def tongue_in(self, language: str) -> str:
        """The language of what `said_in` gives."""
        other = {"qu": self.words_qu, "es": self.words_es}.get(language, "")
        return language if other and language != self.language else self.language.value

    def beside(self, language: str) -> tuple[str, str] | None:
        """The other words of it and their language, where there are some."""
        shown = self.tongue_in(language)
        others = {self.language.value: self.words, "qu": self.words_qu, "es": self.words_es}
        others |= {self.language.value: self.words}
        return next(((words, one) for one, words in others.items() if words and one != shown), None)

    def said_in(self, language: str) -> str:
        """Its words in this language where there are some, else as they were said."""
        other = {"qu": self.words_qu, "es": self.words_es}.get(language, "")
        return self.words if self.language == language else other or self.words


class Voter(Base):
    """Somebody who votes in a conversation: a seat, a browser of the public, a row of a file.

    `number` is how exports name them: it tells nobody who it is. `key` finds a browser again, as
    a hash; `group_id` is the declared group, where there is one.
    """

    __tablename__ = "dialogue_voter"
    __table_args__ = (
        UniqueConstraint("conversation_id", "number"),
        UniqueConstraint("conversation_id", "seat_id"),
        UniqueConstraint("conversation_id", "voter_key"),
    )

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    conversation_id: Mapped[int] = mapped_column(ForeignKey("dialogue_conversation.id"))
    number: Mapped[int]
    seat_id: Mapped[int | None] = mapped_column(ForeignKey("dialogue_seat.id"))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("dialogue_group.id"))
    key: Mapped[str | None] = mapped_column("voter_key")
    made_at: Mapped[datetime] = mapped_column(default=now)


class Vote(Base):
    """One vote: 1 agrees, −1 disagrees, 0 passes. Only ever added: the last one counts."""

    __tablename__ = "dialogue_vote"
    __table_args__ = (
        Index("ix_dialogue_vote_statement", "statement_id", "voter_id", "id"),
        Index("ix_dialogue_vote_voter", "voter_id", "id"),
        CheckConstraint("choice in (-1, 0, 1)", name="one_of_three"),
    )

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    conversation_id: Mapped[int] = mapped_column(ForeignKey("dialogue_conversation.id"))
    statement_id: Mapped[int] = mapped_column(ForeignKey("dialogue_statement.id"))
    voter_id: Mapped[int] = mapped_column(ForeignKey("dialogue_voter.id"))
    choice: Mapped[int]
    channel: Mapped[Channel] = mapped_column(enum_by_value(Channel), default=Channel.WEB)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    at: Mapped[datetime] = mapped_column("cast_at", default=now)


class StatementCount(Base):
    """How a declared group (or whoever has none) stands on a statement: kept with each vote."""

    __tablename__ = "dialogue_count"
    __table_args__ = (
        UniqueConstraint("statement_id", "group_key"),
        CheckConstraint("agree >= 0 and disagree >= 0 and passed >= 0", name="not_negative"),
    )

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    conversation_id: Mapped[int] = mapped_column(ForeignKey("dialogue_conversation.id"), index=True)
    statement_id: Mapped[int] = mapped_column(ForeignKey("dialogue_statement.id"))
    group_key: Mapped[int]
    """The id of the group; 0 for those who declared none."""
    agree: Mapped[int] = mapped_column(default=0)
    disagree: Mapped[int] = mapped_column(default=0)
    passed: Mapped[int] = mapped_column(default=0)


class OpinionRun(Base):
    """One computation of the opinion groups of a conversation, in the worker.

    `result` is the JSON that `flask dialogue opinion-groups` prints too, with the places of people
    and statements on the map; `votes` how many votes it knew.
    """

    __tablename__ = "dialogue_opinion_run"
    __table_args__ = (Index("ix_dialogue_opinion_run_conversation", "conversation_id", "id"),)

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    conversation_id: Mapped[int] = mapped_column(ForeignKey("dialogue_conversation.id"))
    state: Mapped[OpinionState] = mapped_column(
        enum_by_value(OpinionState), default=OpinionState.QUEUED
    )
    votes: Mapped[int] = mapped_column("votes_known", default=0)
    result: Mapped[str] = mapped_column(default="")
    asked_at: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None]


class BroughtVotes(Base):
    """The files of a conversation of another platform, shown before anything of them is taken in.

    `packed` are the files as they came, packed; the row goes once they were taken in or left.
    """

    __tablename__ = "dialogue_brought_votes"
    __table_args__ = (CheckConstraint("title <> ''", name="has_a_title"),)

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    process_id: Mapped[int] = mapped_column(ForeignKey("dialogue_process.id"), index=True)
    title: Mapped[str]
    files_hash: Mapped[str]
    packed: Mapped[bytes]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    made_at: Mapped[datetime] = mapped_column(default=now)
