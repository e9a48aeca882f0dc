"""The worker process: mails, anchors of the trail, clocks and papers, beside the web."""

import logging
import os
import threading

from flask import Flask

from kernel.jobs.worker import Worker
from web import arrivals
from web.serving import end_on_signals
from web.settings import Settings

log = logging.getLogger(__name__)


def work(app: Flask) -> None:
    """Do what is ordered until SIGTERM or SIGINT; what is interrupted is resumed by the next."""
    settings: Settings = app.config["SETTINGS"]
    arrivals.keep_off_the_disk(settings.temp_dir)
    told = threading.Event()
    end_on_signals(told.set)
    worker = Worker(
        app.extensions["jobs"],
        app.extensions["vault"],
        at_once=settings.workers,
        around=app.app_context,
    )
    worker.launch()
    log.info("the worker is at work")
    told.wait()
    log.info("the worker ends")
    worker.end()
    logging.shutdown()
    os._exit(0)  # not waiting for what is being done: it is resumed
