"""Where the client goes, and where it does not let itself be led."""

import ipaddress
import socket
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from basin.client import asking
from basin.client.addresses import is_public, vetted
from basin.client.configured import Configured, base_of
from basin.client.links import under
from basin.client.service import Fault, Service, ServiceFault
from basin.client.transport import exchange
from tests.basin.faulty_service import JOB, PROCESS, FaultyService, answer, recorded

BASE = base_of(Configured("https://modelo.example.org/cuenca"))


@pytest.mark.parametrize(
    "url",
    [
        "https://modelo.example.org", "https://modelo.example.org/", "https://x.org:8443/a/b/",
        "https://MODELO.example.org/cuenca", "https://8.8.8.8/", "https://[2606:4700::1111]/",
        " https://modelo.example.org ",
    ],
)  # fmt: skip
def test_a_plain_https_address_is_taken(url: str) -> None:
    base = base_of(Configured(url))
    assert (base.scheme, base.path[0], base.path[-1]) == ("https", "/", "/")


@pytest.mark.parametrize(
    "url",
    [
        "", " ", "modelo.example.org", "http://modelo.example.org", "ftp://x.org", "file:///etc/passwd",
        "https://", "https:///path", "https://user@x.org", "https://user:pw@x.org", "https://@x.org",
        "https://x.org?a=1", "https://x.org?", "https://x.org#a", "https://x.org/#",
        "https://x.org/../a", "https://x.org/a/..", "https://x.org/./a", "https://x.org/a//b",
        "https://x.org/%2e%2e/a", "https://x.org/a%2Fb", "https://x.org/a%5cb", "https://x.org\\@y.org",
        "https://x.org:0", "https://x.org:99999", "https://x.org:abc", "https://x .org",
        "https://x.org\n.evil.org", "https://x.org\t/", "https://2130706433", "https://0x7f000001",
        "https://0x7f.1", "https://127.1", "https://0177.0.0.1", "https://1.2.3", "https://1.2.3.4.5",
        "https://[fe80::1%eth0]", "https://[fe80::1%25eth0]", "https://[::1", "https://x.org.",
        "https://ｅxample.org", "https://exa_mple.org", "https://-x.org",
        "https://" + "a" * 64 + ".org",
    ],
)  # fmt: skip
def test_any_other_address_is_refused_before_anything_is_asked(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", None)
    with pytest.raises(ServiceFault) as told:
        Service(Configured(url))
    assert told.value.fault is Fault.NOT_CONFIGURED


def test_a_token_that_no_header_can_carry_is_refused_and_not_shown() -> None:
    with pytest.raises(ServiceFault) as told:
        Service(Configured("https://x.org", token="secret\r\nHost: evil"))
    assert (told.value.fault, "secret" in str(told.value)) == (Fault.NOT_CONFIGURED, False)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1",
        "169.254.169.254", "100.64.0.1", "192.0.0.8", "192.0.0.170", "192.0.2.1", "192.88.99.1",
        "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.1.1.1", "240.0.0.1",
        "255.255.255.255", "::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
        "::ffff:169.254.169.254", "64:ff9b::127.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b:1::1",
        "2002:7f00:1::", "2002:808:808::", "2001::1", "2001:db8::1", "3fff::1", "fc00::1",
        "fd12:3456::1", "fe80::1", "fe80::1%eth0", "2606:4700::1111%eth0", "fec0::1", "ff02::1",
        "100::1", "5f00::1",
    ],
)  # fmt: skip
def test_what_is_not_on_the_public_net_is_refused(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))
    assert leads_to([address]) is Fault.NOT_PUBLIC


@pytest.mark.parametrize(
    "address",
    [
        "8.8.8.8",
        "190.52.33.1",
        "2606:4700::1111",
        "2800:3f0::1",
        "::ffff:8.8.8.8",
        "64:ff9b::808:808",
    ],
)
def test_what_is_on_the_public_net_is_taken(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))
    assert leads_to([address]) is None


