"""What the product imports is declared, not only there because something else needs it."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[2]
FLOORS = (
    "accounts", "basin", "commitments", "demo", "dialogue", "grievances", "kernel", "meetings",
    "territory", "trainings", "web",
)  # fmt: skip
PARTS_OF_FLASK = {"click", "jinja2", "markupsafe", "werkzeug", "itsdangerous"}
"""They come with Flask and are its own: their versions follow from that of Flask."""

BUILDS = {"lightningcss"}
"""`web.assets` makes the style sheets with it before anything runs."""


def imported() -> set[str]:
    """The first part of whatever a module of the product imports, wherever in it."""
    found: set[str] = set()
    files = [ROOT / "app.py", *(one for floor in FLOORS for one in (ROOT / floor).rglob("*.py"))]
    for file in files:
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Import):
                found |= {one.name.partition(".")[0] for one in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
                found.add(node.module.partition(".")[0])
    return found


def plain(name: str) -> str:
    return re.split(r"[^A-Za-z0-9_.-]", name)[0].lower().replace("_", "-")


def test_every_package_that_is_imported_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    declared = {plain(one) for one in project["project"]["dependencies"]}
    declared |= PARTS_OF_FLASK | BUILDS
    known = packages_distributions()
    foreign = imported() - sys.stdlib_module_names
    assert "numpy" in foreign
    missing = {
        name
        for name in foreign
        if name in known and not declared & {plain(one) for one in known[name]}
    }
    assert not missing
