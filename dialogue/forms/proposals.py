"""What is typed of a proposal: its title, its words, what changed, and what a round may order."""

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from wtforms import BooleanField, IntegerField, SelectField, TextAreaField
from wtforms.widgets import HiddenInput

from dialogue.models import Group, Proposal, ProposalVersion, Thread
from dialogue.operations.proposals import Outline, Wording
from meetings.forms.offers import fill, number_of
from meetings.forms.said import line, lines
from web.forms import Asked, Form
from web.locale import _l


class _Seen(Form):
    """`of` is what the page showed: a version, or how many there were."""

    of = IntegerField(widget=HiddenInput(), default=0)

    @property
    def seen(self) -> int:
        """What the page showed."""
        return self.of.data or 0


class _Described(_Seen):
    """What it is called and what it is tied to."""

    title = line(_l("Título, en pocas palabras"), Asked(_l("Escriba un título.")))
    title_qu = line(_l("El mismo título en quechua"))
    group = SelectField(_l("Quién la trae"))
    thread = SelectField(_l("Tema en que se conversa"))
    is_public = BooleanField(
        _l("Todas las personas pueden leerla, con los resultados de sus rondas cerradas.")
    )

    def offer(self, groups: Sequence[Group], threads: Sequence[Thread], language: str) -> None:
        """The groups and the threads of the process."""
        fill(self.group, [(one.id, one.called(language)) for one in groups], _l("La oficina"))
        fill(self.thread, [(one.id, one.called(language)) for one in threads], _l("Ninguno"))

    def outline(self) -> Outline:
        """What was typed."""
        return Outline(
            self.title.data or "",
            self.title_qu.data or "",
            number_of(self.group),
            number_of(self.thread),
            bool(self.is_public.data),
        )


class _Worded(_Seen):
    """The words that are put to the table."""

    words = lines(_l("La propuesta"), Asked(_l("Escriba la propuesta.")))
    words_qu = lines(_l("La misma propuesta en quechua"))
    options = TextAreaField(_l("Alternativas para ordenar"))
    options_qu = TextAreaField(_l("Las mismas alternativas en quechua"))

    def wording(self, changed: str = "") -> Wording:
        """What was typed: alternatives stand one in each line, in the same order twice."""
        pairs = zip_longest(_lines(self.options), _lines(self.options_qu), fillvalue="")
        return Wording(
            self.words.data or "", self.words_qu.data or "", tuple(pairs), changed
        )  # fmt: skip


class ProposalForm(_Described, _Worded):
    """A new proposal, in its first version."""


class SettlingForm(_Described):
    """What a proposal is called, changed."""

    def show(self, proposal: Proposal) -> None:
        """As it stands now."""
        self.of.data = proposal.version
        self.title.data, self.title_qu.data = proposal.title, proposal.title_qu
        self.group.data = str(proposal.brought_by_id or "")
        self.thread.data = str(proposal.thread_id or "")
        self.is_public.data = proposal.is_public


class VersionForm(_Worded):
    """Other words for the same proposal, with what is different and why."""

    changed = lines(_l("Qué cambió y por qué"), Asked(_l("Diga qué cambió y por qué.")))

    def show(self, versions: Sequence[ProposalVersion]) -> None:
        """The words of the newest version, to be changed."""
        newest = versions[-1]
        self.of.data = len(versions)
        self.words.data, self.words_qu.data = newest.words, newest.words_qu
        self.options.data = _joined(one["es"] for one in newest.options)
        self.options_qu.data = _joined(one["qu"] for one in newest.options)


def _lines(field: TextAreaField) -> list[str]:
    return [one.strip() for one in (field.data or "").splitlines() if one.strip()]


def _joined(words: Iterable[str]) -> str:
    return "\n".join(words)
