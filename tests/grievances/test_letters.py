"""Every mail can be written in every language, with what it is really given (S24)."""

import re

import pytest
from flask import Flask
from sqlalchemy import delete, select

from accounts.models import Membership
from grievances.letters import SUBJECTS, WISHES
from grievances.operations.casework import take
from grievances.operations.messages import write_as_filer
from grievances.operations.notifying import DRAFT_HANDED, THREAT, tell_person_wrote
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


ABOUT = {
    **{kind: {"case": "K7QM4"} for kind in SUBJECTS},
    **{kind: {"wish": "7"} for kind in WISHES},
    DRAFT_HANDED: {"draft": "7"},
}
"""Every kind of letter with what it is really given."""
SAYS = {
    "es": {
        "Algo le espera en el caso K7QM4",
        "Algo le espera en su oficina",
        "Urgente: mire hoy el caso K7QM4",
    },
    "en": {
        "Something is waiting for you in case K7QM4",
        "Something is waiting for you in your office",
        "Urgent: look at case K7QM4 today",
    },
    "qu": {
        "Imapas suyachkasunki K7QM4 sasachakuypi",
        "Imapas oficinaykipi suyachkasunki",
        "Utqay: kunan p'unchaw K7QM4 sasachakuyta qhaway",
    },
}


@pytest.mark.parametrize("language", CODES)
def test_no_subject_says_what_happened_to_whom(app: Flask, vault: Vault, language: str) -> None:
    """A mail is read on every server on its way, and on a locked screen."""
    post: Post = app.extensions["post"]
    with app.app_context(), app.extensions["database"].reading() as session:
        letters = {
            kind: post.letter(
                session, vault, Notice(kind=kind, recipient="x", about=about), language
            )
            for kind, about in ABOUT.items()
        }
    assert {letter.subject for letter in letters.values()} == SAYS[language]
    bodies = {re.sub(r"https?://\S+", "", letter.body) for letter in letters.values()}
    assert len(bodies) == 1, "no body tells more than another"


@pytest.mark.parametrize("language", CODES)
def test_only_a_threat_presses(app: Flask, vault: Vault, language: str) -> None:
    urgent = written(app, vault, THREAT, language).subject
    assert all(
        written(app, vault, kind, language).subject != urgent for kind in SUBJECTS if kind != THREAT
    )


def test_every_kind_of_letter_is_tried_here(app: Flask) -> None:
    post: Post = app.extensions["post"]
    ours = {kind for kind in post.kinds if kind.startswith("grievances.")}
    assert ours == set(ABOUT)


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
