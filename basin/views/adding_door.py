"""What all pages share on which evidence is brought by hand."""

from collections.abc import Callable

from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from basin.models import Study
from basin.operations.adding_held import Holder, expect_adding, holder_of
from basin.operations.evidence import Exhibit, put_in_evidence
from basin.queries.studies import study_for
from basin.views.entrance import study_at
from kernel.errors import BadInput, Refusal, RuleBroken
from kernel.files import Taken
from web.actor import actor
from web.forms import Form
from web.furniture import files, vault
from web.refusals import CODES
from web.sending import answered_once


def study_to_add(code: str) -> Study:
    """The study in this address, for who may put evidence into it now."""
    study = study_at(code)
    expect_adding(actor(), study)
    return study


def holder_for(study: Study) -> Holder:
    """Who keeps what this person brings to this study."""
    return holder_of(files(), vault(), actor(), study)


def tell(form: Form, refusal: Refusal, field: str = "") -> None:
    """Put the words of a refusal on the form, beside a field or on top."""
    said = CODES[refusal.code]
    title, why = (str(words) % refusal.facts for words in (said.title, said.why))
    form.refuse(field, f"{title}. {why} {said.remedy}".strip())


def kept(
    form: Form, code: str, exhibit: Callable[[Session], Exhibit], taken: Taken | None = None
) -> str:
    """Put it in evidence, once; its code, or "" when the form says what speaks against it."""

    def act(session: Session) -> str:
        study = study_for(session, actor(), code)
        expect_adding(actor(), study)
        made = put_in_evidence(
            session, actor(), study, exhibit(session), taken=taken, vault=vault() if taken else None
        )
        return made.code

    answer = answered_once(form, act)
    if not isinstance(answer, Refusal):
        return answer
    if not isinstance(answer, BadInput | RuleBroken):
        raise answer
    tell(form, answer)
    return ""


def to_evidence(code: str) -> ResponseReturnValue:
    """The page of what was just put in evidence."""
    return redirect(url_for("basin.evidence_page", code=code), code=303)
