"""What stands elsewhere and is named by its code, and thresholds in words."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from dialogue.documents.agreement import limit_said
from dialogue.queries.agreements.thresholds import Chosen
from kernel.errors import BadInput
from web.actor import actor
from web.furniture import references

KINDS = ("case", "concern", "theme", "meeting", "agreement", "process", "commitment")
"""What an agreement can answer, in the order in which a bare code is tried."""


def references_of(
    session: Session, codes: Iterable[str], known: Iterable[str] = ()
) -> tuple[str, ...]:
    """The references that these codes stand for; BadInput when the writer knows of no such thing.

    What the agreement names already (`known`) stays, also where this writer may not see it.
    """
    named = {one: one for one in known}
    found = (named.get(code) or _reference(session, code) for code in codes)
    return tuple(dict.fromkeys(found))


def threshold_words(one: Chosen) -> str:
    """A threshold in words: which variable, on which side, how much, and whose it is."""
    return f"{limit_said(one.written)} ({one.study.code})"


def _reference(session: Session, code: str) -> str:
    kind, _sign, rest = code.partition(":")
    tried = [f"{kind.lower()}:{rest}"] if rest else [f"{one}:{code.upper()}" for one in KINDS]
    for one in tried:
        if one.partition(":")[0] in KINDS and references().resolve(session, actor(), one):
            return one
    raise BadInput("reference-unknown")
