"""What of a concern may stand in public: its words with the names of people covered."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from kernel.references import References
from meetings import contents
from meetings.contents import Acta
from meetings.contents.acta import Said
from meetings.models import Contribution, Meeting
from meetings.queries.carrying import quotable
from meetings.queries.contents import acta_of, names_known, newest_sealed


def words_in_public(session: Session, references: References, reference: str) -> str:
    """A concern as the public copy of its acta says it; "" for one that may not be quoted.

    Where no sealed copy quotes it, as the copy would that were sealed today.
    """
    said = quotable(session, reference)
    if said is None:
        return ""
    meeting = session.get_one(Meeting, said.meeting_id)
    for whole, public in _copies(session, references, meeting):
        if words := _quoted(whole, public, said):
            return words
    return ""


def _copies(
    session: Session, references: References, meeting: Meeting
) -> Iterator[tuple[Acta, Acta]]:
    sealed = newest_sealed(session, meeting)
    if sealed is not None:
        yield contents.read(sealed.content), contents.read(sealed.public)
    draft = acta_of(session, references, meeting)
    yield draft, contents.public_copy(draft, names_known(session, meeting))


def _quoted(whole: Acta, public: Acta, wanted: Contribution) -> str:
    """The copy leaves nothing out and changes no order: the same place says the same."""
    for one, copied in zip(_everything(whole), _everything(public), strict=True):
        if one.words == wanted.text and one.may_be_quoted and copied.quoted:
            return copied.words
    return ""


def _everything(acta: Acta) -> Iterator[Said]:
    for part in (acta.unplaced, *(one.said for one in acta.points)):
        yield from part
