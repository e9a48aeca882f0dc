"""A machine that dies loses nothing that it had acknowledged, and does no ordered work twice."""

import http.client
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bench.clients import Load, Post, answers, send_all, wait_until
from bench.servers import ROOT, free_port
from bench.stage import browser_of, filings, installation
from grievances.models import Case, Draft, Step
from grievances.queries.cases import key_of
from grievances.queries.contents import account_of
from kernel.audit import Entry
from kernel.audit_check import verify
from kernel.database import Database
from kernel.notices import Notice, NoticeState
from kernel.sends import Send
from kernel.vault import Vault

FILINGS = 80
AT_ONCE = 8
SECONDS_BEFORE_THE_CRASH = 1.2


@contextmanager
def running(data: Path, port: int) -> Iterator[list[int]]:
    """Web and worker of the installation in `data`; their process ids."""
    environment = {**os.environ, "DATA_DIR": str(data), "PORT": str(port)}
    with (data / "children.log").open("ab") as log:
        children = [
            subprocess.Popen(
                [sys.executable, "-m", "flask", command],
                cwd=ROOT, env=environment, stdout=log, stderr=log,
            )
            for command in ("serve", "work")
        ]  # fmt: skip
        try:
            wait_until(lambda: answers(port, "/healthz"), 120)
            yield [child.pid for child in children]
        finally:
            for child in children:
                child.kill()
                child.wait()


def send_into_the_crash(port: int, posts: list[Post], pids: list[int]) -> list[Post]:
    """Send until both processes are killed under the load; the posts that were acknowledged."""
    acknowledged: list[Post] = []
    clients = [
        threading.Thread(target=send_each, args=(port, posts[start::AT_ONCE], acknowledged))
        for start in range(AT_ONCE)
    ]
    for client in clients:
        client.start()
    wait_until(lambda: bool(acknowledged))
    time.sleep(SECONDS_BEFORE_THE_CRASH)
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
    for client in clients:
        client.join()
    return acknowledged


def send_each(port: int, posts: list[Post], acknowledged: list[Post]) -> None:
    """One client, until the server is gone."""
    for post in posts:
        try:
            load: Load = send_all(port, [post], 1)
        except (OSError, http.client.HTTPException):
            return
        if load.statuses == {303: 1}:
            acknowledged.append(post)


@pytest.mark.parametrize(
    "_run", [1, *(pytest.param(n, marks=pytest.mark.full) for n in range(2, 6))]
)
def test_kill_9_of_web_and_worker_under_load_loses_nothing_acknowledged(
    tmp_path: Path, _run: int
) -> None:
    settings, database, office = installation(tmp_path)
    port = free_port()
    with running(settings.data_dir, port) as pids:
        browser = browser_of(port, office.slug)
        posts = filings(database, office, browser, FILINGS)
        acknowledged = send_into_the_crash(port, posts, pids)
    assert 0 < len(acknowledged) < FILINGS
    with running(settings.data_dir, port):
        wait_until(lambda: everything_told(database), 120)
        again = send_all(port, acknowledged, AT_ONCE)
    assert set(again.statuses) == {303}
    with database.reading() as session:
        cases = list(session.scalars(select(Case)))
        assert len(acknowledged) <= len(cases) <= len(acknowledged) + AT_ONCE
        assert session.scalar(select(func.count(Draft.token_hash))) == FILINGS - len(cases)
        assert session.scalar(select(func.count(Send.key_hash))) == len(cases)
        assert all(is_whole(session, Vault(settings.master_key()), case) for case in cases)
        told = Counter(session.scalars(select(Notice.key)))
        assert len(told) == len(cases)
        assert verify(session).broken is None
    database.dispose()


def is_whole(session: Session, vault: Vault, case: Case) -> bool:
    """Whether a case has its step, its line in the trail and its words."""
    steps = session.scalars(select(Step.verb).where(Step.case_id == case.id)).all()
    trail = session.scalars(select(Entry.seq).where(Entry.subject == case.subject)).all()
    story = account_of(key_of(session, vault, case), case).story
    return (steps, trail, bool(story)) == ([None], [1], True)


def everything_told(database: Database) -> bool:
    """Whether the worker has dealt with every notice that was ordered."""
    with database.reading() as session:
        left = select(func.count(Notice.id)).where(Notice.state == NoticeState.QUEUED)
        return session.scalar(left) == 0 and session.scalar(select(func.count(Notice.id))) != 0
