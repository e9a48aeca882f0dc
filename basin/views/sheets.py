"""The evidence sheet: printed when it is asked for, with no transaction open, and noted."""

from base64 import b64encode
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from basin.documents.sheet import Opinion, Plates, sheet, sheet_name
from basin.models import Evidence
from basin.operations.papers import is_noted, note_paper
from basin.pictures import Asked, scene_of
from basin.queries.council import reviews_of_model
from basin.queries.dossier import Dossier, dossier_of
from basin.queries.showing import Shown, limits_of, shown_of
from basin.queries.verifying import damage_of
from basin.views.blueprint import bp
from basin.views.downloads import TAKEN, picture_of, saved
from basin.views.entrance import evidence_to_read
from kernel.errors import RuleBroken
from web.access import open_to_all
from web.floods import wait_for_turn
from web.formats import short_day
from web.furniture import public_url
from web.locale import current, in_language
from web.transaction import afterwards, db, pause

LANGUAGES = ("es", "qu")


@bp.get("/evidence/<code>/sheet.pdf")
@open_to_all
def sheet_pdf(code: str) -> ResponseReturnValue:
    """Two pages in Spanish or Quechua; the same state of the same evidence gives the same bytes."""
    wait_for_turn(TAKEN)
    evidence = evidence_to_read(code)
    language = _language()
    if damage_of(db(), evidence):
        raise RuleBroken("evidence-damaged")
    dossier = dossier_of(db(), evidence)
    opinions, photograph = _opinions(evidence, language), _photograph(evidence)
    gathered = _gathered(evidence, dossier)
    pause()
    with in_language(language):
        plates = _drawn(*gathered) if gathered else None
    data = sheet(dossier, plates, opinions, public_url(), language, photograph).data
    if not is_noted(db(), data):
        afterwards(lambda session: note_paper(session, dossier.sha256, data))
    return saved(data, "application/pdf", sheet_name(dossier, language))


def _gathered(evidence: Evidence, dossier: Dossier) -> tuple[Shown, Any] | None:
    if dossier.part("timeseries") is None:
        return None
    shown = shown_of(db(), evidence)
    return shown, limits_of(db(), evidence.study, shown.limits)


def _drawn(shown: Shown, limits: Any) -> Plates:
    scene = scene_of(shown, None, (), limits, Asked())
    return Plates(scene.pictures, scene.comparison)


def _opinions(evidence: Evidence, language: str) -> list[Opinion]:
    with in_language(language):
        return [
            Opinion(
                one.verdict,
                ", ".join(filter(None, (one.signer["name"], one.signer["institution"]))),
                short_day(one.signed_on),
            )
            for one in reviews_of_model(db(), evidence.study, evidence.model_sha256)
        ]


def _photograph(evidence: Evidence) -> str:
    """A small picture of a photograph, inside the paper itself."""
    if evidence.file is None or evidence.file.preview is None:
        return ""
    data = picture_of(evidence).read()
    return f"data:image/jpeg;base64,{b64encode(data).decode()}"


def _language() -> str:
    asked = request.args.get("language", current())
    return asked if asked in LANGUAGES else "es"
