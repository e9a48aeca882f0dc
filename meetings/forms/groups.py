"""What an office calls a group."""

from meetings import words
from meetings.forms.fields import line, one_of
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
