"""The way by TLS: the name on the certificate counts, and the address that was looked at."""

import socket
import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from basin.client.service import Configured, Fault, Service, ServiceFault
from tests.basin.client.certificates import Authority
from tests.basin.faulty_service import PROCESS, FaultyService, answer

NAME = "modelo.example.org"


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that the name of the service leads to, one for each time it is asked."""
    addresses = ["127.0.0.1"]
    real = socket.getaddrinfo

    def answers(host: str, port: int, *args: Any, **kwargs: Any) -> Any:
        if host not in {NAME, "other.example.org"}:
            return real(host, port, *args, **kwargs)
        address = addresses.pop(0) if len(addresses) > 1 else addresses[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", answers)
    return addresses


@pytest.fixture
def secured(authority: Authority, names: list[str]) -> Iterator[FaultyService]:
    """A service whose certificate is for NAME; it remembers which name each client asked for."""
    context = authority.server(NAME)
    with FaultyService(context) as running:
        context.sni_callback = lambda _, name, __: running.names_asked_for.append(name)
        running.says("GET", "/", answer({"title": "by TLS"}))
        yield running


def asking(running: FaultyService, host: str, ca_file: Path | str = "") -> Service:
    return Service(
        Configured(
            f"https://{host}:{running.port}", allow_loopback=True, total_s=3, ca_file=str(ca_file)
        )
    )


def fault_of(service: Service) -> ServiceFault:
    with pytest.raises(ServiceFault) as told:
        service.landing()
    return told.value


def test_the_right_name_from_a_trusted_authority_is_accepted(
    secured: FaultyService, authority: Authority
) -> None:
    assert asking(secured, NAME, authority.file).landing() == {"title": "by TLS"}
    assert secured.names_asked_for == [NAME]
    assert secured.heard[0].headers["host"] == f"{NAME}:{secured.port}"


def test_another_name_is_refused_and_hears_nothing(
    secured: FaultyService, authority: Authority
) -> None:
    fault = fault_of(asking(secured, "other.example.org", authority.file))
    assert (fault.fault, fault.perhaps_received) == (Fault.NOT_TRUSTED, False)
    assert "other.example.org" in fault.detail
    assert secured.heard == []


def test_the_address_instead_of_the_name_is_refused(
    secured: FaultyService, authority: Authority
) -> None:
    assert fault_of(asking(secured, "127.0.0.1", authority.file)).fault is Fault.NOT_TRUSTED
    assert secured.heard == []


def test_an_address_on_the_certificate_is_accepted(authority: Authority) -> None:
    with FaultyService(authority.server("127.0.0.1")) as running:
        running.says("GET", "/", answer({}))
        assert asking(running, "127.0.0.1", authority.file).landing() == {}


def test_an_authority_that_nobody_trusts_is_refused(secured: FaultyService, tmp_path: Path) -> None:
    stranger = Authority(tmp_path, "Stranger")
    for trusted in ("", stranger.file):
        assert fault_of(asking(secured, NAME, trusted)).fault is Fault.NOT_TRUSTED
    assert secured.heard == []


def test_an_order_to_a_stranger_was_certainly_not_received(secured: FaultyService) -> None:
    with pytest.raises(ServiceFault) as told:
        asking(secured, NAME).execute(PROCESS, {}, "key-1")
    assert not told.value.perhaps_received
    assert secured.heard == []


def test_the_address_stays_pinned_when_the_name_leads_elsewhere(
    secured: FaultyService, authority: Authority, names: list[str]
) -> None:
    names.append("10.0.0.1")
    service = asking(secured, NAME, authority.file)
    for _ in range(3):
        assert service.landing() == {"title": "by TLS"}
    assert names == ["10.0.0.1"], "it was asked once"
    assert fault_of(asking(secured, NAME, authority.file)).fault is Fault.NOT_PUBLIC


def test_tls_of_the_last_century_is_refused(authority: Authority, names: list[str]) -> None:
    context = authority.server(NAME)
    with pytest.warns(DeprecationWarning, match="TLSv1 is deprecated"):
        context.minimum_version = ssl.TLSVersion.TLSv1
    with pytest.warns(DeprecationWarning, match="TLSv1_1 is deprecated"):
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    context.set_ciphers("ALL:@SECLEVEL=0")
    with FaultyService(context) as running:
        assert fault_of(asking(running, NAME, authority.file)).fault is Fault.NOT_TRUSTED


def test_a_service_that_speaks_plainly_where_tls_is_due_is_refused(
    faulty: FaultyService, names: list[str], authority: Authority
) -> None:
    faulty.says("GET", "/", answer({}))
    assert fault_of(asking(faulty, NAME, authority.file)).fault in {
        Fault.NOT_TRUSTED, Fault.SLOW, Fault.DOWN,
    }  # fmt: skip


@pytest.mark.parametrize("content", [None, "nonsense"])
def test_a_file_of_authorities_that_cannot_be_read_is_told(
    secured: FaultyService, tmp_path: Path, content: str | None
) -> None:
    file = tmp_path / "missing.pem"
    if content is not None:
        file.write_text(content)
    assert fault_of(asking(secured, NAME, file)).fault is Fault.NOT_CONFIGURED


def test_a_handshake_that_never_ends_is_cut_off(names: list[str], authority: Authority) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        service = Service(
            Configured(
                f"https://{NAME}:{silent.getsockname()[1]}",
                allow_loopback=True, connect_s=5, read_s=5, total_s=1, ca_file=str(authority.file),
            )
        )  # fmt: skip
        fault = fault_of(service)
    assert fault.fault in {Fault.SLOW, Fault.DOWN}
    assert not fault.perhaps_received
