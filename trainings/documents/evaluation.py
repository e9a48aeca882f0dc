"""The sheet of questions on paper, and the poster that leads phones to it."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from flask import render_template

from accounts.models import Office
from kernel.printing import pdf
from meetings.kinds import PaperLanguage, Sex
from meetings.models import Group
from meetings.words import SEX
from trainings.kinds import Moment, QuestionKind
from trainings.learning import STEPS
from trainings.models import Question
from web.locale import _, in_language, tag_of

CODE_BOXES = 6
LETTERS = "ABCDEFGHI"
BOTH = ("es", "qu")


@dataclass(frozen=True)
class SheetPaper:
    """What the sheet of one moment says. `reference` is that of the meeting."""

    office: Office
    reference: str
    title: str
    title_qu: str
    moment: Moment
    introduction: str
    introduction_qu: str
    questions: Sequence[Question]
    groups: Sequence[Group]


@dataclass(frozen=True)
class Poster:
    """Where phones find the sheet. `qr` is a picture of `address`, as `data:`."""

    office: Office
    title: str
    moment: Moment
    address: str
    qr: str


def sheet(paper: SheetPaper, language: PaperLanguage) -> bytes:
    """The sheet as a PDF: a box for every answer, in the order in which it is typed afterwards."""
    languages = BOTH if language is PaperLanguage.BOTH else (language.value,)
    said = [_said(paper, code) for code in languages]
    with in_language(languages[0]):
        html = render_template(
            "trainings/print/sheet.html",
            paper=paper,
            office=paper.office,
            said=said,
            kinds=QuestionKind,
            steps=STEPS,
            letters=LETTERS,
            boxes=CODE_BOXES,
        )
        return pdf(html)


def poster(paper: Poster) -> bytes:
    """The QR large enough for the back of the room, with the address for who must type it."""
    return pdf(render_template("trainings/print/poster.html", paper=paper, office=paper.office))


def _said(paper: SheetPaper, language: str) -> dict[str, Any]:
    """Everything on the sheet in one language."""
    before = paper.moment is Moment.BEFORE
    with ExitStack() as stack:
        stack.enter_context(in_language(language))
        return {
            "lang": tag_of(language),
            "code": language,
            "title": str(
                _("Preguntas antes del taller") if before else _("Preguntas después del taller")
            ),
            "workshop": (paper.title_qu if language == "qu" else "") or paper.title,
            "introduction": (paper.introduction_qu if language == "qu" else "")
            or ("" if language == "qu" and paper.introduction_qu else paper.introduction),
            "promise": str(
                _("No es un examen y no lleva su nombre. Puede dejar preguntas sin responder.")
            ),
            "code_title": str(_("Su código inventado")),
            "how": str(
                _(
                    "Dos primeras letras del nombre de su mamá, el día en que usted nació con "
                    "dos números, dos últimas letras del lugar donde nació. Por ejemplo: RO07LE."
                )
                if before
                else _(
                    "El mismo de antes: dos primeras letras del nombre de su mamá, el día en que "
                    "usted nació con dos números, dos últimas letras del lugar donde nació."
                )
            ),
            "group": str(_("¿De qué grupo es usted?")),
            "groups": [group.called(language) for group in paper.groups],
            "sex": str(_("¿Es usted mujer u hombre?")),
            "sexes": [str(SEX[sex]) for sex in Sex if sex is not Sex.UNSAID],
            "optional": str(_("(si quiere)")),
            "scale": str(_("Marque un número: 1 es nada, 5 es mucho.")),
            "choose": str(_("Marque una.")),
            "thanks": str(_("Gracias. Entregue la hoja sin su nombre.")),
        }
