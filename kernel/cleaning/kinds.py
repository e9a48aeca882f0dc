"""What people may send and what a clean copy is made of: closed lists, in plain Python."""

from enum import StrEnum


class FileKind(StrEnum):
    """What a file is to the people who read a case."""

    IMAGE = "image"
    PDF = "pdf"
    SOUND = "sound"
    VIDEO = "video"


class Incoming(StrEnum):
    """What came in, by its content; neither its name nor the browser is believed."""

    AMR = "amr"
    HEIC = "heic"
    JPEG = "jpeg"
    MP3 = "mp3"
    MP4 = "mp4"
    OGG = "ogg"
    PDF = "pdf"
    PNG = "png"
    WEBM = "webm"
    WEBP = "webp"

    @property
    def kinds(self) -> frozenset[FileKind]:
        """What it may turn out to be: of MP4 and WebM only the streams inside tell."""
        return _KINDS[self]


class Format(StrEnum):
    """What a clean copy is made of. Few: whatever came in, staff can open these everywhere."""

    JPEG = "jpeg"
    M4A = "m4a"
    MP3 = "mp3"
    MP4 = "mp4"
    OGG = "ogg"
    PDF = "pdf"
    PNG = "png"
    WEBM = "webm"
    WEBM_SOUND = "webm-sound"

    @property
    def mime(self) -> str:
        """Its media type."""
        return _MIMES[self]

    @property
    def ending(self) -> str:
        """How the name of such a file ends."""
        return _ENDINGS[self]


_IMAGE, _PDF = frozenset({FileKind.IMAGE}), frozenset({FileKind.PDF})
_SOUND = frozenset({FileKind.SOUND})
_FILM = frozenset({FileKind.SOUND, FileKind.VIDEO})
_KINDS = {
    Incoming.AMR: _SOUND,
    Incoming.HEIC: _IMAGE,
    Incoming.JPEG: _IMAGE,
    Incoming.MP3: _SOUND,
    Incoming.MP4: _FILM,
    Incoming.OGG: _SOUND,
    Incoming.PDF: _PDF,
    Incoming.PNG: _IMAGE,
    Incoming.WEBM: _FILM,
    Incoming.WEBP: _IMAGE,
}
_MIMES = {
    Format.JPEG: "image/jpeg",
    Format.M4A: "audio/mp4",
    Format.MP3: "audio/mpeg",
    Format.MP4: "video/mp4",
    Format.OGG: "audio/ogg",
    Format.PDF: "application/pdf",
    Format.PNG: "image/png",
    Format.WEBM: "video/webm",
    Format.WEBM_SOUND: "audio/webm",
}
_ENDINGS = {
    Format.JPEG: "jpg",
    Format.M4A: "m4a",
    Format.MP3: "mp3",
    Format.MP4: "mp4",
    Format.OGG: "ogg",
    Format.PDF: "pdf",
    Format.PNG: "png",
    Format.WEBM: "webm",
    Format.WEBM_SOUND: "weba",
}
