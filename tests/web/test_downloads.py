"""What people sent leaves the house sandboxed, unnamed, unkept, and whole or in the part asked."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kernel.cleaning.kinds import FileKind
from kernel.files.cipher import CHUNK, BlobKey, OpenedBlob, seal_into
from kernel.files.opening import OpenedFile
from tests.web.bare import bare_app
from web.downloads import attachment, inline_preview
from web.headers import SANDBOXED, STRICT

DATA = bytes(range(256)) * 1200
NAME = "DNI María Quispe.mp4"


def opened(kind: FileKind = FileKind.VIDEO, mime: str = "video/mp4") -> OpenedFile:
    key, sealed = BlobKey(bytes(32), "clean"), BytesIO()
    seal_into(sealed, key, BytesIO(DATA), len(DATA))
    return OpenedFile(kind, NAME, mime, "mp4", OpenedBlob(sealed, key))


@pytest.fixture
def client(tmp_path: Path) -> FlaskClient:
    app: Flask = bare_app(tmp_path)
    paper = FileKind.PDF, "application/pdf"
    app.add_url_rule("/save", "save", lambda: attachment(opened()))
    app.add_url_rule("/show", "show", lambda: inline_preview(opened()))
    app.add_url_rule("/paper", "paper", lambda: inline_preview(opened(*paper)))
    return app.test_client()


@pytest.mark.parametrize("path", ["/save", "/show", "/paper"])
def test_it_is_sandboxed_and_as_strict_as_every_answer(client: FlaskClient, path: str) -> None:
    answer = client.get(path, buffered=True)
    assert answer.data == DATA
    assert answer.headers.getlist("Content-Security-Policy") == [SANDBOXED]
    assert SANDBOXED.startswith("sandbox; default-src 'none'; ")
    rest = STRICT.items() - {("Content-Security-Policy", STRICT["Content-Security-Policy"])}
    assert {name: answer.headers.getlist(name) for name, _ in rest} == {n: [v] for n, v in rest}
    assert answer.headers.getlist("Cache-Control") == ["no-store"]


def test_its_name_says_nothing_and_is_another_each_time(client: FlaskClient) -> None:
    said = {client.get("/save", buffered=True).headers["Content-Disposition"] for _ in range(3)}
    assert len(said) == 3
    for one in said:
        assert re.fullmatch(r'attachment; filename="archivo-[0-9a-f]{8}\.mp4"', one)


def test_a_paper_is_never_opened_in_place(client: FlaskClient) -> None:
    assert client.get("/paper", buffered=True).headers["Content-Disposition"][:10] == "attachment"
    assert client.get("/show", buffered=True).headers["Content-Disposition"][:6] == "inline"


@pytest.mark.parametrize(
    ("asked", "start", "stop"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=0-", 0, len(DATA)),
        (f"bytes={CHUNK - 9}-{CHUNK + 9}", CHUNK - 9, CHUNK + 10),
        ("bytes=-10", len(DATA) - 10, len(DATA)),
        (f"bytes=100-{len(DATA) * 2}", 100, len(DATA)),
    ],
)
def test_a_player_gets_the_part_that_it_asks_for(
    client: FlaskClient, asked: str, start: int, stop: int
) -> None:
    answer = client.get("/show", headers={"Range": asked}, buffered=True)
    assert answer.data == DATA[start:stop]
    assert answer.status_code == 206
    assert answer.headers["Content-Range"] == f"bytes {start}-{stop - 1}/{len(DATA)}"
    assert answer.headers["Content-Length"] == str(stop - start)


@pytest.mark.parametrize("asked", ["bytes=9-1", "lines=1-2", "bytes=0-1,5-6", "nonsense"])
def test_a_strange_range_is_answered_with_everything(client: FlaskClient, asked: str) -> None:
    answer = client.get("/show", headers={"Range": asked}, buffered=True)
    assert (answer.status_code, answer.data) == (200, DATA)


def test_a_range_behind_the_end_is_refused(client: FlaskClient) -> None:
    answer = client.get("/show", headers={"Range": f"bytes={len(DATA)}-"}, buffered=True)
    assert (answer.status_code, answer.headers["Content-Range"]) == (416, f"bytes */{len(DATA)}")


def test_asking_only_for_the_head_gets_no_body(client: FlaskClient) -> None:
    answer = client.head("/show")
    assert (answer.data, answer.headers["Content-Length"]) == (b"", str(len(DATA)))
