"""What the rows that repeat an entry of the ledger say, computed from its document alone.

Whoever writes them and whoever verifies them use these same functions, so no column can say what
its document does not. The id of such a row is the id of its entry. What a document calls by a
public name (`E-…`, `R-…`) or a row by an id, `ids` resolves; an unknown name gives UNKNOWN.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from basin.kinds import EntryKind

UNKNOWN = -1
PARTS_OF_ONE = 100
"""No evidence has so many parts: the id of a part is that of its entry times this, and its place.
"""

Document = Mapping[str, Any]
Ids = Mapping[str, int]
Row = dict[str, Any]


def evidence_row(number: int, document: Document, ids: Ids) -> Row:
    """The columns of Evidence; `number` is the id of its entry."""
    said = document["body"]
    file = said["file"]
    return _shared(number, document, ids) | {
        "code": said["evidence"],
        "kind": said["kind"],
        "origin": said["origin"],
        "title": said["title"],
        "title_qu": said["title_qu"],
        "note": said["note"],
        "model": said["model"],
        "model_version": said["model_version"],
        "model_sha256": said["model_sha256"],
        "run_id": _id(ids, said["run"]),
        "file_id": file["id"] if file else None,
        "data_key_id": file["key"] if file else None,
        "made_at": _moment(document),
    }


def part_rows(number: int, document: Document) -> list[Row]:
    """The columns of every Part of one piece of evidence, by the order of their names."""
    parts = sorted(document["body"]["parts"], key=lambda part: str(part["name"]))
    return [
        {
            "id": number * PARTS_OF_ONE + place,
            "office_id": document["office"],
            "evidence_id": number,
            "name": part["name"],
            "media_type": part["media_type"],
            "sha256": part["sha256"],
        }
        for place, part in enumerate(parts)
    ]


def mark_row(number: int, document: Document, ids: Ids) -> Row:
    """The columns of Mark."""
    said = document["body"]
    expert = said["expert"]
    return _said_by_somebody(number, document, ids) | {
        "evidence_id": _id(ids, said["evidence"]),
        "kind": said["kind"],
        "newer_id": _id(ids, said["newer"]),
        "reasons": said["reasons"],
        "expert_id": expert["id"] if expert else None,
    }


def threshold_row(number: int, document: Document, ids: Ids) -> Row:
    """The columns of Threshold."""
    said = document["body"]
    return _said_by_somebody(number, document, ids) | {
        "variable": said["variable"],
        "comparison": said["comparison"],
        "value": said["value"],
        "unit": said["unit"],
        "basis": said["basis"],
        "state": said["state"],
        "agreed_in": said["agreed_in"],
    }


def review_row(number: int, document: Document, ids: Ids) -> Row:
    """The columns of Review."""
    said = document["body"]
    file = said["file"]
    return _shared(number, document, ids) | {
        "expert_id": said["expert"]["id"],
        "model": said["model"],
        "model_version": said["model_version"],
        "model_sha256": said["model_sha256"],
        "verdict": said["verdict"],
        "reasons": said["reasons"],
        "signing": said["signing"],
        "signed_on": date.fromisoformat(said["signed_on"]),
        "person_id": person_of(document),
        "file_id": file["id"] if file else None,
        "data_key_id": file["key"] if file else None,
        "at": _moment(document),
    }


ROW: Mapping[EntryKind, Callable[[int, Document, Ids], Row]] = {
    EntryKind.EVIDENCE: evidence_row,
    EntryKind.MARK: mark_row,
    EntryKind.THRESHOLD: threshold_row,
    EntryKind.REVIEW: review_row,
}


def person_of(document: Document) -> int | None:
    """The id of the person who entered it; None when it was no person."""
    kind, _, number = str(document["by"]).partition(":")
    return int(number) if kind == "person" else None


def _said_by_somebody(number: int, document: Document, ids: Ids) -> Row:
    return _shared(number, document, ids) | {
        "said_by": document["body"]["said_by"],
        "person_id": person_of(document),
        "at": _moment(document),
    }


def _shared(number: int, document: Document, ids: Ids) -> Row:
    return {
        "id": number,
        "office_id": document["office"],
        "study_id": _id(ids, str(document["study"]).partition(":")[2]),
        "entry_id": number,
    }


def _moment(document: Document) -> datetime:
    return datetime.fromisoformat(document["at"])


def _id(ids: Ids, name: str | None) -> int | None:
    return ids.get(name, UNKNOWN) if name else None
