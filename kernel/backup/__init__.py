"""A backup is one encrypted file: every row of every table as of one moment, and every sealed blob.

`make` writes it while people go on working, `check` reads it back, `restore` fills an empty
installation with it. Rows and blobs lie in it as they lie in the installation, sealed words sealed;
the file around them is encrypted under the master key, which is not in it.
"""

from kernel.backup.contents import Contents, Damaged
from kernel.backup.envelope import NotOurs, OtherKey
from kernel.backup.making import Missing, make
from kernel.backup.reading import check
from kernel.backup.restoring import InUse, NotAsWritten, TooNew, restore

__all__ = [
    "Contents",
    "Damaged",
    "InUse",
    "Missing",
    "NotAsWritten",
    "NotOurs",
    "OtherKey",
    "TooNew",
    "check",
    "make",
    "restore",
]
