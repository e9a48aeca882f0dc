"""Recordings and films: the sound and the picture go over into a new container, nothing else does.

Titles, places, devices, covers, chapters, subtitles, tracks of positions and attachments stay
behind, also what hides within the stream itself (SEI of H.264 and H.265, metadata of AV1). What no
browser plays (AMR, H.263) and what carries words in its own head (Vorbis in WebM, MPEG-4 part 2)
is encoded anew.
"""

import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import av
import av.subtitles.codeccontext
import av.subtitles.stream
import PIL.JpegImagePlugin
from av.audio.stream import AudioStream
from av.bitstream import BitStreamFilterContext
from av.container import InputContainer, OutputContainer
from av.packet import Packet
from av.stream import Disposition, Stream
from av.video.stream import VideoStream
from PIL import Image

from kernel.cleaning import images
from kernel.cleaning.cleaned import Cleaned, NotTaken
from kernel.cleaning.kinds import FileKind, Format, Incoming
from kernel.cleaning.mp3s import frame_length

# A confined process opens no file any more: what PyAV loads at its first use is loaded now.
_LOADED = (logging, av.subtitles.codeccontext, av.subtitles.stream, PIL.JpegImagePlugin)

LONGEST_SOUND = 2 * 3600
LONGEST_VIDEO = 20 * 60
MOST_PIXELS = 4096 * 4096

AnyPacket: TypeAlias = "Packet[Any]"

_DEMUXERS = {
    Incoming.AMR: "amr",
    Incoming.MP3: "mp3",
    Incoming.MP4: "mov",
    Incoming.OGG: "ogg",
    Incoming.WEBM: "matroska",
}
_MUXERS = {
    Format.M4A: "mp4",
    Format.MP3: "mp3",
    Format.MP4: "mp4",
    Format.OGG: "ogg",
    Format.WEBM: "webm",
    Format.WEBM_SOUND: "webm",
}
_MUXER_OPTIONS = {"mp3": {"id3v2_version": "0", "write_id3v1": "0"}}


_MP3 = frozenset({"mp3", "mp3float"})


@dataclass(frozen=True)
class Ways:
    """What becomes of the streams of one container."""

    sound: Format
    film: Format | None
    kept: frozenset[str]
    """Codecs whose packets go over as they are."""
    sound_encoder: str = ""
    film_encoder: str = ""


_WAYS = {
    Incoming.AMR: Ways(Format.M4A, None, frozenset(), "aac"),
    Incoming.MP3: Ways(Format.MP3, None, _MP3),
    Incoming.MP4: Ways(
        Format.M4A, Format.MP4, frozenset({"aac", "h264", "hevc", "av1"}), "aac", "libx264"
    ),
    Incoming.OGG: Ways(Format.OGG, None, frozenset({"opus", "vorbis"})),
    Incoming.WEBM: Ways(
        Format.WEBM_SOUND, Format.WEBM, frozenset({"opus", "vp8", "vp9", "av1"}), "libopus"
    ),
}
_ENCODED_ANEW = frozenset(
    {"amrnb", "amrwb", "amr_nb", "amr_wb", "alac", "mp3", "mp3float", "opus", "vorbis",
     "h263", "mpeg4", "mjpeg", "vp9"}
)  # fmt: skip
# What decoders call themselves, and how a codec is called.
_SAME = {"libdav1d": "av1", "libopus": "opus", "libvpx": "vp8", "libvpx-vp9": "vp9"}
_HIDDEN_WORDS = {
    "av1": "filter_units=remove_types=5",
    "h264": "filter_units=remove_types=6",
    "hevc": "filter_units=remove_types=39|40",
}


@dataclass
class Track:
    """One stream on its way: `encoder` is empty when its packets go over as they are."""

    source: AudioStream | VideoStream
    encoder: str


