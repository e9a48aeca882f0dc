"""The model services that this installation asks: one by configuration, more by this code."""

import threading
from collections.abc import Sequence

from flask import Flask, current_app

from basin.client.breaker import Breaker
from basin.client.configured import Configured, base_of
from basin.client.faults import Fault, ServiceFault
from basin.client.service import Service
from web.settings import Settings

EXTENSION = "basin"


class Services:
    """What asks each service of the configuration, by the address that is kept of it.

    All who ask the same one share its breaker. An address that cannot be used is kept as it was
    written, and asking it is a fault.
    """

    def __init__(self, configured: Sequence[Configured]) -> None:
        self._configured = {kept_url(each): each for each in configured if each.url.strip()}
        self._asked: dict[str, Service] = {}
        self._lock = threading.Lock()

    @property
    def urls(self) -> tuple[str, ...]:
        """The addresses of all of them."""
        return tuple(self._configured)

    def at(self, url: str) -> Service:
        """What asks the service at this address; ServiceFault NOT_CONFIGURED when it is none."""
        with self._lock:
            if url not in self._asked:
                self._asked[url] = self.fresh(url)
            return self._asked[url]

    def fresh(self, url: str) -> Service:
        """The same, which knows nothing of what went wrong before or where its name led."""
        if url not in self._configured:
            raise ServiceFault(Fault.NOT_CONFIGURED, "this service is not configured any more")
        return Service(self._configured[url], Breaker())

    def renew(self, url: str, service: Service) -> None:
        """From now on this one asks: it was just seen to be answered."""
        with self._lock:
            self._asked[url] = service


def kept_url(configured: Configured) -> str:
    """The address under which a service is kept, and its descriptions and runs with it."""
    try:
        return base_of(configured).url
    except ServiceFault:
        return configured.url.strip()


def init_app(app: Flask) -> None:
    """Furnish the application with the services that its settings name."""
    settings: Settings = app.config["SETTINGS"]
    app.extensions[EXTENSION] = Services([Configured.of(settings)])


def services() -> Services:
    """The services of this application."""
    found: Services = current_app.extensions[EXTENSION]
    return found
