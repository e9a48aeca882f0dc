"""JPEG and JPEG 2000 as they stand inside of papers: their pixels are kept as they are, bit by bit,
and everything that tells of them goes."""

import struct
import zlib

from kernel.cleaning import profiles
from kernel.cleaning.cleaned import NotTaken

_KEPT_APPLICATION = {0xE0: b"JFIF\0", 0xEE: b"Adobe"}
"""What a reader needs to get the colours right."""
_COMMENT, _SCAN, _END, _START = 0xFE, 0xDA, 0xD9, 0xD8
_BARE_BOXES = frozenset({b"jP  ", b"ftyp", b"jp2h", b"jp2c"})
_BARE_BOXES_OF_HEAD = frozenset({b"ihdr", b"bpcc", b"colr", b"pclr", b"cmap", b"cdef"})
_CODESTREAM, _FIRST_TILE, _COMMENT_2000 = b"\xff\x4f\xff\x51", b"\xff\x90", b"\xff\x64"
_STEP = 1024 * 1024


def bare(jpeg: bytes) -> bytes:
    """The JPEG without its notes (EXIF, XMP, IPTC, thumbnails, comments) and what follows it."""
    if not jpeg.startswith(b"\xff\xd8"):
        raise NotTaken("file-broken")
    kept, at = [b"\xff\xd8"], 2
    while True:
        at = _behind_fill(jpeg, at)
        marker, length = _segment(jpeg, at)
        if marker == _END:
            return b"".join([*kept, b"\xff\xd9"])
        segment = jpeg[at : at + 2 + length]
        if _is_needed(marker, segment[4:]):
            kept.append(_without_thumbnail(marker, segment))
        at += 2 + length
        if marker == _SCAN:
            end = _end_of_scan(jpeg, at)
            kept.append(jpeg[at:end])
            at = end


def _behind_fill(jpeg: bytes, at: int) -> int:
    """A marker may be preceded by any number of fill bytes."""
    while jpeg[at : at + 2] == b"\xff\xff":
        at += 1
    return at


def _segment(jpeg: bytes, at: int) -> tuple[int, int]:
    """The marker that stands here, and the length that it says."""
    if at + 2 > len(jpeg):
        return _END, 0  # readers forgive a missing end, so do we
    if jpeg[at] != 0xFF:
        raise NotTaken("file-broken")
    marker = jpeg[at + 1]
    if marker == _END:
        return marker, 0
    if at + 4 > len(jpeg) or marker in {0x00, 0x01, _START} or 0xD0 <= marker <= 0xD7:
        raise NotTaken("file-broken")
    length = struct.unpack_from(">H", jpeg, at + 2)[0]
    if length < 2:
        raise NotTaken("file-broken")
    return marker, length


def _is_needed(marker: int, content: bytes) -> bool:
    if 0xE0 <= marker <= 0xEF:
        start = _KEPT_APPLICATION.get(marker)
        return start is not None and content.startswith(start)
    return marker != _COMMENT


def _without_thumbnail(marker: int, segment: bytes) -> bytes:
    """A JFIF segment may end in a small picture."""
    if marker != 0xE0 or len(segment) <= 18:
        return segment
    return segment[:2] + struct.pack(">H", 16) + segment[4:16] + b"\0\0"


def _end_of_scan(jpeg: bytes, at: int) -> int:
    """Where the packed pixels end: at a marker that is neither stuffing nor a restart."""
    while True:
        at = jpeg.find(b"\xff", at)
        if at < 0 or at + 1 >= len(jpeg):
            return len(jpeg)
        following = jpeg[at + 1]
        if following == 0xFF:
            at += 1
        elif following == 0 or 0xD0 <= following <= 0xD7:
            at += 2
        else:
            return at


def bare_jpeg_2000(data: bytes) -> bytes:
    """The JPEG 2000 without the boxes that hold words (XML, UUID), and without comments."""
    if data.startswith(_CODESTREAM):
        return _without_comments(data)
    return _bare_boxes(data, _BARE_BOXES)


def _bare_boxes(data: bytes, kept_kinds: frozenset[bytes]) -> bytes:
    kept, at = [], 0
    while at + 8 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        head = 8
        if length == 1 and at + 16 <= len(data):
            length, head = struct.unpack_from(">Q", data, at + 8)[0], 16
        elif length == 0:
            length = len(data) - at
        if length < head:
            raise NotTaken("file-broken")
        if kind in kept_kinds:
            content = _bare_content(kind, data[at + head : at + length])
            kept.append(struct.pack(">I4s", 8 + len(content), kind) + content)
        at += length
    return b"".join(kept)


def _bare_content(kind: bytes, content: bytes) -> bytes:
    if kind == b"jp2h":
        return _bare_boxes(content, _BARE_BOXES_OF_HEAD)
    if kind == b"jp2c":
        return _without_comments(content)
    if kind == b"colr" and content[:1] == b"\x02":  # a profile of its own
        return content[:3] + profiles.bare(content[3:])
    return content


def _without_comments(codestream: bytes) -> bytes:
    """Of the segments before the first tile all but the comments."""
    kept, at = [codestream[:2]], 2
    while codestream[at : at + 2] not in {_FIRST_TILE, b""}:
        if at + 4 > len(codestream) or codestream[at] != 0xFF:
            raise NotTaken("file-broken")
        end = at + 2 + struct.unpack_from(">H", codestream, at + 2)[0]
        if end < at + 4:
            raise NotTaken("file-broken")
        if codestream[at : at + 2] != _COMMENT_2000:
            kept.append(codestream[at:end])
        at = end
    return b"".join([*kept, codestream[at:]])


def unpacked_size(packed: bytes, most: int) -> int:
    """How many bytes a Flate stream unpacks to; counting ends soon after `most`."""
    packer, size, rest = zlib.decompressobj(), 0, packed
    while rest and size <= most:
        try:
            size += len(packer.decompress(rest, _STEP))
        except zlib.error:
            break  # readers show what they have until here
        rest = packer.unconsumed_tail
    return size
