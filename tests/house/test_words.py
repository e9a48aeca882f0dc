"""Everything that people may choose or be shown has its word, in all three languages."""

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.extract import extract_from_dir
from flask import Flask

from grievances.lifecycle import Verb
from web import locale
from web.catalogues import gathering
from web.catalogues.gates import translated
from web.forms import BUILT_IN, Words

FEATURES = (
    "accounts", "basin", "commitments", "dialogue", "grievances", "meetings", "territory",
    "trainings",
)  # fmt: skip

UNSPOKEN = {
    "accounts.views.security.Standing",  # how far a session came: it is led on, not told
    "accounts.policy.Action",  # permissions: nobody is ever shown their names
    "grievances.policy.Action",
    "territory.policy.Action",
    "commitments.policy.Action",
    "meetings.policy.Action",
    "trainings.policy.Action",
    "basin.policy.Action",
    "dialogue.consensus.kinds.Way",  # stands in whole sentences, never alone
    "dialogue.policy.Action",
    "dialogue.protocols.kinds.DoubleCount",  # these stand in whole sentences, never alone
    "dialogue.protocols.kinds.ReasonCode",
    "basin.client.faults.Fault",  # for administrators; people read RunProblem
    "basin.client.jobs.JobState",
    "basin.contract.inputs.InputKind",
    "basin.contract.refusals.Refusal",
    "basin.comparing.changes.Turn",  # these stand in whole sentences, never alone
    "basin.comparing.figures.Measure",
    "basin.comparing.measuring.Basis",
    "basin.pictures.yearly.Keep",
    "basin.sentences.numbers.Way",
    "basin.mapping.dates.Orders",  # what a table tells: people read a question
    "basin.mapping.numbers.Signs",
    "grievances.deadlines.Unit",  # stands in whole sentences, never alone
}


def modules(package: str) -> Iterator[ModuleType]:
    """Every module of a package, loaded."""
    root = importlib.import_module(package)
    yield root
    for found in pkgutil.walk_packages(root.__path__, f"{package}."):
        yield importlib.import_module(found.name)


def spoken() -> list[type[StrEnum]]:
    """The closed lists whose members people meet."""
    enums = {
        value
        for package in FEATURES
        for module in modules(package)
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, StrEnum) and value is not StrEnum
    }
    ours = (enum for enum in enums if enum.__module__.partition(".")[0] in FEATURES)
    named = {f"{enum.__module__}.{enum.__qualname__}": enum for enum in ours}
    return [enum for name, enum in sorted(named.items()) if name not in UNSPOKEN]


def vocabularies() -> list[Mapping[StrEnum, object]]:
    """Every table of words: the mappings in a room of words that speak for a closed list."""
    endings = (".words", "_words")
    rooms = (m for package in FEATURES for m in modules(package) if m.__name__.endswith(endings))
    tables = [value for room in rooms for value in vars(room).values()]
    return [
        table
        for table in tables
        if isinstance(table, Mapping) and set(map(_is_member, table)) == {True}
    ]


def _is_member(key: object) -> bool:
    return isinstance(key, StrEnum)


def test_every_member_of_every_list_has_a_word() -> None:
    tables = [set(words) for words in vocabularies()]
    assert [enum.__qualname__ for enum in spoken() if set(enum) not in tables] == []


@pytest.mark.parametrize("language", gathering.LANGUAGES)
def test_every_word_is_translated(language: str) -> None:
    known = {entry.msgid for entry in gathering.catalogue(language) if translated(entry)}
    said = {text for words in vocabularies() for word in words.values() for text in texts(word)}
    assert said - known - {""} == set()


def texts(word: object) -> list[str]:
    """A word as text; a heading with its sentence counts as two."""
    return [str(part) for part in word] if isinstance(word, tuple) else [str(word)]


def test_no_two_members_of_a_list_share_a_word() -> None:
    """Two choices that read alike are one choice too many; a verb may lead two ways."""
    for words in vocabularies():
        names = [texts(word)[0] for member, word in words.items() if not isinstance(member, Verb)]
        assert len(set(names)) == len(names)


def sentences_of(package: str) -> set[str]:
    """What a library says to people by itself, as written in its sources."""
    folder = Path(importlib.import_module(package).__file__ or "").parent
    found = extract_from_dir(folder, [("**.py", "python")])
    return {
        sentence
        for _, _, message, _, _ in found
        for sentence in (message if isinstance(message, tuple) else (message,))
    }


def test_wtforms_says_nothing_in_its_own_words() -> None:
    """It speaks no Quechua: each of its sentences has one of ours."""
    lengths = {sentence for sentence in sentences_of("wtforms") if "character" in sentence}
    choices = {"'%(value)s' are not valid choices for this field."}
    assert sentences_of("wtforms") - lengths - choices - set(BUILT_IN) == set()


@pytest.mark.parametrize("language", ["es", *gathering.LANGUAGES])
def test_our_words_for_wtforms_keep_its_gaps(language: str) -> None:
    app = Flask(__name__)
    locale.init_app(app)
    values = {"min": 1, "max": 2, "length": 3}
    lengths = [sentence for sentence in sentences_of("wtforms") if "character" in sentence]
    with app.test_request_context(f"/?lang={language}"):
        ours = [Words().gettext(sentence) for sentence in BUILT_IN]
        ours += [Words().ngettext(one, one, 2) for one in lengths if "between" not in one]
        for sentence in ours:
            assert sentence % values
