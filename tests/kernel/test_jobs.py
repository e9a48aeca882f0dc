"""What was ordered is done, once, whatever falls over in between; and it stores nobody's words."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from kernel import clock
from kernel.database import Database
from kernel.jobs import Duties, Jobs, Queue, Work
from kernel.jobs.alone import AnotherWorker, alone
from kernel.jobs.chores import CHORES, KEPT, anchor, forget
from kernel.jobs.enqueue import RunState
from kernel.jobs.heartbeat import SILENCE, beat, is_alive
from kernel.jobs.schema import migrate_jobs
from tests.working import order, wait_until, working

HERE = Path(__file__).parent
CANARY = "Juana vio la mina"


class Done:
    """What duties did, in the order in which they did it."""

    def __init__(self) -> None:
        self.marks: list[str | int] = []
        self.broken = False

    def mark(self, _session: Session, what: str | int) -> None:
        self.marks.append(what)

    def break_down(self, _session: Session) -> None:
        if self.broken:
            raise ValueError(CANARY)


@pytest.fixture
def done() -> Done:
    return Done()


@pytest.fixture
def duties(done: Done) -> Duties:
    duties = Duties("tests")

    @duties.duty("mark")
    def mark(work: Work, what: str | int) -> None:
        work.change(done.mark, what)

    @duties.duty("two-steps")
    def two_steps(work: Work, what: int) -> None:
        work.change(done.mark, what)
        work.change(done.break_down)
        work.change(done.mark, "end")

    @duties.duty("tell")
    def tell(work: Work) -> None:
        work.read(lambda _session: CANARY)

    return duties


@pytest.fixture
def jobs(any_database: Database, duties: Duties) -> Iterator[Jobs]:
    jobs = Jobs(any_database, duties, CHORES)
    yield jobs
    jobs.close()


def has_ended(jobs: Jobs, run_id: str) -> bool:
    run = jobs.run(run_id)
    return run is not None and run.state in {RunState.DONE, RunState.FAILED}


def test_a_change_that_commits_is_followed_by_its_work(jobs: Jobs, done: Done) -> None:
    for number in range(25):
        order(jobs, "tests.mark", number)
    with working(jobs):
        wait_until(lambda: {run.state for run in jobs.runs()} == {RunState.DONE})
    assert sorted(done.marks, key=int) == list(range(25))


def test_a_change_that_rolls_back_orders_nothing(jobs: Jobs) -> None:
    def change_that_fails() -> None:
        with jobs.database.changing() as session:
            jobs.enqueue(session, "tests.mark", 1)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        change_that_fails()
    assert jobs.runs() == []


def test_the_same_key_orders_one_run_however_often_it_is_given(jobs: Jobs, done: Done) -> None:
    with ThreadPoolExecutor(8) as pool:
        ids = list(pool.map(lambda _: order(jobs, "tests.mark", 7, key="case:7"), range(8)))
    assert set(ids) == {"tests.mark:case:7"}
    with working(jobs):
        wait_until(lambda: has_ended(jobs, ids[0]))
        order(jobs, "tests.mark", 7, key="case:7")
        last = order(jobs, "tests.mark", "last")
        wait_until(lambda: has_ended(jobs, last))
    assert done.marks == [7, "last"]


def test_what_is_ordered_for_later_waits(jobs: Jobs, done: Done) -> None:
    with jobs.database.changing() as session:
        later = jobs.enqueue(session, "tests.mark", 1, after=timedelta(days=1))
    with working(jobs):
        now = order(jobs, "tests.mark", 2)
        wait_until(lambda: has_ended(jobs, now))
    assert done.marks == [2]
    run = jobs.run(later)
    assert run is not None
    assert run.state is RunState.WAITING
    assert run.not_before is not None
    assert run.not_before - run.ordered_at > timedelta(hours=23)


def test_a_read_cannot_order_work(jobs: Jobs) -> None:
    with jobs.database.reading() as session, pytest.raises(RuntimeError, match="by a change"):
        jobs.enqueue(session, "tests.mark", 1)


def test_a_duty_that_nobody_does_cannot_be_ordered(jobs: Jobs) -> None:
    with jobs.database.changing() as session, pytest.raises(KeyError):
        jobs.enqueue(session, "tests.unheard-of")


@pytest.mark.parametrize(
    "words", [CANARY, "juana@example.org", "x" * 201, "line\nbreak", "", "k'ancha"]
)
def test_words_are_refused_as_arguments_and_as_keys(database: Database, words: str) -> None:
    jobs = Jobs(database, CHORES)
    with database.changing() as session:
        with pytest.raises(ValueError, match="references and numbers only"):
            jobs.enqueue(session, "kernel.try-again", words)
        with pytest.raises(ValueError, match="references and numbers only"):
            jobs.enqueue(session, "kernel.try-again", key=words)
    jobs.close()


def test_neither_results_nor_errors_keep_words(
    database: Database, duties: Duties, done: Done, caplog: pytest.LogCaptureFixture
) -> None:
    done.broken = True
    jobs = Jobs(database, duties, CHORES)
    failing = order(jobs, "tests.two-steps", 1)
    telling = order(jobs, "tests.tell")
    with working(jobs):
        wait_until(lambda: has_ended(jobs, failing) and has_ended(jobs, telling))
    failed, told = jobs.run(failing), jobs.run(telling)
    assert failed is not None
    assert failed.problem is not None
    assert failed.problem.startswith("ValueError kernel/test_jobs.py:")
    assert told is not None
    assert told.state is RunState.FAILED
    jobs.close()
    for file in Path(str(database.url.database)).parent.glob("test.sqlite*"):
        assert CANARY.encode() not in file.read_bytes()
    assert "duty failed" in caplog.text
    assert CANARY not in caplog.text + "".join(str(record.__dict__) for record in caplog.records)


def test_a_failed_run_is_taken_up_again_where_it_failed(jobs: Jobs, done: Done) -> None:
    done.broken = True
    run_id = order(jobs, "tests.two-steps", 1)
    with working(jobs):
        wait_until(lambda: has_ended(jobs, run_id))
        assert [run.id for run in jobs.runs([RunState.FAILED])] == [run_id]
        done.broken = False
        with jobs.database.changing() as session:
            jobs.try_again(session, run_id)
        wait_until(lambda: not jobs.runs([RunState.FAILED]) and has_ended(jobs, run_id))
    assert done.marks == [1, "end"]


def test_trying_a_run_again_that_ended_well_does_nothing(jobs: Jobs, done: Done) -> None:
    run_id = order(jobs, "tests.mark", 1)
    with working(jobs):
        wait_until(lambda: has_ended(jobs, run_id))
        with jobs.database.changing() as session:
            jobs.try_again(session, run_id)
        wait_until(lambda: len(jobs.runs([RunState.DONE])) == 2)
    assert done.marks == [1]


def test_runs_that_ended_a_month_ago_are_forgotten(jobs: Jobs) -> None:
    run_id = order(jobs, "tests.mark", 1)
    with working(jobs):
        wait_until(lambda: has_ended(jobs, run_id))
    assert forget(jobs) == 0
    waiting = order(jobs, "tests.mark", 2)
    with clock.at(clock.now() + KEPT + timedelta(minutes=1)):
        assert forget(jobs) == 1
    assert [run.id for run in jobs.runs()] == [waiting]


CRASHES = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, {root!r})
from kernel.database import Database
from kernel.jobs import Duties, Jobs, Work
from kernel.jobs.worker import Worker
from kernel.vault import Vault

marks = Path({marks!r})
duties = Duties("tests")

def mark(_session, number):
    with marks.open("a") as file:
        file.write(f"first {{number}}\\n")

def die(_session):
    os.kill(os.getpid(), signal.SIGKILL)

@duties.duty("mortal")
def mortal(work, number):
    work.change(mark, number)
    work.change(die)

jobs = Jobs(Database({url!r}), duties)
Worker(jobs, Vault(bytes(32)), look_every=0.05).launch()
signal.pause()
"""


