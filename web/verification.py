"""The one page where anybody compares a sealed paper or file with what was sealed.

It tells kind, number, issuer and date, and nothing of what the document says or whom it names. What
nobody sealed looks the same for everybody.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, Flask, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.file import FileField
from werkzeug.datastructures import FileStorage
from wtforms import StringField

from kernel.references import Referred
from kernel.seals import (
    SealKind,
    Standing,
    grouped,
    newest_head,
    standing_of,
    standing_of_file,
    typed,
)
from web.access import public
from web.actor import actor
from web.floods import Limit, wait_for_turn
from web.forms import Form, show_again
from web.furniture import references
from web.locale import _, _l
from web.transaction import db
from web.uploads import takes_files

bp = Blueprint("verification", __name__)

ASKED = Limit("seal:asked", 240)
"""Questions from one address: a room of forty who all scan the same paper, several times."""
MEGABYTE = 1024 * 1024
LARGEST = 10 * MEGABYTE

KIND: Mapping[StrEnum, Any] = {
    SealKind.ACTA: _l("Acta de reunión"),
    SealKind.CERTIFICATE: _l("Constancia"),
    SealKind.AGREEMENT: _l("Acuerdo de una mesa de diálogo"),
    SealKind.RESULT: _l("Resultado de una ronda de posiciones"),
    SealKind.EVIDENCE: _l("Evidencia de un estudio de cuenca"),
    SealKind.REVIEW: _l("Revisión de un modelo de cuenca"),
}

MOTIVE: Mapping[StrEnum, Any] = {
    SealKind.ACTA: _l("Dejar fija el acta que se leyó a la reunión"),
    SealKind.CERTIFICATE: _l("Dejar constancia de una participación"),
    SealKind.AGREEMENT: _l("Dejar fijo el texto del acuerdo para firmarlo"),
    SealKind.RESULT: _l("Dejar fijo el resultado de la ronda"),
    SealKind.EVIDENCE: _l("Guardar la evidencia tal como se registró"),
    SealKind.REVIEW: _l("Guardar la revisión tal como se registró"),
}
"""Why a document of this kind is sealed: the same for all of a kind, so that it tells nothing."""


class VerifyForm(Form):
    """What stands on the paper, or the file itself."""

    fingerprint = StringField(_l("Huella que está al pie del papel"))
    file = FileField(_l("El archivo que recibió"))


OF_A_STUDY = frozenset({SealKind.EVIDENCE, SealKind.REVIEW})
"""Their number is that of an entry in the chain of a study, and they may be published."""


@bp.get("/v")
@public
def ask() -> ResponseReturnValue:
    """Ask for a fingerprint or a file."""
    given = request.args.get("fingerprint", "")
    if found := typed(given):
        return redirect(url_for("verification.standing_page", fingerprint=found), code=303)
    return render_template("seals/ask.html", form=VerifyForm(), head=newest_head(db()))


@bp.post("/v")
@public
@takes_files
def answer() -> ResponseReturnValue:
    """Compare what came: a file is hashed and not kept."""
    form = VerifyForm()
    if not form.validate_on_submit():
        return _again(form)
    given = form.fingerprint.data or ""
    fingerprint, file = typed(given), form.file.data
    if file:
        return _compare(form, file, fingerprint or "")
    if fingerprint is None:
        form.refuse("fingerprint", _("Escriba los 16 signos de la huella, o elija el PDF."))
        return _again(form)
    return redirect(url_for("verification.standing_page", fingerprint=fingerprint), code=303)


@bp.get("/v/<fingerprint>")
@public
def standing_page(fingerprint: str) -> ResponseReturnValue:
    """What the register says of this fingerprint: where the QR of a paper leads."""
    wait_for_turn(ASKED)
    asked = _plain(fingerprint)
    return _page(VerifyForm(), standing_of(db(), asked), asked)


@bp.post("/v/<fingerprint>")
@public
@takes_files
def compare_page(fingerprint: str) -> ResponseReturnValue:
    """Whether this very file is the one that was sealed."""
    form = VerifyForm()
    if not form.validate_on_submit():
        return _again(form)
    if not form.file.data:
        form.refuse("file", _("Elija el PDF que quiere comprobar."))
        return _again(form)
    return _compare(form, form.file.data, _plain(fingerprint))


def _compare(form: VerifyForm, file: FileStorage, fingerprint: str) -> ResponseReturnValue:
    data = file.stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        form.refuse("file", _("El archivo pesa más de 10 MB: no es un papel de esta plataforma."))
        return _again(form)
    wait_for_turn(ASKED)
    found = standing_of_file(db(), data, fingerprint)
    return _page(VerifyForm(), found, found.fingerprint or fingerprint, of_file=True)


def _plain(given: str) -> str:
    """The fingerprint in an address; what can be none is looked up like any unknown one."""
    return typed(given) or ""


def _page(
    form: VerifyForm, found: Standing, fingerprint: str, *, of_file: bool = False
) -> ResponseReturnValue:
    return render_template(
        "seals/standing.html",
        form=form,
        found=found,
        of_file=of_file,
        shown=grouped(fingerprint),
        full=grouped(found.full),
        fingerprint=fingerprint,
        kind=KIND[found.kind] if found.kind else "",
        motive=MOTIVE[found.kind] if found.kind else "",
        of_study=found.kind in OF_A_STUDY,
        leads_to=_leads_to(found),
        sealed=_moment(found),
    )


LEADS_ON = OF_A_STUDY | {SealKind.AGREEMENT, SealKind.RESULT}
"""Of these a page can be read, by some or by everybody."""


def _leads_to(found: Standing) -> Referred | None:
    """The page of what was sealed, for who may read it: nobody else learns that there is one."""
    if found.kind not in LEADS_ON:
        return None
    return references().resolve(db(), actor(), found.reference)


def _moment(found: Standing) -> str:
    """Day, hour and offset, as papers of Peru write them: 26/08/2026 18:40 −05:00."""
    if found.sealed_at is None:
        return ""
    local = found.sealed_at.astimezone(ZoneInfo(found.time_zone))
    offset = local.isoformat(timespec="minutes")[16:].replace("-", "−")
    return f"{local:%d/%m/%Y %H:%M} {offset}"


def _again(form: VerifyForm) -> ResponseReturnValue:
    return show_again("seals/ask.html", form=form, head=newest_head(db()))


def init_app(app: Flask) -> None:
    """Add the page."""
    app.register_blueprint(bp)
