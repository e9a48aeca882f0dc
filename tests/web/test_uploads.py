"""Only pages that take files read much; too much is answered with a page, not a cut line."""

import http.client
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, request
from waitress import wasyncore
from werkzeug.test import TestResponse

from tests.web.bare import bare_app
from tests.web.test_serving import answer_until, free_port
from web import uploads
from web.arrivals import Arrivals, BoundedBuffer
from web.serving import server_of
from web.settings import Settings

SMALL = 64 * 1024
LARGE = 1024 * 1024 + SMALL


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    app = bare_app(tmp_path, RIMANAKUY_MAX_BODY_KB="64", RIMANAKUY_MAX_FILE_MB="1")
    uploads.init_app(app)
    app.config.update(MAX_CONTENT_LENGTH=SMALL, WTF_CSRF_ENABLED=False)

    def count() -> dict[str, Any]:
        return {name: len(sent.read()) for name, sent in request.files.items()}

    @uploads.takes_files
    def count_files(_nth: int) -> dict[str, Any]:
        return count()

    app.add_url_rule("/words", view_func=count, methods=["POST"])
    app.add_url_rule("/files/<int:_nth>", view_func=count_files, methods=["POST"])
    return app


def form(size: int) -> tuple[bytes, dict[str, str]]:
    """A form with one file and no words: body and headers."""
    body = (
        b'--b\r\nContent-Disposition: form-data; name="photo"; filename="a.jpg"\r\n\r\n'
        + b"x" * size
        + b"\r\n--b--\r\n"
    )
    return body, {"Content-Type": "multipart/form-data; boundary=b"}


def answered(app: Flask, path: str, size: int, **headers: str) -> TestResponse:
    """What a browser without a server between gets."""
    body, said = form(size)
    return app.test_client().post(path, data=body, headers=said | headers)


def test_a_page_that_takes_files_reads_a_large_one(app: Flask) -> None:
    assert answered(app, "/files/1", 1024 * 1024).get_json() == {"photo": 1024 * 1024}


def test_every_other_page_keeps_the_small_limit(app: Flask) -> None:
    assert answered(app, "/words", SMALL - 1000).status_code == 200
    assert answered(app, "/words", SMALL + 1000).status_code == 413


def test_too_large_a_file_is_answered_with_a_page_that_says_what_to_do(app: Flask) -> None:
    answer = answered(app, "/files/1", 2 * 1024 * 1024)
    assert answer.status_code == 413
    assert "Es demasiado grande" in answer.get_data(as_text=True)


@pytest.fixture
def server(app: Flask) -> Any:
    settings: Settings = app.config["SETTINGS"]
    object.__setattr__(settings, "port", free_port())
    return server_of(app, settings, {})


@pytest.fixture
def arrivals(server: Any) -> Arrivals:
    kept: Arrivals = server.adj.arrivals
    return kept


@pytest.fixture
def port(server: Any, app: Flask) -> Iterator[int]:
    sockets: dict[int, Any] = server._map
    over = threading.Event()
    thread = threading.Thread(target=answer_until, args=(over, sockets))
    thread.start()
    try:
        yield app.config["SETTINGS"].port
    finally:
        over.set()
        server.trigger.pull_trigger()
        thread.join()
        server.task_dispatcher.shutdown()
        wasyncore.close_all(sockets)


def post(port: int, path: str, size: int, *, chunked: bool = False) -> tuple[int, bytes]:
    body, headers = form(size)
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        pieces = (body[at : at + 9000] for at in range(0, len(body), 9000))
        line.request("POST", path, pieces if chunked else body, headers, encode_chunked=chunked)
        answer = line.getresponse()
        return answer.status, answer.read()
    finally:
        line.close()


@pytest.mark.parametrize("chunked", [False, True], ids=["whole", "chunked"])
@pytest.mark.parametrize(
    ("path", "size", "status"),
    [
        ("/words", SMALL - 1000, 200),
        ("/words", SMALL + 1000, 413),
        ("/words", 3 * LARGE, 413),
        ("/files/1", LARGE - 1000, 200),
        ("/files/1", LARGE + 1000, 413),
        ("/files/1", 5 * LARGE, 413),
        ("/nowhere", 5 * LARGE, 404),
    ],
)
def test_the_server_keeps_to_the_limit_of_each_address(
    port: int, path: str, size: int, status: int, chunked: bool
) -> None:
    if chunked and status == 200 and path == "/files/1":
        size -= 1000
    said, body = post(port, path, size, chunked=chunked)
    assert said == status
    if status == 200:
        assert json.loads(body) == {"photo": size}
    else:
        assert b"<h1" in body


def test_where_there_is_no_room_people_are_asked_to_come_again(port: int, app: Flask) -> None:
    holder = Arrivals(app, app.config["SETTINGS"])
    assert holder.reserve(app, SMALL)
    holder._free = 10 * 1024 * 1024
    first = type("Holder", (), {})()
    assert holder.reserve(first, 9 * 1024 * 1024)
    assert not holder.reserve(app, 2 * 1024 * 1024)
    del first
    assert holder.reserve(app, 2 * 1024 * 1024)
    answer = answered(app, "/files/1", 9, **{"Rimanakuy-No-Room": "1"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")


def test_who_only_promises_large_files_keeps_nobody_else_out(port: int, arrivals: Arrivals) -> None:
    arrivals._free = 3 * uploads.KEPT_IN_MEMORY
    _body, headers = form(0)
    head = f"POST /files/1 HTTP/1.1\r\nHost: x\r\nContent-Length: {LARGE}\r\n"
    head += "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    lines = [socket.create_connection(("127.0.0.1", port), 5) for _ in range(20)]
    for line in lines:
        line.sendall(head.encode() + b"\r\n--b\r\n")
    try:
        assert post(port, "/files/1", LARGE - 1000)[0] == 200
    finally:
        for line in lines:
            line.close()


@pytest.mark.parametrize("chunked", [False, True], ids=["whole", "chunked"])
def test_a_file_that_finds_no_room_is_read_to_its_end_and_asked_to_come_again(
    port: int, arrivals: Arrivals, chunked: bool
) -> None:
    arrivals._free = 0
    said, body = post(port, "/files/1", LARGE - 5000, chunked=chunked)
    assert (said, b"<h1" in body) == (503, True)
    arrivals._free = 3 * uploads.KEPT_IN_MEMORY
    assert post(port, "/files/1", LARGE - 5000, chunked=chunked)[0] == 200


def test_what_is_too_much_is_counted_and_not_kept() -> None:
    buffer = BoundedBuffer(10)
    buffer.append(b"x" * 8)
    assert (len(buffer), buffer.get()) == (8, b"x" * 8)
    buffer.append(b"x" * 8)
    buffer.append(b"x" * 8)
    assert (len(buffer), buffer.getfile().read()) == (24, b"")


def test_what_arrives_lies_in_the_folder_that_is_memory(tmp_path: Path, app: Flask) -> None:
    folder = tmp_path / "memory"
    folder.mkdir()
    object.__setattr__(app.config["SETTINGS"], "temp_dir_said", folder)
    with app.test_request_context(environ_base={}):
        stream = app.request_class(request.environ)._get_file_stream(None, None)
        stream.write(b"x" * (uploads.KEPT_IN_MEMORY + 1))
        with suppress(OSError):  # macOS gives a temporary file no name to look at
            assert str(folder) in str(Path(f"/proc/self/fd/{stream.fileno()}").readlink())
        stream.close()