def test_a_killed_worker_is_resumed_at_the_interrupted_step_even_by_a_newer_version(
    any_database: Database, tmp_path: Path
) -> None:
    marks = tmp_path / "marks"
    duties = Duties("tests")

    def die(_session: Session) -> None:
        with marks.open("a") as file:
            file.write("lived on\n")

    def never(_session: Session, _number: int) -> None:
        raise AssertionError("the first step had ended")

    @duties.duty("mortal")
    def mortal_in_the_next_release(work: Work, number: int) -> None:
        never.__name__ = "mark"
        work.change(never, number)
        work.change(die)

    jobs = Jobs(any_database, duties, CHORES)
    run_id = order(jobs, "tests.mortal", 1)
    url = any_database.url.render_as_string(hide_password=False)
    code = CRASHES.format(root=str(HERE.parent.parent), marks=str(marks), url=url)
    killed = subprocess.run([sys.executable, "-c", code], timeout=60, check=False)
    assert killed.returncode == -signal.SIGKILL
    run = jobs.run(run_id)
    assert run is not None
    assert run.state is RunState.RUNNING
    with working(jobs):
        wait_until(lambda: has_ended(jobs, run_id))
    assert marks.read_text() == "first 1\nlived on\n"
    jobs.close()


def test_a_second_worker_is_refused(any_database: Database) -> None:
    with alone(any_database), pytest.raises(AnotherWorker), alone(any_database):
        pass
    with alone(any_database):
        pass


def test_two_duties_never_share_a_name(database: Database) -> None:
    with pytest.raises(ValueError, match=r"two duties are called kernel\.try-again"):
        Jobs(database, CHORES, CHORES)


def test_the_worker_gives_signs_of_life(any_database: Database) -> None:
    with any_database.reading() as session:
        assert not is_alive(session)
    with any_database.changing() as session:
        beat(session)
    with any_database.changing() as session:
        beat(session)
        assert is_alive(session)
    with any_database.reading() as session, clock.at(clock.now() + 2 * SILENCE):
        assert not is_alive(session)


def test_a_clocked_duty_is_started_by_the_clock(database: Database, done: Done) -> None:
    duties = Duties("tests")

    @duties.duty("tick", queue=Queue.PAPERS, every="* * * * * *")
    def tick(work: Work) -> None:
        work.change(done.mark, "tick")

    jobs = Jobs(database, duties)
    with working(jobs):
        wait_until(lambda: "tick" in done.marks)
    with working(Jobs(database, CHORES)):
        pass  # the next release has no such duty: its schedule is gone, and nothing fails
    assert jobs.runs()[0].references == ()
    jobs.close()


def test_the_trail_is_anchored_every_hour(database: Database) -> None:
    assert {duty.name: duty.every for duty in CHORES}["kernel.anchor-trail"] == "0 * * * *"
    with database.changing() as session:
        anchor(session)


def test_a_process_that_was_forked_gets_a_client_of_its_own(database: Database) -> None:
    jobs = Jobs(database, CHORES)
    mine = jobs.client
    assert jobs.client is mine
    jobs._made_in = os.getppid()
    assert jobs.client is not mine
    mine.destroy()
    jobs.close()


def test_migrating_twice_changes_nothing(any_database: Database) -> None:
    migrate_jobs(any_database)
    migrate_jobs(any_database)
