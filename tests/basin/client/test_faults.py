"""Every row of the fault table, with a server that really behaves so."""

import gzip
import socket
import time
import zlib
from collections.abc import Callable
from datetime import timedelta

import pytest

from basin.client import asking
from basin.client.breaker import Breaker
from basin.client.service import Configured, Fault, JobState, Service, ServiceFault
from basin.contract.parsing import MOST_BYTES
from kernel.clock import at, now
from tests.basin.faulty_service import JOB, PROCESS, FaultyService, answer, http, recorded

EXECUTION = f"/processes/{PROCESS}/execution"
STATUS = f"/jobs/{JOB}"
RESULTS = f"/jobs/{JOB}/results"
TOKEN = "a-secret-token-of-this-test"


def fault_of(ask: Callable[[], object]) -> ServiceFault:
    """The fault that a request ends with."""
    with pytest.raises(ServiceFault) as told:
        ask()
    assert len(told.value.detail) <= 500
    return told.value


def hang_up(connection: socket.socket) -> None:
    connection.close()


def say_nothing(connection: socket.socket) -> None:
    time.sleep(3)


def drip(start: bytes) -> Callable[[socket.socket], None]:
    """One byte after the other for ever, each well within the time for a read."""

    def dripping(connection: socket.socket) -> None:
        connection.sendall(start)
        while True:
            connection.sendall(b"x")
            time.sleep(0.1)

    return dripping


def pour(start: bytes, more: bytes) -> Callable[[socket.socket], None]:
    """As much as the other side takes."""

    def pouring(connection: socket.socket) -> None:
        connection.sendall(start)
        while True:
            connection.sendall(more)

    return pouring


CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
UNTIL_CLOSED = b"HTTP/1.1 200 OK\r\n\r\n"


def test_nobody_listening_is_down_and_nothing_was_received() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    service = Service(Configured(f"http://127.0.0.1:{port}", allow_loopback=True, total_s=2))
    fault = fault_of(lambda: service.execute(PROCESS, {}, "key-1"))
    assert (fault.fault, fault.perhaps_received) == (Fault.DOWN, False)


