"""The pictures of the guide for complainants, and the words that stood on each page.

A browser test walks the way of a complainant (tests/browser/test_guide_pictures.py). Asked by
`python -m docs.guide_pictures` it takes every picture anew; otherwise it compares the words of
the pages with those of the pictures.
"""

import io
import json
import os
import subprocess  # the one command below is ours
import sys
from pathlib import Path

from PIL import Image

FOLDER = Path(__file__).parent / "images" / "filing"
WORDS = "words.json"
"""Beside the pictures: headings and buttons of the page behind each."""
ASKED = "TAKE_PICTURES"
"""Set by the command below for the test."""
TEST = "tests/browser/test_guide_pictures.py"
COLOURS = 48  # flat colours: an indexed picture is a third of the size and looks the same

Words = dict[str, list[str]]
"""Name of a picture: what stood on the page."""


def asked() -> bool:
    """Whether pictures are to be taken, and not compared."""
    return bool(os.environ.get(ASKED))


def keep(language: str, name: str, picture: bytes) -> None:
    """One picture of a screen, as small as it looks good."""
    folder = FOLDER / language
    folder.mkdir(parents=True, exist_ok=True)
    indexed = Image.open(io.BytesIO(picture)).convert("RGB").quantize(COLOURS)
    indexed.save(folder / f"{name}.png", optimize=True)


def words_of(language: str) -> Words:
    """What stood on the pages when their pictures were taken."""
    kept: Words = json.loads((FOLDER / language / WORDS).read_text())
    return kept


def keep_words(language: str, words: Words) -> None:
    """What stands on the pages now, in the order of the names; other pictures go."""
    for picture in (FOLDER / language).glob("*.png"):
        if picture.stem not in words:
            picture.unlink()
    written = json.dumps(words, ensure_ascii=False, indent=1, sort_keys=True)
    (FOLDER / language / WORDS).write_text(written + "\n")


if __name__ == "__main__":
    walk = [sys.executable, "-m", "pytest", "-q", "-n0", "-k", "pictures", TEST]
    sys.exit(subprocess.call(walk, env=os.environ | {ASKED: "yes"}))  # noqa: S603 - our own words
