"""Reviews as they are read: by the table, and by everybody where the study is published."""

from flask import Response, make_response, render_template
from flask.typing import ResponseReturnValue

from basin import words
from basin.policy import Action
from basin.queries.council import counts_no_more, review_of
from basin.views.blueprint import bp
from basin.views.entrance import study_at, study_to_read
from kernel.errors import NotFound
from kernel.files import open_clean
from kernel.seals.register import fingerprint_of, grouped
from web.access import can, for_staff, open_to_all
from web.downloads import attachment
from web.furniture import files, vault
from web.transaction import db


@bp.get("/<code>/reviews/<int:number>")
@open_to_all
def review_page(code: str, number: int) -> ResponseReturnValue:
    """One review: the verdict, the reasons, how it was signed, its fingerprint."""
    study = study_to_read(code)
    review = review_of(db(), study, number)
    newer = counts_no_more(db(), study, review)
    return render_template(
        "basin/review.html",
        study=study,
        review=review,
        newer=newer,
        verdict=words.VERDICT[review.verdict],
        signing=words.SIGNING[review.signing],
        fingerprint=grouped(fingerprint_of(review.entry.sha256)),
        by_name=can(Action.READ, study),
    )


@bp.get("/<code>/reviews/<int:number>.json")
@open_to_all
def review_document(code: str, number: int) -> Response:
    """The document whose sha256 is the fingerprint, byte for byte."""
    study = study_to_read(code)
    review = review_of(db(), study, number)
    answer = make_response(review.entry.document)
    answer.mimetype = "application/json"
    name = f"{study.code}-{number}.json"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@bp.get("/<code>/reviews/<int:number>/paper")
@for_staff
def review_paper(code: str, number: int) -> ResponseReturnValue:
    """The paper that was signed, for the table, the council and the office."""
    study = study_at(code)
    review = review_of(db(), study, number)
    if review.file is None or review.data_key_id is None:
        raise NotFound("not-found")
    key = vault().data_key(db(), review.data_key_id, study.office.holder)
    opened = open_clean(files(), review.file, key)
    return attachment(opened)
