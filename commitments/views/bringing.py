"""A file that shows what was told: taken in before the change, let go when the change fails."""

from flask_wtf import FlaskForm

from kernel.files import Taken, discard, take_in
from web.furniture import files


def file_of(form: FlaskForm) -> Taken | None:
    """The file that came with a form, cleaned and sealed; BadInput says what is wrong with it."""
    sent = form["file"].data if "file" in form else None
    if not sent or not sent.filename:
        return None
    return take_in(files(), sent.stream, sent.filename)


def leave(taken: Taken | None) -> None:
    """Nobody keeps this file."""
    if taken:
        discard(files(), taken)
