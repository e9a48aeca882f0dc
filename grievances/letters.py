"""The words of the mails that staff get. They name a case by its reference and nothing else."""

from collections.abc import Callable
from functools import partial
from typing import Any

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
    WITHDRAWN,
)
from kernel.notices import Letter, Post
from kernel.vault import Vault
from web.locale import _


def register(post: Post, public_url: str) -> None:
    """Let the post room write our kinds of notice."""
    for kind, subject in SUBJECTS.items():
        post.writes(kind, partial(_letter, subject, public_url))
    for kind, about in WISHES.items():
        post.writes(kind, partial(_letter_of_wish, about, public_url))
    post.writes(DRAFT_HANDED, partial(_letter_of_draft, public_url))


def _letter_of_wish(
    subject: Callable[[], str], public_url: str, _session: Session, _vault: Vault, *, wish: str
) -> Letter:
    return Letter(subject(), _words(f"{public_url}/desk/lost-codes/{wish}"))


def _letter_of_draft(public_url: str, _session: Session, _vault: Vault, *, draft: str) -> Letter:
    subject = str(_("Le piden seguir con un borrador"))
    return Letter(subject, _words(f"{public_url}/desk/intake/{draft}"))


def _letter(
    subject: Callable[..., Any],
    public_url: str,
    _session: Session,
    _vault: Vault,
    *,
    case: str,
) -> Letter:
    address = f"{public_url}/desk/cases/{case}"
    return Letter(str(subject(case)), _words(address))


def _words(address: str) -> str:
    return str(
        _(
            "Ábralo aquí: %(address)s\n\n"
            "Por seguridad, este correo no dice nada del contenido del caso.",
            address=address,
        )
    )


def _case_came_in(case: str) -> str:
    return str(_("Llegó un caso nuevo: %(case)s", case=case))


def _case_handed(case: str) -> str:
    return str(_("Usted lleva ahora el caso %(case)s", case=case))


def _person_wrote(case: str) -> str:
    return str(_("La persona escribió en el caso %(case)s", case=case))


def _decision_waits(case: str) -> str:
    return str(_("Un caso espera su decisión: %(case)s", case=case))


def _threat(case: str) -> str:
    return str(_("Urgente: amenazaron a la persona del caso %(case)s", case=case))


def _withdrawn(case: str) -> str:
    return str(_("La persona retiró el caso %(case)s", case=case))


def _code_lost() -> str:
    return str(_("Alguien perdió su código y pide otro"))


def _code_waits() -> str:
    return str(_("Un código nuevo espera su aprobación"))


SUBJECTS = {
    CASE_CAME_IN: _case_came_in,
    CASE_HANDED: _case_handed,
    DECISION_WAITS: _decision_waits,
    PERSON_WROTE: _person_wrote,
    THREAT: _threat,
    WITHDRAWN: _withdrawn,
}
WISHES = {CODE_LOST: _code_lost, CODE_WAITS: _code_waits}
