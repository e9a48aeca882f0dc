"""What somebody types about a workshop's admission, and its convocatoria."""

from collections.abc import Iterable, Sequence
from typing import Any

from wtforms import IntegerField, RadioField, SelectField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import NumberRange, Optional

from meetings.models import Group
from trainings.forms.editing import TEXT, EditForm
from trainings.kinds import Admission, QuotaOf
from trainings.models import Quota, Workshop
from trainings.operations.workshops import MOST_PLACES, Share, Terms
from trainings.words import ADMISSION
from web.forms import Asked, DateParts, UpTo
from web.locale import _l

GROUP_QUOTAS = 3
"""So many groups may have a share of their own."""
_SHARE = _l("Escriba un número entre 1 y 100.")
_PLACES = _l("Escriba un número entre 1 y 5000.")


def _percent(label: Any) -> IntegerField:
    return IntegerField(label, [Optional(), NumberRange(1, 100, _SHARE)])


class TermsForm(EditForm):
    """Who may register, how many, until when, and for whom places are kept."""

    admission = RadioField(
        _l("Quién puede inscribirse"),
        [Asked(_l("Elija quién puede inscribirse."))],
        choices=[SelectChoice(one.value, ADMISSION[one]) for one in Admission],
    )
    capacity = IntegerField(
        _l("Cuántos lugares hay"), [Optional(), NumberRange(1, MOST_PLACES, _PLACES)]
    )
    registers_until = DateParts(_l("Último día para inscribirse"))
    women = _percent(_l("Mujeres, al menos en por ciento"))
    youth = _percent(_l("Menores de 30 años, al menos en por ciento"))
    group_1 = SelectField(_l("Primer grupo"), coerce=int, default=0)
    share_1 = _percent(_l("Primer grupo, al menos en por ciento"))
    group_2 = SelectField(_l("Segundo grupo"), coerce=int, default=0)
    share_2 = _percent(_l("Segundo grupo, al menos en por ciento"))
    group_3 = SelectField(_l("Tercer grupo"), coerce=int, default=0)
    share_3 = _percent(_l("Tercer grupo, al menos en por ciento"))

    def offer(self, groups: Iterable[Group]) -> None:
        """The groups that the office works with."""
        named = [SelectChoice(one.id, one.name) for one in groups]
        for number in range(1, GROUP_QUOTAS + 1):
            self[f"group_{number}"].choices = [SelectChoice(0, "–"), *named]

    def validate(self, extra_validators: Any = None) -> bool:
        """Besides each field: groups and shares belong together, and all of them fit."""
        sound: bool = super().validate(extra_validators)
        chosen, total = set(), 0
        for number in range(1, GROUP_QUOTAS + 1):
            group, share = self[f"group_{number}"].data, self[f"share_{number}"].data
            if bool(group) != bool(share):
                self.refuse(f"share_{number}", str(_l("Elija el grupo y escriba su parte.")))
            elif group and group in chosen:
                self.refuse(f"share_{number}", str(_l("Ese grupo ya está arriba.")))
            chosen.add(group)
            total += share or 0
        if total > 100:
            self.refuse("share_1", str(_l("Los grupos juntos pasan de 100 por ciento.")))
        return sound and not self.errors

    def terms(self) -> Terms:
        """What was typed."""
        shares = [
            Share(of, self[name].data)
            for of, name in ((QuotaOf.WOMEN, "women"), (QuotaOf.YOUTH, "youth"))
            if self[name].data
        ]
        for number in range(1, GROUP_QUOTAS + 1):
            if group := self[f"group_{number}"].data:
                shares.append(Share(QuotaOf.GROUP, self[f"share_{number}"].data or 0, group))
        return Terms(
            admission=Admission(self.admission.data),
            capacity=self.capacity.data,
            registers_until=self.registers_until.data,
            shares=tuple(shares),
        )


def terms_of(workshop: Workshop, quotas: Sequence[Quota]) -> dict[str, Any]:
    """What the form shows of a workshop."""
    known: dict[str, Any] = {
        "admission": workshop.admission.value,
        "capacity": workshop.capacity,
        "registers_until": workshop.registers_until,
        "version": workshop.version,
    }
    names = {QuotaOf.WOMEN: "women", QuotaOf.YOUTH: "youth"}
    known |= {names[one.of]: one.at_least for one in quotas if one.of in names}
    groups = [one for one in quotas if one.of is QuotaOf.GROUP]
    for number, quota in enumerate(groups[:GROUP_QUOTAS], start=1):
        known |= {f"group_{number}": quota.group_id, f"share_{number}": quota.at_least}
    return known


class CallForm(EditForm):
    """The convocatoria in both languages."""

    call = TextAreaField(_l("Texto de la convocatoria"), [UpTo(TEXT)])
    call_qu = TextAreaField(_l("Texto en quechua"), [UpTo(TEXT)])
