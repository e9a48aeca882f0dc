"""No page shows a sentence that its reader was not meant to see."""

import pytest

from web.catalogues import gathering
from web.catalogues.gates import faults, standings
from web.catalogues.parts import Part


def test_catalogues_are_in_step_with_the_sources() -> None:
    assert gathering.stale() == [], "run: make messages"


@pytest.mark.parametrize("language", gathering.LANGUAGES)
def test_every_translation_may_ship(language: str) -> None:
    assert list(faults(language, gathering.catalogue(language))) == []


@pytest.mark.parametrize("language", gathering.LANGUAGES)
def test_public_pages_are_whole_in_every_language(language: str) -> None:
    for standing in standings(gathering.catalogue(language)):
        if standing.part is Part.public:
            assert standing.translated == standing.all


def test_spanish_needs_no_catalogue() -> None:
    assert not (gathering.FOLDER / "es").exists()
    assert not (gathering.FOLDER / "quz").exists(), "Babel never finds it and serves Spanish"
