"""People are told once, in their language; a mail server that is down delays mail and no more."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from kernel.clock import now
from kernel.database import Database
from kernel.jobs import Duties, Jobs, Work
from kernel.jobs.chores import CHORES
from kernel.jobs.enqueue import RunState
from kernel.notices import Letter, Notice, NoticeState, Post, Recipient, notify, outbox
from kernel.notices.mail import LONGEST_SUBJECT, MailCarrier, one_line, written
from kernel.notices.post import Refused
from kernel.notices.sending import MOST_TRIES, duties_of, settle
from kernel.vault import Vault
from tests.mailbox import mailbox
from tests.working import order, wait_until, working

SPOKEN: list[str] = []


@contextmanager
def speaking(language: str) -> Iterator[None]:
    SPOKEN.append(language)
    yield
    SPOKEN.pop()


def answered(_session: Session, _vault: Vault, case: str) -> Letter:
    return Letter(f"Caso {case}\r\nBcc: thief@example.org", f"Lengua: {SPOKEN[-1]}, ñ ’")


def somebody(_session: Session, _vault: Vault, key: str) -> Recipient | None:
    return None if key == "gone" else Recipient(f"p{key}@example.org", "qu")


@pytest.fixture
def post() -> Post:
    post = Post(speaking=speaking, first_wait=timedelta(milliseconds=50))
    post.reaches("person", somebody)
    post.writes("case-answered", answered)
    return post


@pytest.fixture
def other_work() -> list[int]:
    return []


@pytest.fixture
def jobs(any_database: Database, post: Post, other_work: list[int]) -> Iterator[Jobs]:
    duties = Duties("tests")

    @duties.duty("other")
    def other(work: Work, number: int) -> None:
        work.outside(other_work.append, number)

    jobs = Jobs(any_database, CHORES, duties_of(post), duties)
    yield jobs
    jobs.close()


def tell(jobs: Jobs, recipient: str = "person:3", key: str | None = None) -> int:
    with jobs.database.changing() as session:
        return notify(session, jobs, "case-answered", recipient, key=key, case="K7QM4").id


def found(jobs: Jobs, notice_id: int) -> Notice:
    with jobs.database.reading() as session:
        notice = session.get_one(Notice, notice_id)
        session.expunge(notice)
    return notice


def has_ended(jobs: Jobs, notice_id: int) -> bool:
    return found(jobs, notice_id).state is not NoticeState.QUEUED


def test_a_mail_is_written_in_the_language_of_who_receives_it(jobs: Jobs, post: Post) -> None:
    with mailbox() as box, working(jobs):
        post.carrier = MailCarrier(box.url, "quejas@example.org")
        told = tell(jobs)
        wait_until(lambda: has_ended(jobs, told))
    [mail] = box.mails
    assert mail["To"] == "p3@example.org"
    assert mail["From"] == "quejas@example.org"
    assert mail["Content-Language"] == "qu"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content().strip() == "Lengua: qu, ñ ’"
    assert found(jobs, told).state is NoticeState.SENT


def test_nothing_that_people_write_becomes_a_header(jobs: Jobs, post: Post) -> None:
    with mailbox() as box, working(jobs):
        post.carrier = MailCarrier(box.url, "quejas@example.org")
        told = tell(jobs)
        wait_until(lambda: has_ended(jobs, told))
    [mail] = box.mails
    assert mail["Bcc"] is None
    assert mail["Subject"] == "Caso K7QM4 Bcc: thief@example.org"


@given(st.text(max_size=400))
def test_any_words_make_one_line(words: str) -> None:
    line = one_line(words)
    assert line.isprintable()
    assert len(line) <= LONGEST_SUBJECT


@pytest.mark.parametrize(
    "address", ["a@b.org\r\nBcc: c@d.org", "a@b.org, c@d.org", "<a@b.org>", "nobody", "", "a b@c.d"]
)
def test_an_address_that_is_none_is_refused(address: str) -> None:
    notice = Notice(key="k", made_at=now())
    with pytest.raises(Refused, match="bad-address"):
        written("x@y.org", Recipient(address, "es"), Letter("s", "b"), notice)


def test_a_rolled_back_change_tells_nobody(jobs: Jobs) -> None:
    def change_that_fails() -> None:
        with jobs.database.changing() as session:
            notify(session, jobs, "case-answered", "person:3", case="K7QM4")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        change_that_fails()
    with jobs.database.reading() as session:
        assert outbox(session) == []
    assert jobs.runs() == []


def test_the_same_key_tells_once(jobs: Jobs, post: Post) -> None:
    with mailbox() as box, working(jobs):
        post.carrier = MailCarrier(box.url, "quejas@example.org")
        first = tell(jobs, key="case:17:answered")
        assert tell(jobs, key="case:17:answered") == first
        wait_until(lambda: has_ended(jobs, first))
        assert tell(jobs, key="case:17:answered") == first
        other = tell(jobs, "person:4")
        wait_until(lambda: has_ended(jobs, other))
    assert [mail["To"] for mail in box.mails] == ["p3@example.org", "p4@example.org"]
    assert len({mail["Message-ID"] for mail in box.mails}) == 2


def test_a_mail_server_that_is_down_delays_mail_only_and_heals(
    jobs: Jobs, post: Post, other_work: list[int]
) -> None:
    with mailbox() as box:
        port = box.port
    post.carrier = MailCarrier(f"smtp://127.0.0.1:{port}", "quejas@example.org")
    with working(jobs):
        notices = [tell(jobs) for _ in range(5)]
        wait_until(lambda: all(found(jobs, told).tries >= 2 for told in notices))
        for number in range(5):
            order(jobs, "tests.other", number)
        wait_until(lambda: sorted(other_work) == list(range(5)))
        assert {found(jobs, told).state for told in notices} == {NoticeState.QUEUED}
        assert found(jobs, notices[0]).problem == "ConnectionRefusedError"
        with mailbox(port) as box:
            wait_until(lambda: all(has_ended(jobs, told) for told in notices))
    assert {found(jobs, told).state for told in notices} == {NoticeState.SENT}
    assert len(box.mails) == 5
    assert jobs.runs([RunState.FAILED]) == []


def test_a_recipient_turned_away_for_good_is_not_tried_again(jobs: Jobs, post: Post) -> None:
    with mailbox() as box, working(jobs):
        post.carrier = MailCarrier(box.url, "quejas@example.org")
        box.verdicts = ["450 later", "550 unknown"]
        told = tell(jobs)
        wait_until(lambda: has_ended(jobs, told))
    notice = found(jobs, told)
    assert (notice.state, notice.tries, notice.problem) == (NoticeState.FAILED, 2, "550")
    assert box.mails == []


def test_somebody_who_is_gone_is_not_written_to(jobs: Jobs, post: Post) -> None:
    with mailbox() as box, working(jobs):
        post.carrier = MailCarrier(box.url, "quejas@example.org")
        told = tell(jobs, "person:gone")
        wait_until(lambda: has_ended(jobs, told))
    assert found(jobs, told).problem == "nobody-there"
    assert box.mails == []


def test_an_installation_without_mail_keeps_notices_in_its_outbox(jobs: Jobs) -> None:
    with working(jobs):
        told = tell(jobs)
        wait_until(lambda: has_ended(jobs, told))
    with jobs.database.reading() as session:
        [notice] = outbox(session, states=[NoticeState.KEPT])
        assert outbox(session, before=notice.id) == []
        assert outbox(session, states=[NoticeState.QUEUED]) == []


def test_the_outbox_shows_what_was_written(jobs: Jobs, post: Post) -> None:
    told = tell(jobs)
    with jobs.database.reading() as session:
        notice = session.get_one(Notice, told)
        letter = post.letter(session, Vault(bytes(32)), notice, "es")
    assert letter.body.startswith("Lengua: es")


def test_after_some_days_a_mail_is_given_up(jobs: Jobs) -> None:
    told = tell(jobs)
    with jobs.database.changing() as session:
        session.get_one(Notice, told).tries = MOST_TRIES - 1
    with jobs.database.changing() as session:
        settle(session, jobs, told, "again:421", timedelta(seconds=1))
    assert found(jobs, told).state is NoticeState.FAILED


def test_an_attempt_is_settled_once(jobs: Jobs) -> None:
    told = tell(jobs)
    for _ in range(2):
        with jobs.database.changing() as session:
            settle(session, jobs, told, "sent", timedelta(seconds=1))
    assert found(jobs, told).tries == 1


def test_a_notice_keeps_no_words_and_no_address(database: Database, post: Post) -> None:
    jobs = Jobs(database, duties_of(post))
    with database.changing() as session:
        for recipient, about in (("juana@example.org", "K7QM4"), ("person:3", "vio la mina")):
            with pytest.raises(ValueError, match="references and numbers only"):
                notify(session, jobs, "case-answered", recipient, case=about)
    jobs.close()
    file = Path(str(database.url.database))
    assert b"example.org" not in file.read_bytes()


def test_a_password_never_travels_in_the_open(jobs: Jobs, post: Post) -> None:
    with mailbox() as box, working(jobs):
        post.carrier = MailCarrier(f"smtp://u:secret@127.0.0.1:{box.port}", "quejas@example.org")
        told = tell(jobs)
        wait_until(lambda: found(jobs, told).tries >= 1)
        assert found(jobs, told).problem == "no-starttls"
    assert box.mails == []
