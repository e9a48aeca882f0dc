"""A model service on loopback that does exactly what a test tells it to, well or badly.

Plain sockets and threads: a real server would refuse to be as broken as this one must be.
"""

import json
import socket
import ssl
import threading
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

RECORDED = Path(__file__).parent / "client" / "recorded"
RECORDED_URL = "http://127.0.0.1:5801"
JOB = "d5e8cf66-e5dc-11f1-8f84-02fc00000001"
PROCESS = "salar-demo"

Behaviour = bytes | Callable[[socket.socket], None]


@dataclass(frozen=True)
class Heard:
    """A request as it arrived; header names in lower case."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


def http(status: int, body: bytes = b"", headers: Mapping[str, str] | None = None) -> bytes:
    """A whole answer; its length is said unless the headers say one."""
    said = {"Content-Type": "application/json", "Content-Length": str(len(body)), **(headers or {})}
    lines = [f"HTTP/1.1 {status} X", *(f"{name}: {value}" for name, value in said.items())]
    return "\r\n".join([*lines, "", ""]).encode() + body


def answer(document: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> bytes:
    """A whole answer that holds a document."""
    return http(status, json.dumps(document).encode(), headers)


def recorded(name: str, url: str = RECORDED_URL) -> Any:
    """A document as a real server sent it, at another address."""
    text = (RECORDED / f"{name}.json").read_text()
    return json.loads(text.replace(RECORDED_URL, url))


class FaultyService:
    """Listens from `with` on. What no test has said otherwise is answered as recorded."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self._tls = tls
        self._answers: dict[tuple[str, str], deque[Behaviour]] = {}
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._lock = threading.Lock()
        self._open: list[socket.socket] = []
        self.heard: list[Heard] = []
        self.names_asked_for: list[str | None] = []
        self.handshakes = 0
        self.port: int = self._listening.getsockname()[1]
        self.url = f"{'https' if tls else 'http'}://127.0.0.1:{self.port}"
        self._say_as_recorded()

    def __enter__(self) -> Self:
        threading.Thread(target=self._listen, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, one: BaseException | None, at: TracebackType | None
    ) -> None:
        self._listening.close()
        for connection in self._open:
            connection.close()

    def says(self, method: str, path: str, *answers: Behaviour) -> None:
        """Answer so, one after the other; the last one for ever."""
        self._answers[method, path] = deque(answers)

    def said_to(self, method: str, path: str) -> list[Heard]:
        """The requests that came for one path."""
        return [each for each in self.heard if (each.method, each.path) == (method, path)]

    def _say_as_recorded(self) -> None:
        for path, name in {
            "/": "landing",
            "/conformance": "conformance",
            "/processes": "processes",
            f"/processes/{PROCESS}": "process",
            "/jobs": "jobs",
            f"/jobs/{JOB}": "job-successful",
            f"/jobs/{JOB}/results": "results",
        }.items():
            self.says("GET", path, answer(recorded(name, self.url)))
        self.says("DELETE", f"/jobs/{JOB}", answer(recorded("job-dismissed", self.url)))
        location = {"Location": f"{self.url}/jobs/{JOB}"}
        self.says("POST", f"/processes/{PROCESS}/execution", answer(None, 201, location))

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            self._open.append(connection)
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        try:
            with self._secured(connection) as speaking:
                heard = self._hear(speaking)
                behaviour = self._next(heard)
                if callable(behaviour):
                    behaviour(speaking)
                else:
                    speaking.sendall(behaviour)
        except OSError:
            return  # the client hung up, as many of these tests want it to

    def _secured(self, connection: socket.socket) -> socket.socket:
        if self._tls is None:
            return connection
        speaking = self._tls.wrap_socket(connection, server_side=True)
        self.handshakes += 1
        return speaking

    def _hear(self, connection: socket.socket) -> Heard:
        received = b""
        while b"\r\n\r\n" not in received:
            received += self._more(connection)
        head, _, body = received.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value for name, _, value in (one.partition(": ") for one in lines)}
        while len(body) < int(headers.get("content-length", 0)):
            body += self._more(connection)
        method, path, _ = first.split(" ")
        heard = Heard(method, path, headers, body)
        with self._lock:
            self.heard.append(heard)
        return heard

    @staticmethod
    def _more(connection: socket.socket) -> bytes:
        received = connection.recv(65536)
        if not received:
            raise ConnectionResetError
        return received

    def _next(self, heard: Heard) -> Behaviour:
        answers = self._answers.get((heard.method, heard.path))
        if answers is None:
            return answer({"code": "NoSuchThing", "description": "not found"}, 404)
        with self._lock:
            return answers.popleft() if len(answers) > 1 else answers[0]
