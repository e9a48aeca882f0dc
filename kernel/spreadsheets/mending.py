"""Text that was encoded twice: "JosÃ©" was "José" before a program took UTF-8 for cp1252."""

import re


def _bytes_of_signs() -> dict[str, int]:
    """The byte behind each sign above 7F, as cp1252 shows it and as latin-1 does."""
    shown = {chr(byte): byte for byte in range(0x80, 0x100)}
    for byte in range(0x80, 0xA0):
        shown[bytes((byte,)).decode("cp1252", "ignore")] = byte
    del shown[""]
    return shown


_BYTES = _bytes_of_signs()
_FOLLOWS = "[" + re.escape("".join(sign for sign, byte in _BYTES.items() if byte < 0xC0)) + "]"
_TWICE = re.compile(f"[ÂÃ]{_FOLLOWS}|Ê¼|â{_FOLLOWS}{{2}}")
"""Letters of Spanish, the apostrophe of Quechua, quotes, dashes; no more: "Í’" is a spelling."""


def mended(text: str) -> str:
    """`text` with every letter that was encoded twice put right."""
    return _TWICE.sub(_once, text) if not text.isascii() else text


def _once(found: re.Match[str]) -> str:
    try:
        return bytes(_BYTES[sign] for sign in found[0]).decode()
    except UnicodeDecodeError:
        return found[0]
