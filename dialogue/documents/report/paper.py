"""The report on paper."""

from flask import render_template

from dialogue.documents.report.parts import called, on
from dialogue.documents.report.sections import facts_of, made_of, nature_of, sections_of
from dialogue.kinds import PaperLanguage
from dialogue.queries.report import Report
from kernel.printing import Pdf, printed
from web.locale import in_language


def paper(report: Report, language: PaperLanguage) -> Pdf:
    """The report as a PDF. Slow: call it with no transaction open."""
    return printed(page(report, language))


def page(report: Report, language: PaperLanguage) -> str:
    """The page of HTML that becomes the PDF."""
    with in_language(language.value):
        return render_template(
            "dialogue/print/report.html",
            report=report,
            name=called(report.title),
            summary=called(report.summary),
            day=on(report.on),
            facts=facts_of(report),
            nature=nature_of(report),
            made=made_of(report),
            sections=sections_of(report),
        )
