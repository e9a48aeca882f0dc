"""A page of every macro, shown to tests only: for the page checks, axe and a look by eye."""

from datetime import UTC, date, datetime
from pathlib import Path

from flask import Flask, flash, g, render_template
from wtforms.fields import (
    BooleanField,
    FileField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TelField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than stubs
from wtforms.validators import InputRequired

from tests.web.bare import bare_app
from web.access import public
from web.forms import Asked, DateParts, Form, UpTo
from web.locale import _l

WHEN = datetime(2026, 12, 14, 19, 7, tzinfo=UTC)
PICTURES = {
    "water": "water", "land": "land", "animals": "animals", "air": "air", "health": "health",
    "threat": "risk", "work": "work", "house": "house", "promise": "promise", "other": "other",
}  # fmt: skip
SMALLS = {"water": "río, manantial, canal", "land": "daño, límites, cosecha"}


class Everything(Form):
    """One field of each kind."""

    topic = RadioField(
        _l("¿De qué se trata?"),
        choices=[SelectChoice(value, value.title()) for value in PICTURES],
        validate_choice=False,
    )
    story = TextAreaField("¿Qué pasó?", [Asked("Cuente qué pasó, aunque sea poco."), UpTo(20000)])
    place = StringField("¿Dónde?", [InputRequired()])
    phone = TelField("Teléfono")
    identity = RadioField(
        "¿Quiere dar su nombre?",
        choices=[
            SelectChoice("anonymous", "No, sin nombre"),
            SelectChoice("reserved", "Sí, pero reservado"),
        ],
        validators=[Asked("Elija si quiere dar su nombre.")],
        validate_choice=False,
    )
    affected = SelectMultipleField(
        "¿Qué está afectado?",
        choices=[SelectChoice("water", "Agua"), SelectChoice("land", "Tierra y chacra")],
    )
    country = SelectField(
        "País", choices=[SelectChoice("PE", "Perú"), SelectChoice("BO", "Bolivia")]
    )
    since = DateParts("¿Desde cuándo?", default=date(2026, 3, 27))
    agree = BooleanField("Pueden llamarme")
    photo = FileField("Foto")


def gallery(folder: Path, **said: str) -> Flask:
    """An application that shows every macro on a public and on a staff page."""
    app = bare_app(folder, **said)

    @app.route("/", methods=["GET", "POST"])
    @public
    def start() -> tuple[str, int]:
        form = Everything()
        form.validate_on_submit()
        flash("Su mensaje llegó.", "good")
        return render_template("public_gallery.html", form=form, when=WHEN), 200

    @app.get("/tiles")
    @public
    def tiles() -> str:
        return render_template(
            "public_gallery.html",
            form=Everything(), when=WHEN, heading="tiles", pictures=PICTURES, smalls=SMALLS,
        )  # fmt: skip

    @app.get("/desk")
    @public
    def desk() -> str:
        g.person_name = "R. Huamaní"
        return render_template("desk_gallery.html", form=Everything(), when=WHEN)

    return app
