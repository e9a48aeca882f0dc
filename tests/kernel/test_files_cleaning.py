"""S6: what staff see of a file carries no place, device, author, day or thumbnail of it."""

import io
import struct
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import av
import pikepdf
import pytest
from PIL import Image, ImageChops, ImageCms, ImageStat

from kernel import files
from kernel.cleaning import jpegs, media, profiles
from kernel.cleaning.kinds import FileKind, Format
from kernel.database import Database
from kernel.vault import DataKey
from tests.factories import files as pictures
from tests.factories import papers, sounds
from tests.factories.files import WORD

OWNER = DataKey(1, bytes(32))
PLANTED = (WORD.encode(), sounds.PLACE.encode(), b"2026-03-04", b"2026:03:04", b"20260304")


class Cleaned(NamedTuple):
    """What staff get of a file."""

    told: files.Described
    clean: bytes
    preview: bytes
    original: bytes


@pytest.fixture
def send(database: Database, tmp_path: Path) -> Callable[[bytes], Cleaned]:
    """Send a file through the one way in, keep it, open all of it."""
    store = files.Store(database, tmp_path / "blobs")

    def sent(data: bytes) -> Cleaned:
        taken = files.take_in(store, io.BytesIO(data), f"{WORD}.bin")
        with database.changing() as session:
            stored = files.attach(session, OWNER, taken)
            return Cleaned(
                files.describe(stored, OWNER),
                files.open_clean(store, stored, OWNER).read(),
                files.open_preview(store, stored, OWNER).read() if stored.preview else b"",
                files.open_original(store, stored, OWNER).read(),
            )

    return sent


IMAGES = {
    "JPEG": (pictures.tagged_jpeg, Format.JPEG, 9),
    "PNG": (pictures.tagged_png, Format.PNG, 8),
    "WebP": (pictures.tagged_webp, Format.JPEG, 7),
    "HEIC": (pictures.tagged_heic, Format.JPEG, 7),
}
FILMS: dict[str, tuple[Callable[[], bytes], Format]] = {
    "MP3": (lambda: sounds.recording("mp3", "libmp3lame", cover=True), Format.MP3),
    "M4A": (lambda: sounds.recording("mp4", "aac"), Format.M4A),
    "M4A of a shop": (lambda: sounds.recording("ipod", "aac"), Format.M4A),
    "AMR": (sounds.tagged_amr, Format.M4A),
    "Ogg Opus": (lambda: sounds.recording("ogg", "libopus", rate=48_000), Format.OGG),
    "Ogg Vorbis": (lambda: sounds.recording("ogg", "vorbis"), Format.OGG),
    "WebM sound": (lambda: sounds.recording("webm", "libopus", rate=48_000), Format.WEBM_SOUND),
    "WebM Vorbis": (lambda: sounds.recording("webm", "vorbis"), Format.WEBM_SOUND),
    "WebM": (lambda: sounds.film("webm", "libvpx", "libopus", rate=48_000), Format.WEBM),
    "MP4": (lambda: sounds.film("mp4", "libx264", "aac"), Format.MP4),
    "MP4 HEVC": (lambda: sounds.film("mp4", "libx265", "aac"), Format.MP4),
    "MP4 AV1": (lambda: sounds.film("mp4", "libsvtav1", "aac"), Format.MP4),
    "MP4 part 2": (lambda: sounds.film("mp4", "mpeg4", "aac"), Format.MP4),
    "MP4 with a track of positions": (sounds.tracked_mp4, Format.MP4),
    "QuickTime": (lambda: sounds.film("mov", "libx264", "aac"), Format.MP4),
    "3GP": (lambda: sounds.film("3gp", "h263", "libopencore_amrnb", rate=8000), Format.MP4),
}
SOUNDS = frozenset({Format.MP3, Format.M4A, Format.OGG, Format.WEBM_SOUND})


def assert_silent(cleaned: Cleaned, data: bytes) -> None:
    """No planted word is left, and the original is as it was."""
    assert any(word in data for word in PLANTED), "the search finds"
    for word in PLANTED:
        assert word not in cleaned.clean, word
        assert word not in cleaned.preview, word
    assert cleaned.original == data
    assert cleaned.told.size == len(cleaned.clean)


@pytest.mark.parametrize("name", IMAGES)
def test_a_picture_keeps_its_pixels_and_nothing_else(
    send: Callable[[bytes], Cleaned], name: str
) -> None:
    make, kept, words = IMAGES[name]
    data = make()
    assert data.count(WORD.encode()) >= words - 2
    cleaned = send(data)
    assert_silent(cleaned, data)
    assert (cleaned.told.kind, cleaned.told.format) == (FileKind.IMAGE, kept)
    for copy in (cleaned.clean, cleaned.preview):
        with Image.open(io.BytesIO(copy)) as shown:
            shown.load()
            assert not shown.getexif()
            assert shown.info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
            assert shown.height > shown.width, "it was turned upright"
            assert max(shown.size) <= 900
    with Image.open(io.BytesIO(cleaned.preview)) as small:
        assert max(small.size) <= 640


