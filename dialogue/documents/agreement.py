"""An agreement on paper: from its sealed content alone, so that the same text gives the same bytes.

Signatures are put on the paper by hand; those that came otherwise stand on the page of the
agreement and not here, for they come after the seal.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import render_template

from basin.kinds import Comparison
from basin.sentences.names import unit_sign, variable_name
from commitments.words import RECURRENCE
from dialogue import words
from dialogue.contents.agreement import PUBLIC, Accord, Adopted, Party
from dialogue.contents.writing import digest_of
from dialogue.documents.speaking import Labels, qr_of, voice_of
from dialogue.kinds import PaperLanguage
from kernel.printing import Pdf, printed
from kernel.seals import fingerprint_of, grouped
from meetings.contents import Promise
from meetings.documents.acta_said import moment_figures
from meetings.documents.acta_words import Spoken, Voice, day_figures
from web.formats import number
from web.locale import _, _l, in_language

ROW = 2
"""So many groups sign side by side; their boxes are never split."""

LABELS: Mapping[str, Any] = {
    "adopted": _l("Umbrales que adopta"),
    "agreed_on": _l("Se acordó el"),
    "annex": _l("Anexo"),
    "beside": _l("Con"),
    "budget": _l("De dónde sale el dinero"),
    "check": _l("Compruebe esta copia"),
    "code": _l("Código"),
    "decided": _l("Lo decidió"),
    "decided_by": _l("la ronda %(round)s sobre la propuesta %(proposal)s, versión %(version)s"),
    "dissent": _l("Por qué no es total"),
    "does_not_decide": _l("no decide"),
    "extent": _l("Alcance"),
    "fingerprint": _l("Huella"),
    "indicator": _l("Se sabrá que se cumplió por"),
    "instead_of": _l("Reemplaza al acuerdo"),
    "meeting": _l("Se acordó en la reunión"),
    "must_sign": _l("firma"),
    "name_here": _l("Nombre y cargo"),
    "parties": _l("Partes"),
    "place": _l("Lugar"),
    "process": _l("Mesa"),
    "promises": _l("Compromisos"),
    "reason": _l("Por qué hay otra versión"),
    "replaces": _l("Reemplaza a la versión de huella %(fingerprint)s"),
    "responsible": _l("Responsable"),
    "risks": _l("Qué puede impedirlo"),
    "say_alternates": _l("Por cada grupo firma quien tiene su mandato: titular o alterno."),
    "say_check": _l(
        "Escanee el código o escriba la huella en la página de comprobación: dirá si este papel es "
        "igual al acuerdo sellado, y si sigue valiendo."
    ),
    "say_hash": _l("sha256 del contenido. Cambiar una palabra cambia la huella."),
    "say_in_force": _l(
        "Vale desde el día en que firme el último de estos grupos. Quien no firma dice por qué, y "
        "eso también queda escrito."
    ),
    "say_promises": _l("Los compromisos del anexo son parte de lo que se firma."),
    "say_public": _l(
        "Copia pública. Los nombres de personas están reservados; el texto completo tiene la "
        "huella %(fingerprint)s."
    ),
    "say_public_signing": _l("La copia pública no se firma."),
    "say_sealed": _l("Sellada por huella digital (sha256), sin firma electrónica."),
    "say_sealed_at": _l("Sellada el %(moment)s por %(office)s."),
    "say_signed_elsewhere": _l(
        "Quien firmó con su cuenta o su tarjeta no firma otra vez aquí: su firma consta en la "
        "página del acuerdo."
    ),
    "signature": _l("Firma"),
    "signatures": _l("Firmas y huellas"),
    "thumb": _l("Huella del dedo"),
    "title": _l("Acuerdo"),
    "until": _l("Plazo"),
    "verifier": _l("Comprueba"),
    "version": _l("Versión %(number)s"),
    "what": _l("Qué"),
    "words": _l("Lo que se acordó"),
}


@dataclass(frozen=True)
class Sheet:
    """What the template reads besides the content."""

    accord: Accord
    voice: Voice
    label: Labels
    digest: str
    verify_at: str

    @property
    def fingerprint(self) -> str:
        """The short fingerprint, in groups of four."""
        return grouped(fingerprint_of(self.digest))

    @property
    def digest_lines(self) -> list[str]:
        """The whole sha256 in two lines of groups."""
        whole = grouped(self.digest.upper())
        middle = len(whole) // 2
        return [whole[:middle].strip(), whole[middle:].strip()]

    @property
    def is_public(self) -> bool:
        """Whether this is the copy without names."""
        return self.accord.copy == PUBLIC

    @property
    def sign_rows(self) -> list[tuple[Party, ...]]:
        """The groups that must sign, by rows of boxes."""
        found = self.accord.required
        return [found[start : start + ROW] for start in range(0, len(found), ROW)]

    @property
    def facts(self) -> list[tuple[tuple[Spoken, ...], Any]]:
        """The heading, label by label, as far as there is something to say."""
        accord, label = self.accord, self.label
        told: list[tuple[str, Any]] = [
            ("process", self.voice.text(accord.table)),
            ("agreed_on", day_figures(accord.agreed_on)),
            ("extent", self.voice.named(words.EXTENT, accord.extent)),
            ("decided", self._decided() if accord.decided.proposal else ""),
            ("meeting", accord.meeting.partition(":")[2]),
            ("instead_of", accord.instead_of),
        ]
        return [(label(name), value) for name, value in told if value]

    def _decided(self) -> tuple[Spoken, ...]:
        one = self.accord.decided
        return self.label("decided_by", round=one.round, proposal=one.proposal, version=one.version)

    def kind_of(self, party: Party) -> tuple[Spoken, ...]:
        """What sort of group it is."""
        return self.voice.named(words.GROUP_KIND, party.kind)

    def limit(self, said: Adopted) -> tuple[Spoken, ...]:
        """A threshold in words."""
        return self.voice.in_each(lambda: limit_said(said))

    def due(self, promise: Promise) -> list[Any]:
        """Until when, how often or on which condition."""
        repeated = self.voice.named(RECURRENCE, promise.recurrence)
        return [one for one in (day_figures(promise.due_on), repeated, promise.condition) if one]


def limit_said(said: Adopted) -> str:
    """A threshold in words: which variable, on which side, how much."""
    facts = {
        "variable": variable_name(said.variable),
        "value": number(float(said.value)),
        "unit": unit_sign(said.unit),
    }
    if said.comparison == Comparison.BELOW:
        return str(_("%(variable)s: no menos de %(value)s %(unit)s", **facts))
    return str(_("%(variable)s: no más de %(value)s %(unit)s", **facts))


def paper(accord: Accord, language: PaperLanguage, public_url: str) -> Pdf:
    """The agreement as a PDF. Slow: call it with no transaction open."""
    return printed(page(accord, language, public_url))


def page(accord: Accord, language: PaperLanguage, public_url: str) -> str:
    """The page of HTML that becomes the PDF."""
    voice, digest = voice_of(language), digest_of(accord)
    verify_at = f"{public_url}/v/{fingerprint_of(digest)}"
    label = Labels(voice, LABELS)
    with in_language(voice.languages[0]):
        return render_template(
            "dialogue/print/agreement.html",
            accord=accord,
            sheet=Sheet(accord, voice, label, digest, verify_at),
            voice=voice,
            label=label,
            qr=qr_of(verify_at),
            moment_figures=moment_figures,
        )
