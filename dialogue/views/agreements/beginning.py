"""What a closed round says for a draft: its outcome in sentences, and why some do not go along."""

from dataclasses import replace

from dialogue.contents.draft import Draft
from dialogue.kinds import Extent, Tongue
from dialogue.queries.agreements.beginnings import Begun, Objection
from dialogue.sentences import outcome_in
from dialogue.words import OPTION
from web.locale import in_language


def filled_in(begun: Begun) -> Draft:
    """The draft with the reasons of the dissent, where it came from a round that was not total."""
    if begun.outcome is None or begun.draft.extent is Extent.TOTAL:
        return begun.draft
    return replace(
        begun.draft, dissent=_dissent(begun, Tongue.ES), dissent_qu=_dissent(begun, Tongue.QU)
    )


def _dissent(begun: Begun, tongue: Tongue) -> str:
    """Sentences made from the figures that were sealed, then what people wrote, as they did."""
    if begun.outcome is None:
        return ""
    place = 0 if tongue is Tongue.ES else 1
    names = {key: pair[place] for key, pair in begun.groups.items()}
    told = outcome_in(tongue.value, begun.outcome, names).sentences
    with in_language(tongue.value):
        objections = [_said(one) for one in begun.objections]
    return "\n".join([" ".join(told), *objections])


def _said(one: Objection) -> str:
    return f"{one.group} ({OPTION[one.option]}): «{one.words}»"
