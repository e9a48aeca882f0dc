"""The tables of meetings."""

from meetings.models.attendance import (
    Attendance,
    AttendanceImport,
    Correction,
    Participant,
)
from meetings.models.meeting import AgendaItem, Group, Meeting, Sitting
from meetings.models.minutes import (
    BookEntry,
    MeetingFile,
    Paper,
    ReadingBack,
    SealedMinutes,
    Signatory,
)
from meetings.models.old import OldActaImport
from meetings.models.said import Agreement, Carrying, Contribution, SpeakingTurn, Theme

__all__ = [
    "AgendaItem",
    "Agreement",
    "Attendance",
    "AttendanceImport",
    "BookEntry",
    "Carrying",
    "Contribution",
    "Correction",
    "Group",
    "Meeting",
    "MeetingFile",
    "OldActaImport",
    "Paper",
    "Participant",
    "ReadingBack",
    "SealedMinutes",
    "Signatory",
    "Sitting",
    "SpeakingTurn",
    "Theme",
]
