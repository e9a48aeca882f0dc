"""The reference service stands apart: neither side imports the other, and its lock is its own."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from web.settings import ROOT

SERVICE = ROOT / "basin_service"
ITS_OWN = {
    "basin_service", "flask", "jsonschema", "numpy", "pandas", "pygeoapi", "pytest", "pywr",
    "waitress", "werkzeug",
}  # fmt: skip


def imported(file: Path) -> Iterator[str]:
    """The packages that a source imports, wherever in it."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").partition(".")[0]


def test_the_service_imports_nothing_of_the_platform() -> None:
    found = {name for file in SERVICE.rglob("*.py") for name in imported(file)}
    assert found - set(sys.stdlib_module_names) <= ITS_OWN


def test_the_platform_never_imports_the_service() -> None:
    everything = (file for file in ROOT.glob("*/**/*.py") if not hidden(file))
    importing = {str(file.relative_to(ROOT)) for file in everything if uses_service(file)}
    assert {name.partition("/")[0] for name in importing} == {"basin_service"}


def hidden(file: Path) -> bool:
    return file.relative_to(ROOT).parts[0].startswith((".", "var"))


def uses_service(file: Path) -> bool:
    return "basin_service" in imported(file)


@pytest.mark.parametrize("lock", ["run.lock", "dev.lock"])
def test_every_package_of_the_service_is_pinned_by_version_and_hash(lock: str) -> None:
    entries = re.split(r"^(?=[a-z0-9])", (SERVICE / lock).read_text(), flags=re.MULTILINE)[1:]
    assert entries
    assert all("==" in entry and "--hash=sha256:" in entry for entry in entries)


def test_the_service_is_tested_on_exactly_what_is_run() -> None:
    run, dev = (
        set(re.findall(r"^([a-z0-9._-]+==\S+)", (SERVICE / lock).read_text(), re.MULTILINE))
        for lock in ("run.lock", "dev.lock")
    )
    assert run <= dev


def test_names_of_its_modules_say_something() -> None:
    nothing = {"utils", "helpers", "common", "services", "constants", "manager", "misc", "types"}
    assert not {file.stem for file in SERVICE.rglob("*.py")} & nothing


def test_an_import_would_be_found(tmp_path: Path) -> None:
    planted = tmp_path / "planted.py"
    planted.write_text("def f():\n    from basin_service.model import climate\n")
    assert uses_service(planted)
    assert not uses_service(Path(__file__))
