"""What was said, where the groups stand, round by round and statement by statement."""

from collections.abc import Iterator, Sequence

from dialogue import words
from dialogue.consensus import Consensus, Row, consensus_of, hidden_groups, public
from dialogue.contents.report import NOTHING, Quote, Topic
from dialogue.documents.report.parts import (
    Block,
    Said,
    Section,
    Table,
    called,
    in_both,
    on,
    table,
    tag,
    word,
)
from dialogue.pictures import Picture, Round, rounds_over_time
from dialogue.protocols.kinds import OutcomeState
from dialogue.queries.report import Report
from dialogue.queries.report.decided import Decision, Survey
from dialogue.queries.results import Sealed
from dialogue.queries.statement_results import NO_GROUP
from dialogue.sentences import index_told, outcome_told, share_told, weakest_told
from dialogue.sentences.words import STATEMENT_CLASS
from kernel.seals import grouped
from meetings.contents import Text
from web.locale import _, current, ngettext


def said(report: Report) -> Section:
    """Each topic: how much was said of what kind and by whom, and some of it word for word."""
    gaps = []
    if not report.topics:
        gaps.append(str(_("No consta ningún tema conversado por escrito.")))
    silent = _silent(report)
    if silent:
        gaps.append(str(_("No escribieron nada: %(names)s.", names=", ".join(silent))))
    if report.withheld.threads:
        gaps.append(str(ngettext(
            "%(num)d tema más es solo para las partes.",
            "%(num)d temas más son solo para las partes.", report.withheld.threads,
        )))  # fmt: skip
    return Section(str(_("Lo que se dijo, por tema")), [_topic(one) for one in report.topics], gaps)


def positions(report: Report) -> Section:
    """Each proposal, its rounds with what came out, and how each group moved."""
    gaps = []
    if not report.decisions:
        gaps.append(str(_("No consta ninguna propuesta.")))
    bare = [called(one.title) for one in report.decisions if not one.rounds]
    if bare:
        gaps.append(str(_("Sin ninguna ronda cerrada: %(names)s.", names="; ".join(bare))))
    if report.withheld.proposals:
        gaps.append(str(ngettext(
            "%(num)d propuesta más no es pública.", "%(num)d propuestas más no son públicas.",
            report.withheld.proposals,
        )))  # fmt: skip
    blocks = [block for one in report.decisions for block in _decision(one, report)]
    return Section(str(_("Posiciones, ronda por ronda")), blocks, gaps)


def statements(report: Report) -> Section:
    """The statements of each conversation, by where the groups stand together."""
    gaps = [] if report.surveys else [str(_("No se votó ninguna afirmación."))]
    running = [called(one.title) for one in report.surveys if one.open]
    if running:
        gaps.append(str(_("Todavía se vota: %(names)s.", names="; ".join(running))))
    return Section(str(_("Afirmaciones")), [_survey(one) for one in report.surveys], gaps)


def _topic(one: Topic) -> Block:
    closed = _("Está cerrado.") if one.closed else _("Sigue abierto.")
    told = ngettext("%(num)d mensaje.", "%(num)d mensajes.", one.posts)
    kinds = "; ".join(
        f"{word(words.POST_KIND, kind)}: {count}" for kind, count in sorted(one.kinds.items())
    )
    groups = "; ".join(f"{_who(group)}: {count}" for group, count in one.groups)
    return Block(
        title=called(one.title),
        sentences=[
            f"{_('Desde el %(day)s.', day=on(one.on))} {told} {closed}",
            *([str(_("Por clase: %(kinds)s.", kinds=kinds))] if kinds else []),
            *([str(_("Por grupo: %(groups)s.", groups=groups))] if groups else []),
        ],
        quotes=[_quote(quote) for quote in one.quotes],
    )


def _quote(one: Quote) -> Said:
    named = f"{one.by}, {_who(one.group)}" if one.by else _who(one.group)
    other = {"es": "qu", "qu": "es", "en": "es"}[one.language]
    return Said(
        who=f"{named} ({word(words.POST_KIND, one.kind)})",
        tag=tag(one.language),
        words=one.words,
        translation=one.translation,
        other_tag=tag(other) if one.translation else "",
    )


def _who(group: Text) -> str:
    return str(_("la oficina")) if group == NOTHING else called(group)


def _silent(report: Report) -> list[str]:
    """The groups that sit there and of which no word is in any topic."""
    spoke = {group for topic in report.topics for group, _count in topic.groups}
    there = [one.name for one in report.sides if one.sits]
    return [called(one) for one in there if one not in spoke] if report.topics else []


