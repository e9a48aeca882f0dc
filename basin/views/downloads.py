"""Evidence to take along: the zip, each part byte for byte, the file that somebody sent."""

from hashlib import sha256

from flask import Response, make_response
from flask.typing import ResponseReturnValue

from basin.documents.archive import archive, archive_name, ending_of
from basin.models import Evidence
from basin.queries.dossier import dossier_of
from basin.queries.evidence import part_of, whole_document
from basin.views.blueprint import bp
from basin.views.entrance import evidence_to_read
from kernel.errors import NotFound, RuleBroken
from kernel.files import OpenedFile, StoredFile, open_clean, open_preview
from kernel.vault import DataKey
from web.access import open_to_all
from web.downloads import attachment, inline_preview
from web.floods import Limit, wait_for_turn
from web.furniture import files, public_url, vault
from web.transaction import db, pause

TAKEN = Limit("basin:taken", 120)
"""Archives and papers from one address: a class of students who all take all of a study."""
BYTES = "application/octet-stream"


@bp.get("/evidence/<code>/evidence.zip")
@open_to_all
def evidence_zip(code: str) -> ResponseReturnValue:
    """Everything of it, with the hashes to check it by."""
    wait_for_turn(TAKEN)
    evidence = evidence_to_read(code)
    dossier = dossier_of(db(), evidence)
    parts = {one.name: _part(evidence, one.name) for one in dossier.parts}
    file = _sealed_bytes(evidence) if dossier.has_file else None
    pause()
    data = archive(dossier, parts, public_url(), file)
    return saved(data, "application/zip", archive_name(dossier))


@bp.get("/evidence/<code>/parts/<name>")
@open_to_all
def evidence_part(code: str, name: str) -> ResponseReturnValue:
    """One part as it was put in evidence, byte for byte, to be saved and never opened here."""
    wait_for_turn(TAKEN)
    evidence = evidence_to_read(code)
    dossier = dossier_of(db(), evidence)
    part = dossier.part(name)
    if part is None:
        raise NotFound("not-found")
    data = _part(evidence, name)
    return saved(data, BYTES, f"{dossier.code}-{name}.{ending_of(dossier, part)}")


@bp.get("/evidence/<code>/file")
@open_to_all
def evidence_file(code: str) -> ResponseReturnValue:
    """The clean copy of a photograph or a paper that somebody sent."""
    wait_for_turn(TAKEN)
    evidence = evidence_to_read(code)
    opened = _opened(evidence)
    answer = attachment(opened)
    name = f"{evidence.code}.{opened.ending}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@bp.get("/evidence/<code>/picture")
@open_to_all
def evidence_picture(code: str) -> ResponseReturnValue:
    """A small picture of it."""
    return inline_preview(picture_of(evidence_to_read(code)))


def picture_of(evidence: Evidence) -> OpenedFile:
    """The small picture of what somebody sent; NotFound when it has none."""
    stored, key = _kept(evidence)
    return open_preview(files(), stored, key)


def saved(data: bytes, mimetype: str, name: str) -> Response:
    """Bytes as a file of this name."""
    answer = make_response(data)
    answer.mimetype = mimetype
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _part(evidence: Evidence, name: str) -> bytes:
    data = part_of(db(), evidence, name)
    if data is None:
        raise NotFound("not-found")
    return data


def _kept(evidence: Evidence) -> tuple[StoredFile, DataKey]:
    """The file that the document names, and its key; a row that names another counts nothing."""
    file = whole_document(evidence.entry)["body"]["file"]
    if file is None:
        raise NotFound("not-found")
    stored = db().get(StoredFile, file["id"])
    if stored is None:
        raise RuleBroken("evidence-damaged")
    return stored, vault().data_key(db(), file["key"], evidence.study.office.holder)


def _opened(evidence: Evidence) -> OpenedFile:
    """The clean copy, hashed before anybody sees it."""
    stored, key = _kept(evidence)
    opened = open_clean(files(), stored, key)
    found = sha256()
    for piece in opened.pieces():
        found.update(piece)
    if found.hexdigest() != whole_document(evidence.entry)["body"]["file"]["sha256"]:
        opened.close()
        raise RuleBroken("evidence-damaged")
    return opened


def _sealed_bytes(evidence: Evidence) -> tuple[str, bytes]:
    opened = _opened(evidence)
    return opened.ending, opened.read()
