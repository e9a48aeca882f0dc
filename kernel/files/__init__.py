"""Files that people send: one way in, a sealed original, a clean copy, no trace of who sent it.

`take_in` (slow, with no transaction open) → `attach` in the change → `open_clean`, `open_preview`.
A file has a random key of its own, which its owner seals: the data key of a case, the cookie of a
draft; `rewrap` hands it over. `remove` deletes it.
"""

from kernel.cleaning.kinds import FileKind, Format
from kernel.files.keeping import attach, remove, rewrap
from kernel.files.limits import EVERY_KIND, LARGEST
from kernel.files.models import StoredFile
from kernel.files.opening import (
    Described,
    OpenedFile,
    describe,
    open_aside,
    open_clean,
    open_original,
    open_preview,
)
from kernel.files.store import Store
from kernel.files.sweeping import duties_of, sweep
from kernel.files.taking import Taken, discard, keep_paper, set_aside, take_in

__all__ = [
    "EVERY_KIND",
    "LARGEST",
    "Described",
    "FileKind",
    "Format",
    "OpenedFile",
    "Store",
    "StoredFile",
    "Taken",
    "attach",
    "describe",
    "discard",
    "duties_of",
    "keep_paper",
    "open_aside",
    "open_clean",
    "open_original",
    "open_preview",
    "remove",
    "rewrap",
    "set_aside",
    "sweep",
    "take_in",
]
