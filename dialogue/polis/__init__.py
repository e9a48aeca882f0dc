"""The files in which Polis gives out a conversation, read strictly and written alike.

Agree is 1, disagree -1, pass 0. `votes.csv` has every vote ever cast, `participants-votes.csv` only
the last of each person on each statement, `comments.csv` the statements with counts over all votes.
Pure reading and writing: bytes in, plain values out, and back. A fault is a `BadInput` that names
the file, the row as a spreadsheet counts it, and the column.
"""

from dialogue.polis.comments import Comment, read_comments, write_comments
from dialogue.polis.exports import Export, read_export, write_export
from dialogue.polis.identities import check_counts, check_people
from dialogue.polis.limits import Limits
from dialogue.polis.participants import Participant, read_participants, write_participants
from dialogue.polis.summary import Summary, read_summary, write_summary
from dialogue.polis.votes import Vote, Votes, read_votes, write_votes

__all__ = [
    "Comment",
    "Export",
    "Limits",
    "Participant",
    "Summary",
    "Vote",
    "Votes",
    "check_counts",
    "check_people",
    "read_comments",
    "read_export",
    "read_participants",
    "read_summary",
    "read_votes",
    "write_comments",
    "write_export",
    "write_participants",
    "write_summary",
    "write_votes",
]
