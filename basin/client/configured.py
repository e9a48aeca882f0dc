"""Which service an installation asks: the address that the administrator has set, taken apart."""

import ipaddress
import re
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urlsplit

from basin.client.faults import Fault, ServiceFault

DEFAULT_PORTS = {"https": 443, "http": 80}

_PLAIN = re.compile(r"[!-~]+")  # printable ASCII without spaces
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_NAME = re.compile(rf"(?:{_LABEL}\.)*{_LABEL}")
_NUMERIC = re.compile(r"(?:0[xX][0-9A-Fa-f]*|[0-9]+)")
_DECEIVING = re.compile(r"\\|//|%2f|%5c|%2e|%00|(?:^|/)\.{1,2}(?:/|$)", re.IGNORECASE)
_CHARACTERS_OF_A_TOKEN = re.compile(r"[!-~]*")


class Chosen(Protocol):
    """What of the settings of an installation names a service."""

    @property
    def basin_url(self) -> str: ...
    @property
    def basin_token(self) -> str: ...
    @property
    def basin_allow_loopback(self) -> bool: ...
    @property
    def basin_ca_file(self) -> str: ...


@dataclass(frozen=True)
class Configured:
    """A service by configuration. Times in seconds; `ca_file`: who vouches for it, empty: the
    authorities that this system trusts."""

    url: str
    token: str = field(default="", repr=False)
    allow_loopback: bool = False
    connect_s: float = 3
    read_s: float = 20
    total_s: float = 60
    ca_file: str = ""

    @classmethod
    def of(cls, settings: Chosen) -> "Configured":
        """The service that the settings of an installation name; none when its `url` is empty."""
        return cls(
            settings.basin_url,
            settings.basin_token,
            settings.basin_allow_loopback,
            ca_file=settings.basin_ca_file,
        )


@dataclass(frozen=True)
class Base:
    """The address under which everything of a service lies; `path` begins and ends with `/`."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """The value of the Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The address as one text."""
        return f"{self.scheme}://{self.authority}{self.path}"


def base_of(configured: Configured) -> Base:
    """The configured address; ServiceFault NOT_CONFIGURED says what is wrong with it.

    https, or http when a loopback is allowed (whether it is one shows when it is resolved). No
    user, query or fragment; the host is a name, or an address in its usual form: `0x7f.1`,
    `2130706433` and `127.1` are other ways to write 127.0.0.1 that only attackers use.
    """
    url = configured.url.strip()
    if not url:
        raise _unusable("no service is configured")
    if not _CHARACTERS_OF_A_TOKEN.fullmatch(configured.token):
        raise _unusable("the token holds characters that no header can carry")
    if not _PLAIN.fullmatch(url) or "\\" in url or "?" in url or "#" in url:
        raise _unusable("the address holds a query, a fragment, spaces or other odd characters")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise _unusable("the address cannot be read") from None
    if parts.scheme not in (("https", "http") if configured.allow_loopback else ("https",)):
        raise _unusable("the address must begin with https://")
    if "@" in parts.netloc or port == 0:
        raise _unusable("the address holds a user or an impossible port")
    if deceives(parts.path):
        raise _unusable("the path holds dots, doubled or encoded slashes")
    path = parts.path if parts.path.endswith("/") else f"{parts.path}/"
    return Base(parts.scheme, _host(host), port or DEFAULT_PORTS[parts.scheme], path)


def deceives(path: str) -> bool:
    """Whether a path may lead elsewhere than it reads: dot segments, doubled or encoded slashes."""
    return _DECEIVING.search(path) is not None


def _host(host: str) -> str:
    if _as_address(host):
        return host.lower()
    last = host.rpartition(".")[2]
    if len(host) > 253 or not _NAME.fullmatch(host) or _NUMERIC.fullmatch(last):
        raise _unusable("the host is neither a name nor an address in its usual form")
    return host.lower()


def _as_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return "%" not in host  # a zone: an interface of this very machine


def _unusable(why: str) -> ServiceFault:
    return ServiceFault(Fault.NOT_CONFIGURED, why)