def _decision(one: Decision, report: Report) -> Iterator[Block]:
    state = [str(_("La propuesta se retiró."))] if one.withdrawn else []
    running = one.running and not report.public
    if running:
        state.append(str(ngettext(
            "%(num)d ronda no terminó o se anuló.", "%(num)d rondas no terminaron o se anularon.",
            one.running,
        )))  # fmt: skip
    yield Block(
        title=f"{called(one.title)} ({one.code})",
        sentences=state,
        table=_rounds(one.rounds),
        picture=_over_time(one.code, one.rounds),
    )
    for sealed in one.rounds:
        yield Block(
            title=str(_("Ronda %(number)s", number=sealed.number)), sentences=_told(sealed),
            table=_standings(sealed), quotes=_words(sealed) if sealed.content else (),
        )  # fmt: skip


def _words(sealed: Sealed) -> Sequence[Said]:
    """For the parties: what the round was about, and every reason that was given in it, once."""
    names, put = sealed.called(current()), sealed.content["proposal"]["words"]
    reasons = [
        Said(names.get(one["group"], one["group"]), tag(one["language"]), one["words"])
        for one in sealed.content["reasons"]
    ]
    return [in_both(str(_("La propuesta")), Text(put["es"], put["qu"])), *dict.fromkeys(reasons)]


def _told(sealed: Sealed) -> Sequence[str]:
    names = sealed.called(current())
    told = outcome_told(sealed.outcome, names, sealed.alternatives_called(current())).sentences
    seal = str(_("Resultado sellado, huella %(mark)s.", mark=grouped(sealed.fingerprint)))
    if sealed.is_ranked:
        return [*told, seal]
    found = _seen(sealed)
    return [
        one for one in (*told, index_told(found, names), weakest_told(found, names), seal) if one
    ]


def _seen(sealed: Sealed) -> Consensus:
    found = consensus_of(sealed.counts)
    return public(found, hidden_groups(sealed.counts)) if sealed.for_public else found


def _rounds(rounds: Sequence[Sealed]) -> Table | None:
    rows = [
        (
            sealed.number,
            words.PROTOCOL[sealed.outcome.protocol],
            on(sealed.closed_at.date().isoformat()),
            words.OUTCOME[OutcomeState(sealed.outcome.state)],
        )
        for sealed in rounds
    ]
    heads = _("Ronda"), _("Cómo se decide"), _("Cerró"), _("Resultado")
    return table(_("Rondas"), heads, rows, 0)


def _standings(sealed: Sealed) -> Table | None:
    if sealed.is_ranked:
        return None
    names, found = sealed.called(current()), _seen(sealed)
    rows = [
        (
            names.get(cell.group, cell.group),
            cell.people if cell.counts is not None or not cell.is_hidden else "–",
            *(
                (cell.counts.support, cell.counts.neutral, cell.counts.oppose)
                if cell.counts is not None
                else ("–", "–", "–")
            ),
            share_told(cell),
        )
        for cell in found.cells
    ]
    heads = (
        _("Grupo"), _("Participaron"), _("A favor"), _("Ni a favor ni en contra"), _("En contra"),
        _("Índice de apoyo"),
    )  # fmt: skip
    return table(_("Posición de cada grupo"), heads, rows, 1, 2, 3, 4)


def _over_time(code: str, rounds: Sequence[Sealed]) -> Picture | None:
    shown = [one for one in rounds if not one.is_ranked]
    if len(shown) < 2:
        return None
    names: dict[str, str] = {}
    for one in shown:
        names |= one.called(current())
    stops = [Round(one.number, one.counts) for one in shown]
    public_too = shown[-1].for_public
    return rounds_over_time(f"moves-{code.lower()}", stops, names, for_public=public_too)


def _survey(one: Survey) -> Block:
    names = {key: said.get(current()) or said["es"] for key, said in one.names.items()}
    names[NO_GROUP] = str(_("Sin grupo declarado"))
    rows = [
        (
            called(text),
            _class(row),
            *(
                (row.together.support, row.together.neutral, row.together.oppose)
                if row.together is not None
                else ("–", "–", "–")
            ),
            "; ".join(
                f"{names.get(cell.group, cell.group)}: {share_told(cell)}"
                for cell in row.consensus.cells
            )
            or "–",
        )
        for text, row in one.statements
    ]
    heads = (
        _("Afirmación"), _("Dónde están los grupos"), _("De acuerdo"), _("Pasan"),
        _("En desacuerdo"), _("Apoyo por grupo"),
    )  # fmt: skip
    return Block(
        title=f"{called(one.title)} ({one.code})",
        table=table(_("Afirmaciones y votos de los grupos que deciden"), heads, rows, 2, 3, 4),
    )


def _class(row: Row) -> str:
    return str(STATEMENT_CLASS[row.kind]) if row.kind is not None else str(_("no se muestra"))
