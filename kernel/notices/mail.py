"""The carrier by mail: plain text over SMTP, with no header that anybody could write into."""

import smtplib
import ssl
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from urllib.parse import unquote, urlsplit

from kernel.notices.notify import Notice
from kernel.notices.post import Letter, Recipient, Refused, Undelivered

PATIENCE_S = 20
LONGEST_SUBJECT = 200


class MailCarrier:
    """Hands letters to one mail server, written `smtp://user:password@host:587` or `smtps://…`."""

    def __init__(self, url: str, sender: str) -> None:
        parts = urlsplit(url)
        self._tls_first = parts.scheme == "smtps"
        self._host = parts.hostname or "localhost"
        self._port = parts.port or (465 if self._tls_first else 587)
        self._user = unquote(parts.username or "")
        self._password = unquote(parts.password or "")
        self._sender = sender

    def __call__(self, recipient: Recipient, letter: Letter, notice: Notice) -> None:
        """Hand over one letter. Refused: never; Undelivered: perhaps later."""
        message = written(self._sender, recipient, letter, notice)
        try:
            with self._connection() as server:
                self._sign_in(server)
                server.send_message(message)
        except smtplib.SMTPRecipientsRefused as refused:
            raise _judged(next(iter(refused.recipients.values()))[0]) from None
        except smtplib.SMTPDataError as refused:
            raise _judged(refused.smtp_code) from None
        except (smtplib.SMTPException, OSError) as trouble:
            raise Undelivered(type(trouble).__name__) from None

    def _connection(self) -> smtplib.SMTP:
        if self._tls_first:
            return smtplib.SMTP_SSL(
                self._host, self._port, timeout=PATIENCE_S, context=ssl.create_default_context()
            )
        return smtplib.SMTP(self._host, self._port, timeout=PATIENCE_S)

    def _sign_in(self, server: smtplib.SMTP) -> None:
        server.ehlo()
        if not self._tls_first and server.has_extn("starttls"):
            server.starttls(context=ssl.create_default_context())
            server.ehlo()
        elif not self._tls_first and self._user:
            raise Undelivered("no-starttls")  # a password never travels in the open
        if self._user:
            server.login(self._user, self._password)


def written(sender: str, recipient: Recipient, letter: Letter, notice: Notice) -> EmailMessage:
    """The mail as it travels; the same notice is the same mail however often it is written."""
    message = EmailMessage(policy=SMTP)
    message["To"] = _addressed(recipient.address)
    message["From"] = Address(addr_spec=sender)
    message["Subject"] = one_line(letter.subject)
    message["Date"] = format_datetime(notice.made_at)
    name = sha256(notice.key.encode()).hexdigest()[:32]
    message["Message-ID"] = f"<{name}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.body)
    message["Content-Language"] = one_line(recipient.language)
    return message


def _addressed(words: str) -> Address:
    """One plain address, or Refused: it is the one header whose words come from outside."""
    try:
        address = Address(addr_spec=words)
    except (MessageError, ValueError, IndexError):  # all three come out of the parser
        raise Refused("bad-address") from None
    if not address.username or not address.domain or str(address) != words:
        raise Refused("bad-address")
    return address


def one_line(words: str) -> str:
    """`words` without line breaks and control signs, of a bearable length."""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in words).split())
    return line if len(line) <= LONGEST_SUBJECT else line[: LONGEST_SUBJECT - 1] + "…"


def _judged(code: int) -> Refused | Undelivered:
    return Refused(str(code)) if code >= 500 else Undelivered(str(code))
