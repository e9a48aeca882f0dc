"""S14: hostile files are refused with a sentence, soon, and harm nobody."""

import base64
import gzip
import io
import os
import resource
import struct
import subprocess
import sys
import tarfile
import threading
import zipfile
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pikepdf import Dictionary, Name, Pdf
from PIL import Image

from kernel import files
from kernel.cleaning import media, pdfs
from kernel.cleaning.cleaned import NotTaken
from kernel.cleaning.kinds import FileKind, Incoming
from kernel.database import Database
from kernel.errors import BadInput, Unavailable
from kernel.files import child, limits
from kernel.files.sniffing import sniff
from tests.factories import files as pictures
from tests.factories import papers, sounds
from web.settings import ROOT

MEGABYTE = 1024 * 1024


@pytest.fixture
def store(database: Database, tmp_path: Path) -> files.Store:
    return files.Store(database, tmp_path / "blobs")


def refusal(store: files.Store, data: bytes, name: str = "a.jpg", **how: object) -> str:
    """The code that a file is refused with; nothing of it stays."""
    with pytest.raises(BadInput) as refused:
        files.take_in(store, io.BytesIO(data), name, **how)  # type: ignore[arg-type]
    assert list(store.names()) == []
    return refused.value.code


def zipped(inside: str = "mimetype") -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr(inside, "x" * 1000)
    return written.getvalue()


def tarred() -> bytes:
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a.jpg"))
    return written.getvalue()


ARCHIVES = {
    "zip": zipped(),
    "docx": zipped("word/document.xml"),
    "jar": zipped("META-INF/MANIFEST.MF"),
    "empty zip": b"PK\x05\x06" + bytes(18),
    "7z": b"7z\xbc\xaf\x27\x1c" + bytes(64),
    "rar": b"Rar!\x1a\x07\x01\x00" + bytes(64),
    "gz": gzip.compress(bytes(10_000_000)),
    "tar": tarred(),
    "xz": b"\xfd7zXZ\x00" + bytes(64),
    "bz2": b"BZh9" + bytes(64),
}
UNKNOWN = {
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "html": b"<!doctype html><script>alert(1)</script>",
    "script": b"#!/bin/sh\nrm -rf /\n",
    "program": b"\x7fELF\x02\x01\x01" + bytes(64),
    "windows program": b"MZ\x90\x00" + bytes(64),
    "gif": b"GIF89a" + bytes(64),
    "tiff": b"II*\x00" + bytes(64),
    "old word": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64),
    "matroska": b"\x1a\x45\xdf\xa3\x93\x42\x82\x88matroska" + bytes(64),
    "playlist": b"#EXTM3U\nfile:///etc/passwd\n",
    "ffmpeg concat": b"ffconcat version 1.0\nfile /etc/passwd\n",
    "avif": b"\0\0\0\x1cftypavif" + bytes(64),
    "words": b"Mana yaku kanchu" * 20,
    "postscript": b"%!PS-Adobe-3.0\n",
    "one byte": b"\xff",
}


@pytest.mark.parametrize("name", ARCHIVES)
def test_archives_are_refused_as_such(store: files.Store, name: str) -> None:
    assert refusal(store, ARCHIVES[name]) == "file-archive"


@pytest.mark.parametrize("name", UNKNOWN)
def test_what_is_on_no_list_is_refused_whatever_its_name_says(
    store: files.Store, name: str
) -> None:
    assert refusal(store, UNKNOWN[name], "photo.jpg") == "file-kind"


def test_an_empty_file_is_refused(store: files.Store) -> None:
    assert refusal(store, b"") == "file-empty"


HEADS = {
    "jpeg": b"\xff\xd8\xff\xe0\0\x10JFIF\0",
    "png": b"\x89PNG\r\n\x1a\n",
    "webp": b"RIFF\x24\0\0\0WEBPVP8 ",
    "heic": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
    "pdf": b"%PDF-1.7\n",
    "ogg": b"OggS\0\x02",
    "mp3": b"ID3\x04\0\0\0\0\0\0",
    "mp4": b"\0\0\0\x18ftypisom\0\0\2\0isomiso2",
    "webm": b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm",
    "amr": b"#!AMR\n",
}


@pytest.mark.parametrize("rest", [b"", b"\x7f" * 3000, os.urandom(3000)], ids=["", "7f", "noise"])
@pytest.mark.parametrize("name", HEADS)
def test_a_head_without_a_body_is_broken(store: files.Store, name: str, rest: bytes) -> None:
    assert refusal(store, HEADS[name] + rest) in {"file-broken", "file-kind"}


