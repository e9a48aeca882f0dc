"""The words of the mails about somebody's own account: codes for a password, and warnings."""

from functools import partial

from sqlalchemy.orm import Session

from accounts.operations.invitations import (
    GUEST,
    INVITATION,
    RESET,
    in_fours,
    mailed_code,
)
from accounts.operations.telling import CODE_HANDED_OUT, NEW_DEVICE, SECOND_STEP_CHANGED
from accounts.queries.codes import open_code
from kernel.notices import Letter, Post
from kernel.notices.post import NobodyThere
from kernel.vault import Vault
from web.locale import _


def register(post: Post, public_url: str) -> None:
    """Let the post room write our kinds of notice."""
    post.writes(INVITATION, partial(_invitation, public_url))
    post.writes(GUEST, partial(_guest, public_url))
    post.writes(RESET, partial(_reset, public_url))
    post.writes(NEW_DEVICE, partial(_new_device, public_url))
    post.writes(SECOND_STEP_CHANGED, partial(_second_step_changed, public_url))
    post.writes(CODE_HANDED_OUT, partial(_code_handed_out, public_url))


def _invitation(public_url: str, session: Session, vault: Vault, *, code: int) -> Letter:
    return Letter(
        subject=str(_("Rimanakuy: su primera contraseña")),
        body=str(
            _(
                "Le agregaron al equipo de una oficina que usa Rimanakuy.\n\n"
                "Para entrar por primera vez:\n"
                "1. Abra %(address)s\n"
                "2. Escriba su correo, esta clave y una contraseña nueva.\n\n"
                "Clave: %(code)s\n\n"
                "La clave sirve una sola vez y por un día. No se la dé a nadie.\n"
                "Si usted no esperaba este correo, no haga nada.",
                address=_page(public_url),
                code=_code(session, vault, code),
            )
        ),
    )


def _guest(public_url: str, session: Session, vault: Vault, *, code: int) -> Letter:
    return Letter(
        subject=str(_("Rimanakuy: le invitan a una mesa de trabajo")),
        body=str(
            _(
                "Una oficina que usa Rimanakuy le invita a una mesa de trabajo.\n\n"
                "Para entrar por primera vez:\n"
                "1. Abra %(address)s\n"
                "2. Escriba su correo, esta clave y una contraseña nueva.\n\n"
                "Clave: %(code)s\n\n"
                "La clave sirve una sola vez y por un día. No se la dé a nadie. Si ya pasó un "
                "día, pida otra en esa misma página.\n"
                "Si usted no esperaba este correo, no haga nada.",
                address=_page(public_url),
                code=_code(session, vault, code),
            )
        ),
    )


def _reset(public_url: str, session: Session, vault: Vault, *, code: int) -> Letter:
    return Letter(
        subject=str(_("Rimanakuy: una contraseña nueva")),
        body=str(
            _(
                "Alguien pidió una contraseña nueva para su cuenta.\n\n"
                "Si fue usted:\n"
                "1. Abra %(address)s\n"
                "2. Escriba su correo, esta clave y una contraseña nueva.\n\n"
                "Clave: %(code)s\n\n"
                "La clave sirve una sola vez y por un día. Al usarla se cierran sus sesiones; su "
                "segundo paso queda como está.\n"
                "Si no fue usted, no haga nada: su contraseña de ahora sigue sirviendo.",
                address=_page(public_url),
                code=_code(session, vault, code),
            )
        ),
    )


def _new_device(public_url: str, _session: Session, _vault: Vault) -> Letter:
    return Letter(
        subject=str(_("Rimanakuy: alguien entró desde otro aparato")),
        body=str(
            _(
                "Alguien entró con su cuenta en un navegador que no conocíamos.\n\n"
                "Si fue usted, no haga nada.\n"
                "Si no fue usted:\n"
                "1. Cambie su contraseña: %(password)s\n"
                "2. Mire sus ingresos: %(sign_ins)s\n"
                "3. Avise a quien administra su oficina.",
                password=f"{public_url}/account/password",
                sign_ins=f"{public_url}/account/sign-ins",
            )
        ),
    )


def _second_step_changed(public_url: str, _session: Session, _vault: Vault) -> Letter:
    return Letter(
        subject=str(_("Rimanakuy: cambió su segundo paso")),
        body=str(
            _(
                "Cambió lo que su cuenta pide además de la contraseña: la aplicación de códigos, "
                "una llave de acceso o los códigos de recuperación.\n\n"
                "Si fue usted, no haga nada.\n"
                "Si no fue usted, avise hoy mismo a quien administra su oficina.\n\n"
                "Así está ahora: %(address)s",
                address=f"{public_url}/account/second-step",
            )
        ),
    )


def _code_handed_out(public_url: str, _session: Session, _vault: Vault) -> Letter:
    return Letter(
        subject=str(_("Rimanakuy: hay una clave para su cuenta")),
        body=str(
            _(
                "Quien administra hizo una clave con la que se pone otra contraseña en su cuenta. "
                "Este correo no la trae: se entrega en persona.\n\n"
                "Si usted la pidió, no haga nada.\n"
                "Si no la pidió, alguien podría entrar en su lugar. Avise hoy mismo a otra persona "
                "que administre o supervise su oficina.\n\n"
                "Aquí ve quién entró con su cuenta: %(address)s",
                address=f"{public_url}/account/sign-ins",
            )
        ),
    )


def _page(public_url: str) -> str:
    """Where the code is typed. It never stands in the address: addresses are logged."""
    return f"{public_url}/set-password"


def _code(session: Session, vault: Vault, code_id: int) -> str:
    row = open_code(session, code_id)
    if row is None or row.salt is None:
        raise NobodyThere
    return in_fours(mailed_code(vault, row.salt))
