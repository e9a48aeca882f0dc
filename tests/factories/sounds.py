"""Recordings and films as phones make them, with planted words wherever a container has room."""

import io
import math
import struct
from fractions import Fraction
from typing import Any

import av
from av.audio.stream import AudioStream
from av.video.stream import VideoStream

from tests.factories.files import WORD, picture, plain_jpeg

PLACE = "-13.5170-071.9785/"
"""Cusco, as phones write it (ISO 6709)."""
TAGS = {
    "title": f"{WORD}-title",
    "artist": f"{WORD}-artist",
    "comment": f"{WORD}-comment",
    "creation_time": "2026-03-04T05:06:07Z",
    "location": PLACE,
    "location-eng": PLACE,
    "com.apple.quicktime.make": f"{WORD}-make",
    "encoder": f"{WORD}-encoder",
}
CHAPTERS: list[Any] = [
    {"id": 1, "start": 0, "end": 1, "time_base": Fraction(1, 2), "metadata": {"title": f"{WORD}-1"}}
]


def voice(rate: int, seconds: float, layout: str = "mono") -> list[av.AudioFrame]:
    """A tone."""
    frames = []
    for start in range(0, int(rate * seconds), 1024):
        tone = (int(9000 * math.sin((start + at) * 2 * math.pi * 440 / rate)) for at in range(1024))
        frame = av.AudioFrame(format="s16", layout=layout, samples=1024)
        frame.planes[0].update(struct.pack("<1024h", *tone) * (1 if layout == "mono" else 2))
        frame.sample_rate, frame.pts, frame.time_base = rate, start, Fraction(1, rate)
        frames.append(frame)
    return frames


def recording(
    container: str, codec: str, *, rate: int = 44_100, seconds: float = 1.0, **more: Any
) -> bytes:
    """Sound alone, with tags, and chapters where the container has them."""
    return film(container, None, codec, rate=rate, seconds=seconds, **more)


def film(
    container: str,
    pictures: str | None,
    sound: str | None,
    *,
    rate: int = 44_100,
    seconds: float = 1.0,
    size: tuple[int, int] = (176, 144),
    tags: dict[str, str] | None = None,
    attachment: bool = False,
    cover: bool = False,
) -> bytes:
    """A container with pictures, sound, or both, and words in every room that it has."""
    written = io.BytesIO()
    options = {"movflags": "use_metadata_tags"} if container == "mp4" else {}
    with av.open(written, "w", format=container, options=options) as target:
        target.metadata.update(TAGS if tags is None else tags)
        shown = _add_pictures(target, pictures, size) if pictures else None
        heard = _add_sound(target, sound, rate) if sound else None
        if container in {"mp4", "matroska", "webm", "mp3", "ogg"} and tags is None:
            target.set_chapters(CHAPTERS)
        if attachment:
            target.add_attachment(f"{WORD}.txt", "text/plain", f"{WORD}-attached".encode())
        front = _add_cover(target) if cover else None
        target.start_encoding()
        if front is not None:
            packet = av.Packet(plain_jpeg(60, 40))
            packet.stream = front
            target.mux(packet)
        if shown is not None:
            _paint(target, shown, size, seconds)
        if heard is not None:
            for frame in voice(rate, seconds, heard.layout.name):
                target.mux(heard.encode(frame))
            target.mux(heard.encode(None))
    return written.getvalue()


def _add_pictures(target: Any, codec: str, size: tuple[int, int]) -> VideoStream:
    stream: VideoStream = target.add_stream(codec, rate=10)
    stream.width, stream.height = size
    stream.pix_fmt = "yuv420p"
    stream.metadata.update(title=f"{WORD}-pictures", handler_name=f"{WORD}-handler")
    return stream


def _add_sound(target: Any, codec: str, rate: int) -> AudioStream:
    stream: AudioStream = target.add_stream(codec, rate=rate)
    stream.layout = "stereo" if codec == "vorbis" else "mono"
    stream.metadata.update(title=f"{WORD}-voice", language="que")
    stream.options = {"strict": "experimental"}  # FFmpeg's own Vorbis
    return stream


def _add_cover(target: Any) -> Any:
    stream = target.add_stream("mjpeg", rate=1)
    stream.width, stream.height, stream.pix_fmt = 60, 40, "yuvj420p"
    stream.disposition = av.stream.Disposition.attached_pic
    stream.metadata.update(title=f"{WORD}-cover", comment="Cover (front)")
    return stream


def _paint(target: Any, stream: VideoStream, size: tuple[int, int], seconds: float) -> None:
    for number in range(int(10 * seconds)):
        painted = picture(*size).rotate(number)
        frame = av.VideoFrame.from_image(painted)  # type: ignore[no-untyped-call]
        frame.pts, frame.time_base = number, Fraction(1, 10)
        target.mux(stream.encode(frame))
    target.mux(stream.encode(None))


def tagged_amr() -> bytes:
    """AMR knows no tags: somebody wrote behind the last frame."""
    heard = recording("amr", "libopencore_amrnb", rate=8000, tags={})
    return heard + f"{WORD}-tail".encode()


def tracked_mp4() -> bytes:
    """A film with subtitles that say where it was made, as cameras of cars write them."""
    written = io.BytesIO()
    with av.open(written, "w", format="mp4") as target:
        shown = _add_pictures(target, "libx264", (176, 144))
        heard = _add_sound(target, "aac", 44_100)
        places = target.add_mux_stream("mov_text")
        places.time_base = Fraction(1, 1000)
        _paint(target, shown, (176, 144), 1.0)
        for frame in voice(44_100, 1.0):
            target.mux(heard.encode(frame))
        target.mux(heard.encode(None))
        words = f"{WORD} {PLACE}".encode()
        packet = av.Packet(struct.pack(">H", len(words)) + words)
        packet.stream, packet.pts, packet.dts, packet.duration = places, 0, 0, 500
        packet.time_base = Fraction(1, 1000)
        target.mux(packet)
    return written.getvalue()


def turned(film: bytes) -> bytes:
    """The same MP4, its picture turned as phones say it (tkhd, ISO 14496-12, 8.3.2)."""
    at = film.index(b"tkhd") + 4 + 40
    quarter = struct.pack(">9i", 0, 1 << 16, 0, -(1 << 16), 0, 0, 0, 0, 1 << 30)
    return film[:at] + quarter + film[at + 36 :]
