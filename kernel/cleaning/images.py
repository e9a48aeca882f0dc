"""Pictures: the pixels are painted on a new canvas, and nothing but pixels is written again.

So whatever else a picture carried (place, device, names, thumbnails, a second file behind its end)
has no way into the copy.
"""

import io
from collections.abc import Callable

from PIL import (
    Image,
    ImageCms,
    ImageOps,
    MpoImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from kernel.cleaning.cleaned import Cleaned, NotTaken
from kernel.cleaning.kinds import FileKind, Format, Incoming

MOST_PIXELS = 50_000_000
MOST_PIXELS_OF_JPEG = 220_000_000
"""A JPEG can be decoded at half its size or less, so that no more than MOST_PIXELS are painted."""
LONGEST_SIDE = 30_000
PREVIEW_SIDE = 640
QUALITY = 90
PREVIEW_QUALITY = 70

Image.MAX_IMAGE_PIXELS = None  # we refuse by ourselves, before a pixel is decoded

# A confined process opens no file any more: what Pillow would load when it needs it is loaded now.
Image.preinit()
_LOADED = (MpoImagePlugin, TiffImagePlugin, WebPImagePlugin)


def clean(data: bytes, incoming: Incoming) -> Cleaned:
    """The picture without anything but its pixels."""
    with Image.open(io.BytesIO(data), formats=_readers(incoming)) as picture:
        _bound(picture, incoming)
        ImageOps.exif_transpose(picture, in_place=True)
        painted = _painted(picture)
    kept = Format.PNG if incoming is Incoming.PNG else Format.JPEG
    return Cleaned(
        FileKind.IMAGE,
        kept,
        _WRITERS[kept](painted),
        preview(painted),
        width=painted.width,
        height=painted.height,
    )


def preview(picture: Image.Image) -> bytes:
    """A small JPEG of a picture that carries nothing but pixels."""
    scale = min(1.0, PREVIEW_SIDE / max(picture.size))
    size = max(round(picture.width * scale), 1), max(round(picture.height * scale), 1)
    return _jpeg(picture.resize(size, reducing_gap=2.0), PREVIEW_QUALITY)


def _readers(incoming: Incoming) -> tuple[str, ...]:
    """Pillow reads as what it was sniffed to be, and as nothing else."""
    if incoming is Incoming.HEIC:
        return ("HEIF",)
    if incoming is Incoming.JPEG:
        return ("JPEG", "MPO")  # many phones hide a second picture behind the first
    return (incoming.name,)


def _bound(picture: Image.Image, incoming: Incoming) -> None:
    """Refuse what would need too much memory; a JPEG is made smaller while it is decoded."""
    width, height = picture.size
    most = MOST_PIXELS_OF_JPEG if incoming is Incoming.JPEG else MOST_PIXELS
    if width * height > most or max(width, height) > LONGEST_SIDE:
        raise NotTaken("file-too-many-pixels")
    scale = 1
    while width * height > MOST_PIXELS * scale * scale:
        scale *= 2
    if scale > 1:
        picture.draft("RGB", (-(-width // scale), -(-height // scale)))
        if picture.width * picture.height > MOST_PIXELS:
            raise NotTaken("file-too-many-pixels")


def _painted(picture: Image.Image) -> Image.Image:
    """The pixels on a canvas that nobody ever wrote anything else on."""
    picture = _in_common_colours(picture)
    canvas = Image.new(picture.mode, picture.size)
    canvas.paste(picture)
    return canvas


def _in_common_colours(picture: Image.Image) -> Image.Image:
    """RGB or grey (with transparency if it has it), its colour profile worked in, not carried."""
    if picture.mode.startswith(("I", "F")):  # 16 bits a pixel: scanners
        return picture.point(lambda value: value / 256).convert("L")
    mode = _mode_of(picture)
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in {"RGB", "RGBA", "CMYK"}:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(picture, source, target, outputMode=mode)
        except (ImageCms.PyCMSError, OSError, ValueError):
            converted = None  # a profile that cannot be read says nothing
        if converted is not None:
            return converted
    return picture if picture.mode == mode else picture.convert(mode)


def _mode_of(picture: Image.Image) -> str:
    if picture.mode in {"1", "L"}:
        return "L"
    return "RGBA" if picture.has_transparency_data else "RGB"


def _opaque(picture: Image.Image) -> Image.Image:
    """The picture on white, where it was transparent."""
    if picture.mode != "RGBA":
        return picture
    white = Image.new("RGB", picture.size, "white")
    white.paste(picture, mask=picture.getchannel("A"))
    return white


def _jpeg(picture: Image.Image, quality: int = QUALITY) -> bytes:
    written = io.BytesIO()
    _opaque(picture).save(written, "JPEG", quality=quality)
    return written.getvalue()


def _png(picture: Image.Image) -> bytes:
    written = io.BytesIO()
    picture.save(written, "PNG", compress_level=4)
    return written.getvalue()


_WRITERS: dict[Format, Callable[[Image.Image], bytes]] = {Format.JPEG: _jpeg, Format.PNG: _png}
