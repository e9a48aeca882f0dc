"""Durable work of accounts."""

from accounts.operations.invitations import MAIL_RESET, mail_reset
from accounts.operations.signing_in import forget_old_sign_ins
from kernel.jobs import Duties, Work

DUTIES = Duties("accounts")


@DUTIES.duty(MAIL_RESET.removeprefix("accounts."))
def mail_a_reset(work: Work, account: str) -> None:
    """Mail a code to whoever forgot a password, if the address is anybody's."""
    work.change(mail_reset, work.vault, work.jobs, account)


@DUTIES.duty("forget-old-sign-ins", every="50 4 * * *")
def forget_sign_ins(work: Work) -> None:
    """Keep for 90 days when people signed in, and which browsers they did it in."""
    work.change(forget_old_sign_ins)
