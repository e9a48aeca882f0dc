"""The report of a programme: as it stands today, and as papers that the worker makes."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from kernel.errors import NotFound
from meetings.kinds import PaperLanguage
from trainings import words
from trainings.documents import report as papers
from trainings.forms.reporting import KINDS, ReportForm
from trainings.kinds import PrintoutFormat, PrintoutOf, PrintoutState
from trainings.models import Printout
from trainings.operations.printouts import order_printout
from trainings.queries.printouts import bytes_of, printout_of, printouts_about
from trainings.queries.programmes import programme_for
from trainings.queries.reporting import report_of
from trainings.views.blueprint import bp
from trainings.views.courses import managers_only, paper, readers_only
from trainings.views.entrance import programme_at
from web.actor import actor
from web.furniture import jobs, vault
from web.locale import _
from web.sending import once
from web.transaction import db

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/<reference>/report")
@readers_only
def report_page(reference: str) -> ResponseReturnValue:
    """The figures of today, and what was made of them on paper."""
    programme = programme_at(reference)
    report = report_of(db(), vault(), actor(), programme)
    return render_template(
        "trainings/report.html",
        programme=programme,
        shown=papers.shown(report, public=False),
        cell=papers.cell,
        printouts=[_shown(one) for one in printouts_about(db(), programme.subject)],
        form=ReportForm(formdata=None),
    )


@bp.post("/<reference>/report")
@managers_only
def order_report(reference: str) -> ResponseReturnValue:
    """Let the worker make one of them anew."""
    form = ReportForm()
    programme_at(reference)
    if not form.validate_on_submit():
        flash(_("Elija qué quiere y en qué idioma."), "stop")
        return redirect(url_for("trainings.report_page", reference=reference), code=303)
    of, ending = KINDS[form.kind.data or ""]

    def act(session: Session) -> None:
        programme = programme_for(session, actor(), reference)
        order_printout(
            session, vault(), jobs(), actor(), programme, programme.subject,
            of, PaperLanguage(form.language.data), ending,
        )  # fmt: skip

    if refusal := once(form, act):
        raise refusal
    flash(_("Se está preparando. Abra la página otra vez en un minuto."), "good")
    return redirect(url_for("trainings.report_page", reference=reference), code=303)


@bp.get("/<reference>/report/<of>-<language>.<ending>")
@readers_only
def report_file(reference: str, of: str, language: str, ending: str) -> ResponseReturnValue:
    """What the worker made last."""
    programme = programme_at(reference)
    if (
        of not in {PrintoutOf.REPORT, PrintoutOf.REPORT_PUBLIC}
        or language not in set(PaperLanguage)
        or ending not in set(PrintoutFormat)
    ):
        raise NotFound("not-found")
    found = printout_of(
        db(), programme.subject, PrintoutOf(of), PaperLanguage(language), PrintoutFormat(ending)
    )
    data = bytes_of(db(), vault(), programme, found)
    kind = XLSX if ending == PrintoutFormat.XLSX else "application/pdf"
    return paper(data, f"informe-{programme.reference}.{ending}", kind)


def _shown(printout: Printout) -> dict[str, Any]:
    return {
        "of": printout.of.value,
        "words": words.PRINTOUT_OF[printout.of],
        "form": words.PRINTOUT_FORMAT[printout.format],
        "ending": printout.format.value,
        "language": printout.language.value,
        "state": words.PRINTOUT_STATE[printout.state],
        "waits": printout.state is PrintoutState.ORDERED,
        "made_at": printout.made_at,
    }
