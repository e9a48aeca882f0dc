"""The files of a case at the desk: clean copies for who reads it, the original for few."""

from http import HTTPStatus

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from grievances.forms.files import OriginalForm
from grievances.models import Case
from grievances.operations.attachments import note_file_read, open_the_original
from grievances.policy import TABLE, Action
from grievances.queries.attachments import described, of_case, rows_of_case
from grievances.queries.cases import case_for, key_of
from grievances.views.attached import Row, part_of, rows
from grievances.views.desk.entrance import bp, case_at, closed, note_read, readers_only
from kernel.errors import Forbidden
from kernel.files import open_original
from kernel.policy import allowed
from web.actor import actor
from web.downloads import attachment
from web.furniture import files, vault
from web.transaction import afterwards, change, db


@bp.get("/cases/<reference>/files/<int:number>/<part>")
@readers_only
def file_of_case(reference: str, number: int, part: str) -> ResponseReturnValue:
    """A file without what it told about who sent it. Who opens or saves it stands in the trail."""
    case = case_at(reference)
    row = of_case(db(), case, number)
    answer = part_of(row, key_of(db(), vault(), case), part)
    if part != "preview":
        who, subject = actor(), case.subject
        afterwards(lambda session: note_file_read(session, who, subject, number))
    return answer


@bp.get("/cases/<reference>/files/<int:number>/original")
@readers_only
def original_page(reference: str, number: int) -> ResponseReturnValue:
    """What the original tells, and the question what it is needed for."""
    case = case_at(reference)
    of_case(db(), case, number)
    if not allowed(TABLE, actor(), Action.READ_ORIGINAL, case):
        return closed(case, Forbidden("not-allowed"))
    note_read(case)
    return _page(case, number, OriginalForm(None))


@bp.post("/cases/<reference>/files/<int:number>/original")
@readers_only
def save_original(reference: str, number: int) -> ResponseReturnValue:
    """The file as it was sent. The reason is in the trail before its first byte leaves."""
    case, form = case_at(reference), OriginalForm()
    of_case(db(), case, number)
    if not form.validate():
        return _page(case, number, form), HTTPStatus.UNPROCESSABLE_ENTITY
    session = change()
    case = case_for(session, actor(), reference)
    row = of_case(session, case, number)
    open_the_original(session, actor(), case, row, form.reason.data)
    return attachment(open_original(files(), row.file, key_of(session, vault(), case)))


def files_at_desk(case: Case) -> list[Row]:
    """Every file of a case, without the names that they came with: those may say who sent them."""
    found = described(rows_of_case(db(), case), key_of(db(), vault(), case))

    def address(number: int, part: str) -> str:
        return url_for("desk.file_of_case", reference=case.reference, number=number, part=part)

    return rows(found, address, named=False)


def file_beside(case: Case, number: int | None) -> Row | None:
    """The recording or picture that somebody writes down."""
    return next((one for one in files_at_desk(case) if one.id == number), None)


def _page(case: Case, number: int, form: OriginalForm) -> str:
    one = next(one for one in files_at_desk(case) if one.id == number)
    return render_template("desk/original.html", case=case, file=one, form=form)