def test_one_address_inside_refuses_the_name_as_a_whole() -> None:
    assert leads_to(["8.8.8.8", "10.0.0.1"]) is Fault.NOT_PUBLIC
    assert leads_to(["8.8.8.8", "127.0.0.1"], allow_loopback=True) is None
    assert leads_to(["8.8.8.8", "10.0.0.1"], allow_loopback=True) is Fault.NOT_PUBLIC


def test_plain_http_is_for_a_loopback_that_was_allowed_only() -> None:
    assert leads_to(["127.0.0.1", "::1"], "http://x.org", allow_loopback=True) is None
    assert leads_to(["8.8.8.8"], "http://x.org", allow_loopback=True) is Fault.NOT_PUBLIC
    assert leads_to(["127.0.0.1", "8.8.8.8"], "http://x.org", allow_loopback=True) is not None
    assert leads_to([], "https://x.org") is Fault.DOWN


def leads_to(
    addresses: list[str], url: str = "https://x.org", *, allow_loopback: bool = False
) -> Fault | None:
    """What comes of a name that the resolver gives these addresses."""
    configured = Configured(url, allow_loopback=allow_loopback)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", resolver(lambda: addresses))
        try:
            vetted(base_of(configured), configured)
        except ServiceFault as fault:
            return fault.fault
    return None


def resolver(addresses: Callable[[], list[str]]) -> Callable[..., Any]:
    """A `getaddrinfo` that gives these."""

    def answers(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in addresses()]

    return answers


