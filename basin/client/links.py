"""Addresses that a service names: each stays under its own, or it is refused."""

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urljoin, urlsplit

from basin.client.configured import DEFAULT_PORTS, Base, deceives
from basin.client.faults import Fault, ServiceFault

JOB_ID = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_~-]|\.(?!\.)){0,127}")
MOST_LINKS = 100


def under(base: Base, link: Any) -> str:
    """The path of a link below the base (`jobs/17`); ServiceFault LEAVES when it is elsewhere.

    Nothing is put right: what a proxy and a server might read differently does not stay.
    """
    if not isinstance(link, str) or not link.isascii() or not link.isprintable() or " " in link:
        raise _leaves(link)
    try:
        said = urlsplit(link)
        whole = urlsplit(urljoin(base.url, link))
        port = whole.port or DEFAULT_PORTS.get(whole.scheme)
    except ValueError:
        raise _leaves(link) from None
    same = (whole.scheme, whole.hostname, port) == (base.scheme, base.host, base.port)
    if not same or "@" in whole.netloc or deceives(said.path):
        raise _leaves(link)
    if not f"{whole.path}/".startswith(base.path):
        raise _leaves(link)
    return whole.path[len(base.path) :]


def all_under(base: Base, links: Any, relations: Iterable[str] | None = None) -> None:
    """The links of a document, or those of some relations, stay; others may be in order."""
    if not isinstance(links, list):
        return
    wanted = None if relations is None else frozenset(relations)
    for link in links[:MOST_LINKS]:
        if not isinstance(link, dict):
            continue
        if wanted is None or link.get("rel") in wanted:
            under(base, link.get("href"))


def job_id_of(location: str) -> str | None:
    """The job that a path below the base names, such as `jobs/17`; None for any other path."""
    named = re.fullmatch(r"jobs/([^/]+)/?", location)
    return named[1] if named and JOB_ID.fullmatch(named[1]) else None


def _leaves(link: Any) -> ServiceFault:
    return ServiceFault(Fault.LEAVES, f"{str(link)[:120]} is not under the address of the service")
