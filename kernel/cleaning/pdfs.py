"""Papers: the pages go over into a new document, and of a page only what is painted.

What acts (scripts, links that start something, forms that send), what is attached, what tells of
authors, programs and days, and what is hidden in pictures stays behind. What somebody filled in or
drew on a page is painted into it first.
"""

import io
from collections.abc import Iterator
from contextlib import suppress

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from kernel.cleaning import jpegs
from kernel.cleaning.cleaned import Cleaned, NotTaken
from kernel.cleaning.kinds import FileKind, Format, Incoming

MOST_PAGES = 500
MOST_OBJECTS = 200_000
MOST_UNPACKED = 400 * 1024 * 1024
"""Bytes of all streams together, unpacked: more is a bomb for whoever opens it."""

_OF_A_PAGE = frozenset(
    {"/Type", "/Parent", "/Resources", "/MediaBox", "/CropBox", "/Contents", "/Rotate", "/UserUnit",
     "/Group"}
)  # fmt: skip
_NOWHERE = (
    "/A", "/AA", "/AF", "/ActualText", "/Alt", "/Alternates", "/Author", "/CreationDate",
    "/Creator", "/EF", "/EmbeddedFiles", "/JS", "/JavaScript", "/LastModified", "/Measure",
    "/Metadata", "/ModDate", "/OPI", "/OpenAction", "/PieceInfo", "/Producer", "/PtData", "/Ref",
    "/Thumb", "/Title", "/VP", "/WebCaptureInfo",
)  # fmt: skip
_OUTSIDE = "/F"
"""In a stream it names a file elsewhere that holds the bytes."""
_WORDS_OF_LAYERS = ("/Usage", "/Name")


def clean(data: bytes, _incoming: Incoming) -> Cleaned:
    """The pages, and nothing that acts or tells about their maker."""
    try:
        source = Pdf.open(io.BytesIO(data), attempt_recovery=True)
    except pikepdf.PasswordError:
        raise NotTaken("file-locked") from None
    with source, Pdf.new() as copy:
        pages = _bound(source)
        _paint_what_was_added(source)
        for page in source.pages:
            _strip_page(page.obj)
        copy.pages.extend(source.pages)
        for thing in _things(copy):
            _strip(thing)
        _bound_unpacked(copy)
        written = io.BytesIO()
        copy.save(
            written,
            deterministic_id=True,  # neither the moment nor a name goes into it
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
        )
    _prove(written.getvalue(), pages)
    return Cleaned(FileKind.PDF, Format.PDF, written.getvalue(), pages=pages)


def _bound(source: Pdf) -> int:
    pages = len(source.pages)
    if pages == 0:
        raise NotTaken("file-broken")
    if pages > MOST_PAGES:
        raise NotTaken("file-too-many-pages")
    if len(source.objects) > MOST_OBJECTS:
        raise NotTaken("file-too-complex")
    return pages


def _paint_what_was_added(source: Pdf) -> None:
    """Filled fields, stamps and drawings become a part of the page."""
    with suppress(pikepdf.PdfError, RuntimeError):  # a field without an appearance shows nothing
        source.generate_appearance_streams()
    source.flatten_annotations("all")


def _strip_page(page: Dictionary) -> None:
    inherited = {name: _inherited(page, name) for name in ("/Resources", "/MediaBox", "/Rotate")}
    for name, value in inherited.items():
        if value is not None and name not in page:
            page[name] = value
    for name in list(page.keys()):
        if name not in _OF_A_PAGE:
            del page[name]


def _inherited(page: Object, name: str) -> Object | None:
    node, steps = page, 0
    while name not in node and "/Parent" in node and steps < 50:
        node, steps = node["/Parent"], steps + 1
    return node.get(name)


def _things(copy: Pdf) -> Iterator[Object]:
    """Every dictionary, array and stream of the document, however deep."""
    for thing in copy.objects:
        yield from _within(thing, 0)


def _within(thing: Object, depth: int) -> Iterator[Object]:
    if depth > 60:
        raise NotTaken("file-too-complex")
    if isinstance(thing, (Dictionary, Stream)):
        yield thing
        inside = [value for _, value in thing.items()]
    elif isinstance(thing, Array):
        inside = list(thing)
    else:
        return
    for value in inside:
        if isinstance(value, (Dictionary, Array)) and not value.is_indirect:
            yield from _within(value, depth + 1)


def _strip(thing: Object) -> None:
    """Take from a dictionary what tells or acts; of a picture in it keep the pixels."""
    for name in _NOWHERE:
        if name in thing:
            del thing[name]
    if thing.get("/Type") == Name.OCG:
        for name in _WORDS_OF_LAYERS:
            if name in thing:
                del thing[name]
        thing["/Name"] = pikepdf.String("-")
    if isinstance(thing, Stream):
        if _OUTSIDE in thing:
            del thing[_OUTSIDE]
        _strip_picture(thing)


def _strip_picture(stream: Stream) -> None:
    """Photographs stand in papers as they came out of the phone."""
    filters = _filters(stream)
    if filters == ["/DCTDecode"]:
        bare = jpegs.bare(stream.read_raw_bytes())
        parameters = stream.get("/DecodeParms")
        if isinstance(parameters, (Dictionary, Array)):
            stream.write(bare, filter=Name.DCTDecode, decode_parms=parameters)
        else:
            stream.write(bare, filter=Name.DCTDecode)
    elif filters == ["/JPXDecode"]:
        stream.write(jpegs.bare_jpeg_2000(stream.read_raw_bytes()), filter=Name.JPXDecode)


def _filters(stream: Stream) -> list[str]:
    found = stream.get("/Filter")
    if found is None:
        return []
    return [str(one) for one in found] if isinstance(found, Array) else [str(found)]


def _bound_unpacked(copy: Pdf) -> None:
    """Refuse a bomb: filters in rows, or streams that unpack to far more than a paper needs."""
    left = MOST_UNPACKED
    for thing in copy.objects:
        if isinstance(thing, Stream):
            filters = _filters(thing)
            if len(filters) > 2 or filters.count("/FlateDecode") > 1:
                raise NotTaken("file-too-complex")
            if filters and filters[-1] == "/FlateDecode":
                left -= jpegs.unpacked_size(thing.read_raw_bytes(), left)
            if left < 0:
                raise NotTaken("file-too-complex")


def _prove(written: bytes, pages: int) -> None:
    """Open the copy again: it has its pages, and none of the places where words and acts live."""
    with Pdf.open(io.BytesIO(written)) as copy:
        root = set(copy.Root.keys())
        if len(copy.pages) != pages or root - {"/Type", "/Pages"} or "/Info" in copy.trailer:
            raise NotTaken("file-broken")
