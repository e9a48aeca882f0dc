"""What a file is, by its first bytes. Names and what browsers say are not asked."""

from kernel.cleaning.kinds import Incoming
from kernel.cleaning.mp3s import frame_length
from kernel.errors import BadInput

HEAD = 1024

_ARCHIVES = (
    b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08",  # zip, and with it docx, xlsx, odt, jar, apk
    b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00",
    b"\x28\xb5\x2f\xfd", b"MSCF", b"!<arch>", b"\x04\x22\x4d\x18", b"xar!", b"LZIP",
)  # fmt: skip
_TAR = (257, b"ustar")
_HEIC = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_FILM = frozenset(
    {b"3g2a", b"3gp4", b"3gp5", b"3gp6", b"3gp7", b"3gr6", b"3gs7", b"3ge6", b"3ge7", b"3gg6",
     b"M4A ", b"M4B ", b"M4V ", b"MSNV", b"avc1", b"dash", b"iso2", b"iso3", b"iso4", b"iso5",
     b"iso6", b"isom", b"mmp4", b"mp41", b"mp42", b"qt  "}
)  # fmt: skip
_SPACE = b"\xef\xbb\xbf \t\r\n"


def sniff(head: bytes) -> Incoming:
    """What these first bytes begin; BadInput when it is nothing that we take."""
    for found in (_picture(head), _paper(head), _sound(head), _film(head)):
        if found is not None:
            return found
    if head.startswith(_ARCHIVES) or head[_TAR[0] :].startswith(_TAR[1]):
        raise BadInput("file-archive")
    raise BadInput("file-kind")


def _picture(head: bytes) -> Incoming | None:
    if head.startswith(b"\xff\xd8\xff"):
        return Incoming.JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return Incoming.PNG
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Incoming.WEBP
    return Incoming.HEIC if _brand(head) in _HEIC else None


def _paper(head: bytes) -> Incoming | None:
    return Incoming.PDF if head.lstrip(_SPACE).startswith(b"%PDF-") else None


def _sound(head: bytes) -> Incoming | None:
    if head.startswith((b"#!AMR\n", b"#!AMR-WB\n")):
        return Incoming.AMR
    if head.startswith(b"OggS"):
        return Incoming.OGG
    return Incoming.MP3 if head.startswith(b"ID3") or frame_length(head) else None


def _film(head: bytes) -> Incoming | None:
    if _brand(head) in _FILM:
        return Incoming.MP4
    # Matroska says the same first bytes: only the kind that browsers and phones record is taken.
    if head.startswith(b"\x1a\x45\xdf\xa3") and b"\x42\x82\x84webm" in head[:64]:
        return Incoming.WEBM
    return None


def _brand(head: bytes) -> bytes:
    return head[8:12] if head[4:8] == b"ftyp" else b""
