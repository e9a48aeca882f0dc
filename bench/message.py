"""A message from the follow page beside a bare insert of three rows: no Argon2id on either side."""

import http.client
import re
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode

from bench.clients import Post, address_of, send_all
from bench.figures import Figure
from bench.servers import floor, free_port, product
from bench.stage import Browser, case_with_code, installation
from kernel.sends import new_key

MESSAGES = 400
CLIENTS = 8


def figures(folder: Path) -> list[Figure]:
    """Messages a second of one person on one case, the hardest place for the trail's chain."""
    settings, database, office = installation(folder)
    code = case_with_code(settings, database, office)
    database.dispose()
    port, floor_port = free_port(), free_port()
    with floor(folder, floor_port), product(settings.data_dir, port):
        browser = _follower(port, code)
        send_all(port, _messages(browser, 40), CLIENTS)
        send_all(floor_port, [Post("/insert")] * 40, CLIENTS)
        bare = send_all(floor_port, [Post("/insert")] * MESSAGES, CLIENTS)
        ours = send_all(port, _messages(browser, MESSAGES), CLIENTS)
    refused = MESSAGES - ours.statuses.get(303, 0)
    return [
        Figure("messages a second", ours.per_second, bare.per_second, "/s", "≥ 0.5 × floor"),
        Figure("messages refused", refused, 0, "", "= 0"),
    ]


def _messages(browser: Browser, count: int) -> list[Post]:
    return [
        Post(
            "/my-case/messages",
            urlencode(
                {"csrf_token": browser.csrf_token, "key": new_key(), "text": f"Mensaje {number}"}
            ).encode(),
            browser.cookie,
            address_of(number),
        )
        for number in range(count)
    ]


def _follower(port: int, code: str) -> Browser:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request("GET", "/follow")
        answer = connection.getresponse()
        cookies = _cookies(answer)
        token = _token(answer.read().decode())
        connection.request(
            "POST",
            "/follow",
            urlencode({"csrf_token": token, "code": code}),
            {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"},
        )
        answer = connection.getresponse()
        answer.read()
        if answer.status != 303:
            raise RuntimeError(f"the code was answered {answer.status}")
        return Browser(f"{cookies}; {_cookies(answer)}", token)


def _cookies(answer: http.client.HTTPResponse) -> str:
    sent = [value for name, value in answer.getheaders() if name == "Set-Cookie"]
    return "; ".join(value.partition(";")[0] for value in sent)


def _token(page: str) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    if found is None:
        raise RuntimeError("the page holds no token")
    return found.group(1)
