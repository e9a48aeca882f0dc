"""`make run` with the real basin-model service beside the platform."""

import signal
from pathlib import Path

import psutil
import pytest

from basin.client.service import Configured, Service
from tests.basin_service.serviced import installed
from tests.web.test_serving import get
from tests.web.test_supervisor import Running, is_alive
from tests.working import wait_until

pytestmark = pytest.mark.full


def asked_with_what_the_web_process_knows(running: Running) -> list[str]:
    """The processes that the service offers, as the platform's own settings reach it."""
    [web] = [child for child in children(running) if "serve" in child.cmdline()]
    known = web.environ()
    assert known["BASIN_ALLOW_LOOPBACK"] == "yes"
    client = Service(Configured(known["BASIN_URL"], known["BASIN_TOKEN"], allow_loopback=True))
    return [offered.id for offered in client.processes()]


def children(running: Running) -> list[psutil.Process]:
    return psutil.Process(running.process.pid).children(recursive=True)


def the_service(running: Running) -> psutil.Process | None:
    found = [child for child in children(running) if "basin_service.serve" in child.cmdline()]
    return found[0] if found else None


def test_the_service_comes_along_and_may_end_alone(tmp_path: Path) -> None:
    installed()
    running = Running(tmp_path, BASIN="1", BASIN_URL="", BASIN_TOKEN="")
    log = tmp_path / "var" / "basin" / "service.log"
    try:
        wait_until(lambda: "is open" in running.said, 90)
        wait_until(lambda: log.exists() and "the basin model answers" in log.read_text(), 90)
        assert asked_with_what_the_web_process_knows(running) == ["salar-demo"]
        service = the_service(running)
        assert service is not None
        service.kill()
        wait_until(lambda: "The basin-model service has ended" in running.said)
        wait_until(lambda: get(running.port, "/readyz") == {"database": "ok", "worker": "ok"}, 90)
        assert running.process.poll() is None
        running.process.send_signal(signal.SIGINT)
        assert running.process.wait(timeout=15) == 0
    finally:
        running.close()


def test_the_service_ends_with_the_household(tmp_path: Path) -> None:
    installed()
    running = Running(tmp_path, BASIN="1", BASIN_URL="", BASIN_TOKEN="")
    log = tmp_path / "var" / "basin" / "service.log"
    try:
        wait_until(lambda: log.exists() and "the basin model answers" in log.read_text(), 120)
        everybody = children(running)
        running.process.kill()
        wait_until(lambda: not any(map(is_alive, everybody)))
    finally:
        running.close()
