"""Every table of the house, whichever package it belongs to."""

from importlib import import_module
from pathlib import Path

from sqlalchemy import MetaData

from kernel.database import Base

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = (
    "kernel", "web", "accounts", "territory", "commitments", "basin", "meetings", "grievances",
    "dialogue", "trainings",
)  # fmt: skip


def all_tables() -> MetaData:
    """The tables that any module of any package declares."""
    for package in PACKAGES:
        for file in sorted((ROOT / package).rglob("*.py")):
            if "__tablename__" in file.read_text():
                import_module(".".join(file.relative_to(ROOT).with_suffix("").parts))
    return Base.metadata
