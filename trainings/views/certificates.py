"""Certificates of a workshop: who may have one and why not, issued, printed, taken back."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from kernel.errors import NotFound
from kernel.seals import grouped
from meetings.kinds import PaperLanguage
from trainings import words
from trainings.documents.certificates import certificates as papers
from trainings.forms.certificates import IssueForm, PrintForm, RevokeForm
from trainings.kinds import PrintoutFormat, PrintoutOf, PrintoutState
from trainings.operations.certificates import (
    issue_certificates,
    note_printed,
    revoke_certificate,
)
from trainings.operations.printouts import order_printout
from trainings.queries.certificates import candidates, certificate_in
from trainings.queries.learning import course_for
from trainings.queries.printouts import bytes_of, printout_of, printouts_about
from trainings.views.blueprint import bp
from trainings.views.courses import (
    course_at,
    managers_only,
    paper,
    put_down,
    readers_only,
)
from web.actor import actor
from web.furniture import jobs, vault
from web.locale import _, ngettext
from web.sending import once
from web.transaction import afterwards, db, pause

PAGE = "/workshops/<reference>/certificates"


@bp.get(PAGE)
@readers_only
def certificates_page(reference: str) -> ResponseReturnValue:
    """Everybody on the list: what they attended, what they were given, or why not."""
    course = course_at(reference)
    rows = candidates(db(), course)
    return render_template(
        "trainings/evaluation/certificates.html",
        course=course,
        rows=rows,
        waiting=sum(one.enough and one.standing is None for one in rows),
        standing=sum(one.standing is not None for one in rows),
        grouped=grouped,
        printouts=[_shown(one) for one in printouts_about(db(), _subject(reference))],
        form=IssueForm(formdata=None),
        printing=PrintForm(formdata=None),
    )


@bp.post(PAGE)
@managers_only
def issue(reference: str) -> ResponseReturnValue:
    """Give one to somebody, or to everybody who attended enough."""
    form, made = IssueForm(), []
    course_at(reference)
    form.validate()

    def act(session: Session) -> None:
        course = course_for(session, actor(), reference, for_change=True)
        made.extend(issue_certificates(session, actor(), course, form.people))

    if refusal := once(form, act):
        raise refusal
    if made:
        told = ngettext(
            "Entregamos %(num)d certificado.", "Entregamos %(num)d certificados.", len(made)
        )
        flash(told, "good")
    return _back(reference)


@bp.post(f"{PAGE}/print")
@managers_only
def print_certificates(reference: str) -> ResponseReturnValue:
    """Order all of them as one paper, which the worker prints."""
    form = PrintForm()
    course_at(reference)
    if not form.validate_on_submit():
        flash(_("Elija un idioma."), "stop")
        return _back(reference)

    def act(session: Session) -> None:
        course = course_for(session, actor(), reference)
        order_printout(
            session, vault(), jobs(), actor(), course.programme, _subject(reference),
            PrintoutOf.CERTIFICATES, PaperLanguage(form.language.data), PrintoutFormat.PDF,
        )  # fmt: skip

    if refusal := once(form, act):
        raise refusal
    flash(_("Se están imprimiendo. Abra la página otra vez en un minuto."), "good")
    return _back(reference)


@bp.get(f"{PAGE}/<int:number>-<language>.pdf")
@readers_only
def certificate_paper(reference: str, number: int, language: str) -> ResponseReturnValue:
    """One certificate; the register learns which file carries it."""
    issued = certificate_in(db(), course_at(reference), number)
    spoken = _language(language)
    seal_id = issued.seal.id
    pause()
    data = papers([issued], spoken)
    afterwards(lambda session: note_printed(session, seal_id, data))
    return paper(data, f"certificado-{issued.seal.fingerprint}.pdf")


@bp.get(f"{PAGE}/all-<language>.pdf")
@readers_only
def all_certificates(reference: str, language: str) -> ResponseReturnValue:
    """What the worker printed last."""
    course = course_at(reference)
    found = printout_of(
        db(), _subject(reference), PrintoutOf.CERTIFICATES, _language(language), PrintoutFormat.PDF
    )
    data = bytes_of(db(), vault(), course.programme, found)
    return paper(data, f"certificados-{course.meeting.reference}.pdf")


@bp.get(f"{PAGE}/<int:number>/revoke")
@managers_only
def revoke_page(reference: str, number: int) -> ResponseReturnValue:
    """Why does it count no more?"""
    return _revoke(reference, number, RevokeForm(formdata=None))


@bp.post(f"{PAGE}/<int:number>/revoke")
@managers_only
def revoke(reference: str, number: int) -> ResponseReturnValue:
    """Take it back; whoever checks the paper is told that it counts no more."""
    form = RevokeForm()
    course_at(reference)
    if not form.validate_on_submit():
        return _revoke(reference, number, form), 422

    def act(session: Session) -> None:
        course = course_for(session, actor(), reference, for_change=True)
        revoke_certificate(session, actor(), course, number, form.reason.data or "")

    if refusal := once(form, act):
        put_down(form, refusal)
        return _revoke(reference, number, form), refusal.status
    flash(_("Anulado: quien compruebe el papel verá que ya no vale."), "good")
    return _back(reference)


def _subject(reference: str) -> str:
    return f"workshop:{reference.strip().upper()}"


def _language(name: str) -> PaperLanguage:
    if name not in {PaperLanguage.ES, PaperLanguage.QU}:
        raise NotFound("not-found")
    return PaperLanguage(name)


def _shown(printout: Any) -> dict[str, Any]:
    return {
        "language": printout.language.value,
        "state": words.PRINTOUT_STATE[printout.state],
        "waits": printout.state is PrintoutState.ORDERED,
        "made_at": printout.made_at,
    }


def _revoke(reference: str, number: int, form: RevokeForm) -> str:
    course = course_at(reference)
    issued = certificate_in(db(), course, number)
    return render_template(
        "trainings/evaluation/revoke.html", course=course, issued=issued, form=form
    )


def _back(reference: str) -> ResponseReturnValue:
    return redirect(url_for("trainings.certificates_page", reference=reference), code=303)
