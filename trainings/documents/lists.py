"""Who registered, as rows of a spreadsheet."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from kernel.spreadsheets.writing import Page, Value
from meetings.models import Group
from meetings.words import AGE, SEX, TONGUE
from trainings.models import Registration, Workshop
from trainings.words import REGISTRATION
from web.locale import _


def registrations_page(
    workshop: Workshop,
    rows: Sequence[Registration],
    groups: Mapping[int, Group],
    phones: Mapping[int, str],
) -> Page:
    """One line a person; `phones` are of those that the reader may know, by id."""
    heads = [
        _("Referencia"), _("Estado"), _("Nombre"), _("Grupo"), _("Organización"), _("Cargo"),
        _("Comunidad"), _("Sexo"), _("Edad"), _("Primera lengua"), _("Teléfono"),
        _("Qué necesita"), _("Se inscribió"), _("Así desde"),
    ]  # fmt: skip
    zone = ZoneInfo(workshop.meeting.office.time_zone)
    lines = [_line(one, groups, phones.get(one.id, ""), zone) for one in rows]
    return Page(str(_("Inscripciones")), [str(head) for head in heads], lines)


def _line(
    one: Registration, groups: Mapping[int, Group], phone: str, zone: ZoneInfo
) -> list[Value]:
    return [
        one.reference, str(REGISTRATION[one.state]), one.name,
        groups[one.group_id].name if one.group_id else "", one.organization, one.role,
        one.community, str(SEX[one.sex]), str(AGE[one.age]), str(TONGUE[one.first_language]),
        phone, one.needs, _local(one.registered_at, zone), _local(one.changed_at, zone),
    ]  # fmt: skip


def _local(moment: datetime, zone: ZoneInfo) -> datetime:
    """As the clock of the office showed it; a cell knows no zone."""
    return moment.astimezone(zone).replace(tzinfo=None)