def clean(data: bytes, incoming: Incoming) -> Cleaned:
    """The sound, or the film with its sound, and nothing besides."""
    ways = _WAYS[incoming]
    with _opened(data, _DEMUXERS[incoming]) as source:
        tracks = _tracks(source, ways)
        kept = ways.sound if tracks[0].source.type == "audio" else ways.film
        if kept is None:
            raise NotTaken("file-kind")
        kind = FileKind.SOUND if kept is ways.sound else FileKind.VIDEO
        written, seconds = _carried_over(source, tracks, kept)
    if seconds > (LONGEST_SOUND if kind is FileKind.SOUND else LONGEST_VIDEO):
        raise NotTaken("file-too-long")
    picture = _proven(written, kept, len(tracks))
    width, height = (0, 0) if picture is None else picture.size
    shown = b"" if picture is None else images.preview(picture)
    return Cleaned(
        kind, kept, written, shown, width=width, height=height, seconds=max(round(seconds), 1)
    )


def _opened(data: bytes, demuxer: str) -> InputContainer:
    """Read as what it was sniffed to be; addresses inside of it are not followed."""
    return av.open(
        io.BytesIO(data),
        "r",
        format=demuxer,
        options={"protocol_whitelist": "", "format_whitelist": demuxer_names(demuxer)},
        metadata_errors="replace",
    )


def demuxer_names(demuxer: str) -> str:
    """The one demuxer that may be used, by its full name."""
    return av.format.ContainerFormat(demuxer, "r").name


def _tracks(source: InputContainer, ways: Ways) -> list[Track]:
    """The film first, then the sound: the first of each."""
    films = [
        film for film in source.streams.video if not film.disposition & Disposition.attached_pic
    ]
    chosen: list[AudioStream | VideoStream] = [*films[:1], *source.streams.audio[:1]]
    if not chosen:
        raise NotTaken("file-broken")
    return [Track(stream, _encoder_for(stream, ways)) for stream in chosen]


def _encoder_for(stream: AudioStream | VideoStream, ways: Ways) -> str:
    codec = codec_of(stream)
    if isinstance(stream, VideoStream) and stream.width * stream.height > MOST_PIXELS:
        raise NotTaken("file-too-many-pixels")
    if codec in ways.kept:
        return ""
    encoder = ways.sound_encoder if stream.type == "audio" else ways.film_encoder
    if not encoder or codec not in _ENCODED_ANEW:
        raise NotTaken("file-kind")
    return encoder


def codec_of(stream: Stream) -> str:
    """How the codec of a stream is called, whichever decoder reads it."""
    if stream.codec_context is None:
        raise NotTaken("file-kind")
    return _SAME.get(stream.codec_context.name, stream.codec_context.name)


def _carried_over(source: InputContainer, tracks: list[Track], kept: Format) -> tuple[bytes, float]:
    """The new container, and how many seconds it runs."""
    muxer, written, longest = _MUXERS[kept], io.BytesIO(), 0.0
    options = {"fflags": "+bitexact", **_MUXER_OPTIONS.get(muxer, {})}
    with av.open(written, "w", format=muxer, options=options) as target:
        carriers = {track.source.index: _carrier(target, track) for track in tracks}
        for packet in source.demux([track.source for track in tracks]):
            longest = max(longest, _end_of(packet))
            if longest > LONGEST_SOUND:
                raise NotTaken("file-too-long")
            target.mux(list(carriers[packet.stream.index].carry(packet)))
    return written.getvalue(), longest


def _end_of(packet: AnyPacket) -> float:
    if packet.pts is None or packet.time_base is None:
        return 0.0
    return float((packet.pts + (packet.duration or 0)) * packet.time_base)


class Copied:
    """Packets go over as they are, but for the units that hold words."""

    def __init__(self, target: OutputContainer, source: AudioStream | VideoStream) -> None:
        self._stream = target.add_stream_from_template(source, opaque=True)
        self._stream.metadata.clear()
        words = _HIDDEN_WORDS.get(codec_of(source))
        self._is_mp3 = codec_of(source) in _MP3
        self._filter = BitStreamFilterContext(words, source, self._stream) if words else None

    def carry(self, packet: AnyPacket) -> Iterator[AnyPacket]:
        """What becomes of one packet; one without bytes ends the stream."""
        ends = packet.dts is None and packet.size == 0
        if self._filter is not None:
            found = self._filter.filter(None if ends else packet)
        elif self._is_mp3 and not ends:
            found = _frame_of_mp3(packet)
        else:
            found = [] if ends else [packet]
        for one in found:
            one.stream = self._stream
            yield one


