"""The service in the foreground: `python -m basin_service.serve`."""

import fcntl
import logging
import os
import signal
import sys
import threading
from types import FrameType
from typing import IO

from basin_service.settings import BadSetting, Settings

LARGEST_BODY = 64 * 1024
THREADS = 8
LOG = logging.getLogger("basin_service")


class Ended(Exception):  # noqa: N818 - a fact
    """Somebody pressed Ctrl-C, or sent SIGTERM."""


def main() -> int:
    """Serve until told to end; what to exit with."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _tell)
    _log()
    try:
        settings = Settings.from_environment()
        settings.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _alone(settings):
            _serve(settings)
    except (BadSetting, OSError) as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    except Ended:
        return 0
    return 0


def _tell(_number: int, _frame: FrameType | None) -> None:
    raise Ended


def _log() -> None:
    """Only what we have to say: pygeoapi tells about every text that it looks at."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)
    LOG.propagate = False
    logging.getLogger("pygeoapi").setLevel(logging.CRITICAL)


def _alone(settings: Settings) -> IO[str]:
    """Hold the folder for ourselves: two services would run each other's jobs."""
    lock = (settings.folder / "lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise BadSetting(
            f"Another service works in {settings.folder}: set BASIN_DIR to another folder."
        ) from None
    return lock


def _serve(settings: Settings) -> None:
    from waitress.server import create_server

    from basin_service.api.answers import mend
    from basin_service.api.configuration import hand_over
    from basin_service.api.doors import guard

    hand_over(settings)
    from pygeoapi.flask_app import APP, api_

    guard(APP, settings)
    mend(APP, api_.manager.get_job)
    server = create_server(
        APP,
        host=settings.host,
        port=settings.port,
        threads=THREADS,
        max_request_body_size=LARGEST_BODY,
        connection_limit=100,
        channel_timeout=30,
        ident="basin",
    )
    api_.manager.begin()
    if "--with-parent" in sys.argv:
        threading.Thread(target=_end_with_parent, daemon=True).start()
    LOG.info("the basin model answers at %s", settings.public_url)
    try:
        server.run()
    finally:
        api_.manager.end()
        server.close()


def _end_with_parent() -> None:
    """Standard input ends when whoever started us is gone."""
    while os.read(0, 4096):
        pass
    signal.raise_signal(signal.SIGTERM)


if __name__ == "__main__":
    sys.exit(main())
