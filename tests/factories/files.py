"""Files as phones make them, with planted words wherever a format has room for them."""

import io
import random

from PIL import Image


def picture(width: int = 900, height: int = 600) -> Image.Image:
    """A picture that looks like something: smooth colours, and noise in a corner."""
    chance = random.Random(7)  # noqa: S311 - a picture, not a secret
    ramp = Image.linear_gradient("L").resize((width, height))
    side = Image.radial_gradient("L").resize((width, height))
    image = Image.merge("RGB", (ramp, side, ramp.rotate(180)))
    noise = Image.frombytes("RGB", (64, 64), chance.randbytes(64 * 64 * 3))
    image.paste(noise, (10, 10))
    return image


def plain_jpeg(width: int = 900, height: int = 600) -> bytes:
    """A photograph without a word in it."""
    written = io.BytesIO()
    picture(width, height).save(written, "JPEG", quality=85)
    return written.getvalue()
