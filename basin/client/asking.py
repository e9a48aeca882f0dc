"""How a request is put to a service: vetted, pinned, repeated where that is safe, and judged."""

import ssl
import threading
import time
from collections.abc import Mapping
from typing import Any

from basin.client.addresses import vetted
from basin.client.breaker import Breaker
from basin.client.configured import Configured, base_of
from basin.client.faults import Fault, ServiceFault
from basin.client.transport import Reply, Request, exchange
from basin.contract import texts
from basin.contract.parsing import parsed
from basin.contract.refusals import Refused

PAUSES = (0.5, 1.5)
"""Seconds before a request that may be repeated is repeated."""
SHORTEST_SECRET = 8
LONGEST_WAIT = 3600
REPEATABLE = frozenset({"GET", "DELETE"})


class Asking:
    """The conversation with one service. Any number of threads may share it.

    Where its name leads is looked up and vetted once; whatever the name leads to later, the
    connections go there.
    """

    def __init__(self, configured: Configured, breaker: Breaker) -> None:
        self.base = base_of(configured)
        self._configured = configured
        self._breaker = breaker
        self._addresses: tuple[str, ...] = ()
        self._trust: ssl.SSLContext | None = None
        self._lock = threading.Lock()

    def ask(self, request: Request) -> Reply:
        """The answer to a request, whatever its status below 300 or above 399.

        ServiceFault, also when the breaker is open.
        """
        until = self._breaker.opens_at()
        if until is not None:
            raise ServiceFault(
                Fault.DOWN, f"it did not answer lately; asked again at {until:%H:%M:%S} UTC"
            )
        try:
            reply = self._patiently(request)
        except ServiceFault as fault:
            self._note(fault.fault)
            raise fault.saying(self.hides(fault.detail)) from None
        if reply.status >= 500 and reply.status != 503:
            self._breaker.failed()
        else:
            self._breaker.worked()
        return reply

    def _note(self, fault: Fault) -> None:
        if fault in {Fault.DOWN, Fault.SLOW}:
            self._breaker.failed()
        elif fault not in {Fault.NOT_CONFIGURED, Fault.NOT_PUBLIC}:
            self._breaker.worked()  # it answered, though not well

    def judged(self, reply: Reply, *good: int) -> Reply:
        """The same answer when its status is one of `good`; the ServiceFault it means otherwise."""
        if reply.status in good:
            self._keeps_secret(reply)
            return reply
        detail = f"HTTP {reply.status} {_problem(reply)}".strip()
        wait = _seconds(reply.headers.get("retry-after"))
        fault = _FAULTS.get(reply.status)
        if fault is None:
            fault = Fault.SERVER_ERROR if reply.status >= 500 else Fault.INVALID
        raise ServiceFault(
            fault,
            self.hides(detail),
            retry_after=wait if fault is Fault.BUSY else None,
            perhaps_received=reply.status >= 500 and fault is not Fault.BUSY,
        )

    def hides(self, text: str) -> str:
        """A text without the token, should the service have put it in."""
        token = self._configured.token
        return text.replace(token, "…") if token else text

    def _patiently(self, request: Request) -> Reply:
        ends_at = time.monotonic() + self._configured.total_s
        pauses = PAUSES if request.method in REPEATABLE else ()
        for pause in pauses:
            try:
                return self._once(request, ends_at)
            except ServiceFault as fault:
                if fault.fault is not Fault.DOWN or time.monotonic() + pause >= ends_at:
                    raise
            time.sleep(pause)
        return self._once(request, ends_at)

    def _once(self, request: Request, ends_at: float) -> Reply:
        """By the first of the vetted addresses that lets itself be connected to."""
        addresses = self._vetted()
        for address in addresses[:-1]:
            try:
                return self._exchanged(request, address, ends_at)
            except ServiceFault as fault:
                if fault.fault is not Fault.DOWN or fault.perhaps_received:
                    raise
        return self._exchanged(request, addresses[-1], ends_at)

    def _exchanged(self, request: Request, address: str, ends_at: float) -> Reply:
        from urllib3 import Timeout

        left = max(ends_at - time.monotonic(), 0.001)
        timeout = Timeout(
            connect=min(self._configured.connect_s, left), read=min(self._configured.read_s, left)
        )
        return exchange(
            self._with_headers(request), self.base, address,
            timeout=timeout, trust=self._trusted(), ends_at=ends_at,
        )  # fmt: skip

    def _with_headers(self, request: Request) -> Request:
        headers = {
            "Accept": "application/json",
            "Accept-Encoding": "gzip",
            "Connection": "close",
            "User-Agent": "rimanakuy-basin/1",
            **request.headers,
        }
        if self._configured.token:
            headers["Authorization"] = f"Bearer {self._configured.token}"
        if request.body is not None:
            headers["Content-Type"] = "application/json"
        return Request(request.method, request.path, headers, request.body)

    def _vetted(self) -> tuple[str, ...]:
        with self._lock:
            if not self._addresses:
                self._addresses = vetted(self.base, self._configured)
            return self._addresses

    def _trusted(self) -> ssl.SSLContext | None:
        if self.base.scheme == "http":
            return None
        with self._lock:
            if self._trust is None:
                self._trust = _trust(self._configured.ca_file)
            return self._trust

    def _keeps_secret(self, reply: Reply) -> None:
        """What a service sends is stored and shown: not when it sends the token back."""
        token = self._configured.token
        if len(token) >= SHORTEST_SECRET and token.encode() in reply.body:
            raise ServiceFault(Fault.INVALID, "the answer repeats the token")


_FAULTS: Mapping[int, Fault] = {
    400: Fault.REFUSED_REQUEST,
    401: Fault.NOT_AUTHORISED,
    403: Fault.NOT_AUTHORISED,
    404: Fault.GONE,
    410: Fault.GONE,
    422: Fault.REFUSED_REQUEST,
    429: Fault.BUSY,
    503: Fault.BUSY,
}


def document_of(reply: Reply) -> Any:
    """The JSON of an answer; ServiceFault INVALID when it is none."""
    try:
        return parsed(reply.body)
    except Refused as refused:
        raise ServiceFault(Fault.INVALID, str(refused)) from None


def _trust(ca_file: str) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=ca_file or None)
    except OSError as problem:
        raise ServiceFault(
            Fault.NOT_CONFIGURED,
            f"the file of authorities cannot be read ({type(problem).__name__})",
        ) from None


def _problem(reply: Reply) -> str:
    """What an error says of itself: RFC 7807, or the code and description of the standard."""
    try:
        document = parsed(reply.body)
    except Refused:
        return ""
    if not isinstance(document, dict):
        return ""
    words = (
        texts.one_line(document.get(key)) for key in ("code", "title", "description", "detail")
    )
    return " ".join(word for word in dict.fromkeys(words) if word)


def _seconds(header: str | None) -> int | None:
    """Retry-After in seconds, at most an hour; a date is not worth a clock that may differ."""
    if header is None or not header.strip().isdecimal() or len(header) > 10:
        return None
    return min(int(header), LONGEST_WAIT)
