"""What a closed round says for a draft: its outcome in sentences, and why some do not go along."""

from dataclasses import replace

from dialogue.contents.draft import Draft
from dialogue.documents.outcomes import outcome_words
from dialogue.kinds import Extent, Tongue
from dialogue.queries.agreements.beginnings import Begun
from dialogue.words import OPTION
from web.locale import _, in_language


def filled_in(begun: Begun) -> Draft:
    """The draft with the reasons of the dissent, where it came from a round that was not total."""
    if begun.draft.extent is Extent.TOTAL or begun.outcome is None:
        return begun.draft
    return replace(
        begun.draft, dissent=_dissent(begun, Tongue.ES), dissent_qu=_dissent(begun, Tongue.QU)
    )


def _dissent(begun: Begun, tongue: Tongue) -> str:
    """What came out, then what people wrote, as they did: without answers and words of small
    groups, since everybody may come to read it."""
    told = ""
    if begun.outcome is not None:
        said = outcome_words(begun.outcome, begun.names, begun.alternatives)
        told = " ".join(said.get(tongue.value, ()))
    with in_language(tongue.value):
        objections = [
            f"{one.by(tongue.value)} ({OPTION[one.option]}): «{one.words}»"
            for one in begun.objections
        ]
        if begun.withheld:
            more = _(
                "No se citan las razones de un grupo pequeño, para cuidar a quienes las dieron."
            )
            objections.append(str(more))
    return "\n".join(filter(None, [told, *objections]))
