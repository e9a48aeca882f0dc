"""What was destroyed stays destroyed, also after a backup from before is restored.

Every data key that is destroyed leaves a tombstone: its number and when it was made, nothing of
what it sealed. Tombstones stand in the database and, in case that is lost, in a file beside it.

Words that were handed over to another key, the heir, live on there. A restored database from before
the heir was made has them under the destroyed key alone: there its tombstone is not laid.
"""

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from kernel.database import Database
from kernel.jobs import Duties, Work
from kernel.vault import Vault
from kernel.vault.tables import DataKeyRow, Tombstone

FILE = "tombstones.jsonl"


def write_down(database: Database, folder: Path) -> int:
    """Add to the file what it lacks; how many tombstones that were."""
    file = folder / FILE
    known = set(_lines(file))
    with database.reading() as session:
        missing = [
            line for line in map(_line, session.scalars(select(Tombstone))) if line not in known
        ]
    if missing:
        _append(file, missing)
    return len(missing)


def bring(folder: Path, files: Iterable[Path]) -> None:
    """Add tombstones of another folder to ours, before a restore needs them."""
    brought = [line for file in files for line in _lines(file)]
    if brought:
        _append(folder / FILE, brought)


def lay_again(database: Database, vault: Vault, folder: Path) -> int:
    """Destroy again every key that has a tombstone; how many were not so yet.

    Done at every start too: a restore that was interrupted before this leaves nothing open.
    """
    told = [one for line in _lines(folder / FILE) if (one := _read(line))]
    with database.reading() as session:
        alive = [one for one in told if _alive(session, one)]
    if alive:
        with database.changing() as session:
            for one in alive:
                if key := _alive(session, one):
                    heir = one.get("heir")
                    vault.destroy(session, key.id, heir and heir["data_key_id"])
    return len(alive)


def _alive(session: Session, told: dict[str, Any]) -> DataKeyRow | None:
    """The key of a tombstone, when it is there, not destroyed, and its heir is there too."""
    key, heir = _standing(session, told), told.get("heir")
    if key is None or key.destroyed_at or (heir and _standing(session, heir) is None):
        return None
    return key


def _standing(session: Session, told: dict[str, Any]) -> DataKeyRow | None:
    """The very key that is told of, destroyed or not; None for a later one of its number."""
    key = session.get(DataKeyRow, told["data_key_id"])
    return key if key is not None and key.made_at.isoformat() == told["key_made_at"] else None


def unreadable(folder: Path) -> int:
    """How many lines of the file tell of no tombstone: a power cut leaves half of one."""
    return sum(_read(line) is None for line in _lines(folder / FILE))


def forget_file(folder: Path) -> None:
    """Begin the file anew, after its tombstones were laid again in a restored database."""
    (folder / FILE).unlink(missing_ok=True)


def duties_of(folder: Path) -> Duties:
    """The duty that keeps the file beside the database."""
    duties = Duties("kernel")

    @duties.duty("write-tombstones-down", every="*/5 * * * *")
    def write_tombstones_down(work: Work) -> None:
        """Keep what was destroyed where a lost database cannot take it along."""
        work.outside(write_down, work.database, folder)

    return duties


def _line(one: Tombstone) -> str:
    said: dict[str, Any] = {
        "data_key_id": one.data_key_id,
        "key_made_at": one.key_made_at.isoformat(),
        "at": one.at.isoformat(),
    }
    if one.heir_key_id is not None and one.heir_made_at is not None:
        heir = {"data_key_id": one.heir_key_id, "key_made_at": one.heir_made_at.isoformat()}
        said["heir"] = heir
    return json.dumps(said, sort_keys=True)


def _read(line: str) -> dict[str, Any] | None:
    """The tombstone of a line; None when it is none. The next one is not lost with it."""
    try:
        said = json.loads(line)
        told: dict[str, Any] = _key(said)
        if "heir" in said:
            told["heir"] = _key(said["heir"])
    except (ValueError, KeyError, TypeError):
        return None
    return told


def _key(said: Any) -> dict[str, Any]:
    return {"data_key_id": int(said["data_key_id"]), "key_made_at": str(said["key_made_at"])}


def _append(file: Path, lines: list[str]) -> None:
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "w") as target:
        if not _ends_whole(file):
            target.write("\n")
        target.writelines(f"{line}\n" for line in lines)
        target.flush()
        os.fsync(target.fileno())


def _ends_whole(file: Path) -> bool:
    """Whether the last line was written to its end."""
    return file.read_bytes()[-1:] in {b"", b"\n"}


def _lines(file: Path) -> list[str]:
    if not file.exists():
        return []
    return [line for line in file.read_text(errors="replace").splitlines() if line]
