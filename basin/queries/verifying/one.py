"""One piece of evidence, each time that somebody looks at it."""

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from basin.models import Entry, Evidence, Part, Run
from basin.queries.verifying.bytes import broken_blobs, named_parts
from basin.queries.verifying.chain import broken_columns, link
from basin.queries.verifying.raw import Reader
from basin.queries.verifying.repeated import Rows, broken_rows, called


def damage_of(session: Session, evidence: Evidence) -> list[str]:
    """What is wrong with its document, its rows and its parts; nothing when all is as it was.

    A file that was sent is authenticated by the vault when it is opened, not here.
    """
    reader, study, number = Reader(session), evidence.study, evidence.entry_id
    one = link(study, next(reader.rows(Entry, Entry.id == number)))
    if one.said is None or one.raw.text("sha256") != one.sha256:
        return [f"evidence {evidence.code}: column document of its entry was changed"]
    found = [
        *reader.rows(Evidence, or_(Evidence.id == number, Evidence.entry_id == number)),
        *reader.rows(Part, Part.evidence_id == number),
    ]
    ids = {study.code: study.id}
    if run := one.body.get("run"):
        ids[run] = session.scalar(select(Run.id).where(Run.code == run)) or 0
    rows = Rows(reader, found)
    return [
        *broken_columns(reader, study, one, one.said),
        *broken_rows(rows, one, ids),
        *rows.unclaimed(),
        *broken_blobs(session, reader, named_parts(called(one), one.body), all_of=False),
    ]
