"""Blobs are written in one place, and parsers of what people send run in one kind of process."""

import ast
from collections.abc import Iterator
from pathlib import Path

from web.settings import ROOT

PACKAGES = (
    "kernel", "web", "accounts", "territory", "commitments", "basin", "meetings", "grievances",
    "dialogue", "trainings", "demo",
)  # fmt: skip
PARSERS = frozenset({"PIL", "av", "pikepdf", "pillow_heif"})


def sources() -> Iterator[tuple[str, ast.Module]]:
    for package in PACKAGES:
        for file in (ROOT / package).rglob("*.py"):
            yield str(file.relative_to(ROOT)), ast.parse(file.read_text())


def names_of_stores(tree: ast.AST) -> Iterator[ast.Call]:
    """Calls of `….write(name, key, source, size)`: only a store's takes four."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "write":
            yield from [node] * (len(node.args) + len(node.keywords) == 4)


def callers(found: str) -> list[str]:
    """Where a function of this name is called."""
    return [
        name
        for name, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and found in {getattr(node.func, "attr", ""), getattr(node.func, "id", "")}
    ]


def imported(tree: ast.AST) -> set[str]:
    """The packages that a module imports, wherever in it."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").partition(".")[0])
    return found


def test_blobs_are_written_at_exactly_one_call_site() -> None:
    written = [name for name, tree in sources() for _ in names_of_stores(tree)]
    assert written == ["kernel/files/taking.py"]
    assert callers("seal_into") == ["kernel/files/store.py"]


def test_parsers_of_what_people_send_run_only_in_the_child() -> None:
    using = {name for name, tree in sources() if imported(tree) & PARSERS}
    assert using
    making = {"demo"}  # it makes files of its own, and opens none that anybody sent
    assert {Path(name).parent.as_posix() for name in using} - making == {"kernel/cleaning"}
    started = [name for name, tree in sources() if "kernel.cleaning" in ast.unparse(tree)]
    own = {"kernel/files", "kernel/cleaning"}
    for name in started:
        if Path(name).parent.as_posix() not in own:
            tree = ast.parse((ROOT / name).read_text())
            assert parsers_named_in(tree) == set(), name


def parsers_named_in(tree: ast.AST) -> set[str]:
    """The parsing rooms of `kernel.cleaning` that a module imports."""
    rooms = {"heics", "images", "media", "pdfs", "jpegs"}
    return {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "kernel.cleaning"
        for alias in node.names
    } & rooms


def test_a_second_call_site_would_be_found() -> None:
    planted = ast.parse("def keep(store):\n    store.write(name, key, source, size)")
    assert len(list(names_of_stores(planted))) == 1
    assert imported(ast.parse("def f():\n    from PIL import Image")) == {"PIL"}
