"""Papers: the pages go over into a new document, and of a page only what is painted.

What acts (scripts, links that start something, forms that send), what is attached, what tells of
authors, programs and days, and what is hidden in pictures stays behind. What somebody filled in or
drew on a page is painted into it first.
"""

import io
from collections.abc import Iterable, Iterator
from contextlib import suppress

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from kernel.cleaning import jpegs, profiles
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
_WORDS_THAT_PAINT = frozenset({"/CharSet", "/Ordering", "/Panose", "/Registry"})
"""Of all words in dictionaries only these, of fonts, change what is painted."""
_PACKERS = frozenset(
    {"/ASCII85Decode", "/ASCIIHexDecode", "/FlateDecode", "/LZWDecode", "/RunLengthDecode"}
)
_SHORT = {
    "/AHx": "/ASCIIHexDecode", "/A85": "/ASCII85Decode", "/CCF": "/CCITTFaxDecode",
    "/DCT": "/DCTDecode", "/Fl": "/FlateDecode", "/LZW": "/LZWDecode", "/RL": "/RunLengthDecode",
}  # fmt: skip


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
        yield thing
        inside = list(thing)
    else:
        return
    for value in inside:
        if isinstance(value, (Dictionary, Array)) and not value.is_indirect:
            yield from _within(value, depth + 1)


def _strip(thing: Object) -> None:
    """Take away what tells or acts; of a picture keep the pixels, of a profile the numbers."""
    if isinstance(thing, Array):
        _strip_array(thing)
        return
    _drop(thing, [name for name, value in thing.items() if _is_word(name, value)])
    _drop(thing, _NOWHERE)
    if thing.get("/Type") == Name.OCG:
        _drop(thing, _WORDS_OF_LAYERS)
        thing["/Name"] = String("-")
    if isinstance(thing, Stream):
        _drop(thing, [_OUTSIDE])
        _strip_picture(thing)


def _drop(thing: Object, names: Iterable[str]) -> None:
    for name in names:
        if name in thing:
            del thing[name]


def _is_word(name: str, value: object) -> bool:
    return isinstance(value, String) and name not in _WORDS_THAT_PAINT


def _strip_array(array: Array) -> None:
    """Words in a row tell; but a table of colours is written as one."""
    kind = array[0] if len(array) else None
    if kind in (Name.Indexed, Name.I):
        return
    for at in reversed([at for at, value in enumerate(array) if isinstance(value, String)]):
        del array[at]
    if kind == Name.ICCBased and len(array) > 1 and isinstance(array[1], Stream):
        array[1].write(profiles.bare(array[1].read_bytes()))


def _strip_picture(stream: Stream) -> None:
    """Photographs stand in papers as they came out of the phone."""
    filters = _filters(stream)
    if "/DCTDecode" in filters:
        parameters = _parameters(stream)[-1]
        bare = jpegs.bare(_unpacked_to_the_last(stream, filters))
        if isinstance(parameters, Dictionary):
            stream.write(bare, filter=Name.DCTDecode, decode_parms=parameters)
        else:
            stream.write(bare, filter=Name.DCTDecode)
    elif "/JPXDecode" in filters:
        bare = jpegs.bare_jpeg_2000(_unpacked_to_the_last(stream, filters))
        stream.write(bare, filter=Name.JPXDecode)


def _unpacked_to_the_last(stream: Stream, filters: list[str]) -> bytes:
    """What the last filter reads: some programs pack a photograph once more, or write it as text.

    A photograph that is not the last of the filters is none.
    """
    if filters[-1] not in {"/DCTDecode", "/JPXDecode"}:
        raise NotTaken("file-broken")
    packed = stream.read_raw_bytes()
    if len(filters) == 1:
        return packed
    with Pdf.new() as apart:
        outer = Stream(apart, packed)
        outer.Filter = Array([Name(name) for name in filters[:-1]])
        outer.DecodeParms = Array([_copied(one) for one in _parameters(stream)[:-1]])
        return outer.read_bytes(pikepdf.StreamDecodeLevel.specialized)


def _copied(parameters: object) -> Object | None:
    if not isinstance(parameters, Dictionary):
        return None
    return Dictionary({name: int(value) for name, value in parameters.items()})


def _parameters(stream: Stream) -> list[object]:
    """What each filter is told; None where it is told nothing."""
    found, count = stream.get("/DecodeParms"), len(_filters(stream))
    said: list[object] = list(found) if isinstance(found, Array) else [found]
    return (said + [None] * count)[:count]


def _filters(stream: Stream) -> list[str]:
    """Its filters by their whole names."""
    found = stream.get("/Filter")
    if found is None:
        return []
    names = [str(one) for one in found] if isinstance(found, Array) else [str(found)]
    return [_SHORT.get(name, name) for name in names]


def _bound_unpacked(copy: Pdf) -> None:
    """Refuse a bomb: filters in rows, or streams that unpack to far more than a paper needs."""
    left = MOST_UNPACKED
    for thing in copy.objects:
        if isinstance(thing, Stream):
            filters = _filters(thing)
            if len(filters) > 2 or filters.count("/FlateDecode") > 1:
                raise NotTaken("file-too-complex")
            left -= _unpacked_size(thing, filters, left)
            if left < 0:
                raise NotTaken("file-too-complex")


def _unpacked_size(stream: Stream, filters: list[str], most: int) -> int:
    """How many bytes it unpacks to, as far as that can be more than it has."""
    if filters == ["/FlateDecode"]:
        return jpegs.unpacked_size(stream.read_raw_bytes(), most)
    if filters and _PACKERS.issuperset(filters):  # unpacked at once: the wall of memory stands
        return len(stream.read_bytes(pikepdf.StreamDecodeLevel.specialized))
    return 0


def _prove(written: bytes, pages: int) -> None:
    """Open the copy again: it has its pages, and none of the places where words and acts live."""
    with Pdf.open(io.BytesIO(written)) as copy:
        root = set(copy.Root.keys())
        if len(copy.pages) != pages or root - {"/Type", "/Pages"} or "/Info" in copy.trailer:
            raise NotTaken("file-broken")
