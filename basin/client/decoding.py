"""The body of an answer as it arrives: counted, unpacked within bounds, given up when too much."""

import zlib
from collections.abc import Iterable

from basin.client.faults import Fault, ServiceFault
from basin.contract.parsing import MOST_BYTES

READ_AT_ONCE = 64 * 1024
_GZIP = 16 + zlib.MAX_WBITS


def decoded(chunks: Iterable[bytes], coding: str) -> bytes:
    """The whole body, at most 8 MB, also unpacked; ServiceFault TOO_LARGE or INVALID.

    A small packed body that unpacks to gigabytes costs no more than the bound.
    """
    coding = coding.strip().lower()
    if coding not in {"", "identity", "gzip", "x-gzip"}:
        raise ServiceFault(Fault.INVALID, f"an encoding that was not asked for: {coding[:40]}")
    unpack = _unpacked if coding.endswith("gzip") else _as_it_is
    return unpack(_counted(chunks))


def _counted(chunks: Iterable[bytes]) -> Iterable[bytes]:
    """What came over the wire is bounded too: packed blocks can be many and empty."""
    received = 0
    for chunk in chunks:
        received += len(chunk)
        if received > MOST_BYTES:
            raise _too_large()
        yield chunk


def _as_it_is(chunks: Iterable[bytes]) -> bytes:
    return b"".join(chunks)


def _unpacked(chunks: Iterable[bytes]) -> bytes:
    unpacker = zlib.decompressobj(_GZIP)
    body = bytearray()
    try:
        for chunk in chunks:
            if unpacker.eof:
                raise ServiceFault(Fault.INVALID, "something stands behind the packed body")
            body += unpacker.decompress(chunk, MOST_BYTES + 1 - len(body))
            if len(body) > MOST_BYTES or unpacker.unconsumed_tail:
                raise _too_large()
    except zlib.error as problem:
        raise ServiceFault(Fault.INVALID, f"the packed body is broken: {problem}") from None
    if not unpacker.eof or unpacker.unused_data:
        raise ServiceFault(Fault.INVALID, "the packed body ends too early or too late")
    return bytes(body)


def _too_large() -> ServiceFault:
    return ServiceFault(Fault.TOO_LARGE, f"more than {MOST_BYTES} bytes")
