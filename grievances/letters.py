"""The words of the mails that staff get. They name a case by its reference and nothing else."""

from collections.abc import Callable
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from grievances.operations.notifying import CASE_CAME_IN, DECISION_WAITS, PERSON_WROTE
from kernel.notices import Letter, Post
from kernel.vault import Vault
from web.locale import _


def register(post: Post, public_url: str) -> None:
    """Let the post room write our kinds of notice."""
    for kind, subject in SUBJECTS.items():
        post.writes(kind, partial(_letter, subject, public_url))


def _letter(
    subject: Callable[..., Any],
    public_url: str,
    _session: Session,
    _vault: Vault,
    *,
    case: str,
) -> Letter:
    address = f"{public_url}/desk/cases/{case}"
    return Letter(
        subject=str(subject(case)),
        body=_(
            "Ábralo aquí: %(address)s\n\n"
            "Por seguridad, este correo no dice nada del contenido del caso.",
            address=address,
        ),
    )


def _case_came_in(case: str) -> str:
    return str(_("Llegó un caso nuevo: %(case)s", case=case))


def _person_wrote(case: str) -> str:
    return str(_("La persona escribió en el caso %(case)s", case=case))


def _decision_waits(case: str) -> str:
    return str(_("Un caso espera su decisión: %(case)s", case=case))


SUBJECTS = {
    CASE_CAME_IN: _case_came_in,
    DECISION_WAITS: _decision_waits,
    PERSON_WROTE: _person_wrote,
}
