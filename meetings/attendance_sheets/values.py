"""What an attendance sheet turns out to say, and what somebody chose about it.

All of it is frozen and goes through JSON both ways (`carrying`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from meetings.attendance_sheets.problems import Found, NotPerson
from meetings.kinds import AgeBand, DocumentKind, Sex, Signing, Tongue


class Role(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    NAME = "name"
    SURNAMES = "surnames"
    SECOND_SURNAME = "second_surname"
    GIVEN_NAMES = "given_names"
    ORGANIZATION = "organization"
    GROUP = "group"
    POSITION = "position"
    COMMUNITY = "community"
    SEX = "sex"
    AGE = "age"
    AGE_BAND = "age_band"
    BIRTH_DATE = "birth_date"
    DOCUMENT = "document"
    PHONE = "phone"
    LANGUAGE = "language"
    SIGNED = "signed"
    OBSERVATIONS = "observations"
    PRESENT = "present"
    DAY = "day"
    DATE = "date"
    ARRIVED = "arrived"
    LEFT = "left"
    UNUSED = "unused"


class Mark(StrEnum):
    """What a cell says about one person at one sitting."""

    PRESENT = "present"
    LATE = "late"
    ABSENT = "absent"
    EXCUSED = "excused"
    UNKNOWN = "unknown"

    @property
    def was_there(self) -> bool | None:
        """Whether the person was there; None when nobody knows yet."""
        return None if self is Mark.UNKNOWN else self in {Mark.PRESENT, Mark.LATE}


class RowState(StrEnum):
    """What becomes of a row when the import is confirmed."""

    NEW = "new"
    CHANGED = "changed"
    WARNING = "warning"
    ERROR = "error"
    SAME = "same"
    NOT_PERSON = "not_person"


class About(StrEnum):
    """What a line above the list tells of the meeting."""

    TITLE = "title"
    PLACE = "place"
    DATE = "date"
    HOUR = "hour"
    ORGANIZER = "organizer"
    OTHER = "other"


class Likeness(StrEnum):
    """Why two rows may be one person."""

    SAME_NAME = "same_name"
    SAME_DOCUMENT = "same_document"
    SIMILAR_NAME = "similar_name"
    OTHER_DAY = "other_day"
    CONFLICT = "conflict"


class QuestionKind(StrEnum):
    """What must be asked once, for the sheet does not say it."""

    MARK = "mark"
    SEX_M = "sex_m"


# --- how the sheet is read --------------------------------------------------------------------


@dataclass(frozen=True)
class Sitting:
    """One time that people met, as the sheet tells them apart."""

    key: str
    """"2025-03-13", "dia-1", or ONLY when the sheet knows just one."""
    label: str = ""
    """As typed."""
    on: date | None = None


ONLY = Sitting("all")


@dataclass(frozen=True)
class Column:
    """One column: where it stands (from 0), what is written above it, what it holds."""

    place: int
    head: str
    role: Role = Role.UNUSED
    means: str = ""
    """What a mark in it stands for, where each value has its own column: "woman", "from_18"."""
    sitting: Sitting | None = None
    """Of a column with the marks of one day."""


@dataclass(frozen=True)
class SheetPlan:
    """How one sheet is read. `head_row` counts from 1; 0 when the sheet has no heads."""

    name: str
    taken: bool
    hidden: bool = False
    head_row: int = 0
    head_lines: int = 0
    columns: tuple[Column, ...] = ()
    sitting: Sitting | None = None
    """The day that the whole sheet is about."""


@dataclass(frozen=True)
class Plan:
    """How the whole file is read: what the page shows as the mapping, and people may change."""

    sheets: tuple[SheetPlan, ...]


@dataclass(frozen=True)
class Answers:
    """What somebody decided about the questions and proposals of a preview, by their keys."""

    marks: Mapping[str, str] = field(default_factory=dict)
    """Key of a question → one of its choices."""
    one_person: Mapping[str, bool] = field(default_factory=dict)
    """Key of a proposal → whether the rows are one person."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Key of variants → the name that all of them get; "" leaves each as typed."""


@dataclass(frozen=True)
class SheetChoice:
    """What somebody chose about one sheet, by the places of its columns; no word of the file."""

    name: str
    taken: bool
    head_row: int = 0
    head_lines: int = 0
    roles: Mapping[str, Role] = field(default_factory=dict)
    """Place of a column, as text → what it holds. Those that are not named stay as understood."""
    means: Mapping[str, str] = field(default_factory=dict)
    """Place → what a mark there stands for: "woman", "from_18", "thumbprint"."""
    days: Mapping[str, str] = field(default_factory=dict)
    """Place of a column of marks → its day, "2025-03-13", or the name of its sitting."""
    day: str = ""
    """The day or sitting that the whole sheet is about."""


