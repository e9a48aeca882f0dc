"""S4, S7: who steals the folder learns nothing, and what a crash leaves is swept."""

import io
import os
import signal
import stat
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bench.clients import wait_until
from kernel import files
from kernel.clock import at, now
from kernel.database import Database
from kernel.errors import Gone
from kernel.files.cipher import CHUNK, TAG, padded
from kernel.files.models import Blob
from kernel.vault import DataKey
from tests.databases import rows
from tests.factories import files as pictures
from tests.factories import papers
from tests.factories.files import WORD
from web.settings import ROOT

OWNER = DataKey(1, bytes(32))


@pytest.fixture
def store(any_database: Database, tmp_path: Path) -> files.Store:
    return files.Store(any_database, tmp_path / "blobs")


def keep(store: files.Store, data: bytes, name: str) -> None:
    taken = files.take_in(store, io.BytesIO(data), name)
    with store.database.changing() as session:
        files.attach(session, OWNER, taken)


def blobs(store: files.Store) -> list[Path]:
    return [path for path in store.folder.rglob("*") if path.is_file()]


def test_names_times_and_rights_of_blobs_say_nothing(store: files.Store) -> None:
    keep(store, pictures.tagged_jpeg(), "DNI María Quispe.jpg")
    keep(store, papers.tagged_pdf(1), "denuncia.pdf")
    found = blobs(store)
    assert len(found) == 5
    for blob in found:
        assert len(blob.name) == 32
        assert int(blob.name, 16) >= 0
        said = blob.stat()
        assert (said.st_mtime, said.st_atime) == (946_684_800, 946_684_800)
        assert stat.S_IMODE(said.st_mode) == 0o600
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in store.folder.iterdir()} == {0o700}


def test_sizes_of_blobs_are_those_of_many_files(store: files.Store) -> None:
    photo = pictures.plain_jpeg()
    for more in (0, 1, 100):
        keep(store, photo + b"\0" * more, "a.jpg")
    sizes = sorted(blob.stat().st_size for blob in blobs(store))
    assert len(set(sizes)) == 3, "three originals, three copies and three previews look alike"
    for size in sizes:
        plain = size - TAG * -(-size // (CHUNK + TAG))
        assert padded(plain) == plain


def test_no_planted_word_is_found_in_folder_or_database(store: files.Store) -> None:
    name = f"{WORD}-nombre.jpg"
    keep(store, pictures.tagged_jpeg(), name)
    keep(store, papers.tagged_pdf(1), name)
    for blob in blobs(store):
        assert WORD.encode() not in blob.read_bytes()
        assert not blob.read_bytes().startswith((b"\xff\xd8", b"%PDF"))
    for table in ("kernel_file", "kernel_blob"):
        for row in rows(store.database, f"SELECT * FROM {table}"):
            assert WORD not in "".join(str(value) for value in row)
            assert not any(
                WORD.encode() in bytes(v) for v in row if isinstance(v, (bytes, memoryview))
            )


def test_the_length_of_a_name_is_not_told(store: files.Store) -> None:
    photo = pictures.plain_jpeg()
    for name in ("a.jpg", "Juana Mamani Huillca y su hermano en la bocatoma.jpg"):
        keep(store, photo, name)
    lengths = {len(bytes(row[0])) for row in rows(store.database, "SELECT label FROM kernel_file")}
    assert len(lengths) == 1


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\María\\foto.jpg", "foto.jpg"),
        ("a\r\nb\0c\u202egpj.exe", "a bcgpj.exe"),
        ("x" * 300 + ".jpeg", "x" * 115 + ".jpeg"),
        ("", ""),
        ("p'unchaw ñ.jpg", "p'unchaw ñ.jpg"),
    ],
)
def test_names_are_kept_without_folders_and_tricks(
    store: files.Store, sent: str, shown: str
) -> None:
    keep(store, pictures.plain_jpeg(90, 60), sent)
    with store.database.reading() as session:
        stored = session.scalars(select(files.StoredFile)).one()
        assert files.describe(stored, OWNER).name == shown


