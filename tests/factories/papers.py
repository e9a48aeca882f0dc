"""PDFs as programs make them, with planted words wherever one has room."""

import base64
import io
import struct
import zlib

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import ImageCms

from tests.factories.files import WORD, tagged_jpeg

CONTENT = b"q 200 0 0 130 40 40 cm /Photo Do Q BT /F1 24 Tf 40 300 Td (Yaku manam chayanchu) Tj ET"


def tagged_pdf(pages: int = 2, *, password: str = "") -> bytes:
    """A paper with text, a photograph that carries a place, notes, scripts and attachments."""
    paper = Pdf.new()
    for number in range(pages):
        _add_page(paper, number)
    paper.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{WORD}-open')"))
    paper.Root.AA = Dictionary(WC=Dictionary(S=Name.JavaScript, JS=String(f"{WORD}-close")))
    paper.Root.PieceInfo = Dictionary(App=Dictionary(Private=String(f"{WORD}-piece")))
    scripts = Array([String("s"), Dictionary(S=Name.JavaScript, JS=String(f"{WORD}-named"))])
    paper.Root.Names = Dictionary(JavaScript=Dictionary(Names=scripts))
    paper.attachments["secret.txt"] = f"{WORD}-attached".encode()
    with paper.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(f"{WORD}-outline", 0))
    for key in ("Title", "Author", "Subject", "Keywords", "Creator", "Producer"):
        paper.docinfo[f"/{key}"] = f"{WORD}-{key}"
    with paper.open_metadata(set_pikepdf_as_editor=False) as said:
        said["dc:creator"] = [f"{WORD}-creator"]
        said["dc:title"] = f"{WORD}-xmp"
    written = io.BytesIO()
    locked = pikepdf.Encryption(user=password, owner="x") if password else None
    paper.save(written, encryption=locked or False, compress_streams=False)
    return written.getvalue()


def _add_page(paper: Pdf, number: int) -> None:
    photo = paper.make_stream(tagged_jpeg(120, 80))
    photo.Type, photo.Subtype, photo.Filter = Name.XObject, Name.Image, Name.DCTDecode
    photo.Width, photo.Height, photo.BitsPerComponent = 120, 80, 8
    photo.ColorSpace = Name.DeviceRGB
    photo.Metadata = paper.make_stream(f"{WORD}-picture".encode())
    page = paper.add_blank_page(page_size=(400, 400)).obj
    page.Contents = paper.make_stream(CONTENT)
    page.Resources = Dictionary(
        XObject=Dictionary(Photo=photo),
        Font=Dictionary(F1=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)),
        Properties=Dictionary(P=Dictionary(Metadata=paper.make_stream(f"{WORD}-marks".encode()))),
    )
    page.Metadata = paper.make_stream(f"{WORD}-page".encode())
    page.PieceInfo = Dictionary(App=Dictionary(Private=String(f"{WORD}-page-piece")))
    page.LastModified = String("D:20260304050607")
    page.Thumb = paper.make_stream(f"{WORD}-thumb".encode())
    page.VP = Array([Dictionary(Measure=Dictionary(GPTS=Array([-13.517, -71.978])))])
    page.AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS=String(f"{WORD}-shown")))
    page.Annots = Array([_note(paper, number), _launch(paper), _stamp(paper)])


def telling_pdf() -> bytes:
    """A paper whose words hide where nothing needs them, and whose photographs are packed twice."""
    paper = Pdf.new()
    photo, colours = tagged_jpeg(120, 80), telling_profile()
    ways = {
        "Packed": (zlib.compress(photo), [Name.FlateDecode, Name.DCTDecode]),
        "Text": (base64.a85encode(photo) + b"~>", [Name.ASCII85Decode, Name.DCTDecode]),
        "Digits": (photo.hex().encode() + b">", [Name.AHx, Name.DCT]),
    }
    pictures = {name: _picture(paper, data, filters) for name, (data, filters) in ways.items()}
    profile = paper.make_stream(colours, {"/N": 3})
    pictures["Coloured"] = _picture(paper, bytes(120 * 80 * 3), [])
    pictures["Coloured"].ColorSpace = Array([Name.ICCBased, profile])
    for picture in pictures.values():
        picture["/PTEX.FileName"] = String(f"/home/{WORD}/photo.jpg")
        picture["/PTEX.InfoDict"] = Dictionary(Company=String(f"{WORD}-company"))
    page = paper.add_blank_page(page_size=(400, 400)).obj
    page.Group = Dictionary(S=Name.Transparency, Team=Array([String(f"{WORD}-team")]))
    page.Resources = Dictionary(
        XObject=Dictionary({f"/{name}": picture for name, picture in pictures.items()}),
        Properties=Dictionary(P=Dictionary(Said=String(f"{WORD}-property"))),
        ColorSpace=Dictionary(
            Few=Array([Name.Indexed, Name.DeviceRGB, 1, String(b"\0\0\0\xff\xff\xff")])
        ),
    )
    page.Contents = paper.make_stream(
        b"".join(f"q 90 0 0 60 0 0 cm /{name} Do Q ".encode() for name in pictures)
    )
    written = io.BytesIO()
    paper.save(written, compress_streams=False)
    return written.getvalue()


def telling_profile() -> bytes:
    """The colours of a screen, called by the name of who owns it."""
    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    told = struct.pack(">4sII", b"cprt", len(made), 12 + len(WORD))
    at = made.index(b"cprt")
    made[at : at + 12] = told
    made += b"text\0\0\0\0" + WORD.encode() + b"\0\0\0\0"
    struct.pack_into(">I", made, 0, len(made))
    return bytes(made)


def _picture(paper: Pdf, data: bytes, filters: list[Name]) -> pikepdf.Object:
    picture = paper.make_stream(data)
    picture.Type, picture.Subtype, picture.Filter = Name.XObject, Name.Image, Array(filters)
    picture.Width, picture.Height, picture.BitsPerComponent = 120, 80, 8
    picture.ColorSpace = Name.DeviceRGB
    return picture


def _note(paper: Pdf, number: int) -> pikepdf.Object:
    return paper.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Text, Rect=Array([10, 10, 30, 30]),
            T=String(f"{WORD}-reviewer"), Contents=String(f"{WORD}-note {number}"),
            M=String("D:20260304050607"),
        )
    )  # fmt: skip


def _launch(paper: Pdf) -> pikepdf.Object:
    act = Dictionary(S=Name.Launch, F=String(f"/bin/{WORD}"))
    return paper.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([50, 10, 90, 30]), A=act)
    )


def _stamp(paper: Pdf) -> pikepdf.Object:
    """What somebody drew on the page: it is content, and must survive."""
    drawn = paper.make_stream(b"0 0 1 rg 0 0 20 20 re f")
    drawn.Type, drawn.Subtype, drawn.BBox = Name.XObject, Name.Form, Array([0, 0, 20, 20])
    return paper.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([300, 300, 320, 320]), F=4,
            T=String(f"{WORD}-stamper"), AP=Dictionary(N=drawn),
        )
    )  # fmt: skip
