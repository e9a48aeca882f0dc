"""Which report, in which language."""

from wtforms import RadioField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from trainings.forms.certificates import LANGUAGES
from trainings.kinds import PrintoutFormat, PrintoutOf
from web.forms import Asked, Form
from web.locale import _l

KINDS = {
    "office": (PrintoutOf.REPORT, PrintoutFormat.PDF),
    "public": (PrintoutOf.REPORT_PUBLIC, PrintoutFormat.PDF),
    "sheet": (PrintoutOf.REPORT, PrintoutFormat.XLSX),
}


class ReportForm(Form):
    """One report to be made anew."""

    kind = RadioField(
        _l("¿Qué informe?"),
        choices=[
            SelectChoice("office", _l("Para la oficina, en PDF")),
            SelectChoice("public", _l("Para todos, en PDF: sin números pequeños")),
            SelectChoice("sheet", _l("Para la oficina, en hoja de cálculo")),
        ],
        validators=[Asked(_l("Elija un informe."))],
    )
    language = RadioField(
        _l("¿En qué idioma?"), choices=LANGUAGES, default="es",
        validators=[Asked(_l("Elija un idioma."))],
    )  # fmt: skip
