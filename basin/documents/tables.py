"""Series as one table: a row for each scenario and time, a column for each series."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

COLUMNS_FIRST = ("scenario", "time")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Column:
    """One series: `kind` is number or string, `unit` empty where it has none."""

    name: str
    kind: str
    unit: str
    title: str


@dataclass(frozen=True)
class Table:
    """Columns beside scenario and time, and the rows with both in front."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]


def table_of(collection: Mapping[str, Any]) -> Table:
    """The table of a CoverageCollection whose axes all are `t`."""
    columns: dict[str, Column] = {}
    shared = collection.get("parameters", {})
    for coverage in collection["coverages"]:
        own = shared | coverage.get("parameters", {})
        for name, values in coverage["ranges"].items():
            columns.setdefault(name, _column(name, own.get(name, {}), values))
    rows = [
        (coverage["id"], moment, *cells)
        for coverage in collection["coverages"]
        for moment, *cells in zip(
            coverage["domain"]["axes"]["t"]["values"],
            *(_values(coverage, name) for name in columns),
            strict=True,
        )
    ]
    return Table(tuple(columns.values()), tuple(rows))


def csv_of(table: Table) -> bytes:
    """The table as CSV in UTF-8 with commas and points; what is missing stays empty.

    No text begins like a formula: a spreadsheet that opens it computes nothing.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*COLUMNS_FIRST, *(column.name for column in table.columns)])
    for row in table.rows:
        writer.writerow([_cell(value) for value in row])
    return out.getvalue().encode()


def _column(name: str, parameter: Mapping[str, Any], values: Mapping[str, Any]) -> Column:
    unit = parameter.get("unit") or {}
    symbol = unit.get("symbol", "")
    if isinstance(symbol, Mapping):
        symbol = symbol.get("value", "")
    label = (parameter.get("observedProperty") or {}).get("label") or {}
    kind = "string" if values.get("dataType") == "string" else "number"
    return Column(name, kind, str(symbol), str(label.get("es") or label.get("en") or ""))


def _values(coverage: Mapping[str, Any], name: str) -> list[Any]:
    found = coverage["ranges"].get(name)
    steps = len(coverage["domain"]["axes"]["t"]["values"])
    values: list[Any] = found["values"] if found else [None] * steps
    return values


def _cell(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return "" if value is None else value
