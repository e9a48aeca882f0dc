"""The fictional world shows every stage of a case, and names nobody real."""

from collections import Counter
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from accounts.models import Office, Person
from accounts.roles import Role
from demo import seed as seeding
from demo.seed import is_empty, seed
from demo.stories import STORIES
from grievances.kinds import Channel, Topic
from grievances.lifecycle import State
from grievances.models import Attachment, Case
from grievances.queries.cases import key_of
from grievances.queries.contents import account_of, messages_of
from kernel.audit_check import verify
from kernel.database import Database
from kernel.files import FileKind, Store
from kernel.vault import Vault
from tests.demonstration import Demo

NOT_SHOWN = {
    State.REFERRED_OUT,
    State.MEDIATION,
    State.WITHDRAWN,
    State.MERGED,
    State.ABANDONED,
    State.PURGED,
}
"""States that no page leads to yet."""


def plain(_password: str) -> str:
    return "a hash"


def test_the_demo_shows_about_forty_cases_at_every_stage(seeded: Database, vault: Vault) -> None:
    with seeded.reading() as session:
        told = select(Case).where(Case.channel != Channel.EX_OFFICIO)
        cases = list(session.scalars(told))
        assert len(cases) == len(STORIES) >= 40
        assert {case.state for case in cases} == set(State) - NOT_SHOWN
        languages = Counter(case.language for case in cases)
        assert min(languages["es"], languages["qu"]) >= 10
        assert {case.topic for case in cases} == set(Topic)
        assert all(account_of(key_of(session, vault, case), case).story for case in cases)
        assert (
            sum(bool(messages_of(session, key_of(session, vault, case), case)) for case in cases)
            > 30
        )
        assert verify(session).broken is None


def test_everything_in_the_demo_says_that_it_is_fictional(seeded: Database) -> None:
    with seeded.reading() as session:
        assert all(session.scalars(select(Office.fictional)))
        assert all(email.endswith(".example") for email in session.scalars(select(Person.email)))


def test_there_is_somebody_for_every_role(seeded: Database, demo_file: Demo) -> None:
    page = demo_file.sign_ins
    assert page.count("@") >= len(Role)
    assert all(role.value in page for role in Role)
    with seeded.reading() as session:
        known = set(session.scalars(select(Person.email)))
    begins_with = {email for email, _what in seeding.BEGIN_WITH}
    assert begins_with <= known
    assert all(page.count(email) == 2 for email in begins_with)


def test_a_demo_that_was_interrupted_leaves_nothing_behind(
    database: Database, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(seeding, "_play", breaks)
    with pytest.raises(KeyboardInterrupt):
        seed(database, vault, plain)
    assert is_empty(database)


def test_a_real_installation_takes_no_fictional_people(app: Flask, database: Database) -> None:
    """Each of them could sign in with a password that was printed."""
    done = app.test_cli_runner().invoke(args=["demo"])
    assert done.exit_code == 1
    assert "RIMANAKUY_DEMO=yes" in done.output
    assert is_empty(database)


def test_some_stories_have_files_that_were_drawn_and_played_by_code(
    database: Database, vault: Vault, tmp_path: Path
) -> None:
    seed(database, vault, plain, Store.of(database, tmp_path, 1))
    with database.reading() as session:
        rows = list(session.scalars(select(Attachment)))
        assert {row.file.kind for row in rows} == {FileKind.IMAGE, FileKind.PDF, FileKind.SOUND}
        assert all(row.case_id for row in rows)