def test_a_name_that_nobody_knows_is_down(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    monkeypatch.setattr(asking, "PAUSES", ())
    assert fault_of(Service(Configured("https://basin.test")).landing).fault is Fault.DOWN


def test_a_resolver_that_never_answers_costs_no_more_than_a_connection(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def lingering(*_: object, **__: object) -> list[object]:
        time.sleep(2)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", lingering)
    begun = time.monotonic()
    fault = fault_of(Service(Configured("https://basin.test", connect_s=0.1, total_s=0.2)).landing)
    assert (fault.fault, time.monotonic() - begun < 1.5) == (Fault.DOWN, True)


def test_what_only_reads_is_tried_again(faulty: FaultyService, service: Service) -> None:
    faulty.says("GET", STATUS, hang_up, hang_up, answer(recorded("job-successful", faulty.url)))
    assert service.status(JOB).state is JobState.SUCCESSFUL
    assert len(faulty.said_to("GET", STATUS)) == 3


def test_an_order_is_sent_once_and_its_loss_is_told(
    faulty: FaultyService, service: Service
) -> None:
    faulty.says("POST", EXECUTION, hang_up)
    fault = fault_of(lambda: service.execute(PROCESS, {}, "key-1"))
    assert (fault.fault, fault.perhaps_received) == (Fault.DOWN, True)
    assert len(faulty.said_to("POST", EXECUTION)) == 1


def test_a_service_that_says_nothing_is_slow(faulty: FaultyService, hurried: Service) -> None:
    faulty.says("GET", STATUS, say_nothing)
    assert fault_of(lambda: hurried.status(JOB)).fault is Fault.SLOW
    assert len(faulty.said_to("GET", STATUS)) == 1


@pytest.mark.parametrize(
    "start", [b"HTTP/1.1 200 OK\r\nX: ", UNTIL_CLOSED, CHUNKED, b"HTTP/1.1 100 Continue\r\nX: "]
)
def test_a_service_that_drips_is_cut_off_when_its_time_is_over(
    faulty: FaultyService, hurried: Service, start: bytes
) -> None:
    faulty.says("GET", RESULTS, drip(start))
    begun = time.monotonic()
    fault = fault_of(lambda: hurried.results(JOB))
    assert 1.5 < time.monotonic() - begun < 15
    assert fault.fault in {Fault.SLOW, Fault.DOWN}


def test_a_breaker_leaves_a_dead_service_in_peace_and_tries_again_later(
    faulty: FaultyService,
) -> None:
    breaker = Breaker(limit=2, rest=timedelta(seconds=60))
    configured = Configured(faulty.url, allow_loopback=True, total_s=0.4)
    service = Service(configured, breaker)
    faulty.says("GET", "/", hang_up)
    for _ in range(2):
        assert fault_of(service.landing).fault is Fault.DOWN
    asked = len(faulty.heard)
    assert fault_of(service.landing).fault is Fault.DOWN
    assert len(faulty.heard) == asked
    faulty.says("GET", "/", answer({"title": "again"}))
    with at(now() + timedelta(seconds=61)):
        assert service.landing() == {"title": "again"}
    assert service.landing() == {"title": "again"}


def test_only_one_tries_while_the_others_wait() -> None:
    breaker = Breaker(limit=1, rest=timedelta(seconds=60))
    breaker.failed()
    with at(now() + timedelta(seconds=61)):
        assert breaker.opens_at() is None
        assert breaker.opens_at() is not None


@pytest.mark.parametrize("status", [404, 410])
def test_a_lost_job_is_gone(faulty: FaultyService, service: Service, status: int) -> None:
    faulty.says("GET", STATUS, answer(recorded("no-such-job"), status))
    assert service.status(JOB).state is JobState.GONE
    service.dismiss("unknown-job")


def test_results_that_are_not_there_are_told_apart_from_a_lost_job(
    faulty: FaultyService, service: Service
) -> None:
    faulty.says("GET", RESULTS, answer(recorded("results-not-ready"), 404))
    fault = fault_of(lambda: service.results(JOB))
    assert (fault.fault, "not yet running" in fault.detail) == (Fault.NO_RESULT, True)
    faulty.says("GET", RESULTS, answer({"title": "deleted"}, 410))
    assert fault_of(lambda: service.results(JOB)).fault is Fault.GONE


def test_a_job_that_stays_accepted_for_ever_is_read_as_it_stands(
    faulty: FaultyService, service: Service
) -> None:
    """Whoever waits has a deadline; the status alone cannot tell."""
    faulty.says("GET", STATUS, answer(recorded("job-accepted", faulty.url)))
    status = service.status(JOB)
    assert (status.state.has_ended, status.progress) == (False, 5)


@pytest.mark.parametrize(
    ("status", "headers", "fault", "retry_after"),
    [
        (401, {}, Fault.NOT_AUTHORISED, None),
        (403, {}, Fault.NOT_AUTHORISED, None),
        (400, {}, Fault.REFUSED_REQUEST, None),
        (422, {}, Fault.REFUSED_REQUEST, None),
        (429, {"Retry-After": "12"}, Fault.BUSY, 12),
        (503, {"Retry-After": "99999999"}, Fault.BUSY, 3600),
        (503, {"Retry-After": "Fri, 31 Dec 1999 23:59:59 GMT"}, Fault.BUSY, None),
        (500, {}, Fault.SERVER_ERROR, None),
        (418, {}, Fault.INVALID, None),
    ],
)
def test_a_refusal_says_which_one_it_is(
    faulty: FaultyService, service: Service, status: int, headers: dict[str, str], fault: Fault,
    retry_after: int | None,
) -> None:  # fmt: skip
    faulty.says("POST", EXECUTION, answer(recorded("bad-input"), status, headers))
    told = fault_of(lambda: service.execute(PROCESS, {}, "key-1"))
    assert (told.fault, told.retry_after) == (fault, retry_after)
    assert "'zzz' is not valid" in told.detail
    assert told.perhaps_received == (status == 500)


def test_the_reason_of_a_problem_document_is_read(faulty: FaultyService, service: Service) -> None:
    problem = {"type": "about:blank", "title": "Queue full", "detail": "8 of 8 wait"}
    faulty.says("POST", EXECUTION, answer(problem, 429))
    fault = fault_of(lambda: service.execute(PROCESS, {}, "key-1"))
    assert fault.detail == "HTTP 429 Queue full 8 of 8 wait"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_refused_even_to_itself(
    faulty: FaultyService, service: Service, status: int
) -> None:
    faulty.says("GET", STATUS, http(status, b"", {"Location": f"{faulty.url}{STATUS}"}))
    assert fault_of(lambda: service.status(JOB)).fault is Fault.REDIRECT
    assert len(faulty.heard) == 1


def test_an_answer_that_announces_too_much_is_not_read(
    faulty: FaultyService, service: Service
) -> None:
    faulty.says("GET", RESULTS, http(200, b"", {"Content-Length": str(MOST_BYTES + 1)}))
    assert fault_of(lambda: service.results(JOB)).fault is Fault.TOO_LARGE


@pytest.mark.parametrize(
    "pouring",
    [
        pour(UNTIL_CLOSED, b" " * 65536),
        pour(CHUNKED, b"10000\r\n" + b" " * 65536 + b"\r\n"),
    ],
)
def test_an_answer_without_end_is_given_up(
    faulty: FaultyService, service: Service, pouring: Callable[[socket.socket], None]
) -> None:
    faulty.says("GET", RESULTS, pouring)
    assert fault_of(lambda: service.results(JOB)).fault is Fault.TOO_LARGE


def test_a_chunk_size_without_end_fills_no_memory(faulty: FaultyService, service: Service) -> None:
    faulty.says("GET", RESULTS, pour(CHUNKED, b"0" * 65536))
    assert fault_of(lambda: service.results(JOB)).fault in {Fault.INVALID, Fault.DOWN}


GZIP = {"Content-Encoding": "gzip"}
PACKED = gzip.compress(b"{}", mtime=0)


def bomb(size: int) -> bytes:
    """Zeros by the megabyte, packed a thousandfold."""
    packing = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(packing.compress(bytes(1 << 20)) for _ in range(size)) + packing.flush()


def test_a_packed_answer_is_unpacked(faulty: FaultyService, service: Service) -> None:
    faulty.says("GET", RESULTS, http(200, gzip.compress(b'{"a": 1}'), GZIP))
    assert service.results(JOB) == b'{"a": 1}'


def test_a_packed_bomb_is_refused_while_it_is_unpacked(
    faulty: FaultyService, service: Service
) -> None:
    packed = bomb(40)
    assert len(packed) < 1 << 20
    faulty.says("GET", RESULTS, http(200, packed, GZIP))
    assert fault_of(lambda: service.results(JOB)).fault is Fault.TOO_LARGE


@pytest.mark.parametrize(
    ("body", "coding"),
    [
        (PACKED[:-4], "gzip"),
        (PACKED + b"{}", "gzip"),
        (PACKED * 2, "gzip"),
        (b"{}", "gzip"),
        (zlib.compress(b"{}"), "deflate"),
        (gzip.compress(PACKED, mtime=0), "gzip, gzip"),
        (b"{}", "br"),
    ],
)
def test_a_packing_that_is_broken_or_was_not_asked_for_is_refused(
    faulty: FaultyService, service: Service, body: bytes, coding: str
) -> None:
    faulty.says("GET", RESULTS, http(200, body, {"Content-Encoding": coding}))
    assert fault_of(lambda: service.results(JOB)).fault is Fault.INVALID


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b'{"status": NaN}', b'{"status": "running"', b"[" * 100_000, b"null"]
)
def test_a_status_that_is_no_document_is_refused(
    faulty: FaultyService, service: Service, body: bytes
) -> None:
    faulty.says("GET", STATUS, http(200, body))
    assert fault_of(lambda: service.status(JOB)).fault is Fault.INVALID


