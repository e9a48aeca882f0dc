"""What the machine must offer. Each check gives one sentence with the remedy, or None.

Only the standard library is imported here: these sentences must come even where all else fails.
"""

import ctypes
import ctypes.util
import errno
import os
import shutil
import socket
import sys
import tempfile
from pathlib import Path

OLDEST_PYTHON = (3, 11)
LEAST_FREE_MB = 500
MOUNTS = Path("/proc/mounts")
IN_MEMORY = frozenset({"ramfs", "tmpfs"})

# What WeasyPrint opens, by its names on Linux and on macOS; the Debian package that brings it.
LIBRARIES = (
    ("libpango-1.0.so.0", "pango-1.0", "libpango-1.0-0"),
    ("libpangoft2-1.0.so.0", "pangoft2-1.0", "libpangoft2-1.0-0"),
    ("libharfbuzz-subset.so.0", "harfbuzz-subset", "libharfbuzz-subset0"),
)
FONT = "DejaVuSans.ttf"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FONT_FOLDERS = (
    "/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts",
    "/Library/Fonts", "~/Library/Fonts", "/opt/homebrew/share/fonts",
)  # fmt: skip


def python_too_old() -> str | None:
    """Python itself."""
    if sys.version_info >= OLDEST_PYTHON:
        return None
    wanted = ".".join(map(str, OLDEST_PYTHON))
    return f"Python {wanted} or newer is needed, this is {sys.version.split()[0]}."


def port_taken(host: str, port: int) -> str | None:
    """Whether we could listen there."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
    except OSError as problem:
        return _no_listening(host, port, problem)
    return None


def _no_listening(host: str, port: int, problem: OSError) -> str:
    if problem.errno == errno.EADDRINUSE:
        return (
            f"Port {port} is taken by another program: stop it, or choose another as in PORT=8001."
        )
    if problem.errno == errno.EACCES:
        return f"Port {port} is reserved for the administrator: choose one above 1023 (PORT=8000)."
    return f"{host} is not an address of this machine: set HOST to one that is (127.0.0.1)."


def folder_unwritable(folder: Path) -> str | None:
    """Whether we may keep things in `folder`; it is made when there is none."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as trial:
            trial.write(b"0")
    except OSError as problem:
        return (
            f"{folder} cannot be written ({problem.strerror}): give it to the user "
            f"{_user()}, or set DATA_DIR to another folder."
        )
    return None


def disk_nearly_full(folder: Path) -> str | None:
    """Whether there is room for what people send."""
    free = shutil.disk_usage(folder).free // 1_000_000
    if free >= LEAST_FREE_MB:
        return None
    return f"Only {free} MB are free under {folder}: make room, at least {LEAST_FREE_MB} MB."


def temp_on_disk(folder: Path) -> str | None:
    """Whether what arrives would lie on a disk in the open for a moment."""
    if _file_system_of(folder) in IN_MEMORY:
        return None
    return (
        f"{folder} is no folder in memory: what people send lies on its disk for a moment. "
        "Set RIMANAKUY_TEMP_DIR to one (a tmpfs), or encrypt that disk."
    )


def temp_too_small(folder: Path, needed: int) -> str | None:
    """Whether large files find room while they arrive."""
    try:
        free = shutil.disk_usage(folder).free
    except OSError as problem:
        return f"{folder} cannot be used ({problem.strerror}): set RIMANAKUY_TEMP_DIR."
    if free >= needed:
        return None
    return (
        f"{folder} has {free // 1_000_000} MB, so large files are sent back: give it at least "
        f"{needed // 1_000_000} MB (in a container: shm_size), or lower RIMANAKUY_MAX_FILE_MB."
    )


def _file_system_of(folder: Path) -> str:
    """The kind of file system that holds `folder`, as Linux lists it; "" where nobody says."""
    try:
        mounts = [line.split()[1:3] for line in MOUNTS.read_text().splitlines()]
    except OSError:
        return ""
    holding = [(len(place), kind) for place, kind in mounts if _is_under(folder, Path(place))]
    return max(holding, default=(0, ""))[1]


def _is_under(folder: Path, place: Path) -> bool:
    return folder.resolve().is_relative_to(place)


def libraries_missing() -> str | None:
    """Whether papers can be printed."""
    packages = [package for linux, mac, package in LIBRARIES if not _opens(linux, mac)]
    if not packages:
        return None
    if sys.platform == "darwin":
        return "Papers need Pango: run brew install pango."
    return f"Papers need system libraries: run apt-get install {' '.join(packages)}."


def _opens(linux: str, mac: str) -> bool:
    for name in (linux, f"/opt/homebrew/lib/lib{mac}.dylib", ctypes.util.find_library(mac)):
        if name is None:
            continue
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return True
    return False


def font_missing() -> str | None:
    """Whether papers have a font that draws every sign of Quechua and Spanish."""
    if _has_font(FONT):
        return None
    return "The font of the papers is missing: run apt-get install fonts-dejavu-core."


def _has_font(name: str) -> bool:
    folders = [Path(folder).expanduser() for folder in FONT_FOLDERS]
    return any(next(folder.rglob(name), None) for folder in folders if folder.is_dir())


def _user() -> str:
    return os.environ.get("USER") or f"number {os.getuid()}"


def packages_missing(testing: bool) -> list[str]:
    """Debian packages that bring what is not here; `testing` adds what only the tests need."""
    missing = [package for linux, mac, package in LIBRARIES if not _opens(linux, mac)]
    wanted = {FONT: "fonts-dejavu-core"}
    if testing:
        wanted["NotoSans-Regular.ttf"] = "fonts-noto-core"
        missing += [] if any(map(shutil.which, BROWSERS)) else ["chromium"]
        missing += [] if shutil.which("pdftotext") else ["poppler-utils"]
    return missing + [package for font, package in wanted.items() if not _has_font(font)]


if __name__ == "__main__":
    sys.stdout.write(" ".join(packages_missing("--testing" in sys.argv)))
