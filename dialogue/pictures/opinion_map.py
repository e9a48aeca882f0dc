"""People who vote alike and the statements that part them, as a map on which nobody stands alone.

A mark is never one person: it is the middle of five or more neighbours. Of a group of fewer than
five nothing is drawn, and not said how many they are or what they hold.
"""

from collections.abc import Iterator, Mapping

from dialogue.opinion_groups.bundles import bundled
from dialogue.opinion_groups.found import OpinionGroup, OpinionGroups, Representative
from dialogue.pictures.picture import Picture
from kernel.charts import Caption, Cloud, Mark, Sign, scatter
from kernel.statistics import SPLIT_FROM
from web.formats import number
from web.locale import _, ngettext

MOST_MARKS = 150
MOST_SIGNS = 24
LETTERS = "ABCDE"
Numbers = Mapping[int, str]
"""How the statements are numbered for people, by their ids."""
WELL_APART = 0.5
SOMEWHAT_APART = 0.25


def opinion_map(key: str, found: OpinionGroups, numbers: Numbers) -> Picture:
    """The map, and a table of the groups with the statements that speak for each.

    `key` is unique in its page. Statements that have no number are not drawn.
    """
    title = str(_("Mapa de opiniones"))
    if not found.groups:
        said = _("Todavía no hay mapa: se dibuja cuando votan quince personas o más.")
        return Picture(key, title, str(said), None)
    said = _said(found)
    chart = scatter(Caption(key, title, said), _clouds(found), _signs(found, numbers))
    heads = str(_("Grupo")), str(_("Personas")), str(_("De acuerdo con")), str(_("En contra de"))
    return Picture(key, title, said, chart, heads, tuple(_rows(found, numbers)))


def letter_of(group: OpinionGroup) -> str:
    """What a group is called on the map and in every table: A is the largest."""
    return LETTERS[group.id]


def _said(found: OpinionGroups) -> str:
    return " ".join(
        map(
            str,
            (
                _("Cada marca reúne a cinco personas o más que votan parecido: cuanto más cerca "
                  "están dos marcas, más parecido votan."),
                _("Cada número es una frase, y está del lado de quienes la apoyan."),
                _apart(found),
            ),
        )
    )  # fmt: skip


def _apart(found: OpinionGroups) -> str:
    """How far the groups may be believed."""
    height = found.silhouette or 0.0
    if len(found.groups) == 1:
        return str(_("No hay grupos distintos: todas las personas votan parecido."))
    if height > WELL_APART:
        said = _("Los grupos son aproximados y están bien separados (%(silhouette)s de 1).",
                 silhouette=number(round(height, 2)))  # fmt: skip
    elif height > SOMEWHAT_APART:
        said = _("Los grupos son aproximados y están separados en parte (%(silhouette)s de 1).",
                 silhouette=number(round(height, 2)))  # fmt: skip
    else:
        said = _("Los grupos son aproximados y casi no están separados (%(silhouette)s de 1).",
                 silhouette=number(round(height, 2)))  # fmt: skip
    return str(said)


def _is_small(group: OpinionGroup) -> bool:
    return group.size < SPLIT_FROM


def _people(group: OpinionGroup) -> str:
    """How many they are, as everybody may read it."""
    if _is_small(group):
        return str(_("menos de %(least)s personas, no se muestran", least=SPLIT_FROM))
    return str(ngettext("%(num)s persona", "%(num)s personas", group.size))


def _clouds(found: OpinionGroups) -> list[Cloud]:
    """The groups as marks; the more people there are, the more of them are in a mark."""
    least = max(SPLIT_FROM, -(-found.grouped // MOST_MARKS))
    clouds = []
    for group in found.groups:
        own = [one for one in found.people if found.membership[one.id] == group.id]
        room = SPLIT_FROM if len(own) < least else least
        marks = tuple(Mark(*bundle) for bundle in bundled(own, room))
        clouds.append(Cloud(letter_of(group), _people(group), marks))
    return clouds


def _signs(found: OpinionGroups, numbers: Numbers) -> list[Sign]:
    """The statements that speak for a group or for most, then those that part people most."""
    places = {one.id: one for one in found.places}
    known = [one for one in _telling(found) if one in numbers][:MOST_SIGNS]
    reach = max((abs(x) for one in found.people for x in one[1:]), default=0.0)
    far = max((abs(x) for one in known for x in places[one][1:]), default=0.0)
    grown = reach / far if reach and far else 1.0
    return [Sign(places[one].x * grown, places[one].y * grown, numbers[one]) for one in known]


def _telling(found: OpinionGroups) -> list[int]:
    shown = [group for group in found.groups if not _is_small(group)]
    spoken = [one.statement for group in shown for one in group.representative]
    extreme = sorted(found.statements, key=lambda one: (-one.extremity, one.statement))
    apart = [one.statement for one in extreme if one.extremity > 0]
    return list(dict.fromkeys([*spoken, *found.majority_agree, *found.majority_disagree, *apart]))


def _rows(found: OpinionGroups, numbers: Numbers) -> Iterator[tuple[str, ...]]:
    for group in found.groups:
        spoken = () if _is_small(group) else group.representative
        yield (
            letter_of(group),
            _people(group),
            _named([one for one in spoken if one.side == "agree"], numbers),
            _named([one for one in spoken if one.side == "disagree"], numbers),
        )


def _named(spoken: list[Representative], numbers: Numbers) -> str:
    return ", ".join(numbers[one.statement] for one in spoken if one.statement in numbers) or "–"
