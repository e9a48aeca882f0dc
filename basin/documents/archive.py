"""Evidence to take along: a zip that anybody checks without us, with `sha256sum -c`."""

import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from basin.contract.canonical import digest
from basin.documents.readme import readme
from basin.documents.tables import COLUMNS_FIRST, Table, csv_of, table_of
from basin.queries.dossier import Dossier, PartShown

MANIFEST = "manifest-sha256.txt"
ENDINGS = {
    "application/json": "json",
    "application/prs.coverage+json": "covjson",
    "text/csv": "csv",
}
PLAIN_ENDING = re.compile("[a-z0-9]{1,8}")
LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""Of all files in the zip: the same evidence gives the same bytes, whenever it is asked for."""
PROFILE = "tabular-data-package"


def archive(
    dossier: Dossier,
    parts: Mapping[str, bytes],
    public_url: str,
    file: tuple[str, bytes] | None = None,
) -> bytes:
    """The zip: the document byte for byte, its parts, a table, how to check it, and the hashes.

    `file` is a file that somebody sent (its ending and its clean copy). The document comes back
    from any two archives of one evidence with the same sha256: that is its fingerprint.
    """
    files = {"evidence.json": dossier.document.encode()}
    for part in dossier.parts:
        files[f"{part.name}.{ending_of(dossier, part)}"] = parts[part.name]
    if file is not None:
        files[f"file.{file[0]}"] = file[1]
    if "timeseries" in parts:
        table = table_of(json.loads(parts["timeseries"]))
        files["timeseries.csv"] = csv_of(table)
        files["datapackage.json"] = _package(dossier, table, digest(files["timeseries.csv"]))
    files["README.txt"] = readme(dossier, public_url).encode()
    files[MANIFEST] = _manifest(files)
    return _zipped(f"{dossier.code}/", files)


def ending_of(dossier: Dossier, part: PartShown) -> str:
    """How the name of a part ends as a file: by its type, or as the file that was brought."""
    if part.media_type in ENDINGS:
        return ENDINGS[part.media_type]
    source = dossier.facts.get("source") or {}
    _, dot, ending = str(source.get("file_name") or "").casefold().rpartition(".")
    return ending if dot and PLAIN_ENDING.fullmatch(ending) else "bin"


def archive_name(dossier: Dossier) -> str:
    """What the zip is called: nothing that people wrote."""
    return f"{dossier.code}-{dossier.fingerprint}.zip"


def _manifest(files: Mapping[str, bytes]) -> bytes:
    lines = (f"{digest(data)}  {name}\n" for name, data in sorted(files.items()))
    return "".join(lines).encode()


def _zipped(folder: str, files: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in sorted(files.items()):
            info = zipfile.ZipInfo(folder + name, LONG_AGO)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            target.writestr(info, data)
    return made.getvalue()


def _package(dossier: Dossier, table: Table, sha256: str) -> bytes:
    """A Frictionless data package: each column with its unit."""
    package = {
        "profile": PROFILE,
        "name": dossier.code.lower(),
        "title": dossier.name,
        "id": f"sha256:{dossier.sha256}",
        "created": dossier.made_at.isoformat(),
        "sources": [{"title": f"Rimanakuy, {dossier.office}"}],
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": "timeseries",
                "path": "timeseries.csv",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "hash": f"sha256:{sha256}",
                "dialect": {"delimiter": ",", "header": True},
                "schema": {
                    "fields": list(_fields(table)),
                    "missingValues": [""],
                    "primaryKey": list(COLUMNS_FIRST),
                },
            }
        ],
    }
    return json.dumps(package, ensure_ascii=False, indent=1).encode()


def _fields(table: Table) -> Iterator[dict[str, Any]]:
    yield {"name": "scenario", "type": "string"}
    yield {"name": "time", "type": "string"}
    for column in table.columns:
        field: dict[str, Any] = {"name": column.name, "type": column.kind}
        if column.unit:
            field["unit"] = column.unit
        if column.title:
            field["title"] = column.title
        yield field