def test_what_is_not_http_is_told(faulty: FaultyService, service: Service) -> None:
    faulty.says("GET", STATUS, b"SSH-2.0-OpenSSH_9.6\r\n")
    assert fault_of(lambda: service.status(JOB)).fault is Fault.DOWN


@pytest.mark.parametrize(
    "lie",
    [
        {"jobID": "another-job"},
        {"jobID": "../../secrets"},
        {"jobID": None},
        {"processID": "another-process"},
        {"status": "exploded"},
        {"status": "gone"},
        {"status": ["running"]},
    ],
)
def test_a_job_that_lies_is_refused(
    faulty: FaultyService, service: Service, lie: dict[str, object]
) -> None:
    faulty.says("GET", STATUS, answer(recorded("job-accepted", faulty.url) | lie))
    assert fault_of(lambda: service.status(JOB, PROCESS)).fault is Fault.INVALID


@pytest.mark.parametrize("progress", [400, -1, "50", True, None, 1e300, [1]])
def test_a_progress_that_cannot_be_is_none(
    faulty: FaultyService, service: Service, progress: object
) -> None:
    document = recorded("job-accepted", faulty.url) | {"progress": progress}
    faulty.says("GET", STATUS, answer(document))
    assert service.status(JOB).progress is None


def test_the_message_of_a_job_is_cut_and_cleaned(faulty: FaultyService, service: Service) -> None:
    message = "<script>\x00\u202e" + "x" * 10_000
    faulty.says("GET", STATUS, answer(recorded("job-failed", faulty.url) | {
        "jobID": JOB, "message": message,
    }))  # fmt: skip
    said = service.status(JOB).message
    assert len(said) == 500
    assert said.startswith("<script>xxx"), "templates escape it: nothing is guessed away"


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (None, {}),
        ({}, {}),
        ({"jobID": "../etc"}, {}),
        ({"jobID": 7}, {}),
        (None, {"Location": "/processes/salar-demo"}),
        (None, {"Location": "/jobs/"}),
        ({"jobID": "one-job"}, {"Location": f"/jobs/{JOB}"}),
        ({"jobID": JOB, "status": "accepted", "processID": "another"}, {}),
    ],
)
def test_an_order_without_a_usable_job_is_refused_and_may_have_been_taken(
    faulty: FaultyService, service: Service, body: object, headers: dict[str, str]
) -> None:
    faulty.says("POST", EXECUTION, answer(body, 201, headers))
    fault = fault_of(lambda: service.execute(PROCESS, {}, "key-1"))
    assert (fault.fault, fault.perhaps_received) == (Fault.INVALID, True)


