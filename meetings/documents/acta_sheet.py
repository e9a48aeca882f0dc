"""What the template of an acta reads besides its content."""

from dataclasses import dataclass
from typing import Any

from kernel.seals import fingerprint_of, grouped
from meetings import words
from meetings.contents import Acta, Agreement, Point, Promise, Text
from meetings.contents.public import PUBLIC
from meetings.documents import acta_formulas as formulas
from meetings.documents.acta_heard import Heard, heard_by_group
from meetings.documents.acta_said import due_said, when_said
from meetings.documents.acta_words import Spoken, Voice
from meetings.kinds import MeetingKind
from meetings.particulars import own_of
from web.locale import _

ROW = 2
"""So many people sign side by side; their boxes are never split."""

Pair = tuple[tuple[Spoken, ...], Any]
"""A label and what stands beside it."""


@dataclass(frozen=True)
class Sheet:
    """What the template reads besides the acta. `digest` is empty while it is a draft."""

    acta: Acta
    voice: Voice
    digest: str
    verify_at: str
    qr: str

    @property
    def fingerprint(self) -> str:
        """The short fingerprint, in groups of four."""
        return grouped(fingerprint_of(self.digest)) if self.digest else ""

    @property
    def digest_lines(self) -> list[str]:
        """The whole sha256 in two lines of groups."""
        whole = grouped(self.digest.upper())
        middle = len(whole) // 2
        return [whole[:middle].strip(), whole[middle:].strip()]

    @property
    def is_public(self) -> bool:
        """Whether this is the copy without names."""
        return self.acta.copy == PUBLIC

    @property
    def facts(self) -> list[Pair]:
        """The heading, label by label; of an assembly only what its opening does not say."""
        acta, heading = self.acta, self.acta.heading
        told: list[tuple[str, Any]] = [
            ("kind", self.voice.named(words.MEETING_KIND, heading.kind)),
            ("programme", _programme(acta, self.voice)),
            ("place", self.voice.in_each(lambda: formulas.place_of(acta))),
            ("when", when_said(acta)),
            ("by", heading.convened_by),
            ("how", heading.convocation),
            ("call", self.voice.in_each(lambda: _call(acta))),
            ("facilitates", heading.facilitator),
            ("notes", heading.note_taker),
            ("objective", heading.objective),
        ]
        said = formulas.OPENED if formulas.is_assembly(acta) else frozenset()
        label = self.voice.label
        return [(label(name), value) for name, value in told if _there(value) and name not in said]

    @property
    def community(self) -> tuple[Spoken, ...]:
        """Whose assembly it is, for its title; nothing for other meetings."""
        said = formulas.of_whom(self.acta, self.voice)
        return said if _there(said) else ()

    @property
    def own(self) -> list[Pair]:
        """What only this kind of meeting has."""
        particulars = self.acta.heading.particulars
        kind = MeetingKind(self.acta.heading.kind)
        return [
            (self.voice.named(words.PARTICULAR, one.value), str(particulars[one.value]))
            for one in own_of(kind)
            if particulars.get(one.value)
        ]

    @property
    def sign_rows(self) -> list[tuple[Any, ...]]:
        """Who signs, by rows of boxes."""
        signers = self.acta.signers
        return [signers[start : start + ROW] for start in range(0, len(signers), ROW)]

    @property
    def heard(self) -> list[Heard]:
        """How long each group was heard."""
        return heard_by_group(self.acta.turns)

    @property
    def groups_in_two(self) -> list[tuple[Spoken, ...]]:
        """The groups that came and have a name in both languages of the paper."""
        said = [self.voice.text(one.group) for one in self.acta.groups]
        return [one for one in said if len(one) > 1]

    def point_of(self, agreement: Agreement) -> Point | None:
        """The point of the agenda at which it was agreed, where that was written down."""
        return next((one for one in self.acta.points if one.number == agreement.point), None)

    def due(self, promise: Promise) -> list[Any]:
        """Until when, how often or on which condition."""
        return due_said(promise, self.voice)


def _programme(acta: Acta, voice: Voice) -> str | tuple[Spoken, ...]:
    said = acta.heading.programme
    return voice.text(said) if isinstance(said, Text) else said


def _call(acta: Acta) -> str:
    second = acta.heading.second_call
    return str(_("Segunda convocatoria") if second else _("Primera convocatoria"))


def _there(value: Any) -> bool:
    return any(one.words for one in value) if isinstance(value, tuple) else bool(value)
