"""The installation guide and its files name commands, settings and files that exist."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml  # type: ignore[import-untyped]  # comes with DBOS, without types
from flask import Flask

from web.machine import LIBRARIES
from web.settings import TABLE

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "guide"
NAMES = {setting.name for setting in TABLE}
FILES = [
    GUIDE / "install.md", ROOT / "compose.yaml", ROOT / "Dockerfile",
    *sorted((GUIDE / "systemd").iterdir()),
]  # fmt: skip


def test_every_file_that_the_guide_names_is_there() -> None:
    text = (GUIDE / "install.md").read_text()
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert (GUIDE / target).exists(), target


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_setting_that_is_named_exists(file: Path) -> None:
    named = set(re.findall(r"\b(?:RIMANAKUY_[A-Z_]+|DATABASE_URL|DATA_DIR)\b", file.read_text()))
    assert named <= NAMES


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_command_that_is_named_exists(file: Path, app: Flask) -> None:
    text = file.read_text()
    named = set(re.findall(r"flask[\"]?,? [\"]?([a-z][a-z-]+)", text))
    assert named <= set(app.cli.commands), file.name


def test_images_and_guide_bring_the_libraries_of_papers() -> None:
    for file in (ROOT / "Dockerfile", GUIDE / "install.md"):
        assert all(package in file.read_text() for _linux, _mac, package in LIBRARIES)


def test_compose_runs_one_worker_and_waits_for_the_migration() -> None:
    services = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]
    workers = [name for name, one in services.items() if one.get("command") == ["flask", "work"]]
    assert workers == ["worker"]
    for name in ("web", "worker"):
        assert services[name]["depends_on"] == {
            "migrate": {"condition": "service_completed_successfully"}
        }


def test_the_image_runs_the_oldest_python_that_is_promised() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    oldest = project["requires-python"].removeprefix(">=")
    assert f"FROM python:{oldest}-" in (ROOT / "Dockerfile").read_text()
