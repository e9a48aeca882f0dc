"""Every mail can be written in every language, with what it is really given (S24)."""

import pytest
from flask import Flask
from sqlalchemy import delete, select

from accounts.models import Membership
from grievances.letters import SUBJECTS, WISHES
from grievances.operations.casework import take
from grievances.operations.messages import write_as_filer
from grievances.operations.notifying import DRAFT_HANDED, tell_person_wrote
from kernel.notices import Letter, Post
from kernel.notices.notify import Notice
from kernel.vault import Vault
from tests.factories.cases import make_scene
from web.locale import LANGUAGES

CODES = [language.code for language in LANGUAGES]


def written(app: Flask, vault: Vault, kind: str, language: str) -> Letter:
    post: Post = app.extensions["post"]
    notice = Notice(kind=kind, recipient="person:1", about={"case": "K7QM4"})
    with app.app_context(), app.extensions["database"].reading() as session:
        return post.letter(session, vault, notice, language)


@pytest.mark.parametrize("kind", SUBJECTS)
def test_a_letter_speaks_the_language_of_its_reader(app: Flask, vault: Vault, kind: str) -> None:
    letters = [written(app, vault, kind, language) for language in CODES]
    assert len({letter.subject for letter in letters}) == len(CODES)
    assert len({letter.body for letter in letters}) == len(CODES)


@pytest.mark.parametrize("language", CODES)
@pytest.mark.parametrize("kind", WISHES)
def test_a_letter_about_a_lost_code_says_only_where_to_look(
    app: Flask, vault: Vault, kind: str, language: str
) -> None:
    post: Post = app.extensions["post"]
    notice = Notice(kind=kind, recipient="person:1", about={"wish": "7"})
    with app.app_context(), app.extensions["database"].reading() as session:
        letter = post.letter(session, vault, notice, language)
    assert "/desk/lost-codes/7" in letter.body
    assert "%(" not in letter.subject + letter.body


@pytest.mark.parametrize("language", CODES)
def test_a_letter_about_a_draft_says_only_where_to_look(
    app: Flask, vault: Vault, language: str
) -> None:
    post: Post = app.extensions["post"]
    notice = Notice(kind=DRAFT_HANDED, recipient="person:1", about={"draft": "7"})
    with app.app_context(), app.extensions["database"].reading() as session:
        letter = post.letter(session, vault, notice, language)
    assert "/desk/intake/7" in letter.body
    assert "%(" not in letter.subject + letter.body


@pytest.mark.parametrize("language", CODES)
@pytest.mark.parametrize("kind", SUBJECTS)
def test_a_letter_names_its_case_and_leaves_no_gap(
    app: Flask, vault: Vault, kind: str, language: str
) -> None:
    letter = written(app, vault, kind, language)
    assert "K7QM4" in letter.subject
    assert "/desk/cases/K7QM4" in letter.body
    assert "\n" not in letter.subject
    assert "%" not in letter.subject + letter.body


def test_every_kind_of_letter_is_tried_here(app: Flask) -> None:
    post: Post = app.extensions["post"]
    ours = {kind for kind in post.kinds if kind.startswith("grievances.")}
    assert ours == {*SUBJECTS, *WISHES, DRAFT_HANDED}


def test_who_no_longer_handles_cases_of_the_office_learns_nothing_more_of_them(
    app: Flask, vault: Vault
) -> None:
    """S3: not even that a person wrote; the intake learns it in their place."""
    with app.extensions["database"].changing() as session:
        scene = make_scene(session, vault)
        take(session, scene.handler, scene.case)
        gone = scene.handler.person_id
        session.execute(delete(Membership).where(Membership.person_id == gone))
        message = write_as_filer(session, scene.key, scene.filer, scene.case, "¿Hola?", "es")
        tell_person_wrote(session, app.extensions["jobs"], scene.case, message)
        told = list(session.scalars(select(Notice.recipient)))
    assert told == [f"person:{scene.intake.person_id}"]
