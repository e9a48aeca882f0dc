"""What stands elsewhere on this platform and is named by its code."""

from kernel.errors import BadInput
from kernel.references import Referred
from web.actor import actor
from web.furniture import references
from web.transaction import db

WHERE_AGREED = ("meeting", "agreement", "commitment")
"""What the parties agree in."""
SERVED = ("programme", "process", "dialogue")
"""What a study can be part of."""


def pointed(typed: str, kinds: tuple[str, ...]) -> str:
    """The public reference of what somebody means by a code (`M-7K2M9Q`), or by the reference.

    Empty when nothing was typed; BadInput when whoever asks knows of no such thing.
    """
    code = typed.strip()
    if not code:
        return ""
    named, _, rest = code.partition(":")
    tried = (
        [f"{named.lower()}:{rest.upper()}"] if rest else [f"{one}:{code.upper()}" for one in kinds]
    )
    found = (one for one in tried if one.partition(":")[0] in kinds and referred(one))
    reference = next(found, "")
    if not reference:
        raise BadInput("reference-unknown")
    return reference


def referred(reference: str) -> Referred | None:
    """What a public reference is to whoever asks."""
    return references().resolve(db(), actor(), reference) if reference else None


def code_in(reference: str) -> str:
    """What people type of a reference: its code."""
    return reference.partition(":")[2]