def _frame_of_mp3(packet: AnyPacket) -> list[AnyPacket]:
    """The frame alone: what was written behind it came along as if it were sound."""
    data = bytes(packet)
    length = frame_length(data[:4])
    if not 0 < length <= len(data):
        return []
    if length == len(data):
        return [packet]
    cut = Packet(data[:length])
    cut.pts, cut.dts, cut.duration = packet.pts, packet.dts, packet.duration
    cut.time_base = packet.time_base
    return [cut]


class Encoded:
    """Sound or pictures are decoded and encoded anew."""

    def __init__(
        self, target: OutputContainer, source: AudioStream | VideoStream, encoder: str
    ) -> None:
        self._source = source
        self._stream = (
            _voice(target, source, encoder)
            if isinstance(source, AudioStream)
            else _film(target, source, encoder)
        )

    def carry(self, packet: AnyPacket) -> Iterator[AnyPacket]:
        """What becomes of one packet; one without bytes ends the stream."""
        for frame in _frames(self._source, packet):
            frame.pts = frame.pts if isinstance(self._source, VideoStream) else None
            yield from self._stream.encode(frame)
        if packet.size == 0:
            yield from self._stream.encode(None)


def _frames(source: AudioStream | VideoStream, packet: AnyPacket) -> list[Any]:
    """What a packet decodes to; nothing when it is damaged: a battery died, a line broke."""
    try:
        return list(source.decode(packet))
    except av.error.InvalidDataError:
        return []


def _voice(target: OutputContainer, source: AudioStream, encoder: str) -> AudioStream:
    rate = 48_000 if encoder == "libopus" else source.rate
    voice = target.add_stream(encoder, rate=rate)
    assert isinstance(voice, AudioStream)  # noqa: S101 - an encoder of sound
    voice.layout = "mono" if source.channels == 1 else "stereo"
    voice.bit_rate = 32_000 if source.rate <= 16_000 else 96_000
    return voice


def _film(target: OutputContainer, source: VideoStream, encoder: str) -> VideoStream:
    film = target.add_stream(encoder, rate=source.average_rate or 15)
    assert isinstance(film, VideoStream)  # noqa: S101 - an encoder of pictures
    film.width, film.height = source.width // 2 * 2, source.height // 2 * 2
    film.pix_fmt = "yuv420p"
    film.options = {"preset": "veryfast", "crf": "24"}
    return film


def _carrier(target: OutputContainer, track: Track) -> Copied | Encoded:
    if track.encoder:
        return Encoded(target, track.source, track.encoder)
    return Copied(target, track.source)


def _proven(written: bytes, kept: Format, tracks: int) -> Image.Image | None:
    """Open the copy again: nothing but its tracks is in it, and they play. Its first picture."""
    with _opened(written, _DEMUXERS[_READ_AS[kept]]) as copy:
        if copy.chapters() or len(copy.streams) != tracks or said_by(copy):
            raise NotTaken("file-broken")
        frame = next(iter(copy.decode(copy.streams[0])))
        if not isinstance(frame, av.VideoFrame):
            return None
        shown: Image.Image = frame.to_image()  # type: ignore[no-untyped-call]
        return shown.rotate(frame.rotation, expand=True)


_READ_AS = {
    Format.M4A: Incoming.MP4,
    Format.MP3: Incoming.MP3,
    Format.MP4: Incoming.MP4,
    Format.OGG: Incoming.OGG,
    Format.WEBM: Incoming.WEBM,
    Format.WEBM_SOUND: Incoming.WEBM,
}


def said_by(copy: InputContainer) -> dict[str, str]:
    """What a container says besides what every container of its kind says."""
    said: dict[str, str] = {}
    for words in (copy.metadata, *(stream.metadata for stream in copy.streams)):
        said |= {name: value for name, value in words.items() if not _is_usual(name, value)}
    said.pop("DURATION", None)
    return said


def _is_usual(name: str, value: str) -> bool:
    return value in _USUAL.get(name.lower(), {""})


_USUAL = {
    "compatible_brands": {"isomiso2mp41", "isomiso2avc1mp41", "isomav01iso2mp41"},
    "encoder": {"Lavf", "Lavc"},
    "handler_name": {"SoundHandler", "VideoHandler"},
    "language": {"und"},
    "major_brand": {"isom"},
    "minor_version": {"512"},
    "vendor_id": {"[0][0][0][0]"},
}
