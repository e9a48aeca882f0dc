"""What an acta says: its canonical content, the public copy of it, and both as text for the hash.

The content is plain: words, numbers, days as ISO text. Nothing in it depends on who asks, on the
clock, or on the language in which it will be printed.
"""

from meetings.contents.acta import (
    FORM,
    Acta,
    Agreement,
    Annex,
    Attendee,
    GroupCount,
    Heading,
    NextMeeting,
    Point,
    Promise,
    Reading,
    Said,
    Signer,
    Sitting,
    Text,
    Theme,
    Turn,
)
from meetings.contents.public import public_copy
from meetings.contents.writing import canonical, digest_of, read, what_is_read_out

__all__ = [
    "FORM",
    "Acta",
    "Agreement",
    "Annex",
    "Attendee",
    "GroupCount",
    "Heading",
    "NextMeeting",
    "Point",
    "Promise",
    "Reading",
    "Said",
    "Signer",
    "Sitting",
    "Text",
    "Theme",
    "Turn",
    "canonical",
    "digest_of",
    "public_copy",
    "read",
    "what_is_read_out",
]
