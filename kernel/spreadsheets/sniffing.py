"""What a file is, by its content: neither its name nor the browser is believed.

A name that says another thing is refused, for then the program that people have would not open
the file as they expect, and they should look at it first.
"""

import io
import re
import zipfile
import zlib

from kernel.cleaning.cleaned import NotTaken
from kernel.spreadsheets.books import Kind

_BLANK = b'\0\t\r\n ",;|\xef\xbb\xbf\xff\xfe'
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_HTML = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|meta|table|body|div)\b", re.I | re.S
)
_PASSWORD = re.compile(rb"\x09\x08\x10\0\0\x06\x05\0.{12}(?:\x86\0\0\0)?\x2f\0", re.S)
"""A workbook of Excel 97 that says right after its beginning how the rest is hidden."""
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_XML = re.compile(rb"\s*<\?xml\b")
_OF_NAMES = {
    "csv": Kind.CSV,
    "ods": Kind.ODS,
    "tsv": Kind.CSV,
    "txt": Kind.CSV,
    "xls": Kind.XLS,
    "xlsm": Kind.XLSX,
    "xlsx": Kind.XLSX,
}
_OTHERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")


def kind_of(data: bytes, ending: str) -> Kind:
    """What `data` is; `ending` is how its name ends, without the dot."""
    if not data.strip(_BLANK):
        raise NotTaken("sheet-empty")
    kind = _by_content(data)
    if _OF_NAMES.get(ending.lower(), kind) is not kind:
        raise NotTaken("sheet-renamed")
    return kind


def _by_content(data: bytes) -> Kind:
    if data.startswith(_OLE):
        return _in_ole(data)
    if data.startswith(b"PK"):
        return _in_zip(data)
    head = data[:4096].removeprefix(b"\xef\xbb\xbf")
    if _HTML.match(_text_of(head)):
        raise NotTaken("sheet-html")
    if data.startswith(_OTHERS) or _XML.match(_text_of(head)) or _is_binary(data):
        raise NotTaken("sheet-not-a-sheet")
    return Kind.CSV


def _text_of(head: bytes) -> bytes:
    """The first signs as ASCII sees them, also of UTF-16."""
    return head[2:].replace(b"\0", b"") if head[:2] in {b"\xff\xfe", b"\xfe\xff"} else head


def _is_binary(data: bytes) -> bool:
    return data[:2] not in {b"\xff\xfe", b"\xfe\xff"} and b"\0" in data


def _in_ole(data: bytes) -> Kind:
    """The old format, and the box that Excel puts a file with a password into."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise NotTaken("sheet-locked")
    if _PASSWORD.search(data):
        raise NotTaken("sheet-locked")
    if "Root Entry".encode("utf-16-le") not in data:
        raise NotTaken("sheet-broken")
    if not any(name.encode("utf-16-le") + b"\0\0" in data for name in ("Workbook", "Book")):
        raise NotTaken("sheet-not-a-sheet")
    return Kind.XLS


def _in_zip(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = packed.namelist()
            told = packed.open("mimetype").read(len(_ODS)) if "mimetype" in names else b""
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError):
        raise NotTaken("sheet-broken") from None
    except RuntimeError:  # zipfile says so of a part that is encrypted
        raise NotTaken("sheet-locked") from None
    if "xl/workbook.xml" in names:
        return Kind.XLSX
    if told == _ODS:
        return Kind.ODS
    raise NotTaken("sheet-not-a-sheet")
