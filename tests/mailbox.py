"""A mail server for tests: it listens on loopback, keeps what it is given and can turn it away."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast


class Mailbox(socketserver.ThreadingTCPServer):
    """Keeps mails; `verdicts` are replies to the next recipients instead of `250 ok`."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Conversation)
        self.mails: list[EmailMessage] = []
        self.verdicts: list[str] = []

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])

    @property
    def url(self) -> str:
        """How a setting would name it."""
        return f"smtp://127.0.0.1:{self.port}"


class _Conversation(socketserver.StreamRequestHandler):
    """As much of RFC 5321 as `smtplib` speaks."""

    def handle(self) -> None:
        self._say("220 tests")
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"QUIT":
                self._say("221 bye")
                return
            self._answer(verb)

    def _answer(self, verb: bytes) -> None:
        box = cast("Mailbox", self.server)
        if verb == b"DATA":
            self._say("354 go on")
            box.mails.append(self._mail())
        if verb == b"RCPT" and box.verdicts:
            self._say(box.verdicts.pop(0))
        else:
            self._say("250 ok")

    def _mail(self) -> EmailMessage:
        lines = list(iter(self.rfile.readline, b".\r\n"))
        return message_from_bytes(b"".join(lines), policy=policy.default)

    def _say(self, reply: str) -> None:
        self.wfile.write(f"{reply}\r\n".encode())


@contextmanager
def mailbox(port: int = 0) -> Iterator[Mailbox]:
    """A mail server that answers for the length of a `with` block."""
    with Mailbox(port) as box:
        thread = threading.Thread(target=box.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield box
        finally:
            box.shutdown()
            thread.join()