def test_a_disk_that_is_full_leaves_nothing(
    store: files.Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []

    def full(_descriptor: int) -> None:
        calls.append(1)
        if len(calls) > 3:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        files.take_in(store, io.BytesIO(pictures.plain_jpeg()), "a.jpg")
    assert blobs(store) == []


UPLOAD = """
import io, os, sys
from pathlib import Path
from kernel import files
from kernel.database import Database
from kernel.errors import Gone
from kernel.vault import DataKey
from tests.factories.files import plain_jpeg

store = files.Store(Database(sys.argv[1]), Path(sys.argv[2]))
photo = plain_jpeg()
while True:
    taken = files.take_in(store, io.BytesIO(photo), "a.jpg")
    with store.database.changing() as session:
        kept = files.attach(session, DataKey(1, bytes(32)), taken).id
    print(kept, flush=True)
"""


def test_kill_9_in_the_middle_of_uploads_leaves_no_half_file(
    database: Database, tmp_path: Path
) -> None:
    store = files.Store(database, tmp_path / "blobs")
    uploader = subprocess.Popen(
        [sys.executable, "-c", UPLOAD, str(database.url), str(store.folder)],
        cwd=ROOT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert uploader.stdout is not None
    acknowledged = [int(uploader.stdout.readline())]
    wait_until(lambda: len(blobs(store)) % 3 != 0 or len(blobs(store)) > 60, 30)
    os.kill(uploader.pid, signal.SIGKILL)
    acknowledged += [int(line) for line in uploader.stdout if line.strip()]
    uploader.wait()
    uploader.stdout.close()
    time.sleep(0.1)
    with at(now() + timedelta(days=2)):
        files.sweep(store)
    with database.reading() as session:
        kept = list(session.scalars(select(files.StoredFile)))
        assert {stored.id for stored in kept} >= set(acknowledged)
        for stored in kept:
            assert files.open_original(store, stored, OWNER).read() == pictures.plain_jpeg()
            assert files.open_clean(store, stored, OWNER).read().startswith(b"\xff\xd8")
        assert session.scalar(select(func.count(Blob.name))) == 3 * len(kept)
    assert set(store.names()) == {name for stored in kept for name in stored.blobs}


def test_a_sweep_that_was_interrupted_is_done_again(
    store: files.Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    files.take_in(store, io.BytesIO(pictures.plain_jpeg()), "a.jpg")
    real = files.Store.forget
    gone: list[str] = []

    def dies(self: files.Store, name: str) -> None:
        if gone:
            raise KeyboardInterrupt
        gone.append(name)
        real(self, name)

    with at(now() + timedelta(days=2)):
        monkeypatch.setattr(files.Store, "forget", dies)
        with pytest.raises(KeyboardInterrupt):
            files.sweep(store)
        monkeypatch.setattr(files.Store, "forget", real)
        assert len(blobs(store)) == 2
        assert files.sweep(store) == 3
    assert blobs(store) == []


SECRET = bytes(range(32))


def opened(store: files.Store, name: str, secret: bytes = SECRET) -> bytes:
    with store.database.reading() as session:
        return files.open_aside(session, store, secret, name)


def test_what_is_set_aside_waits_sealed_for_its_sender_alone(store: files.Store) -> None:
    name = files.set_aside(store, SECRET, WORD.encode() * 100)
    assert opened(store, name) == WORD.encode() * 100
    assert WORD.encode() not in blobs(store)[0].read_bytes()
    for other in (name[::-1], "../../etc/passwd", ""):
        with pytest.raises(Gone, match="upload-gone"):
            opened(store, other)
    with pytest.raises(Gone, match="upload-gone"):
        opened(store, name, bytes(32))


def test_what_is_set_aside_is_gone_after_a_day_even_before_it_is_swept(store: files.Store) -> None:
    name = files.set_aside(store, SECRET, b"caudales")
    with at(now() + timedelta(hours=23)):
        assert files.sweep(store) == 0
        assert opened(store, name) == b"caudales"
    with at(now() + timedelta(hours=25)):
        with pytest.raises(Gone, match="upload-gone"):
            opened(store, name)
        assert files.sweep(store) == 1
    assert blobs(store) == []


def test_a_file_that_is_kept_is_not_opened_as_one_that_waits(store: files.Store) -> None:
    keep(store, pictures.tagged_jpeg(), "foto.jpg")
    for blob in blobs(store):
        with pytest.raises(Gone, match="upload-gone"):
            opened(store, blob.name)
