"""An acta on paper: from its content alone, so that the same content gives the same bytes."""

import segno
from flask import render_template

from commitments.words import PRIORITY
from kernel.printing import Pdf, printed
from kernel.seals import fingerprint_of, grouped
from meetings import words
from meetings.contents import Acta, digest_of
from meetings.documents import acta_formulas as formulas
from meetings.documents.acta_said import moment_figures, title_of
from meetings.documents.acta_sheet import Sheet
from meetings.documents.acta_words import Voice, day_figures, languages_of
from meetings.kinds import PaperLanguage
from meetings.queries.photos import Photo
from web.locale import in_language


def paper(
    acta: Acta,
    language: PaperLanguage,
    public_url: str,
    *,
    sealed: bool,
    photos: tuple[Photo, ...] = (),
) -> bytes:
    """The acta as a PDF. Slow: call it with no transaction open."""
    return printed_paper(acta, language, public_url, sealed=sealed, photos=photos).data


def printed_paper(
    acta: Acta,
    language: PaperLanguage,
    public_url: str,
    *,
    sealed: bool,
    photos: tuple[Photo, ...] = (),
) -> Pdf:
    """The same, with the number of its pages."""
    return printed(page(acta, language, public_url, sealed=sealed, photos=photos))


def page(
    acta: Acta,
    language: PaperLanguage,
    public_url: str,
    *,
    sealed: bool,
    photos: tuple[Photo, ...] = (),
) -> str:
    """The page of HTML that becomes the PDF."""
    voice = Voice(languages_of(language))
    digest = digest_of(acta) if sealed else ""
    verify_at = f"{public_url}/v/{fingerprint_of(digest)}" if sealed else ""
    sheet = Sheet(acta, voice, digest, verify_at, _qr(verify_at) if sealed else "")
    with in_language(voice.languages[0]):
        return render_template(
            "meetings/print/acta.html",
            acta=acta,
            photos=photos,
            sheet=sheet,
            voice=voice,
            label=voice.label,
            named=voice.named,
            words=words,
            formulas=formulas,
            day_figures=day_figures,
            moment_figures=moment_figures,
            title_of=title_of,
            priorities=PRIORITY,
            grouped=grouped,
        )


def _qr(address: str) -> str:
    return str(segno.make(address, error="m", micro=False).svg_data_uri(border=0))
