"""What stands elsewhere on this platform and is named here by its public reference."""

from kernel.references import Referred
from web.actor import actor
from web.furniture import references
from web.transaction import db

STUDY = "study"


def referred(reference: str) -> Referred | None:
    """What a public reference is to whoever asks."""
    return references().resolve(db(), actor(), reference) if reference else None


def pointed_study(typed: str) -> tuple[str, bool]:
    """The public reference of the study that somebody means by its code, and whether it is known.

    Nothing typed is known and means none; what is not known comes back as it was typed.
    """
    code = typed.strip().upper().removeprefix(f"{STUDY.upper()}:")
    reference = f"{STUDY}:{code}" if code else ""
    if reference and referred(reference) is None:
        return typed, False
    return reference, True