@pytest.mark.parametrize("name", FILMS)
def test_a_recording_keeps_its_sound_and_nothing_else(
    send: Callable[[bytes], Cleaned], name: str
) -> None:
    make, kept = FILMS[name]
    data: bytes = make()
    cleaned = send(data)
    assert_silent(cleaned, data)
    assert cleaned.told.format is kept
    assert cleaned.told.kind is (FileKind.SOUND if kept in SOUNDS else FileKind.VIDEO)
    assert cleaned.told.seconds == 1
    with av.open(io.BytesIO(cleaned.clean), "r") as copy:
        assert media.said_by(copy) == {}
        assert copy.chapters() == []
        assert len(copy.streams) == (1 if kept in SOUNDS else 2)
        heard = sum(frame.samples / frame.sample_rate for frame in copy.decode(audio=0))
    assert heard == pytest.approx(1.0, abs=0.3)  # a coder fills up its last block


def test_what_a_film_hides_within_its_stream_is_gone(send: Callable[[bytes], Cleaned]) -> None:
    """x264 writes its settings into each film (SEI); dashboards write places there."""
    data = sounds.film("mp4", "libx264", "aac")
    assert b"x264 - core" in data
    assert b"x264" not in send(data).clean


def test_a_film_that_was_held_upright_stays_upright(send: Callable[[bytes], Cleaned]) -> None:
    turned = sounds.turned(sounds.film("mp4", "libx264", "aac"))
    cleaned = send(turned)
    assert (cleaned.told.width, cleaned.told.height) == (144, 176)
    for data in (turned, cleaned.clean):
        with av.open(io.BytesIO(data), "r") as shown:
            frame = next(shown.decode(video=0))
            assert isinstance(frame, av.VideoFrame)
            assert abs(frame.rotation) == 90


def test_a_film_without_sound_is_a_film(send: Callable[[bytes], Cleaned]) -> None:
    cleaned = send(sounds.film("mp4", "libx264", None))
    assert cleaned.told.kind is FileKind.VIDEO
    assert cleaned.preview.startswith(b"\xff\xd8")


def test_a_paper_keeps_its_pages_and_nothing_else(send: Callable[[bytes], Cleaned]) -> None:
    data = papers.tagged_pdf()
    cleaned = send(data)
    assert_silent(cleaned, data)
    assert (cleaned.told.kind, cleaned.told.pages, cleaned.preview) == (FileKind.PDF, 2, b"")
    with pikepdf.open(io.BytesIO(cleaned.clean)) as copy:
        assert set(copy.Root.keys()) == {"/Type", "/Pages"}
        assert "/Info" not in copy.trailer
        assert [*copy.attachments] == []
        for name in said_in(copy):
            assert name not in {"/JS", "/JavaScript", "/AA", "/A", "/Metadata", "/Annots", "/GPTS"}
        assert WORD.encode() not in everything_unpacked(copy)
        painted = copy.pages[0].Contents
        assert b"Yaku manam chayanchu" in b"".join(part.read_bytes() for part in painted)
        photo = copy.pages[0].Resources.XObject.Photo
        with Image.open(io.BytesIO(photo.read_raw_bytes())) as shown:
            assert not shown.getexif()
            assert shown.size == (120, 80)
        drawn = [name for name in copy.pages[0].Resources.XObject if name != "/Photo"]
        assert drawn, "what was stamped on the page is painted into it"


def test_words_that_no_page_needs_are_gone_wherever_they_hide(
    send: Callable[[bytes], Cleaned],
) -> None:
    data = papers.telling_pdf()
    cleaned = send(data)
    assert_silent(cleaned, data)
    with pikepdf.open(io.BytesIO(cleaned.clean)) as copy:
        assert WORD.encode() not in everything_unpacked(copy)
        open_words = io.BytesIO()
        copy.save(open_words, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        assert WORD.encode() not in open_words.getvalue()
        resources = copy.pages[0].Resources
        assert bytes(resources.ColorSpace.Few[3]) == b"\0\0\0\xff\xff\xff"
        for name in ("/Packed", "/Text", "/Digits"):
            picture = resources.XObject[name]
            assert picture.Filter == pikepdf.Name.DCTDecode
            with Image.open(io.BytesIO(picture.read_raw_bytes())) as shown:
                assert (shown.size, dict(shown.getexif())) == ((120, 80), {})


def test_a_profile_of_colours_keeps_its_numbers_and_no_words() -> None:
    told = papers.telling_profile()
    bare = profiles.bare(told)
    assert WORD.encode() in told
    assert WORD.encode() not in bare
    assert b"desc" not in bare
    picture, target = pictures.picture(60, 40), ImageCms.createProfile("LAB")
    before, after = (
        ImageCms.profileToProfile(
            picture, ImageCms.ImageCmsProfile(io.BytesIO(one)), target, outputMode="LAB"
        )
        for one in (told, bare)
    )
    assert before is not None
    assert after is not None
    assert before.tobytes() == after.tobytes()


@pytest.mark.parametrize("data", [b"", b"x" * 200, papers.telling_profile()[:131]])
def test_of_what_is_no_profile_nothing_is_kept(data: bytes) -> None:
    assert profiles.bare(data) == b""


def said_in(paper: pikepdf.Pdf) -> set[str]:
    """The names of all keys in a paper."""
    return {
        name
        for thing in paper.objects
        if isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream))
        for name in thing.keys()  # noqa: SIM118 - it has no iterator of its own
    }


