"""The stakeholder groups of an office: added, named anew, retired, brought back."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from kernel.audit import record
from kernel.errors import BadInput, NotFound, RuleBroken
from kernel.policy import Actor, require
from kernel.text import canonical, fold
from meetings import events
from meetings.kinds import GroupKind
from meetings.models import Group, Meeting
from meetings.operations.planning import expect_version
from meetings.policy import TABLE, Action
from meetings.queries.meetings import groups_known


@dataclass(frozen=True)
class Naming:
    """What a group is called, and what sort of people it holds."""

    name: str
    kind: GroupKind
    name_qu: str = ""


SENSIBLE = (
    Naming("Comunidades campesinas", GroupKind.COMMUNITY, "Ayllukuna"),
    Naming("Organizaciones de mujeres", GroupKind.WOMEN, "Warmikunaq huñunakuynin"),
    Naming("Jóvenes", GroupKind.YOUTH, "Waynakuna, sipaskuna"),
    Naming("Autoridades", GroupKind.AUTHORITY, "Kamachiqkuna"),
    Naming("Empresas mineras", GroupKind.COMPANY, "Mina empresakuna"),
    Naming("Minería artesanal", GroupKind.SMALL_MINING, "Huch'uy minakuna"),
    Naming("Universidades", GroupKind.ACADEMIA, "Hatun yachaywasikuna"),
    Naming("Organizaciones sociales", GroupKind.CIVIL_SOCIETY, "Llaqtaq huñunakuyninkuna"),
    Naming("Observadores", GroupKind.OBSERVER, "Qhawaqkuna"),
)
"""What an office without groups may begin with; it changes them as it likes."""


def add_group(session: Session, actor: Actor, office_id: int, naming: Naming) -> Group:
    """One more group; no two of an office are called alike."""
    require(TABLE, actor, Action.GROUPS, office_id)
    _expect_sound(session, office_id, naming)
    group = Group(office_id=office_id, **vars(naming))
    session.add(group)
    session.flush()  # the trail names it
    _note(session, actor, group)
    return group


def add_sensible_groups(session: Session, actor: Actor, office_id: int) -> int:
    """Give an office that has no group at all the usual ones; how many."""
    require(TABLE, actor, Action.GROUPS, office_id)
    if groups_known(session, office_id):
        raise RuleBroken("groups-there")
    for naming in SENSIBLE:
        add_group(session, actor, office_id, naming)
    return len(SENSIBLE)


def name_group(
    session: Session, actor: Actor, office_id: int, group_id: int, naming: Naming
) -> None:
    """Call a group otherwise; it stays the same group wherever it was chosen."""
    require(TABLE, actor, Action.GROUPS, office_id)
    group = group_of(session, office_id, group_id)
    _expect_sound(session, office_id, naming, but=group)
    group.name, group.name_qu, group.kind = naming.name, naming.name_qu, naming.kind
    _note(session, actor, group)


def offer_group(
    session: Session, actor: Actor, office_id: int, group_id: int, *, offered: bool
) -> None:
    """Retire a group, or bring it back; a retired one stays named where it was chosen."""
    require(TABLE, actor, Action.GROUPS, office_id)
    group = group_of(session, office_id, group_id)
    group.active = offered
    _note(session, actor, group)


def invite_groups(
    session: Session, actor: Actor, meeting: Meeting, groups: Sequence[int], seen: int
) -> None:
    """Note which groups were invited, whoever comes for them; the acta says who was missing."""
    require(TABLE, actor, Action.RECORD, meeting)
    expect_version(meeting, seen)
    invited = [group_of(session, meeting.office_id, one).id for one in dict.fromkeys(groups)]
    meeting.invited_groups = sorted(invited)
    record(session, events.MEETING_CHANGED, actor, meeting.subject)


def group_of(session: Session, office_id: int, group_id: int) -> Group:
    """One group of this office; NotFound for those of others."""
    group = session.get(Group, group_id)
    if group is None or group.office_id != office_id:
        raise NotFound("not-found")
    return group


def _expect_sound(
    session: Session, office_id: int, naming: Naming, but: Group | None = None
) -> None:
    name = fold(" ".join(canonical(naming.name).split()))
    if not name:
        raise BadInput("group-without-name")
    twin = session.scalar(select(Group).where(Group.office_id == office_id, Group.folded == name))
    if twin is not None and twin is not but:
        raise RuleBroken("group-listed-already")


def _note(session: Session, actor: Actor, group: Group) -> None:
    subject = f"office:{group.office_id}"
    record(session, events.GROUP_CHANGED, actor, subject, group_id=group.id)
