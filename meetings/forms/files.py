"""A file of a meeting, as somebody brings it."""

from collections.abc import Iterable
from typing import Any

from flask_wtf.file import FileField
from wtforms import SelectField, StringField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.fields.core import Field
from wtforms.validators import ValidationError

from kernel.text import number_in
from meetings.forms.fields import LINE, line, options
from meetings.kinds import FilePurpose
from meetings.models import AgendaItem
from meetings.operations.files import Brought
from meetings.words import FILE_PURPOSE
from web.forms import Form, UpTo
from web.locale import _l


def _for_photos(form: Any, field: Field) -> None:
    if form.purpose.data == FilePurpose.PHOTO and not (field.data or "").strip():
        raise ValidationError(_l("Diga quién aceptó salir en la foto, o cómo lo dijo."))


def _file_or_fingerprint(form: Any, field: Field) -> None:
    if not field.data and not (form.fingerprint.data or "").strip():
        raise ValidationError(_l("Elija un archivo."))


class FileForm(Form):
    """What it is, for what, and who agreed."""

    purpose = SelectField(_l("Qué es"), choices=[])
    file = FileField(_l("Archivo"), validators=[_file_or_fingerprint])
    title = line(_l("Título"))
    point = SelectField(_l("Punto de la agenda"), choices=[], validate_choice=False)
    consent = StringField(
        _l("Quién aceptó salir en la foto, o cómo"), validators=[_for_photos, UpTo(LINE)]
    )
    fingerprint = line(_l("Huella digital (sha256) de un documento que no se guarda aquí"))

    def offer(self, purposes: Iterable[FilePurpose], agenda: Iterable[AgendaItem]) -> None:
        """What can be brought now, and the points at which something was shown."""
        self.purpose.choices = options({one: FILE_PURPOSE[one] for one in purposes})
        points = [SelectChoice(str(one.id), f"{one.position}. {one.title}") for one in agenda]
        self.point.choices = [SelectChoice("", _l("Ninguno")), *points]

    def brought(self, taken: Any, digest: str) -> Brought:
        """What was told, as the operation takes it."""
        return Brought(
            purpose=FilePurpose(self.purpose.data),
            title=self.title.data or "",
            consent=self.consent.data or "",
            taken=taken,
            fingerprint=digest or (self.fingerprint.data or "").lower().replace(" ", ""),
            agenda_item_id=number_in(self.point.data or ""),
        )

    def sent(self) -> dict[str, str]:
        """As of every form; a file counts by its name, its digest is looked at later."""
        told = super().sent()
        return told | {"file": getattr(self.file.data, "filename", "") or ""}
