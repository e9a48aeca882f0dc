"""What an office calls a group, and which groups it invites."""

from collections.abc import Iterable

from wtforms import SelectMultipleField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from meetings import words
from meetings.forms.fields import line, one_of, version
from meetings.kinds import GroupKind
from meetings.operations.groups import Naming
from web.forms import Form
from web.locale import _l


class GroupForm(Form):
    """One group."""

    name = line(_l("Nombre del grupo"), _l("Escriba el nombre del grupo."))
    name_qu = line(_l("Nombre en quechua"))
    kind = one_of(_l("Qué clase de grupo es"), words.GROUP_KIND)

    def naming(self) -> Naming:
        """What was told, as the operation takes it."""
        return Naming(self.name.data or "", GroupKind(self.kind.data), self.name_qu.data or "")


class InvitedForm(Form):
    """The groups that were invited to one meeting."""

    of = version()
    groups = SelectMultipleField(_l("Grupos"), choices=[])

    def offer(self, groups: Iterable[tuple[str, str]]) -> None:
        """The groups that can be invited, by name."""
        ordered = sorted(groups, key=lambda one: one[1].casefold())
        self.groups.choices = [SelectChoice(number, name) for number, name in ordered]

    def chosen(self) -> list[int]:
        """The ids of the groups that were ticked."""
        return [int(one) for one in self.groups.data or ()]
