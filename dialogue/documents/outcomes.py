"""The words that are sealed beside the figures of a round, in Spanish and in Quechua."""

from collections.abc import Mapping, Sequence

from dialogue.operations.results import SEALED_IN, Names
from dialogue.protocols import Outcome
from dialogue.sentences import outcome_in


def outcome_words(
    outcome: Outcome, groups: Names, alternatives: Names
) -> Mapping[str, Sequence[str]]:
    """Every sentence of an outcome, by language."""
    return {
        language: outcome_in(
            language, outcome, named_in(groups, language), named_in(alternatives, language)
        ).sentences
        for language in SEALED_IN
    }


def named_in(names: Names, language: str) -> dict[str, str]:
    """Names in one language; in Spanish where there is none."""
    return {key: words.get(language) or words.get("es", "") for key, words in names.items()}
