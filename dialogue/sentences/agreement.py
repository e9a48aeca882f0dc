"""How far the groups agree, in sentences: the index and how it is made, the weakest, the class."""

from dialogue.consensus.agreement import Cell, Consensus
from dialogue.consensus.counts import Counts
from dialogue.consensus.kinds import Level, StatementClass
from dialogue.consensus.levels import level_in
from dialogue.sentences.names import Names, named, percent, points
from dialogue.sentences.words import LEVEL, STATEMENT_CLASS, STATEMENT_CLASS_EXPLAINED
from kernel.statistics import SPLIT_FROM
from web.locale import _, ngettext

_FOR = frozenset({Level.STRONGLY_FOR, Level.FOR})


def share_told(cell: Cell) -> str:
    """What a cell shows: 88 %, a word for a delegation, or why there is nothing."""
    if cell.is_hidden:
        return _hidden(cell)
    if cell.counts is None or cell.share is None:
        return str(_("nadie participó"))
    return delegation_word(cell.share) if cell.counts.is_delegation else percent(cell.share)


def share_explained(cell: Cell) -> str:
    """The word that stands under what a cell shows: where the group stands, by its counts."""
    if cell.is_hidden or cell.counts is None or cell.share is None:
        return ""
    if cell.counts.is_delegation:
        return delegation_told(cell.share)
    return str(LEVEL[level_in(cell.counts)])


def share_counted(counts: Counts, level: Level) -> str:
    """How many of those who took part stand where the word says: 3 of 4; both where it divides.

    Empty for a delegation: its word tells all.
    """
    if counts.is_delegation:
        return ""
    if level is Level.DIVIDED:
        return str(_("%(yes)s sí, %(no)s no, de %(people)s", yes=counts.support, no=counts.oppose,
                     people=counts.people))  # fmt: skip
    many = counts.support if level in _FOR else counts.oppose
    many = counts.neutral if level is Level.UNDECIDED else many
    return str(_("%(many)s de %(people)s", many=many, people=counts.people))


def index_of_one() -> str:
    """Why the figure of a few people is not all or nothing."""
    return str(_(
        "El índice de apoyo de un grupo suma una voz a favor y otra en contra: por eso 1 de 1 "
        "da 67 % y no 100 %. La palabra sale de las cuentas."
    ))  # fmt: skip


def delegation_word(share: float) -> str:
    """What a delegation says, in a word."""
    if share in {0, 1}:
        return str(_("Sí") if share else _("No"))
    return str(_("Ni sí ni no"))


def delegation_told(share: float) -> str:
    """What a delegation says, with its weight."""
    if share in {0, 1}:
        return str(_("una voz, a favor") if share else _("una voz, en contra"))
    return str(_("una voz, no toma partido"))


def _hidden(cell: Cell) -> str:
    if cell.people < SPLIT_FROM:
        return str(_("menos de 5 personas"))
    return str(_("no se muestra, para cuidar a un grupo pequeño"))


def index_told(found: Consensus, groups: Names) -> str:
    """The group consensus index in one sentence, or why there is none."""
    if found.withheld:
        return str(_(
            "El consenso entre grupos no se muestra en público: con él se sabría qué respondió un "
            "grupo pequeño. No se muestra: %(groups)s.", groups=named(groups, found.withheld),
        ))  # fmt: skip
    if found.missing:
        return str(_("No hay cifra de consenso entre grupos: nadie participó de %(groups)s.",
                     groups=named(groups, found.missing)))  # fmt: skip
    if found.gci is None:
        return str(_("No hay cifra de consenso entre grupos: ningún grupo participó."))
    if found.against:
        return str(_("Consenso entre grupos: %(share)s. Está en contra la delegación de "
                     "%(groups)s.", share=percent(found.gci),
                     groups=named(groups, found.against)))  # fmt: skip
    return str(_("Consenso entre grupos: %(share)s.", share=percent(found.gci)))


def index_explained() -> tuple[str, ...]:
    """How the figures are made, for everybody who wants to compute them again."""
    return (
        str(_("El índice de apoyo de un grupo es (a favor + 1) ÷ (participantes + 2): así pocas "
              "personas no parecen todas ni ninguna.")),
        str(_("Una delegación habla por todo su grupo: cuenta 1 si está a favor, 0,5 si no toma "
              "partido y 0 si está en contra.")),
        str(_("El consenso entre grupos multiplica el apoyo de todos los grupos que deciden y saca "
              "la raíz según cuántos son. Cada grupo pesa igual, y donde uno no apoya, la cifra "
              "baja.")),
        str(_("En público no se muestran las respuestas de grupos con menos de 5 personas.")),
    )  # fmt: skip


def weakest_told(found: Consensus, groups: Names) -> str:
    """Which group supports it least, and how far it is from the one that supports it most.

    Empty where all support it alike: then no group does least.
    """
    if found.lowest is None or not found.spread:
        return ""
    return str(ngettext(
        "Menos apoyo: %(groups)s (%(share)s). Distancia con el grupo que más apoya: %(num)s punto.",
        "Menos apoyo: %(groups)s (%(share)s). Distancia con el grupo que más apoya: %(num)s "
        "puntos.",
        points(found.spread), groups=named(groups, found.weakest), share=percent(found.lowest),
    ))  # fmt: skip


def class_told(kind: StatementClass | None) -> str:
    """Where the groups stand on something, with what that means."""
    if kind is None:
        return str(_("No se muestra en público: hay un grupo pequeño."))
    name, meaning = STATEMENT_CLASS[kind], STATEMENT_CLASS_EXPLAINED[kind]
    return str(_("%(name)s: %(meaning)s", name=name, meaning=meaning))