WHOLE: dict[str, Callable[[], bytes]] = {
    "jpeg": pictures.plain_jpeg,
    "png": pictures.tagged_png,
    "webp": pictures.tagged_webp,
    "heic": pictures.tagged_heic,
    "mp4": lambda: sounds.film("mp4", "libx264", "aac"),
}


@pytest.mark.parametrize("name", WHOLE)
def test_half_a_file_is_broken(store: files.Store, name: str) -> None:
    data = WHOLE[name]()
    assert refusal(store, data[: len(data) // 2]) == "file-broken"


def test_size_is_bounded_before_anything_is_parsed(
    store: files.Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> None:
        raise AssertionError("a parser was started")

    monkeypatch.setattr(subprocess, "Popen", never)
    for head, most in (("jpeg", 20), ("pdf", 25), ("mp3", 40), ("mp4", 60)):
        assert refusal(store, HEADS[head] + bytes(most * MEGABYTE)) == "file-too-big"
    assert refusal(store, bytes(61 * MEGABYTE)) == "file-too-big"


def test_an_installation_may_take_less(database: Database, tmp_path: Path) -> None:
    store = files.Store.of(database, tmp_path, 1)
    with pytest.raises(BadInput) as refused:
        files.take_in(store, io.BytesIO(HEADS["mp4"] + bytes(MEGABYTE)), "a.mp4")
    assert (refused.value.code, refused.value.facts) == ("file-too-big", {"most_mb": 1})


def test_a_recording_may_not_be_as_large_as_a_film(
    store: files.Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(limits.LARGEST, FileKind.SOUND, 1000)
    assert refusal(store, sounds.recording("mp4", "aac")) == "file-too-big"


def test_only_the_kinds_that_a_page_asks_for_are_taken(store: files.Store) -> None:
    voice = {FileKind.SOUND}
    assert refusal(store, pictures.plain_jpeg(), kinds=voice) == "file-kind"
    assert refusal(store, sounds.film("mp4", "libx264", "aac"), kinds=voice) == "file-kind"
    taken = files.take_in(store, io.BytesIO(sounds.recording("mp4", "aac")), "a", kinds=voice)
    assert taken.kind is FileKind.SOUND


def chunk(name: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content)) + name + content
        + struct.pack(">I", zlib.crc32(name + content))
    )  # fmt: skip


def bomb_png(side: int) -> bytes:
    """A few kilobytes that unpack to a picture of `side` squared."""
    packer = zlib.compressobj(9)
    row = bytes(side // 8 + 1)
    packed = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
    )


def test_a_pixel_bomb_is_refused_by_its_head(store: files.Store) -> None:
    bomb = bomb_png(20_000)
    assert len(bomb) < 200_000
    assert refusal(store, bomb) == "file-too-many-pixels"
    flat = io.BytesIO()
    Image.new("1", (40_000, 10)).save(flat, "PNG")
    assert refusal(store, flat.getvalue()) == "file-too-many-pixels"


def test_a_large_photograph_is_made_smaller_while_it_is_read(store: files.Store) -> None:
    """108 megapixels, as some phones make them."""
    written = io.BytesIO()
    Image.new("L", (12_000, 9_000), 77).save(written, "JPEG", quality=30)
    taken = files.take_in(store, io.BytesIO(written.getvalue()), "a.jpg")
    assert taken.kind is FileKind.IMAGE


def test_a_text_bomb_in_a_picture_is_refused(store: files.Store) -> None:
    packed = zlib.compress(bytes(100 * MEGABYTE))
    png = pictures.tagged_png()
    bomb = png[:33] + chunk(b"zTXt", b"Comment\0\0" + packed) + png[33:]
    assert refusal(store, bomb) == "file-broken"


def paper_with(content: bytes, **keys: object) -> bytes:
    paper = Pdf.new()
    page = paper.add_blank_page()
    stream = paper.make_stream(content)
    for name, value in keys.items():
        stream[f"/{name}"] = value
    page.obj.Contents = stream
    written = io.BytesIO()
    as_it_is = pikepdf.StreamDecodeLevel.none
    paper.save(written, compress_streams=False, stream_decode_level=as_it_is)
    return written.getvalue()


def test_a_bomb_in_a_paper_is_refused(store: files.Store) -> None:
    flat = zlib.compress(bytes(410 * MEGABYTE), 1)
    assert refusal(store, paper_with(flat, Filter=Name.FlateDecode)) == "file-too-complex"
    words = base64.a85encode(zlib.compress(bytes(410 * MEGABYTE), 9)) + b"~>"
    as_text = pikepdf.Array([Name.ASCII85Decode, Name.FlateDecode])
    assert refusal(store, paper_with(words, Filter=as_text)) == "file-too-complex"
    twice = zlib.compress(flat)
    nested = pikepdf.Array([Name.FlateDecode, Name.FlateDecode])
    assert refusal(store, paper_with(twice, Filter=nested)) == "file-too-complex"


@pytest.mark.parametrize(
    ("packed", "name"),
    [
        (b"\x81\0" * 300, Name.RunLengthDecode),
        (b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01", Name.LZWDecode),
    ],
    ids=["run lengths", "LZW"],
)
def test_what_other_packers_pack_is_counted_too(
    monkeypatch: pytest.MonkeyPatch, packed: bytes, name: pikepdf.Object
) -> None:
    paper = paper_with(packed, Filter=name)
    assert pdfs.clean(paper, Incoming.PDF).pages == 1
    monkeypatch.setattr(pdfs, "MOST_UNPACKED", 8)
    with pytest.raises(NotTaken, match="file-too-complex"):
        pdfs.clean(paper, Incoming.PDF)


def test_a_bomb_in_an_object_stream_runs_into_the_wall(store: files.Store) -> None:
    packer = zlib.compressobj(1)
    packed = b"".join(packer.compress(bytes(MEGABYTE)) for _ in range(1200))
    packed += packer.flush()
    bomb = (
        b"%%PDF-1.5\n1 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>\nstream\n"
        % len(packed)
        + packed
        + b"\nendstream\nendobj\ntrailer\n<</Root 2 0 R/Size 3>>\nstartxref\n0\n%%EOF"
    )
    assert refusal(store, bomb) in {"file-too-complex", "file-broken"}


def test_a_paper_with_a_password_says_so(store: files.Store) -> None:
    assert refusal(store, papers.tagged_pdf(1, password="secret")) == "file-locked"


def test_a_paper_has_a_bounded_number_of_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfs, "MOST_PAGES", 2)
    assert pdfs.clean(papers.tagged_pdf(2), Incoming.PDF).pages == 2
    with pytest.raises(NotTaken, match="file-too-many-pages"):
        pdfs.clean(papers.tagged_pdf(3), Incoming.PDF)


def test_a_paper_that_loops_ends(store: files.Store) -> None:
    paper = Pdf.new()
    page = paper.add_blank_page()
    deep = Dictionary()
    for _ in range(200):
        deep = Dictionary(Deeper=deep)
    page.obj.Resources = Dictionary(Properties=deep)
    written = io.BytesIO()
    paper.save(written)
    assert refusal(store, written.getvalue()) == "file-too-complex"
    data = written.getvalue().replace(b"/Parent", b"/Kids  ")
    with pytest.raises(BadInput):
        files.take_in(store, io.BytesIO(data), "a.pdf")


def test_recordings_and_films_have_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    heard = sounds.recording("ogg", "libopus", rate=48_000, seconds=3)
    seen = sounds.film("mp4", "libx264", "aac", seconds=3)
    assert media.clean(heard, Incoming.OGG).seconds == 3
    monkeypatch.setattr(media, "LONGEST_SOUND", 2)
    with pytest.raises(NotTaken, match="file-too-long"):
        media.clean(heard, Incoming.OGG)
    monkeypatch.setattr(media, "LONGEST_SOUND", 9)
    monkeypatch.setattr(media, "LONGEST_VIDEO", 2)
    with pytest.raises(NotTaken, match="file-too-long"):
        media.clean(seen, Incoming.MP4)


def test_a_file_that_takes_for_ever_is_given_up(
    store: files.Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "WALL_SECONDS", 0.001)
    assert refusal(store, pictures.plain_jpeg()) == "file-too-complex"


def test_a_parser_that_eats_memory_or_time_is_stopped() -> None:
    for walls, deed in (("(2, 300)", "bytearray(10**9)"), ("(1, 300)", "while True: pass")):
        assert confined(deed, walls).returncode != 0


def confined(deed: str, walls: str = "(9, 900)") -> "subprocess.CompletedProcess[str]":
    """What a confined process does, seen through a pipe."""
    code = (
        "import os, socket, subprocess\n"
        "from kernel.cleaning.confinement import Walls, confine\n"
        f"confine(Walls{walls})\n"
    )
    return subprocess.run(
        [sys.executable, "-c", code + deed],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux takes calls away")
@pytest.mark.parametrize(
    "deed",
    [
        "open('/etc/passwd')",
        "open('/tmp/leak', 'w')",
        "socket.socket()",
        "os.fork()",
        "os.execv('/bin/true', ['true'])",
        "subprocess.run(['true'])",
        "os.remove('/tmp/leak')",
        "os.kill(1, 9)",
    ],
)
def test_a_parser_reads_no_file_starts_no_program_and_reaches_no_network(deed: str) -> None:
    done = confined(deed)
    assert "PermissionError" in done.stderr


def test_what_a_parser_is_started_with_tells_nothing(
    store: files.Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = []

    class Watched(subprocess.Popen[bytes]):
        def __init__(self, *args: object, **how: object) -> None:
            started.append((args, how))
            super().__init__(*args, **how)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "Popen", Watched)
    files.take_in(store, io.BytesIO(pictures.plain_jpeg()), "María.jpg")
    ((args, how),) = started
    assert how["env"] == {}
    assert "María" not in repr((args, how))


def test_no_more_files_are_cleaned_at_once_than_there_are_places(
    store: files.Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "WAIT_SECONDS", 0.01)
    for _ in range(limits.AT_ONCE):
        child._cleaners.acquire()
    try:
        with pytest.raises(Unavailable):
            files.take_in(store, io.BytesIO(pictures.plain_jpeg()), "a.jpg")
    finally:
        for _ in range(limits.AT_ONCE):
            child._cleaners.release()
    files.take_in(store, io.BytesIO(pictures.plain_jpeg()), "a.jpg")


@pytest.mark.parametrize(
    "said",
    [
        "no word of ours",
        '{"kind": "image", "format": "png", "clean": 9000000000, "preview": 0, "width": 1, '
        '"height": 1, "pages": 0, "seconds": 0}',
    ],
    ids=["noise", "a copy without end"],
)
def test_a_parser_that_was_taken_over_is_not_believed(
    store: files.Store, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    script = f"import sys; sys.stdin.read(); print({said!r}); sys.stdout.write('x' * 10**6)"
    started = subprocess.Popen

    def taken_over(_words: list[str], **how: Any) -> "subprocess.Popen[bytes]":
        return started([sys.executable, "-c", script.replace("stdin", "stdin.buffer")], **how)

    monkeypatch.setattr(subprocess, "Popen", taken_over)
    assert refusal(store, pictures.plain_jpeg()) == "file-too-complex"
    assert [*store.names()] == []


def test_slow_files_never_hold_more_threads_than_clean_and_wait(store: files.Store) -> None:
    over = threading.Event()

    class Slow(io.BytesIO):
        """Comes to its end when we say so: its cleaner is busy until then."""

        def read(self, size: int | None = -1, /) -> bytes:
            if self.tell() > limits.MEGABYTE:
                over.wait(60)
            return super().read(size)

    data = pictures.plain_jpeg() + bytes(2 * limits.MEGABYTE)
    held = limits.AT_ONCE + limits.WAITING
    with ThreadPoolExecutor(12) as threads:
        sent = [threads.submit(files.take_in, store, Slow(data), "a.jpg") for _ in range(12)]
        turned_away = [one for _, one in zip(range(12 - held), as_completed(sent), strict=False)]
        over.set()
    assert all(isinstance(one.exception(), Unavailable) for one in turned_away)
    assert sum(one.exception() is None for one in sent) == held


def test_hostile_files_leave_the_web_process_as_it_was(store: files.Store) -> None:
    refusal(store, bomb_png(20_000))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(3):
        refusal(store, bomb_png(20_000))
        refusal(store, pictures.plain_jpeg()[:9000] + os.urandom(2 * MEGABYTE)[: 2 * MEGABYTE])
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < (64 * 1024 if sys.platform == "linux" else 64 * MEGABYTE)


@hypothesis_settings(max_examples=200)
@given(head=st.binary(max_size=64))
def test_any_first_bytes_are_known_or_refused(head: bytes) -> None:
    with suppress(BadInput):
        assert sniff(head) in Incoming


@hypothesis_settings(max_examples=60)
@given(data=st.binary(max_size=400), name=st.sampled_from(sorted(HEADS)))
def test_any_bytes_behind_a_good_head_end_in_a_refusal_or_a_copy(data: bytes, name: str) -> None:
    """In this very process: what a parser raises is all that its caller expects."""
    from kernel.cleaning import heics, images
    from kernel.cleaning.__main__ import _cleaned

    incoming = sniff(HEADS[name] + data)
    cleaner = images if incoming.kinds == {FileKind.IMAGE} else media
    cleaner = heics if incoming is Incoming.HEIC else cleaner
    found = _cleaned(pdfs if incoming is Incoming.PDF else cleaner, HEADS[name] + data, incoming)
    assert isinstance(found, NotTaken) or found.clean
