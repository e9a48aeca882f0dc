"""The web process: waitress, which reads slow bodies without occupying a thread."""

import gc
import logging
import os
import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any

from flask import Flask
from waitress import create_server, wasyncore
from waitress.channel import HTTPChannel

from kernel.database import Database
from kernel.jobs import Jobs
from web import arrivals
from web.headers import StrictErrorTask
from web.settings import Settings

GRACE_S = 3

log = logging.getLogger(__name__)


def serve(app: Flask) -> None:
    """Answer requests until SIGTERM or SIGINT; what is being answered then may end."""
    settings: Settings = app.config["SETTINGS"]
    sockets: dict[int, Any] = {}
    arrivals.keep_off_the_disk(settings.temp_dir)
    server = server_of(app, settings, sockets)
    end_on_signals(stop)
    threading.Thread(target=_warm_up, args=(app.extensions["jobs"],), daemon=True).start()
    try:
        wasyncore.loop(map=sockets, use_poll=True)
    except SystemExit:
        log.info("the web process ends")
    finally:
        server.close()
        server.task_dispatcher.shutdown(timeout=GRACE_S)
        database: Database = app.extensions["database"]
        database.dispose()


def server_of(app: Flask, settings: Settings, sockets: dict[int, Any]) -> Any:
    """A server that listens, its connections kept in `sockets`; OSError when it cannot."""
    HTTPChannel.error_task_class = StrictErrorTask
    HTTPChannel.parser_class = arrivals.ArrivingRequest
    server = create_server(
        app,
        map=sockets,
        host=settings.host,
        port=settings.port,
        threads=settings.threads,
        ident=None,
        max_request_body_size=arrivals.READ_AT_MOST,  # below it, our own page answers
        connection_limit=1000,  # slow phones hold connections for long; poll() has no limit of 1024
        asyncore_use_poll=True,
        clear_untrusted_proxy_headers=True,
        **_trust(settings.trusted_proxies),
    )
    arrivals.furnish(server, app, settings)
    return server


def _trust(proxies: int) -> dict[str, Any]:
    """Whose word is taken for the address and the scheme of a request."""
    if proxies == 0:
        return {}
    return {
        "trusted_proxy": "*",
        "trusted_proxy_count": proxies,
        "trusted_proxy_headers": "x-forwarded-for x-forwarded-proto",
    }


def stop() -> None:
    """End the loop of the main thread."""
    raise SystemExit(0)


def end_on_signals(end: Callable[[], None]) -> None:
    """Call `end` on Ctrl-C and on SIGTERM."""

    def told(_number: int, _frame: FrameType | None) -> None:
        end()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, told)


def end_with_parent() -> None:
    """End as on SIGTERM when the process that started us is gone: it held our standard input."""

    def watch() -> None:
        while os.read(0, 1024):  # not through sys.stdin: its lock would be held at exit
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True, name="parent").start()


def _warm_up(jobs: Jobs) -> None:
    """Load what the first order of durable work needs, beside the first pages.

    What is loaded by then stays: to look for garbage in it would hold a page up for half a second.
    """
    _ = jobs.client
    gc.collect()
    gc.freeze()
