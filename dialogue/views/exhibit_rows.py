"""Exhibits as people meet them: what each says, where to see and save it, how to check it."""

from dataclasses import dataclass, replace
from typing import Any

from flask import url_for

from dialogue import words
from dialogue.documents.exhibits import Told, told
from dialogue.kinds import EvidenceOf, ThreadVisibility
from dialogue.models import Exhibit, Process, Thread
from dialogue.operations.exhibits import QUOTABLE
from dialogue.policy import TABLE, Action
from dialogue.queries.processes import key_of
from kernel.files import FileKind, describe
from kernel.policy import allowed
from web.actor import actor
from web.furniture import references, vault
from web.locale import current
from web.transaction import db

EVIDENCE = "evidence:"
PLAYED = {FileKind.SOUND: "audio", FileKind.VIDEO: "video"}


@dataclass(frozen=True)
class Row:
    """One exhibit, ready for a template. Addresses are empty where there is nothing to open."""

    id: int
    kind: Any
    told: Told
    at: Any
    reference: str
    """How it is known elsewhere: the code of evidence."""
    viewer: str
    """Where it can be looked at in full, by this reader."""
    check: str
    """Where its fingerprint can be checked."""
    copy: str = ""
    original: str = ""
    picture: str = ""
    played: str = ""
    shown: str = ""

    @property
    def title(self) -> str:
        """What it is called."""
        return self.told.title


def row_of(process: Process, thread: Thread, exhibit: Exhibit) -> Row:
    """One exhibit as the reader may see it; what a meeting is called in public may change."""
    is_evidence = exhibit.reference.startswith(EVIDENCE)
    said = told(exhibit, current())
    known = references().resolve(db(), actor(), exhibit.reference) if exhibit.reference else None
    if thread.visibility is ThreadVisibility.PUBLIC and exhibit.reference.startswith(QUOTABLE):
        said = replace(said, title=known.title if known else exhibit.reference)
    return Row(
        id=exhibit.id,
        kind=words.EVIDENCE_OF[exhibit.kind],
        told=said,
        at=exhibit.at,
        reference=exhibit.reference.removeprefix(EVIDENCE) if is_evidence else "",
        viewer=known.address if known else "",
        check=_check(said) if is_evidence else "",
        **(_of_file(process, thread, exhibit) if exhibit.file else {}),
    )


def _check(said: Told) -> str:
    return url_for("verification.standing_page", fingerprint=said.fingerprint.replace(" ", ""))


def _of_file(process: Process, thread: Thread, exhibit: Exhibit) -> dict[str, str]:
    if exhibit.file is None:
        return {}
    described = describe(exhibit.file, key_of(db(), vault(), process))

    def address(part: str) -> str:
        return url_for(
            "dialogue.exhibit_part",
            code=process.code, thread=thread.code, number=exhibit.id, part=part,
        )  # fmt: skip

    return {
        "copy": address("copy"),
        "original": address("original") if may_have_original(process, exhibit) else "",
        "picture": address("preview") if described.has_preview else "",
        "played": PLAYED.get(described.kind, ""),
        "shown": address("shown") if described.kind in PLAYED else "",
    }


def may_have_original(process: Process, exhibit: Exhibit) -> bool:
    """What was brought tells who brought it: only the table has it, and no photograph at all."""
    is_photo = exhibit.kind is EvidenceOf.PHOTOGRAPH
    return not is_photo and allowed(TABLE, actor(), Action.READ, process)
