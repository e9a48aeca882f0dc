"""Whoever has just cloned the repository gets on with make alone, or is told what to do first."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROMISED = {
    "basin", "bench", "check", "demo", "help", "messages", "migrate", "run", "setup", "test",
    "test-full",
}  # fmt: skip


def make(*words: str) -> str:
    """What `make` says, without doing it."""
    done = subprocess.run(
        ["make", "--no-print-directory", *words],
        cwd=ROOT, env=environment(), capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    return done.stdout


def environment() -> dict[str, str]:
    """As a newcomer has it: not the one of a make that runs these tests."""
    return {name: word for name, word in os.environ.items() if not name.startswith("MAKE")}


def test_help_lists_every_promised_target() -> None:
    assert set(re.findall(r"^make ([a-z-]+)", make("help"), re.MULTILINE)) == PROMISED


@pytest.mark.parametrize("target", sorted(PROMISED - {"basin", "help"}))
def test_every_target_prepares_the_machine_itself(target: str) -> None:
    assert "sh requirements/setup.sh" in make("-n", target).splitlines()[0]


def test_the_basin_service_prepares_itself_and_needs_nothing_of_the_platform() -> None:
    told = make("-n", "basin")
    assert told.splitlines()[0].startswith("if sh basin_service/setup.sh run;")
    assert "requirements/setup.sh" not in told


def test_running_needs_nothing_that_only_tests_need() -> None:
    assert "setup.sh run" in make("-n", "run")
    assert "setup.sh dev" not in make("-n", "run")


def test_test_checks_first_and_ends_with_the_tests() -> None:
    lines = make("-n", "test").splitlines()
    assert any("ruff check" in line for line in lines[:-1])
    assert lines[-1].startswith(".venv/bin/python -m pytest")
    assert '"not full"' in lines[-1]
    assert "not full" not in make("-n", "test-full").splitlines()[-1]


def test_python_keeps_what_it_compiled_though_the_machine_forbids_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    asking = tmp_path / "asking.mk"
    asking.write_text("asking: ; @echo [$$PYTHONDONTWRITEBYTECODE]\n")
    assert make("-f", "Makefile", "-f", str(asking), "asking") == "[]\n"


def test_continuous_integration_runs_the_same_tests() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert script.read_text().splitlines()[-1] == "exec make test"


def pins(lock: str) -> dict[str, str]:
    text = (ROOT / "requirements" / lock).read_text()
    return dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", text, re.MULTILINE))


@pytest.mark.parametrize("lock", ["run.lock", "dev.lock", "uv.lock"])
def test_every_package_is_pinned_by_version_and_hash(lock: str) -> None:
    text = (ROOT / "requirements" / lock).read_text()
    entries = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    assert entries
    assert all("==" in entry and "--hash=sha256:" in entry for entry in entries)


def test_tests_run_on_exactly_what_is_run() -> None:
    run, dev = pins("run.lock"), pins("dev.lock")
    assert run.items() <= dev.items()


class Newcomer:
    """A machine with a few programs and a clone of the repository."""

    def __init__(self, folder: Path) -> None:
        self._clone = folder / "clone"
        self._programs = folder / "programs"
        self._programs.mkdir()
        (self._clone / "requirements").mkdir(parents=True)
        for name in ("setup.sh", "run.lock", "dev.lock"):
            text = (ROOT / "requirements" / name).read_text()
            (self._clone / "requirements" / name).write_text(text)
        for name in ("sh", "dirname", "cksum", "tr", "rm", "uname"):
            (self._programs / name).symlink_to(str(shutil.which(name)))
        self.has("id", "echo 1000")

    def has(self, program: str, does: str) -> None:
        file = self._programs / program
        file.write_text(f"#!/bin/sh\n{does}\n")
        file.chmod(0o755)

    def sets_up(self) -> tuple[int, str]:
        done = subprocess.run(
            ["/bin/sh", "requirements/setup.sh", "run"],
            cwd=self._clone, env={"PATH": str(self._programs)},
            capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        return done.returncode, done.stderr.splitlines()[-1]


@pytest.fixture
def newcomer(tmp_path: Path) -> Newcomer:
    return Newcomer(tmp_path)


OLD = "exit 1"
NO_VENV = """case "$1" in
-c) case "$2" in *print*) echo 3.12;; esac;;
--version) echo Python 3.12.1;;
-m) exit 1;;
esac"""


def test_without_python_the_exact_command_is_told(newcomer: Newcomer) -> None:
    assert newcomer.sets_up() == (
        1,
        "Python 3.11 or newer is needed: run sudo apt-get install python3 python3-venv",
    )


def test_an_old_python_is_no_python(newcomer: Newcomer) -> None:
    newcomer.has("python3", OLD)
    code, told = newcomer.sets_up()
    assert (code, told.partition(":")[0]) == (1, "Python 3.11 or newer is needed")


def test_a_python_without_venv_is_told_with_the_exact_command(newcomer: Newcomer) -> None:
    newcomer.has("python3", NO_VENV)
    assert newcomer.sets_up() == (
        1,
        "System packages are missing: run sudo apt-get install --no-install-recommends "
        "python3.12-venv",
    )


def test_root_gets_what_is_missing_installed(newcomer: Newcomer, tmp_path: Path) -> None:
    newcomer.has("python3", NO_VENV)
    newcomer.has("id", "echo 0")
    newcomer.has("apt-get", f'echo "$@" >> {tmp_path}/asked; test "$1" = update')
    newcomer.sets_up()
    update, install = (tmp_path / "asked").read_text().splitlines()
    assert update.startswith("update")
    assert install.endswith("--no-install-recommends python3.12-venv")
