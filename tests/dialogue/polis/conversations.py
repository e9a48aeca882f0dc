"""The two public conversations as files, and small ones written by hand."""

from collections.abc import Sequence
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "data" / "polis"
CONVERSATIONS = ("scoop-hivemind.freshwater", "london.youth.policing")
VOTES_HEAD = "timestamp,datetime,comment-id,voter-id,vote"
COMMENTS_HEAD = "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body"


def files_of(name: str) -> dict[str, bytes]:
    """The files of a public conversation by name."""
    return {file.name: file.read_bytes() for file in (FOLDER / name).glob("*.csv")}


def votes_csv(*rows: str) -> bytes:
    """`person statement vote time` each, the time left out where it is 0."""
    lines = [VOTES_HEAD]
    for row in rows:
        person, statement, vote, time = (*row.split(), "0")[:4]
        lines.append(f"{time},whenever,{statement},{person},{vote}")
    return "\n".join(lines).encode() + b"\n"


def comments_csv(*rows: str, head: str = COMMENTS_HEAD) -> bytes:
    """`statement agrees disagrees moderated` each."""
    lines = [head]
    for row in rows:
        statement, agrees, disagrees, moderated = row.split()
        lines.append(f"0,whenever,{statement},1,{agrees},{disagrees},{moderated},El agua baja.")
    return "\n".join(lines).encode() + b"\n"


def people_csv(statements: Sequence[int], *rows: str) -> bytes:
    """Rows as they stand in the file."""
    head = "participant,group-id,n-comments,n-votes,n-agree,n-disagree"
    return "\n".join([",".join([head, *map(str, statements)]), *rows, ""]).encode()
