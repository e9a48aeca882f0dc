"""Pictures as phones make them, with planted words wherever a format has room for them."""

import io
import random
import struct

from PIL import ExifTags, Image, ImageCms, PngImagePlugin

WORD = "chiwaku-7413"
"""Stands in every planted word: a bird that must not be heard in any clean copy."""
XMP = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><creator>{WORD}-xmp</creator></x:xmpmeta>'.encode()
TURNED = 6
"""Orientation: the phone was held upright."""


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
    return _written(picture(width, height), "JPEG", quality=85)


def exif() -> Image.Exif:
    """What a phone tells: where, when, with what, and a note of its maker."""
    told = Image.Exif()
    told[ExifTags.Base.Make] = f"{WORD}-make"
    told[ExifTags.Base.Artist] = f"{WORD}-artist"
    told[ExifTags.Base.DateTime] = "2026:03:04 05:06:07"
    told[ExifTags.Base.Orientation] = TURNED
    told.get_ifd(ExifTags.IFD.Exif).update(
        {
            ExifTags.Base.MakerNote: f"{WORD}-maker".encode(),
            ExifTags.Base.UserComment: f"{WORD}-comment".encode(),
            ExifTags.Base.BodySerialNumber: f"{WORD}-serial",
        }
    )
    told.get_ifd(ExifTags.IFD.GPSInfo).update(
        {
            ExifTags.GPS.GPSLatitudeRef: "S",
            ExifTags.GPS.GPSLatitude: (13.0, 31.0, 1.2),
            ExifTags.GPS.GPSLongitudeRef: "W",
            ExifTags.GPS.GPSLongitude: (71.0, 58.0, 42.6),
            ExifTags.GPS.GPSAreaInformation: f"{WORD}-area".encode(),
        }
    )
    return told


def tagged_jpeg(width: int = 900, height: int = 600) -> bytes:
    """EXIF with place and maker's note, XMP, IPTC, a comment, a profile, a thumbnail, a tail."""
    written = _written(
        picture(width, height), "JPEG", quality=85,
        exif=exif(), xmp=XMP, comment=f"{WORD}-note".encode(),
        icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
    )  # fmt: skip
    return written[:2] + _iptc() + _thumbnail() + written[2:] + f"{WORD}-tail".encode()


def _iptc() -> bytes:
    """The byline of a newspaper's photograph, as Photoshop writes it."""
    byline = f"{WORD}-byline".encode()
    record = b"\x1c\x02\x50" + struct.pack(">H", len(byline)) + byline
    resource = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(record)) + record
    return _segment(0xED, b"Photoshop 3.0\0" + resource + b"\0" * (len(record) % 2))


def _thumbnail() -> bytes:
    """A small picture of it (JFXX), with a word in its own comment."""
    small = _written(picture(40, 30), "JPEG", comment=f"{WORD}-thumbnail".encode())
    return _segment(0xE0, b"JFXX\0\x10" + small)


def _segment(marker: int, content: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(content) + 2) + content


def tagged_png() -> bytes:
    """Text of three kinds, EXIF, and a chunk of its own behind the pixels."""
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", f"{WORD}-text")
    told.add_text("Comment", f"{WORD}-packed", zip=True)
    told.add_itxt("XML:com.adobe.xmp", XMP.decode())
    told.add(b"prVt", f"{WORD}-own".encode(), after_idat=True)
    image = picture(300, 200).convert("RGBA")
    image.putalpha(200)
    return _written(image, "PNG", pnginfo=told, exif=exif()) + f"{WORD}-tail".encode()


def tagged_webp() -> bytes:
    """EXIF and XMP."""
    return _written(picture(300, 200), "WEBP", exif=exif(), xmp=XMP)


def tagged_heic() -> bytes:
    """As iPhones write it: EXIF, XMP and a thumbnail."""
    import pillow_heif

    file = pillow_heif.from_pillow(picture(300, 200))
    file.info["exif"], file.info["xmp"] = exif().tobytes(), XMP
    written = io.BytesIO()
    file.save(written, quality=70)
    return written.getvalue()


def _written(image: Image.Image, kind: str, **how: object) -> bytes:
    written = io.BytesIO()
    image.save(written, kind, **how)
    return written.getvalue()
