"""The words of the mails that staff get.

They name a case by its reference and say nothing of what happened: a mail is read by every server
on its way and on every locked screen. The subject says where to look and whether to look today.
"""

from collections.abc import Callable
from functools import partial

from sqlalchemy.orm import Session

from grievances.operations.notifying import (
    CASE_CAME_IN,
    CASE_HANDED,
    CODE_LOST,
    CODE_WAITS,
    DECISION_WAITS,
    DRAFT_HANDED,
    PERSON_WROTE,
    THREAT,
    UPGRADED,
    WITHDRAWN,
)
from kernel.notices import Letter, Post
from kernel.vault import Vault
from web.locale import _


def register(post: Post, public_url: str) -> None:
    """Let the post room write our kinds of notice."""
    for kind, subject in SUBJECTS.items():
        post.writes(kind, partial(_letter, subject, public_url))
    for kind in WISHES:
        post.writes(kind, partial(_letter_of_wish, public_url))
    post.writes(DRAFT_HANDED, partial(_letter_of_draft, public_url))


def _letter_of_wish(public_url: str, _session: Session, _vault: Vault, *, wish: str) -> Letter:
    return Letter(_in_the_office(), _words(f"{public_url}/desk/lost-codes/{wish}"))


def _letter_of_draft(public_url: str, _session: Session, _vault: Vault, *, draft: str) -> Letter:
    return Letter(_in_the_office(), _words(f"{public_url}/desk/intake/{draft}"))


def _letter(
    subject: Callable[[str], str], public_url: str, _session: Session, _vault: Vault, *, case: str
) -> Letter:
    return Letter(subject(case), _words(f"{public_url}/desk/cases/{case}"))


def _words(address: str) -> str:
    return str(
        _(
            "Ábralo aquí: %(address)s\n\n"
            "Por seguridad, este correo no dice nada del contenido del caso.",
            address=address,
        )
    )


def _in_the_office() -> str:
    return str(_("Algo le espera en su oficina"))


def _in_a_case(case: str) -> str:
    return str(_("Algo le espera en el caso %(case)s", case=case))


def _in_a_case_today(case: str) -> str:
    return str(_("Urgente: mire hoy el caso %(case)s", case=case))


SUBJECTS = {
    CASE_CAME_IN: _in_a_case,
    CASE_HANDED: _in_a_case,
    DECISION_WAITS: _in_a_case,
    PERSON_WROTE: _in_a_case,
    THREAT: _in_a_case_today,
    UPGRADED: _in_a_case,
    WITHDRAWN: _in_a_case,
}
WISHES = (CODE_LOST, CODE_WAITS)
