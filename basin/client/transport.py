"""One request over one connection, to an address that was looked at, within a deadline."""

import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from basin.client.configured import Base
from basin.client.decoding import READ_AT_ONCE, decoded
from basin.client.faults import Fault, ServiceFault
from basin.contract.parsing import MOST_BYTES

if TYPE_CHECKING:
    from urllib3 import HTTPConnectionPool, Timeout
    from urllib3.connection import HTTPConnection
    from urllib3.response import BaseHTTPResponse

LONGEST_HEADER = 2000


@dataclass(frozen=True)
class Reply:
    """What came back: header names in lower case, the body unpacked."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Watch:
    """What one request has come to, and the hand that cuts it off when its time is over.

    A read timeout begins anew with every byte; this one does not, so dripping gains nothing.
    """

    def __init__(self, ends_at: float) -> None:
        self._ends_at = ends_at
        self._handles: list[socket.socket] = []
        self.sent = False
        self.passed = False

    def left(self) -> float:
        """Seconds that are left, at least a very short moment."""
        return max(self._ends_at - time.monotonic(), 0.001)

    def connected(self, connection: socket.socket) -> socket.socket:
        """Keep a second handle on a connection: it reaches it whatever TLS wraps around it."""
        self._handles.append(connection.dup())
        if self.passed:  # the hand was there a moment before
            self._cut()
        return connection

    def sends(self, connection: "HTTPConnection") -> None:
        """From now on the other side may have the request."""
        if connection.sock is None:
            connection.connect()
        self.sent = True

    @contextmanager
    def running(self) -> Iterator[None]:
        """For the length of one exchange."""
        timer = threading.Timer(self.left(), self._cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            for handle in self._handles:
                handle.close()

    def _cut(self) -> None:
        self.passed = True
        for handle in list(self._handles):
            with suppress(OSError):  # it may have ended by itself
                handle.shutdown(socket.SHUT_RDWR)


@dataclass(frozen=True)
class Request:
    """What is sent; `path` is below the base."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes | None = None


def exchange(
    request: Request, base: Base, address: str, *,
    timeout: "Timeout", trust: ssl.SSLContext | None, ends_at: float,
) -> Reply:  # fmt: skip
    """Send a request to `address` as to the host of `base`, and read the whole answer.

    Nothing is followed, repeated or taken from the environment: no redirects, proxies, netrc or
    cookies. `ends_at` is a moment of `time.monotonic`. ServiceFault DOWN, SLOW, NOT_TRUSTED,
    REDIRECT, TOO_LARGE or INVALID.
    """
    from urllib3.exceptions import HTTPError

    watch = Watch(ends_at)
    pool = _pool(base, address, trust, watch)
    try:
        with watch.running():
            reply = _exchanged(request, base, pool, timeout)
    except ServiceFault as fault:
        received = fault.saying(fault.detail, perhaps_received=watch.sent)
        raise _late(watch) if watch.passed else received from None
    except (HTTPError, OSError, ValueError) as problem:
        raise _late(watch) if watch.passed else _fault_of(problem, watch.sent) from None
    finally:
        pool.close()
    if watch.passed:
        raise _late(watch)
    return reply


def _late(watch: Watch) -> ServiceFault:
    return ServiceFault(Fault.SLOW, "no whole answer in time", perhaps_received=watch.sent)


def _fault_of(problem: Exception, sent: bool) -> ServiceFault:
    from urllib3 import exceptions

    kind = type(problem).__name__
    if isinstance(problem, exceptions.SSLError):
        return ServiceFault(Fault.NOT_TRUSTED, str(problem), perhaps_received=sent)
    if isinstance(problem, exceptions.ConnectTimeoutError):  # NewConnectionError is one of them
        return ServiceFault(Fault.DOWN, f"cannot connect ({kind})")
    if isinstance(problem, exceptions.TimeoutError | TimeoutError):
        return ServiceFault(Fault.SLOW, f"reading timed out ({kind})", perhaps_received=sent)
    if isinstance(problem, exceptions.ProtocolError | OSError):
        return ServiceFault(Fault.DOWN, f"the connection broke ({kind})", perhaps_received=sent)
    return ServiceFault(Fault.INVALID, f"not HTTP ({kind})", perhaps_received=sent)


def _exchanged(
    request: Request, base: Base, pool: "HTTPConnectionPool", timeout: "Timeout"
) -> Reply:
    response = pool.urlopen(
        request.method,
        f"{base.path}{request.path}",
        body=request.body,
        headers={"Host": base.authority, **request.headers},
        retries=False,
        redirect=False,
        assert_same_host=False,
        timeout=timeout,
        preload_content=False,
        decode_content=False,
    )
    try:
        return _reply(response)
    finally:
        response.close()


def _reply(response: "BaseHTTPResponse") -> Reply:
    headers = {name.lower(): value[:LONGEST_HEADER] for name, value in response.headers.items()}
    if 300 <= response.status < 400:
        raise ServiceFault(Fault.REDIRECT, f"HTTP {response.status}; redirects are not followed")
    announced = headers.get("content-length", "")
    if announced.isdecimal() and int(announced[:30]) > MOST_BYTES:
        raise ServiceFault(Fault.TOO_LARGE, f"announces {announced[:30]} bytes")
    body = decoded(_chunks(response), headers.get("content-encoding", ""))
    return Reply(response.status, headers, body)


def _chunks(response: "BaseHTTPResponse") -> Iterator[bytes]:
    while chunk := response.read(READ_AT_ONCE, decode_content=False):
        yield chunk


def _pool(
    base: Base, address: str, trust: ssl.SSLContext | None, watch: "Watch"
) -> "HTTPConnectionPool":
    """A pool of one connection that reports to `watch`."""
    from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
    from urllib3.connection import HTTPConnection, HTTPSConnection

    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return watch.connected(super()._new_conn())

        def send(self, data: Any) -> None:
            watch.sends(self)
            super().send(data)

    class Secured(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return watch.connected(super()._new_conn())

        def send(self, data: Any) -> None:
            watch.sends(self)
            super().send(data)

    if base.scheme == "http":
        pool = HTTPConnectionPool(address, base.port)
        pool.ConnectionCls = Plain
        return pool
    # The name is sent (SNI) and must be on the certificate; the address is the one looked at.
    secured = HTTPSConnectionPool(address, base.port, ssl_context=trust, server_hostname=base.host)
    secured.ConnectionCls = Secured
    return secured
