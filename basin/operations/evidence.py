"""Putting something in evidence: for ever, under a fingerprint, with everything in its document."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from basin.contract.canonical import digest
from basin.kinds import EntryKind, EvidenceKind, Origin
from basin.models import Entry, Evidence, Part, Run, Study
from basin.operations.blobs import keep_blob
from basin.operations.ledger import enter, repeat
from basin.operations.marks import supersede
from basin.operations.papers import note_paper
from basin.policy import TABLE, Action
from basin.queries.ledger import document_of
from basin.queries.rows import PARTS_OF_ONE, part_rows
from kernel.codes import free_code
from kernel.database import hold
from kernel.errors import BadInput
from kernel.files import Taken, attach
from kernel.policy import Actor, require
from kernel.vault import Vault

CODE_SIGNS = 6
PART_NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")
"""What names a part: safe in an address and as a file."""


@dataclass(frozen=True)
class PartOf:
    """Some bytes of a piece of evidence, under a name such as `received` or `timeseries`."""

    name: str
    media_type: str
    data: bytes

    @property
    def described(self) -> dict[str, Any]:
        """As it stands in the document."""
        return {
            "name": self.name,
            "media_type": self.media_type,
            "sha256": digest(self.data),
            "size": len(self.data),
        }


@dataclass(frozen=True)
class Exhibit:
    """What is put in evidence: its facts (finite numbers, no bytes) and its parts.

    `run_id` is the run that gave it; `supersedes` the evidence whose place it takes.
    """

    kind: EvidenceKind
    origin: Origin
    title: str
    body: Mapping[str, Any]
    title_qu: str = ""
    note: str = ""
    parts: tuple[PartOf, ...] = ()
    model: str = ""
    model_version: str = ""
    model_sha256: str = ""
    run_id: int | None = None
    supersedes: Evidence | None = None

    def __post_init__(self) -> None:
        names = [part.name for part in self.parts]
        if len(set(names)) != len(names) or not all(map(PART_NAME.fullmatch, names)):
            raise ValueError("each part has a name of its own, of small letters and digits")
        if len(names) >= PARTS_OF_ONE:
            raise ValueError("too many parts")


def put_in_evidence(
    session: Session,
    actor: Actor,
    study: Study,
    exhibit: Exhibit,
    *,
    taken: Taken | None = None,
    vault: Vault | None = None,
) -> Evidence:
    """Put something in evidence, in one change with its entry in the ledger.

    `taken` is a file that somebody sent; it is sealed under a key of its own from the `vault`. A
    run gives evidence once: the second time the first one comes back. BadInput without a title.
    """
    require(TABLE, actor, Action.ADD, study)
    if not exhibit.title.strip():
        raise BadInput("evidence-without-title")
    if exhibit.supersedes is not None:
        require(TABLE, actor, Action.SUPERSEDE, study)
    hold(session, study.subject)  # before the run is asked for: two workers store one answer
    run = session.get_one(Run, exhibit.run_id) if exhibit.run_id is not None else None
    if run is not None and (found := _given_by(session, run)) is not None:
        return found
    code = free_code(session, Evidence.code, "E", CODE_SIGNS)
    for part in exhibit.parts:
        keep_blob(session, part.data)
    file = _sealed(session, study, taken, vault)
    said = _body(code, exhibit, run, file)
    entry = enter(session, actor, study, EntryKind.EVIDENCE, said, reference=f"evidence:{code}")
    note_paper(session, entry.sha256, entry.document.encode())
    evidence = _rows(session, study, entry, run)
    if exhibit.supersedes is not None:
        supersede(session, actor, exhibit.supersedes, evidence)
    return evidence


def _body(
    code: str, exhibit: Exhibit, run: Run | None, file: dict[str, Any] | None
) -> dict[str, Any]:
    return {
        "evidence": code,
        "kind": str(exhibit.kind),
        "origin": str(exhibit.origin),
        "title": exhibit.title.strip(),
        "title_qu": exhibit.title_qu.strip(),
        "note": exhibit.note.strip(),
        "model": exhibit.model,
        "model_version": exhibit.model_version,
        "model_sha256": exhibit.model_sha256,
        "run": run.code if run else None,
        "supersedes": exhibit.supersedes.code if exhibit.supersedes else None,
        "parts": [part.described for part in exhibit.parts],
        "file": file,
        "facts": dict(exhibit.body),
    }


def _sealed(
    session: Session, study: Study, taken: Taken | None, vault: Vault | None
) -> dict[str, Any] | None:
    """A file that was sent, kept; what its document says of it."""
    if taken is None:
        return None
    if vault is None:
        raise TypeError("a file is sealed by a vault")
    key = vault.new_data_key(session, [study.office.holder])
    stored = attach(session, key, taken)
    return {
        "id": stored.id,
        "key": key.id,
        "media_type": taken.format.mime,
        "sha256": taken.clean_sha256,
        "original_sha256": taken.original_sha256,
    }


def _rows(session: Session, study: Study, entry: Entry, run: Run | None) -> Evidence:
    ids = {study.code: study.id} | ({run.code: run.id} if run else {})
    evidence = repeat(session, entry, Evidence, ids)
    evidence.parts = [Part(**row) for row in part_rows(entry.id, document_of(entry))]
    session.flush()
    return evidence


def _given_by(session: Session, run: Run) -> Evidence | None:
    return session.scalar(select(Evidence).where(Evidence.run_id == run.id))