def test_a_description_of_another_process_is_refused(
    faulty: FaultyService, service: Service
) -> None:
    document = recorded("process", faulty.url) | {"id": "another"}
    faulty.says("GET", f"/processes/{PROCESS}", answer(document))
    assert fault_of(lambda: service.process(PROCESS)).fault is Fault.INVALID


def test_a_name_from_elsewhere_never_becomes_a_path(
    faulty: FaultyService, service: Service
) -> None:
    for ask in (service.status, service.results, service.process):
        assert fault_of(lambda ask=ask: ask("../admin")).fault is Fault.INVALID  # type: ignore[misc]
    assert faulty.heard == []


def test_no_message_ever_shows_the_token(faulty: FaultyService) -> None:
    service = Service(Configured(faulty.url, token=TOKEN, allow_loopback=True))
    assert TOKEN not in repr(Configured(faulty.url, token=TOKEN))
    problem = {"title": f"bad token {TOKEN}"}
    faulty.says("POST", EXECUTION, answer(problem, 401))
    assert TOKEN not in str(fault_of(lambda: service.execute(PROCESS, {}, "key-1")))
    faulty.says("GET", STATUS, http(200, b"{}", {"Content-Encoding": TOKEN}))
    assert fault_of(lambda: service.status(JOB)).detail == "an encoding that was not asked for: …"
    status = recorded("job-accepted", faulty.url) | {"message": f"token {TOKEN} is old"}
    faulty.says("GET", STATUS, answer(status))
    assert fault_of(lambda: service.status(JOB)).detail == "the answer repeats the token"
    faulty.says("GET", RESULTS, answer({"token": TOKEN}))
    assert fault_of(lambda: service.results(JOB)).fault is Fault.INVALID
