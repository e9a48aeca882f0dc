"""The square that leads a telephone to an address."""

import segno


def qr(address: str) -> str:
    """A picture of its own, as `data:`."""
    return str(segno.make(address, error="m", micro=False).svg_data_uri(border=2, light="#fff"))
