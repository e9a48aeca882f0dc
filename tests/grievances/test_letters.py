"""Every mail can be written in every language, with what it is really given (S24)."""

import pytest
from flask import Flask

from grievances.letters import SUBJECTS
from kernel.notices import Letter, Post
from kernel.notices.notify import Notice
from kernel.vault import Vault
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
    assert set(post.kinds) == set(SUBJECTS)