@dataclass(frozen=True)
class Choices:
    """All that somebody chose about a file: with the file it gives the same preview again."""

    sheets: tuple[SheetChoice, ...] = ()
    answers: Answers = field(default_factory=Answers)


# --- what it says -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Person:
    """Somebody on the list. Text as typed; no birth date, only the band of age."""

    name: str = ""
    organization: str = ""
    group: str = ""
    position: str = ""
    community: str = ""
    sex: Sex = Sex.UNSAID
    age: AgeBand = AgeBand.UNSAID
    document_kind: DocumentKind | None = None
    document: str = ""
    phones: tuple[str, ...] = ()
    language: Tongue = Tongue.UNSAID
    signing: Signing = Signing.NONE
    observations: str = ""
    arrived: time | None = None
    left: time | None = None
    marks: Mapping[str, Mark] = field(default_factory=dict)
    """Key of the sitting → what the sheet says of this person there."""


@dataclass(frozen=True)
class Row:
    """One row of the file that is not blank; `number` as the program of the file shows it."""

    key: str
    """Names the row inside this preview: "0:12" is row 12 of the first sheet."""
    sheet: str
    number: int
    state: RowState
    person: Person | None = None
    not_person: NotPerson | None = None
    text: str = ""
    """Of what is no person: what the row says."""
    problems: tuple[Found, ...] = ()
    reference: str = ""
    """Of whom it is about, if they are known from before."""
    changes: tuple[str, ...] = ()
    """The names of the fields that differ from before."""
    joined_to: str = ""
    """The key of the row whose person this one is, too."""


@dataclass(frozen=True)
class Question:
    """Something to be asked once. `key` is that of `Answers.marks`."""

    key: str
    kind: QuestionKind
    text: str
    """The mark as typed: "J"."""
    choices: tuple[str, ...]
    times: int
    suggested: str = ""
    """What the legend of the sheet says, if it has one."""
    answer: str = ""


@dataclass(frozen=True)
class Proposal:
    """Rows that may be one person. `key` is that of `Answers.one_person`."""

    key: str
    likeness: Likeness
    rows: tuple[str, ...]
    joined: bool
    """As somebody answered, or by itself only for the same name on other days."""
    answered: bool = False


@dataclass(frozen=True)
class Variants:
    """Spellings of one community or organization. `key` is that of `Answers.names`."""

    key: str
    field: str
    proposed: str
    spellings: tuple[str, ...]
    known: bool
    """Whether the proposed name is one that the meeting knows."""
    chosen: str = ""
    answered: bool = False


@dataclass(frozen=True)
class Unclassified:
    """A group, community or organization that the meeting does not know yet."""

    field: str
    name: str
    times: int


@dataclass(frozen=True)
class Above:
    """A line above the list, offered as data of the meeting."""

    sheet: str
    number: int
    about: About
    label: str
    text: str


@dataclass(frozen=True)
class Preview:
    """A whole file as it is understood now."""

    digest: str
    imported: str
    """When the same content was imported before, as the setting says it; "" when never."""
    plan: Plan
    answers: Answers
    sittings: tuple[Sitting, ...]
    rows: tuple[Row, ...]
    problems: tuple[Found, ...] = ()
    questions: tuple[Question, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    variants: tuple[Variants, ...] = ()
    unclassified: tuple[Unclassified, ...] = ()
    above: tuple[Above, ...] = ()
    missing: tuple[str, ...] = ()
    """References of people known from before whom the file does not name; they stay."""

    @property
    def is_ready(self) -> bool:
        """Whether nothing must be asked any more before it can be confirmed."""
        return all(question.answer for question in self.questions)

    @property
    def to_write(self) -> tuple[Row, ...]:
        """The rows that confirming writes, each person once."""
        writes = {RowState.NEW, RowState.CHANGED, RowState.WARNING}
        return tuple(row for row in self.rows if row.state in writes and not row.joined_to)

    @property
    def counts(self) -> dict[str, int]:
        """How many rows are in each state."""
        return {state.value: sum(row.state is state for row in self.rows) for state in RowState}


# --- what the meeting knows -------------------------------------------------------------------


@dataclass(frozen=True)
class Known:
    """Somebody whom the meeting has on its list already."""

    reference: str
    person: Person


@dataclass(frozen=True)
class Setting:
    """What is known of the meeting before the sheet is read."""

    starts_on: date
    """Gives the year of "13-mar", and the day on which ages count."""
    days: tuple[date, ...] = ()
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Of "community", "group" and "organization": the names that are known."""
    people: tuple[Known, ...] = ()
    imported: Mapping[str, str] = field(default_factory=dict)
    """Digest of the content of each confirmed import of this meeting → when that was."""
