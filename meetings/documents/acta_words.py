"""The fixed words of an acta, and how a paper says them in one language or in two."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from typing import Any

from meetings.contents import Text
from meetings.kinds import PaperLanguage
from meetings.numerals import Before, day_in_words, hour_in_words, in_words
from web.locale import _l, current, in_language, tag_of


def languages_of(language: PaperLanguage) -> tuple[str, ...]:
    """The languages that a paper speaks, in their order."""
    return ("es", "qu") if language is PaperLanguage.BOTH else (language.value,)


LABELS: Mapping[str, Any] = {
    "absent": _l("Grupos esperados de los que nadie vino"),
    "abstained": _l("Se abstuvieron"),
    "against": _l("En contra"),
    "agenda": _l("Agenda"),
    "agreement": _l("Acuerdo %(number)s"),
    "agreements": _l("Acuerdos"),
    "annex": _l("Anexo %(number)s"),
    "attendance_list": _l("Lista de asistencia"),
    "beside": _l("Con"),
    "book": _l("Libro"),
    "book_certified": _l("Certificado por"),
    "book_day": _l("Fecha"),
    "book_entry": _l("Asiento en el libro de actas"),
    "book_folios": _l("Folios"),
    "book_signatures": _l("Número de firmas"),
    "budget": _l("De dónde sale el dinero"),
    "by": _l("Convoca"),
    "call": _l("Convocatoria"),
    "carried": _l("Pasa a"),
    "check": _l("Compruebe esta copia"),
    "code": _l("Código del compromiso"),
    "community": _l("Comunidad"),
    "concerns": _l("Preocupaciones por tema"),
    "confirmed": _l("Confirmó con"),
    "consent": _l("Aceptó salir en la foto"),
    "corrections": _l("Correcciones que pidió la sala"),
    "dissent": _l("Por qué no es total"),
    "depends": _l("Depende de"),
    "documents": _l("Documentos y pruebas que se mostraron"),
    "draft": _l("BORRADOR, sin valor"),
    "extent": _l("Alcance"),
    "facilitates": _l("Facilita"),
    "fingerprint": _l("Huella"),
    "for": _l("A favor"),
    "group": _l("Grupo"),
    "groups": _l("Grupos"),
    "heard": _l("Cuánto habló cada grupo"),
    "how": _l("Cómo se convocó"),
    "indicator": _l("Se sabrá que se cumplió por"),
    "kind": _l("Clase de reunión"),
    "men": _l("Varones"),
    "minutes": _l("Minutos"),
    "name": _l("Nombre"),
    "next": _l("Próxima reunión"),
    "next_agenda": _l("De qué se tratará"),
    "notes": _l("Toma nota"),
    "number": _l("N.º"),
    "objective": _l("Objetivo"),
    "observations": _l("Observaciones"),
    "others": _l("Otro o no dice"),
    "people": _l("Quiénes vinieron"),
    "photos": _l("Fotos"),
    "place": _l("Lugar"),
    "point": _l("Punto %(number)s de la agenda"),
    "post": _l("Cargo"),
    "priority": _l("Prioridad"),
    "programme": _l("Programa o proceso"),
    "promises": _l("Compromisos"),
    "read_back": _l("Lectura a la sala"),
    "reason": _l("Por qué hay otra versión"),
    "reference": _l("Acta %(reference)s"),
    "replaces": _l("Reemplaza al acta de huella %(fingerprint)s"),
    "responsible": _l("Responsable"),
    "risks": _l("Qué puede impedirlo"),
    "said": _l("Lo que se dijo"),
    "said_elsewhere": _l("Fuera de la agenda"),
    "sessions": _l("Partes a las que vino"),
    "signature": _l("Firma"),
    "signatures": _l("Firmas y huellas"),
    "sitting_key": _l("Partes de la reunión"),
    "sum": _l("Total"),
    "theme": _l("Tema"),
    "thumb": _l("Huella del dedo"),
    "title": _l("Acta de reunión"),
    "title_assembly": _l("Acta de asamblea"),
    "until": _l("Plazo"),
    "verifier": _l("Comprueba"),
    "version": _l("Versión %(number)s"),
    "votes": _l("Cómo se contó"),
    "weight": _l("Peso"),
    "what": _l("Qué"),
    "when": _l("Fecha y hora"),
    "women": _l("Mujeres"),
    "say_check": _l(
        "Escanee el código o escriba la huella en la página de comprobación: dirá si este papel es "
        "igual al acta sellada."
    ),
    "say_hash": _l("sha256 del contenido. Cambiar una palabra cambia la huella."),
    "say_list_annex": _l("La lista de nombres está en el anexo 1."),
    "say_no_names": _l("En esta copia los nombres están reservados."),
    "say_not_quoted": _l("No autorizó publicar sus palabras."),
    "say_not_the_book": _l(
        "Este papel no reemplaza al libro de actas. Anote aquí dónde quedó asentada."
    ),
    "say_promises_annex": _l("Con todos sus datos están en el anexo de compromisos."),
    "say_public": _l(
        "Copia pública. Los nombres de personas están reservados; el acta completa tiene la huella "
        "%(fingerprint)s."
    ),
    "say_sealed": _l("Sellada por huella digital (sha256), sin firma electrónica."),
    "say_sealed_at": _l("Sellada el %(moment)s por %(office)s."),
    "say_signed_by_hand": _l("Vale con las firmas y huellas puestas a mano en este papel."),
    "say_still_open": _l("Todavía no está sellada. No se firma."),
}


@dataclass(frozen=True)
class Spoken:
    """Words in one language; `tag` is how HTML names it."""

    tag: str
    words: str


@dataclass(frozen=True)
class Voice:
    """The language or languages of one paper. Spanish stands first where there are two."""

    languages: tuple[str, ...]
    _known: dict[Any, tuple[Spoken, ...]] = field(default_factory=dict, compare=False)

    @property
    def both(self) -> bool:
        """Whether the paper speaks two languages."""
        return len(self.languages) > 1

    def in_each(self, words: Callable[[], str]) -> tuple[Spoken, ...]:
        """What `words()` says in each language; once where both say the same."""
        found = []
        for language in self.languages:
            with in_language(language):
                found.append(Spoken(tag_of(language), words()))
        return tuple(one for one in found if one is found[0] or one.words != found[0].words)

    def label(self, name: str, **facts: Any) -> tuple[Spoken, ...]:
        """A fixed word of the acta."""
        key = (name, *facts.items())
        if key not in self._known:
            self._known[key] = self.in_each(lambda: str(LABELS[name]) % facts)
        return self._known[key]

    def named(self, words: Mapping[StrEnum, Any], value: str) -> tuple[Spoken, ...]:
        """The word for a value of one of the closed lists; nothing for nothing."""
        if not value:
            return ()
        key = (id(words), value)
        if key not in self._known:
            chosen = next(said for member, said in words.items() if member.value == value)
            self._known[key] = self.in_each(lambda: str(chosen))
        return self._known[key]

    def text(self, text: Text) -> tuple[Spoken, ...]:
        """What somebody wrote, in each language of the paper in which it was written.

        Where it was not written in the language of the paper, as it was written.
        """
        there = [
            Spoken(tag_of(one), text.called(one)) for one in self.languages if text.speaks(one)
        ]
        if there:
            return tuple(there)
        written = "es" if text.es else "qu"
        return (Spoken(tag_of(written), text.called(written)),) if text.called("es") else ()

    def pairs(self, text: Text) -> list[tuple[Spoken, ...]]:
        """The same, paragraph beside paragraph where both languages have as many."""
        spoken = self.text(text)
        parts = [_paragraphs(one.words) for one in spoken]
        if len({len(one) for one in parts}) > 1:
            return [spoken]
        return [
            tuple(Spoken(one.tag, words) for one, words in zip(spoken, row, strict=True))
            for row in zip(*parts, strict=True)
        ]


def _paragraphs(words: str) -> list[str]:
    return [one for one in words.split("\n") if one.strip()]


def counted(number: int, before: Before = Before.NOTHING) -> str:
    """A number in words and figures; only figures outside Spanish."""
    return f"{in_words(number, before)} ({number})" if current() == "es" else str(number)


def day_said(day: str) -> str:
    """A day in words and figures; only figures outside Spanish."""
    figures = day_figures(day)
    return f"{day_in_words(date.fromisoformat(day))} ({figures})" if current() == "es" else figures


def hour_said(hour: str) -> str:
    """An hour in words and figures; only figures outside Spanish."""
    words = hour_in_words(time.fromisoformat(hour)) if current() == "es" else ""
    return f"{words} ({hour})" if words else hour


def day_figures(day: str) -> str:
    """A day in figures, the same in every language of the region: 23/08/2026."""
    return date.fromisoformat(day).strftime("%d/%m/%Y") if day else ""


def joined(parts: Sequence[str], mark: str = ", ") -> str:
    """What there is of several parts."""
    return mark.join(filter(None, parts))
