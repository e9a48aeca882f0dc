"""Evidence of a study: the list, the page of each, and the chain that holds them together."""

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from basin import words
from basin.documents import telling
from basin.kinds import EvidenceKind
from basin.models import Evidence, Study
from basin.policy import TABLE, Action
from basin.queries.council import reviews_of_model
from basin.queries.dossier import Dossier, dossier_of
from basin.queries.exhibits import evidence_found, kinds_there
from basin.queries.ledger import chain_page
from basin.queries.verifying import damage_of
from basin.views.blueprint import bp
from basin.views.entrance import evidence_to_read, study_to_read
from kernel.errors import RuleBroken
from kernel.policy import allowed
from kernel.seals import grouped
from web.access import open_to_all
from web.actor import actor
from web.furniture import public_url
from web.locale import _
from web.transaction import db


@bp.get("/<code>/evidence")
@open_to_all
def evidence_list(code: str) -> ResponseReturnValue:
    """What was put in evidence in this study, the newest first."""
    study, kind = study_to_read(code), _kind()
    sought, after = request.args.get("q", "").strip(), request.args.get("after", type=int)
    return render_template(
        "basin/evidence_list.html",
        study=study, kind=kind, sought=sought, after=after, words=words,
        found=evidence_found(db(), study, kind, sought, after),
        views=_views(study, kind, sought),
    )  # fmt: skip


@bp.get("/<code>/ledger")
@open_to_all
def ledger_page(code: str) -> ResponseReturnValue:
    """The chain of this study: every entry with the hash before it, the newest first."""
    study = study_to_read(code)
    found = chain_page(db(), study, request.args.get("before", type=int))
    return render_template(
        "basin/ledger.html", study=study, found=found, words=words, grouped=grouped,
        before=request.args.get("before", type=int),
    )  # fmt: skip


@bp.get("/evidence/<code>")
@open_to_all
def evidence_page(code: str) -> ResponseReturnValue:
    """Everything that stands about one piece of evidence, what speaks against it first."""
    evidence = evidence_to_read(code)
    try:
        dossier = dossier_of(db(), evidence)
    except RuleBroken:
        return _damaged(evidence), RuleBroken.status
    return render_template("basin/evidence.html", **_contents(evidence, dossier))


def _contents(evidence: Evidence, dossier: Dossier) -> dict[str, Any]:
    check_at = f"{public_url()}/v/{dossier.fingerprint}"
    study = evidence.study
    return {
        "evidence": evidence,
        "study": study,
        "dossier": dossier,
        "damage": damage_of(db(), evidence),
        "told": telling,
        "words": words,
        "grouped": grouped,
        "check_at": check_at,
        "reviews": reviews_of_model(db(), study, evidence.model_sha256),
        "steps": _steps(evidence),
    }


def _steps(evidence: Evidence) -> list[dict[str, str]]:
    """What this person can say of it now."""
    study, who = evidence.study, actor()
    steps = [
        (Action.DISPUTE, "basin.dispute_page", _("Cuestionar")),
        (Action.ENDORSE, "basin.endorse_page", _("Respaldar")),
        (Action.SUPERSEDE, "basin.supersede_page", _("Reemplazar por otra")),
    ]
    return [
        {"words": said, "href": url_for(endpoint, code=evidence.code)}
        for action, endpoint, said in steps
        if allowed(TABLE, who, action, study)
    ]


def _damaged(evidence: Evidence) -> str:
    return render_template(
        "basin/evidence_damaged.html", evidence=evidence, study=evidence.study,
        damage=damage_of(db(), evidence),
    )  # fmt: skip


def _kind() -> EvidenceKind | None:
    asked = request.args.get("kind", "")
    return next((one for one in EvidenceKind if one.value == asked), None)


def _views(study: Study, kind: EvidenceKind | None, sought: str) -> list[dict[str, Any]]:
    """One view of each kind that is there, all of them first."""
    there = kinds_there(db(), study)
    shown: list[tuple[EvidenceKind | None, Any, int]] = [
        (None, _("Toda"), sum(there.values())),
        *((one, words.EVIDENCE[one], there[one]) for one in EvidenceKind if one in there),
    ]
    return [
        {
            "words": said,
            "count": count,
            "current": one is kind,
            "href": url_for("basin.evidence_list", code=study.code, q=sought or None,
                            kind=one.value if one else None),
        }
        for one, said, count in shown
    ]  # fmt: skip
