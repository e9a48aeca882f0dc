"""What an app on the phone reads: its key as an address, as a picture and as letters to type."""

from base64 import b32encode
from urllib.parse import quote, urlencode

import segno


def app_address(secret: bytes, account: str) -> str:
    """The key as apps expect it (otpauth, "Key Uri Format")."""
    facts = {"secret": _letters(secret), "issuer": "Rimanakuy"}
    return f"otpauth://totp/Rimanakuy:{quote(account)}?{urlencode(facts)}"


def qr_code(words: str) -> str:
    """A picture of `words` for a camera, as an address that an img shows. Always dark on white."""
    made = segno.make(words, error="m", micro=False)
    address: str = made.svg_data_uri(scale=5, border=4, dark="#000", light="#fff")
    return address


def spelled(secret: bytes) -> str:
    """The key in groups of four, to be typed where no camera helps."""
    letters = _letters(secret)
    return " ".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def _letters(secret: bytes) -> str:
    return b32encode(secret).decode().rstrip("=")
