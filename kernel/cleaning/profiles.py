"""Colour profiles (ICC.1): the numbers that turn colours stay, all words and dates go.

A profile that somebody made of their own screen or scanner says its serial number, their name, the
day.
"""

import struct

_HEAD, _ENTRY = 128, struct.Struct(">4sII")
_MARK = slice(36, 40)
_NUMBERS = frozenset(
    {b"A2B0", b"A2B1", b"A2B2", b"B2A0", b"B2A1", b"B2A2", b"bTRC", b"bXYZ", b"bkpt", b"chad",
     b"gTRC", b"gXYZ", b"kTRC", b"rTRC", b"rXYZ", b"wtpt"}
)  # fmt: skip
_TOLD_IN_HEAD = ((4, 8), (24, 36), (40, 44), (48, 64), (80, 128))
"""Who made it and when, for which system and device, and the digest of all that."""
_MOST_TAGS = 100


def bare(profile: bytes) -> bytes:
    """The profile without words; nothing at all of what cannot be read as one."""
    if len(profile) < _HEAD + 4 or profile[_MARK] != b"acsp":
        return b""
    (count,) = struct.unpack_from(">I", profile, _HEAD)
    if count > _MOST_TAGS or len(profile) < _HEAD + 4 + count * _ENTRY.size:
        return b""
    found = [_ENTRY.unpack_from(profile, _HEAD + 4 + n * _ENTRY.size) for n in range(count)]
    kept = [
        (name, profile[start : start + size]) for name, start, size in found if name in _NUMBERS
    ]
    return _written(_without_maker(profile[:_HEAD]), kept)


def _without_maker(head: bytes) -> bytearray:
    said = bytearray(head)
    for start, stop in _TOLD_IN_HEAD:
        said[start:stop] = bytes(stop - start)
    return said


def _written(head: bytearray, tags: list[tuple[bytes, bytes]]) -> bytes:
    """The tags one behind the other, each at a multiple of four bytes."""
    table, body = [struct.pack(">I", len(tags))], b""
    start = _HEAD + 4 + len(tags) * _ENTRY.size
    for name, data in tags:
        table.append(_ENTRY.pack(name, start + len(body), len(data)))
        body += data.ljust(-(-len(data) // 4) * 4, b"\0")
    whole = head + b"".join(table) + body
    struct.pack_into(">I", whole, 0, len(whole))
    return bytes(whole)
