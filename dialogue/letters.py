"""The words of the mails of this feature.

They name a thing by its title and code and say nothing of what it says: a mail is read by every
server on its way and on every locked screen.
"""

from functools import partial

from sqlalchemy.orm import Session

from dialogue.lifecycle.agreements import AgreementState
from dialogue.operations.agreements.telling import AGREEMENT_MOVED
from dialogue.queries.agreements.finding import agreement_called
from dialogue.words import AGREEMENT_STATE
from kernel.notices import Letter, Post
from kernel.vault import Vault
from web.locale import _


def register(post: Post, public_url: str) -> None:
    """Let the post room write our kinds of notice."""
    post.writes(AGREEMENT_MOVED, partial(_letter_of_agreement, public_url))


def _letter_of_agreement(
    public_url: str, session: Session, _vault: Vault, *, agreement: str
) -> Letter:
    found, process = agreement_called(session, agreement)
    if found.state is AgreementState.FOR_SIGNATURE:
        subject = _("El acuerdo %(code)s espera firmas", code=found.code)
    else:
        state = AGREEMENT_STATE[found.state]
        subject = _("El acuerdo %(code)s: %(state)s", code=found.code, state=state)
    address = f"{public_url}/dialogue/{process.code}/agreements/{found.code}"
    parts = [
        f"«{found.title}»",
        str(_("Mesa: %(title)s", title=process.title)),
        str(_("Léalo aquí: %(address)s", address=address)),
        str(_("Este correo no lleva el texto del acuerdo.")),
    ]
    return Letter(str(subject), "\n\n".join(parts))