def test_connections_keep_to_the_address_that_was_looked_at(
    faulty: FaultyService, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    real = socket.getaddrinfo

    def changing(host: str, *args: Any, **kwargs: Any) -> Any:
        if host != "basin.test":
            return real(host, *args, **kwargs)
        asked.append(host)
        return resolver(lambda: ["127.0.0.1" if len(asked) == 1 else "10.0.0.1"])(host, *args)

    monkeypatch.setattr(socket, "getaddrinfo", changing)
    url = f"http://basin.test:{faulty.port}"
    service = Service(Configured(url, allow_loopback=True, total_s=2))
    faulty.says("GET", f"/jobs/{JOB}", answer(recorded("job-successful", url)))
    for _ in range(3):
        service.status(JOB)
    assert asked == ["basin.test"]
    assert {one.headers["host"] for one in faulty.heard} == {f"basin.test:{faulty.port}"}


def test_a_name_with_two_addresses_is_reached_by_the_one_that_answers(
    faulty: FaultyService, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []

    def through(request: Any, base: Any, address: str, **how: Any) -> Any:
        tried.append(address)
        if address == "127.0.0.2":
            raise ServiceFault(Fault.DOWN)
        return exchange(request, base, address, **how)

    monkeypatch.setattr(asking, "exchange", through)
    monkeypatch.setattr(asking, "vetted", lambda *_: ("127.0.0.2", "127.0.0.1"))
    service = Service(Configured(faulty.url, allow_loopback=True, total_s=2))
    assert service.execute(PROCESS, {}, "key-1").job_id == JOB
    assert tried == ["127.0.0.2", "127.0.0.1"]


def test_proxies_and_netrc_of_the_environment_are_not_looked_at(
    faulty: FaultyService, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login u password p\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    Service(Configured(faulty.url, allow_loopback=True, total_s=2)).landing()
    assert "authorization" not in faulty.heard[0].headers


def test_cookies_are_forgotten(faulty: FaultyService) -> None:
    service = Service(Configured(faulty.url, allow_loopback=True, total_s=2))
    faulty.says("GET", "/", answer({}, 200, {"Set-Cookie": "a=b"}))
    service.landing()
    service.landing()
    assert "cookie" not in faulty.heard[1].headers


@pytest.mark.parametrize(
    ("link", "path"),
    [
        ("https://modelo.example.org/cuenca/jobs/17", "jobs/17"),
        ("https://modelo.example.org:443/cuenca/jobs/17?f=json", "jobs/17"),
        ("HTTPS://Modelo.Example.org/cuenca/jobs/17", "jobs/17"),
        ("/cuenca/jobs/17", "jobs/17"),
        ("jobs/17", "jobs/17"),
        ("//modelo.example.org/cuenca/jobs/17", "jobs/17"),
    ],
)
def test_a_link_that_stays_is_read(link: str, path: str) -> None:
    assert under(BASE, link) == path


LEAVING = [
    "https://evil.example/cuenca/jobs/17", "http://modelo.example.org/cuenca/jobs/17",
    "https://modelo.example.org:8443/cuenca/jobs/17", "https://modelo.example.org/jobs/17",
    "https://modelo.example.org/cuencas/jobs/17", "https://modelo.example.org.evil/cuenca/jobs/1",
    "https://modelo.example.org@evil/cuenca/jobs/17", "https://u@modelo.example.org/cuenca/jobs/17",
    "//evil/cuenca/jobs/17", "/jobs/17", "../jobs/17", "/cuenca/../jobs/17", "jobs/../../x",
    "/cuenca/%2e%2e/jobs/17", "/cuenca/..%2fjobs/17", "/cuenca/jobs%2f17", "/cuenca/jobs%5C17",
    "\\\\evil\\jobs", "/cuenca//jobs/17", "javascript:alert(1)", "file:///etc/passwd",
    "https://modelo.example.org:x/cuenca/jobs/17", "https://[::1", "/cuenca/jobs/1 7", "/cuenca/\n",
    "/cuenca/jobs/ñ", None, 7, {"href": "x"},
]  # fmt: skip


@pytest.mark.parametrize("link", LEAVING)
def test_a_link_that_leaves_is_refused(link: object) -> None:
    with pytest.raises(ServiceFault) as told:
        under(BASE, link)
    assert told.value.fault is Fault.LEAVES


@given(st.text(max_size=60))
def test_whatever_a_link_says_it_stays_or_is_refused(link: str) -> None:
    try:
        path = under(BASE, f"https://modelo.example.org/cuenca/{link}")
    except ServiceFault:
        return
    assert ".." not in path.split("/")


@pytest.mark.parametrize(
    "location", ["https://evil.example/jobs/1", "//evil/jobs/1", "/a/../../jobs/1"]
)
def test_an_order_whose_job_lies_elsewhere_is_refused(
    faulty: FaultyService, service: Service, location: str
) -> None:
    body = {"jobID": JOB}
    faulty.says(
        "POST", f"/processes/{PROCESS}/execution", answer(body, 201, {"Location": location})
    )
    with pytest.raises(ServiceFault) as told:
        service.execute(PROCESS, {}, "key-1")
    assert told.value.fault is Fault.LEAVES


def test_a_job_whose_links_leave_is_refused(faulty: FaultyService, service: Service) -> None:
    links = [{"rel": "results", "href": "http://169.254.169.254/latest"}]
    document = recorded("job-successful", faulty.url) | {"links": links}
    faulty.says("GET", f"/jobs/{JOB}", answer(document))
    with pytest.raises(ServiceFault) as told:
        service.status(JOB)
    assert told.value.fault is Fault.LEAVES
    assert len(faulty.heard) == 1


def test_a_process_may_link_to_whoever_made_it_but_is_executed_here(
    faulty: FaultyService, service: Service
) -> None:
    assert service.process(PROCESS).id == PROCESS  # its `about` leads to example.org
    execute = "http://www.opengis.net/def/rel/ogc/1.0/execute"
    links = [{"rel": execute, "href": "https://evil.example/execution"}]
    document = recorded("process", faulty.url) | {"links": links}
    faulty.says("GET", f"/processes/{PROCESS}", answer(document))
    with pytest.raises(ServiceFault) as told:
        service.process(PROCESS)
    assert told.value.fault is Fault.LEAVES
