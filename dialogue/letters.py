"""The words of the mails of this feature.

They name a thing by its title and code and say nothing of what it says: a mail is read by every
server on its way and on every locked screen.
"""

from functools import partial

from sqlalchemy.orm import Session

from dialogue.lifecycle.agreements import AgreementState
from dialogue.lifecycle.rounds import RoundState
from dialogue.operations.agreements.telling import AGREEMENT_MOVED
from dialogue.operations.digests import DIGEST
from dialogue.operations.following import stop_token
from dialogue.operations.overtime import LEFT_OPEN
from dialogue.queries.agreements.finding import agreement_called
from dialogue.queries.digests import Noted, still_told
from dialogue.queries.following import is_silenced
from dialogue.queries.rounds import round_numbered
from dialogue.words import AGREEMENT_STATE
from kernel.notices import Letter, Post
from kernel.notices.post import NobodyThere
from kernel.vault import Vault
from web.locale import _, current, ngettext


def register(post: Post, public_url: str) -> None:
    """Let the post room write our kinds of notice."""
    post.writes(AGREEMENT_MOVED, partial(_letter_of_agreement, public_url))
    post.writes(DIGEST, partial(_digest, public_url))
    post.writes(LEFT_OPEN, partial(_left_open, public_url))


def _letter_of_agreement(
    public_url: str, session: Session, _vault: Vault, *, agreement: str
) -> Letter:
    found, process = agreement_called(session, agreement)
    if found.state is AgreementState.FOR_SIGNATURE:
        subject = _("El acuerdo %(code)s espera firmas", code=found.code)
    elif found.state is AgreementState.DRAFT:
        subject = _("El acuerdo %(code)s volvió a borrador", code=found.code)
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


def _left_open(public_url: str, session: Session, _vault: Vault, *, number: int) -> Letter:
    """Nobody is told of one that was closed meanwhile."""
    one, process = round_numbered(session, number)
    if one.state is not RoundState.OPEN:
        raise NobodyThere
    subject = _("La ronda %(number)s sigue abierta aunque pasó su hora", number=one.number)
    place = f"{process.code}/proposals/{one.proposal.code}/rounds/{one.number}"
    parts = [
        f"«{one.proposal.called(current())}»",
        str(_("Mesa: %(title)s", title=process.called(current()))),
        str(_("No se pudo cerrar sola. Ábrala y ciérrela usted.")),
        str(_("Está aquí: %(address)s", address=f"{public_url}/dialogue/{place}")),
    ]
    return Letter(str(subject), "\n\n".join(parts))


def _digest(public_url: str, session: Session, vault: Vault, *, person: int, news: str) -> Letter:
    told = [] if is_silenced(session, person) else still_told(session, person, news)
    if not told:
        raise NobodyThere
    stop = f"{public_url}/dialogue/stop/{person}/{stop_token(vault, person)}"
    parts = [
        *(_line(public_url, one) for one in told),
        str(_("Si no quiere más avisos de las mesas, abra: %(address)s", address=stop)),
    ]
    return Letter(str(_("Hay novedades en los temas que sigue")), "\n\n".join(parts))


def _line(public_url: str, noted: Noted) -> str:
    said = [f"«{noted.thread.called(current())}», {noted.process.called(current())}"]
    if noted.posts:
        said.append(str(ngettext("%(num)d aporte nuevo.", "%(num)d aportes nuevos.", noted.posts)))
    if noted.mentions:
        named = ngettext(
            "Le nombran en %(num)d aporte.", "Le nombran en %(num)d aportes.", noted.mentions
        )
        said.append(str(named))
    said.append(f"{public_url}/dialogue/{noted.process.code}/threads/{noted.thread.code}")
    return "\n".join(said)
