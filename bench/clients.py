"""Clients on loopback: so many at once, each with its own connection, until the work is done."""

import http.client
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from queue import Empty, SimpleQueue


@dataclass(frozen=True)
class Post:
    """One form to send."""

    path: str
    body: bytes = b""
    cookies: str = ""
    address: str = ""
    """Where it comes from, as a proxy in front would say."""


@dataclass(frozen=True)
class Load:
    """What came of it: answers by status, seconds in all, and each answer's seconds."""

    statuses: dict[int, int]
    seconds: float
    latencies: Sequence[float]

    @property
    def per_second(self) -> float:
        """Answers a second."""
        return len(self.latencies) / self.seconds

    def percentile(self, share: float) -> float:
        """The latency in milliseconds that `share` of the answers stayed under."""
        ordered = sorted(self.latencies)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def address_of(number: int) -> str:
    """A network address for each sender: so many filings of one address would be slowed."""
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


def send_all(port: int, posts: Sequence[Post], at_once: int) -> Load:
    """Send every post with `at_once` clients; each keeps its connection."""
    waiting: SimpleQueue[Post] = SimpleQueue()
    for post in posts:
        waiting.put(post)
    started = time.perf_counter()
    with ThreadPoolExecutor(at_once) as clients:
        done = [clients.submit(_client, port, waiting) for _ in range(at_once)]
        answers = [answer for client in done for answer in client.result()]
    seconds = time.perf_counter() - started
    statuses: dict[int, int] = {}
    for status, _ in answers:
        statuses[status] = statuses.get(status, 0) + 1
    return Load(statuses, seconds, [latency for _, latency in answers])


def _client(port: int, waiting: "SimpleQueue[Post]") -> list[tuple[int, float]]:
    answers: list[tuple[int, float]] = []
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        while True:
            try:
                post = waiting.get_nowait()
            except Empty:
                return answers
            answers.append(_timed(connection, post))


def _timed(connection: http.client.HTTPConnection, post: Post) -> tuple[int, float]:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    if post.cookies:
        headers["Cookie"] = post.cookies
    if post.address:
        headers["X-Forwarded-For"] = post.address
    started = time.perf_counter()
    connection.request("POST", post.path, post.body, headers)
    answer = connection.getresponse()
    answer.read()
    return answer.status, time.perf_counter() - started


def wait_until(ready: Callable[[], bool], seconds: float = 60) -> float:
    """Seconds until `ready()`; TimeoutError when it never is."""
    started = time.perf_counter()
    while time.perf_counter() - started < seconds:
        if ready():
            return time.perf_counter() - started
        time.sleep(0.02)
    raise TimeoutError


def answers(port: int, path: str) -> bool:
    """Whether a server answers 200 there."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=5)) as connection:
        try:
            connection.request("GET", path)
            return connection.getresponse().status == 200
        except OSError:
            return False
