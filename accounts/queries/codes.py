"""Codes that let somebody set a password."""

from sqlalchemy.orm import Session

from accounts.models import ResetCode
from kernel.clock import now


def open_code(session: Session, code_id: int) -> ResetCode | None:
    """This code, while it can still be used."""
    code = session.get(ResetCode, code_id)
    return code if code and code.used_at is None and code.expires_at > now() else None
