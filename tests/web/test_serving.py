"""The server keeps its threads for pages, whatever slow phones and proxies do."""

import gc
import http.client
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from flask import Flask, request
from waitress import wasyncore

from kernel.jobs import Jobs
from web.serving import _warm_up, server_of
from web.settings import ROOT, Settings


@contextmanager
def served(folder: Path, **said: str) -> Iterator[int]:
    """A small application behind our server; gives the port."""
    app = Flask("small")

    @app.get("/who")
    def who() -> dict[str, Any]:
        return {"address": request.remote_addr, "scheme": request.scheme}

    @app.post("/length")
    def length() -> dict[str, int]:
        return {"length": len(request.get_data())}

    settings = Settings.for_tests(folder, PORT=str(free_port()), RIMANAKUY_THREADS="2", **said)
    sockets: dict[int, Any] = {}
    server = server_of(app, settings, sockets)
    over = threading.Event()
    thread = threading.Thread(target=answer_until, args=(over, sockets))
    thread.start()
    try:
        yield settings.port
    finally:
        over.set()
        server.trigger.pull_trigger()
        thread.join()
        server.task_dispatcher.shutdown()
        wasyncore.close_all(sockets)


def answer_until(over: threading.Event, sockets: dict[int, Any]) -> None:
    while not over.is_set():
        wasyncore.loop(timeout=0.1, use_poll=True, map=sockets, count=1)


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def get(port: int, path: str, headers: dict[str, str] | None = None) -> dict[str, Any]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path, headers=headers or {})
        answer: dict[str, Any] = json.loads(connection.getresponse().read())
        return answer
    finally:
        connection.close()


def slow_phone(port: int) -> socket.socket:
    """A phone that has sent the head of a large form and a little of its body."""
    phone = socket.create_connection(("127.0.0.1", port), timeout=20)
    phone.sendall(b"POST /length HTTP/1.1\r\nHost: x\r\nContent-Length: 3000\r\n\r\n" + b"x" * 100)
    return phone


def answer_to(phone: socket.socket) -> dict[str, Any]:
    with phone:
        answer = http.client.HTTPResponse(phone)
        answer.begin()
        with answer:
            found: dict[str, Any] = json.loads(answer.read())
            return found


def test_thirty_slow_phones_keep_nobody_waiting_and_lose_nothing(tmp_path: Path) -> None:
    with served(tmp_path) as port:
        phones = [slow_phone(port) for _ in range(30)]
        assert get(port, "/who")["scheme"] == "http"
        for phone in phones:
            phone.sendall(b"x" * 2900)
        assert [answer_to(phone) for phone in phones] == [{"length": 3000}] * 30


def test_nobody_is_believed_about_where_a_request_comes_from(tmp_path: Path) -> None:
    lies = {"X-Forwarded-For": "203.0.113.7", "X-Forwarded-Proto": "https"}
    with served(tmp_path) as port:
        assert get(port, "/who", lies) == {"address": "127.0.0.1", "scheme": "http"}


def test_the_one_proxy_in_front_is_believed_its_last_word(tmp_path: Path) -> None:
    said = {"X-Forwarded-For": "198.51.100.1, 203.0.113.7", "X-Forwarded-Proto": "https"}
    with served(tmp_path, RIMANAKUY_TRUSTED_PROXIES="1") as port:
        assert get(port, "/who", said) == {"address": "203.0.113.7", "scheme": "https"}


def test_a_taken_port_is_told_with_its_remedy(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        for command in (["flask", "--app", "app", "serve"], ["web.supervisor"]):
            told = subprocess.run(
                [sys.executable, "-m", *command],
                cwd=ROOT,
                env={**os.environ, "PORT": str(port), "DATA_DIR": str(tmp_path)},
                capture_output=True,
                text=True,
                timeout=120,
                check=False,
            )
            assert told.returncode == 1
            assert told.stderr.removeprefix("Error: ") == (
                f"Port {port} is taken by another program: stop it, "
                "or choose another as in PORT=8001.\n"
            )


def test_no_page_waits_while_garbage_is_sought_in_what_stays() -> None:
    frozen = gc.get_freeze_count()
    loaded = [[number] for number in range(1_000)]
    _warm_up(cast(Jobs, SimpleNamespace(client=loaded)))
    assert gc.get_freeze_count() >= frozen + len(loaded)
