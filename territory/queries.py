"""Every SELECT about places. Places are no secret: who may change them is said by the policy."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import case, func, or_, select, tuple_
from sqlalchemy.orm import Session

from kernel.errors import NotFound
from kernel.policy import Actor, require
from kernel.text import fold
from territory.models import Place, PlaceImport
from territory.places import COUNTRIES, Level, Origin
from territory.places.sheets import Fault, Problem, Row, Sheet, faults_among, read
from territory.policy import TABLE, Action, Ground

A_PAGE = 100


def provinces(session: Session, department: str) -> list[Place]:
    """The places of the second level in a department, by name."""
    return _lying_in(session, department, Level.PROVINCE)


def districts(session: Session, province: str) -> list[Place]:
    """The places of the third level in a province, by name."""
    return _lying_in(session, province, Level.DISTRICT)


def communities(session: Session, district: str) -> list[Place]:
    """The communities in a district, or in a province that has no districts, by name."""
    return _lying_in(session, district, Level.COMMUNITY)


def _lying_in(session: Session, parent: str, level: Level) -> list[Place]:
    found = select(Place).where(Place.parent == parent, Place.level == level, Place.active)
    return list(session.scalars(found.order_by(Place.sorted_as, Place.code)))


def place_coded(session: Session, code: str) -> Place | None:
    """The place with this code, also a retired one: cases may name it."""
    return session.get(Place, code) if code else None


def place_name(session: Session, code: str, language: str = "es") -> str | None:
    """How the place with this code is called; None when there is none."""
    place = place_coded(session, code)
    return place.called(language) if place else None


def takes_communities(session: Session, place: Place) -> bool:
    """Whether communities lie in this place: a district, or a province that has no districts."""
    without_districts = place.level is Level.PROVINCE and not districts(session, place.code)
    return place.active and (place.level is Level.DISTRICT or without_districts)


def way_to(session: Session, code: str) -> list[Place]:
    """A place with those in which it lies, the widest first; empty when there is none."""
    way: list[Place] = []
    place = place_coded(session, code)
    while place:
        way.insert(0, place)
        place = place_coded(session, place.parent or "")
    return way


def check_chain(
    session: Session, department: str, province: str, district: str, community: str = ""
) -> bool:
    """Whether each place lies in the one before and all are in use; the narrow ones may be empty.

    A community may follow a province directly.
    """
    given = [
        (department, Level.DEPARTMENT), (province, Level.PROVINCE), (district, Level.DISTRICT),
        (community, Level.COMMUNITY),
    ]  # fmt: skip
    wanted = [(code, level) for code, level in given if code]
    if not wanted:
        return True
    found = [(place.code, place.level) for place in way_to(session, wanted[-1][0]) if place.active]
    return found == wanted


def find_places(session: Session, country: str, text: str, limit: int = 20) -> list[Place]:
    """Places in use whose name or code is like `text`, however it is spelt: Cusco, Qosqo, Qusqu.

    The very name comes first, then names that begin so, then names that hold it; wide before
    narrow.
    """
    wanted = fold(" ".join(text.split()))
    if not wanted:
        return []
    rank = case(
        (Place.folded == wanted, 0),
        (Place.folded.startswith(wanted, autoescape=True), 1),
        else_=2,
    )
    width = case({level: number for number, level in enumerate(Level)}, value=Place.level)
    alike = or_(
        Place.folded.contains(wanted, autoescape=True),
        Place.code.endswith(f"-{text.strip()}", autoescape=True),
    )
    found = select(Place).where(Place.country == country, Place.active, alike)
    return list(session.scalars(found.order_by(rank, width, Place.sorted_as).limit(limit)))


def ways_to(session: Session, places: Iterable[Place]) -> dict[str, list[Place]]:
    """For each place those in which it lies, the widest first; at most three looks at the table."""
    places = list(places)
    known = {place.code: place for place in places}
    while missing := {p.parent for p in known.values() if p.parent} - known.keys():
        found = session.scalars(select(Place).where(Place.code.in_(missing)))
        known.update({place.code: place for place in found})
    ways: dict[str, list[Place]] = {}
    for place in places:
        way: list[Place] = []
        around = place.parent
        while around:
            way.insert(0, known[around])
            around = known[around].parent
        ways[place.code] = way
    return ways


def counts(session: Session) -> dict[str, dict[Level, int]]:
    """How many places in use each country has, by level."""
    found: dict[str, dict[Level, int]] = {country: dict.fromkeys(Level, 0) for country in COUNTRIES}
    rows = select(Place.country, Place.level, func.count()).where(Place.active)
    for country, level, number in session.execute(rows.group_by(Place.country, Place.level)):
        found[country][level] = number
    return found


@dataclass(frozen=True)
class Found:
    """A page of places, how many places each holds, and where the next page begins."""

    places: Sequence[Place]
    holds: Mapping[str, int] = field(default_factory=dict)
    next_after: str = ""


def place_open_to(session: Session, actor: Actor, country: str, code: str) -> Place:
    """A place of a country for whoever keeps the list; NotFound when there is none."""
    require(TABLE, actor, Action.PLACES_BROWSE, Ground(country))
    place = place_coded(session, code)
    if place is None or place.country != country:
        raise NotFound("not-found")
    return place


def page_of(
    session: Session, actor: Actor, country: str, parent: str = "", after: str = ""
) -> Found:
    """The places that lie in `parent` (none: the departments of the country), retired ones too."""
    require(TABLE, actor, Action.PLACES_BROWSE, Ground(country))
    inside = Place.parent == parent if parent else Place.parent.is_(None)
    wanted = select(Place).where(Place.country == country, inside)
    if start := place_coded(session, after):
        wanted = wanted.where(tuple_(Place.sorted_as, Place.code) > (start.sorted_as, start.code))
    found = session.scalars(wanted.order_by(Place.sorted_as, Place.code).limit(A_PAGE + 1)).all()
    page = found[:A_PAGE]
    return Found(page, _holds(session, page), page[-1].code if len(found) > A_PAGE else "")


def _holds(session: Session, places: Iterable[Place]) -> dict[str, int]:
    codes = [place.code for place in places]
    rows = select(Place.parent, func.count()).where(Place.parent.in_(codes), Place.active)
    return {str(code): number for code, number in session.execute(rows.group_by(Place.parent))}


def listed(session: Session, country: str, levels: Iterable[Level] = tuple(Level)) -> list[Row]:
    """The places in use below the departments, wide before narrow, as a sheet would list them."""
    wanted = [level for level in levels if level is not Level.DEPARTMENT]
    found = session.execute(
        select(Place.code, Place.name, Place.parent, Place.level, Place.name_qu).where(
            Place.country == country, Place.level.in_(wanted), Place.active
        )
    ).all()
    order = {level: number for number, level in enumerate(Level)}
    rows = [Row(0, code, name, parent or "", level, qu) for code, name, parent, level, qu in found]
    return sorted(rows, key=lambda row: (order[row.level], row.code))


@dataclass(frozen=True)
class Standing:
    """A place as it is now, without the weight of an object of the session."""

    name: str
    parent: str
    level: Level
    name_qu: str
    origin: Origin
    active: bool

    def is_like(self, row: Row) -> bool:
        """Whether taking this row over would change nothing."""
        same = (row.name, row.parent, row.level, row.name_qu)
        return self.active and (self.name, self.parent, self.level, self.name_qu) == same


@dataclass(frozen=True)
class Plan:
    """What taking a sheet over would do to the places of a country, and what speaks against it."""

    added: list[Row]
    changed: list[Row]
    retired: list[str]
    same: int
    faults: list[Fault]
    standing: Mapping[str, Standing]

    @property
    def does_nothing(self) -> bool:
        """Whether everything is as the sheet says already."""
        return not (self.added or self.changed or self.retired)

    @property
    def changed_names(self) -> list[str]:
        """How those that change were called and, if it differs, how they will be."""
        pairs = ((self.standing[row.code].name, row.name) for row in self.changed)
        return [new if old == new else f"{old} → {new}" for old, new in pairs]

    @property
    def retired_names(self) -> list[str]:
        """How those that leave are called."""
        return [self.standing[code].name for code in self.retired]


def standing_in(session: Session, country: str) -> dict[str, Standing]:
    """All places of a country by code, retired ones too."""
    found = session.execute(
        select(
            Place.code, Place.name, Place.parent, Place.level, Place.name_qu, Place.origin,
            Place.active,
        ).where(Place.country == country)
    )  # fmt: skip
    return {row.code: Standing(row[1], row[2] or "", *row[3:]) for row in found}


def plan_of(
    session: Session, country: str, sheet: Sheet, levels: Collection[str], *, keep_missing: bool
) -> Plan:
    """What taking `sheet` over would do.

    At its `levels`, what it does not name retires unless `keep_missing`, with all that lies in it;
    but what somebody added by hand stays.
    """
    standing = standing_in(session, country)
    named = {row.code for row in sheet.rows}
    leaving = set() if keep_missing else _missing(standing, named, set(levels))
    used = {code: place for code, place in standing.items() if place.active}
    staying = {code: place.level for code, place in used.items() if code not in leaving}
    # An empty list is a mistake, unless it is said for which levels: so a first import is undone.
    emptied = not sheet.rows and levels
    faults = [fault for fault in sheet.faults if not (emptied and fault.problem is Problem.EMPTY)]
    faults += faults_among(country, sheet.rows, staying)
    parents = {code: place.parent for code, place in used.items()}
    parents |= {row.code: row.parent for row in sheet.rows}
    leaving |= _inside(leaving, parents) - named
    added = [row for row in sheet.rows if row.code not in standing]
    changed = [
        row for row in sheet.rows if row.code in standing and not standing[row.code].is_like(row)
    ]
    same = len(sheet.rows) - len(added) - len(changed)
    return Plan(added, changed, sorted(leaving), same, faults, standing)


def _missing(standing: Mapping[str, Standing], named: set[str], levels: set[str]) -> set[str]:
    return {
        code
        for code, place in standing.items()
        if place.active
        and place.level in levels
        and place.origin is not Origin.BY_HAND
        and code not in named
    }


def _inside(codes: set[str], parents: Mapping[str, str]) -> set[str]:
    """All that lies in these places, however deep."""
    holds = defaultdict(set)
    for code, parent in parents.items():
        holds[parent].add(code)
    found, open_ = set[str](), set(codes)
    while open_:
        open_ = {inner for code in open_ for inner in holds[code]} - found
        found |= open_
    return found


def import_coded(session: Session, actor: Actor, country: str, import_id: int) -> PlaceImport:
    """A file that was given for this country; NotFound when there is none."""
    require(TABLE, actor, Action.PLACES_IMPORT, Ground(country))
    given = session.get(PlaceImport, import_id)
    if given is None or given.country != country:
        raise NotFound("not-found")
    return given


def plan_for(session: Session, given: PlaceImport) -> Plan:
    """What taking over this file would do now."""
    sheet = read(given.country, given.sheet)
    return plan_of(session, given.country, sheet, given.levels, keep_missing=given.keep_missing)


def imports_of(session: Session, actor: Actor, country: str, limit: int = 20) -> list[PlaceImport]:
    """The files that were taken over for a country, newest first."""
    require(TABLE, actor, Action.PLACES_IMPORT, Ground(country))
    wanted = select(PlaceImport).where(
        PlaceImport.country == country, PlaceImport.taken_over_at.is_not(None)
    )
    return list(session.scalars(wanted.order_by(PlaceImport.id.desc()).limit(limit)))
