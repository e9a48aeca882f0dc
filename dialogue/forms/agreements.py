"""An agreement as it is written down, sealed, signed and ended."""

from collections.abc import Iterable
from typing import Any

from wtforms import (
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.fields.core import Field
from wtforms.validators import ValidationError
from wtforms.widgets import HiddenInput

from dialogue.contents.draft import Draft
from dialogue.kinds import Extent
from dialogue.models import Agreement
from dialogue.words import EXTENT
from kernel.text import number_in
from web.forms import Asked, DateParts, Form, UpTo
from web.locale import _l

LINE, LONGEST = 200, 20_000


class DraftForm(Form):
    """What was agreed, how far, why not everybody goes along, and who must sign."""

    version = IntegerField(widget=HiddenInput(), default=0)
    title = StringField(_l("Título"), [Asked(_l("Escriba un título.")), UpTo(LINE)])
    words = TextAreaField(
        _l("Lo que se acordó"), [Asked(_l("Escriba lo que se acordó.")), UpTo(LONGEST)]
    )
    extent = RadioField(
        _l("Alcance"),
        choices=[SelectChoice(one.value, said) for one, said in EXTENT.items()],
        validators=[Asked(_l("Diga hasta dónde llega el acuerdo."))],
    )
    dissent = TextAreaField(_l("Por qué no es total"), [UpTo(LONGEST)])
    required = SelectMultipleField(_l("Quiénes tienen que firmar"), choices=[])
    agreed_on = DateParts(_l("Día en que se acordó"), [Asked(_l("Escriba el día."))])
    thresholds = SelectMultipleField(_l("Umbrales que se adoptan"), choices=[])
    replaces = SelectField(_l("Reemplaza a otro acuerdo"), choices=[], validate_choice=False)
    about = TextAreaField(_l("A qué responde"), [UpTo(LONGEST)])
    title_qu = StringField(_l("Título en quechua"), [UpTo(LINE)])
    words_qu = TextAreaField(_l("Lo que se acordó, en quechua"), [UpTo(LONGEST)])
    dissent_qu = TextAreaField(_l("Por qué no es total, en quechua"), [UpTo(LONGEST)])

    def validate_dissent(self, field: Field) -> None:
        """Where not everybody goes along, the agreement says why."""
        if self.extent.data != Extent.TOTAL and not (field.data or "").strip():
            raise ValidationError(_l("Escriba por qué no todos están de acuerdo."))

    def offer(
        self,
        groups: Iterable[tuple[int, str]],
        thresholds: Iterable[tuple[str, str]],
        replaceable: Iterable[tuple[int, str]],
    ) -> None:
        """What can be chosen at this table."""
        _choose(self.required, [(str(number), name) for number, name in groups])
        _choose(self.thresholds, thresholds)
        others = [(str(number), title) for number, title in replaceable]
        _choose(self.replaces, [("", _l("Ninguno")), *others])

    def show(self, draft: Draft) -> None:
        """Fill in what is known."""
        for name in ("title", "title_qu", "words", "words_qu", "dissent", "dissent_qu"):
            self[name].data = getattr(draft, name)
        self.extent.process_data(draft.extent.value)
        self.agreed_on.process_data(draft.agreed_on)
        self.required.process_data([str(one) for one in draft.required])
        keys = [f"{one['study']}:{one['threshold']}" for one in draft.thresholds]
        self.thresholds.process_data(keys)
        self.replaces.data = str(draft.replaces_id or "")
        self.about.data = "\n".join(draft.about)

    def seen(self, version: int) -> None:
        """Go out with the agreement as it stands now."""
        self.version.data, self.version.raw_data = version, None

    def draft(self, about: tuple[str, ...], **origin: Any) -> Draft:
        """What was written down; `about` are the references that its codes stand for."""
        said: dict[str, Any] = {
            name: self[name].data or ""
            for name in ("title", "title_qu", "words", "words_qu", "dissent", "dissent_qu")
        }
        total = self.extent.data == Extent.TOTAL
        return Draft(
            **(said | ({"dissent": "", "dissent_qu": ""} if total else {})),
            extent=Extent(self.extent.data),
            agreed_on=self.agreed_on.data,
            required=tuple(number_in(one) or 0 for one in self.required.data or ()),
            thresholds=tuple(map(_threshold, self.thresholds.data or ())),
            replaces_id=number_in(self.replaces.data or ""),
            about=about,
            **origin,
        )

    def codes(self) -> list[str]:
        """The codes of what it answers, one a line."""
        return [one.strip() for one in (self.about.data or "").splitlines() if one.strip()]


class SeenForm(Form):
    """A press of a button on something as it was shown."""

    of = HiddenField()

    @property
    def seen(self) -> int:
        """The version, or the number of the text, that was shown."""
        return number_in(self.of.data or "") or 0


class ReasonForm(SeenForm):
    """The same, with why."""

    reason = TextAreaField(_l("¿Por qué?"), [Asked(_l("Escriba por qué.")), UpTo(LONGEST)])


def draft_as_it_stands(agreement: Agreement) -> Draft:
    """An agreement as its form shows it."""
    return Draft(
        title=agreement.title,
        title_qu=agreement.title_qu,
        words=agreement.words,
        words_qu=agreement.words_qu,
        extent=agreement.extent,
        dissent=agreement.dissent,
        dissent_qu=agreement.dissent_qu,
        agreed_on=agreement.agreed_on,
        required=tuple(agreement.required),
        thresholds=tuple(agreement.thresholds),
        about=tuple(agreement.about),
        replaces_id=agreement.replaces_id,
    )


def _choose(field: Any, choices: Iterable[tuple[str, Any]]) -> None:
    field.choices = [SelectChoice(value, said) for value, said in choices]


def _threshold(key: str) -> dict[str, Any]:
    study, _, number = key.rpartition(":")
    return {"study": study, "threshold": number_in(number) or 0}
