"""Where a name leads, and whether the platform may go there."""

import ipaddress
import socket
import threading
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address

from basin.client.configured import Base, Configured
from basin.client.faults import Fault, ServiceFault

Address = IPv4Address | IPv6Address

_PUBLIC_SIX = ipaddress.ip_network("2000::/3")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
# Public by their place, and yet nobody's service: older registries of Python miss some of them.
_NOBODYS = tuple(
    ipaddress.ip_network(network)
    for network in (
        "0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
        "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
    )
)  # fmt: skip


def is_public(address: Address) -> bool:
    """Whether an address is a global unicast one that can be somebody's service.

    An IPv4 address inside an IPv6 one (mapped, NAT64) counts as what it is; 6to4 and Teredo, which
    can lead anywhere, never do.
    """
    if isinstance(address, IPv6Address):
        if address.scope_id is not None:
            return False
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if address in _NAT64:
            return is_public(IPv4Address(int(address) & 0xFFFF_FFFF))
        if address not in _PUBLIC_SIX:
            return False
    inside = (address in network for network in _NOBODYS if network.version == address.version)
    return address.is_global and not any(inside)


def is_loopback(address: Address) -> bool:
    """Whether an address is this very machine."""
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return (mapped or address).is_loopback


def vetted(base: Base, configured: Configured) -> tuple[str, ...]:
    """The addresses of a service, each one allowed; ServiceFault DOWN or NOT_PUBLIC.

    One address that is not allowed refuses them all: a name that leads both out and in is a trap.
    """
    addresses = [_read(each) for each in _resolved(base, configured.connect_s)]
    for address in addresses:
        if configured.allow_loopback and is_loopback(address):
            continue
        if base.scheme == "http" or not is_public(address):
            raise ServiceFault(Fault.NOT_PUBLIC, f"{base.host} leads to {address}")
    addresses.sort(key=lambda address: address.version)
    return tuple(dict.fromkeys(str(address) for address in addresses))


def _read(text: str) -> Address:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        raise ServiceFault(Fault.NOT_PUBLIC, f"not an address: {text[:60]}") from None


def _resolved(base: Base, patience: float) -> list[str]:
    """What the resolver says; it knows no deadline, so it is asked in a thread of its own."""
    found: list[str] = []
    problem: list[str] = []

    def ask() -> None:
        try:
            answers = socket.getaddrinfo(base.host, base.port, proto=socket.IPPROTO_TCP)
            found.extend(_texts(answers))
        except (OSError, UnicodeError) as trouble:
            problem.append(type(trouble).__name__)

    asking = threading.Thread(target=ask, daemon=True, name="basin-resolver")
    asking.start()
    asking.join(patience)
    if asking.is_alive():
        raise ServiceFault(Fault.DOWN, f"no answer to where {base.host} is")
    if problem or not found:
        raise ServiceFault(Fault.DOWN, f"{base.host} is not known")
    return found


def _texts(answers: Iterable[tuple[object, ...]]) -> list[str]:
    sockets = (answer[4] for answer in answers)
    return [str(each[0]) for each in sockets if isinstance(each, tuple)]