def everything_unpacked(paper: pikepdf.Pdf) -> bytes:
    """All streams of a paper as they read."""
    return b"".join(
        thing.read_raw_bytes() if "/DCTDecode" in repr(thing.get("/Filter")) else thing.read_bytes()
        for thing in paper.objects
        if isinstance(thing, pikepdf.Stream)
    )


def test_a_zip_behind_a_file_leaves_no_trace(send: Callable[[bytes], Cleaned]) -> None:
    hidden = b"PK\x03\x04" + WORD.encode() * 20
    song = sounds.recording("mp3", "libmp3lame")
    for data in (pictures.plain_jpeg(), papers.tagged_pdf(1), song):
        cleaned = send(data + hidden)
        assert_silent(cleaned, data + hidden)
        assert b"PK\x03\x04" not in cleaned.clean


def test_a_colour_profile_that_cannot_be_read_changes_nothing(
    send: Callable[[bytes], Cleaned],
) -> None:
    image, written = pictures.picture(120, 80), io.BytesIO()
    image.save(written, "PNG", icc_profile=b"no profile at all")
    with Image.open(io.BytesIO(send(written.getvalue()).clean)) as shown:
        assert ImageChops.difference(shown.convert("RGB"), image).getbbox() is None


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK"])
def test_pictures_of_every_mode_are_understood(send: Callable[[bytes], Cleaned], mode: str) -> None:
    grey = Image.linear_gradient("L").resize((90, 60))
    image = grey.convert("I").point(lambda value: value * 256) if mode == "I;16" else grey
    written = io.BytesIO()
    image.convert(mode).save(written, "JPEG" if mode == "CMYK" else "PNG")
    with Image.open(io.BytesIO(send(written.getvalue()).clean)) as shown:
        assert shown.size == (90, 60)
        assert ImageStat.Stat(shown.convert("L")).mean[0] == pytest.approx(127, abs=6)


def test_of_a_picture_that_moves_the_first_is_kept(send: Callable[[bytes], Cleaned]) -> None:
    still = pictures.picture(60, 40)
    written = io.BytesIO()
    still.save(written, "PNG", save_all=True, append_images=[still.rotate(90), still.rotate(180)])
    with Image.open(io.BytesIO(send(written.getvalue()).clean)) as shown:
        assert getattr(shown, "n_frames", 1) == 1


def test_the_same_picture_twice_gives_blobs_that_share_nothing(
    send: Callable[[bytes], Cleaned], tmp_path: Path
) -> None:
    for _ in range(2):
        send(pictures.plain_jpeg())
    blobs = [blob.read_bytes() for blob in (tmp_path / "blobs").rglob("*") if blob.is_file()]
    assert len(blobs) == 6
    assert len({blob[:64] for blob in blobs}) == 6


def test_pixels_of_a_jpeg_inside_a_paper_stay_bit_by_bit() -> None:
    tagged = pictures.tagged_jpeg(300, 200)
    bare = jpegs.bare(tagged)
    assert WORD.encode() not in bare
    with Image.open(io.BytesIO(tagged)) as before, Image.open(io.BytesIO(bare)) as after:
        assert ImageChops.difference(before, after).getbbox() is None
        assert not after.getexif()


def test_a_jpeg_2000_keeps_only_what_paints() -> None:
    written = io.BytesIO()
    pictures.picture(90, 60).save(written, "JPEG2000", comment=WORD)
    box = struct.pack(">I4s", 8 + len(WORD), b"xml ") + WORD.encode()
    data = written.getvalue()
    head = data.index(b"jp2h") - 4
    end = head + int.from_bytes(data[head : head + 4])
    inner = struct.pack(">I", end - head + len(box)) + data[head + 4 : end] + box
    bare = jpegs.bare_jpeg_2000(data[:head] + inner + data[end:] + box)
    assert WORD.encode() not in bare
    with Image.open(io.BytesIO(bare)) as shown, Image.open(written) as before:
        assert ImageChops.difference(shown.convert("RGB"), before.convert("RGB")).getbbox() is None
    codestream = data[data.index(b"jp2c") + 4 :]
    assert WORD.encode() in codestream
    assert WORD.encode() not in jpegs.bare_jpeg_2000(codestream)
