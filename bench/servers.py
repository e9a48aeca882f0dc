"""Servers for a measurement: started as children on loopback, ended by their own process id."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from bench.clients import answers, wait_until

ROOT = Path(__file__).parent.parent


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def product(data: Path, port: int) -> Iterator[psutil.Process]:
    """The web process of the platform on the installation in `data`."""
    environment = {**os.environ, "DATA_DIR": str(data), "PORT": str(port), "HOST": "127.0.0.1"}
    environment["RIMANAKUY_TRUSTED_PROXIES"] = "1"  # clients come from many addresses
    command = [sys.executable, "-m", "flask", "serve"]
    with _child(command, environment, data) as process:
        wait_until(lambda: answers(port, "/healthz"))
        yield process


@contextmanager
def floor(folder: Path, port: int) -> Iterator[psutil.Process]:
    """The bare application of `bench.floor`."""
    command = [sys.executable, "-m", "bench.floor", str(port), str(folder)]
    with _child(command, dict(os.environ), folder) as process:
        wait_until(lambda: _listens(port))
        yield process


@contextmanager
def worker(environment: dict[str, str], folder: Path) -> Iterator[psutil.Process]:
    """The worker process of the platform, as `environment` says."""
    command = [sys.executable, "-m", "flask", "work"]
    with _child(command, {**os.environ, **environment}, folder) as process:
        yield process


@contextmanager
def _child(
    command: list[str], environment: dict[str, str], folder: Path
) -> Iterator[psutil.Process]:
    with (folder / "server.log").open("ab") as log:
        child = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)  # noqa: S603
        try:
            yield psutil.Process(child.pid)
        finally:
            child.terminate()
            child.wait(timeout=30)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
