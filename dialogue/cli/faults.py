"""What is amiss in the files of a conversation, in a sentence for whoever typed the command."""

from collections.abc import Mapping

from kernel.errors import BadInput

SENTENCES: Mapping[str, str] = {
    "polis-cell": "{file}, row {row}: the column {column} holds something that cannot be read.",
    "polis-columns": "{file}: the column {column} is missing or there twice.",
    "polis-counts-differ": (
        "{file}: statement {statement} has other counts than the votes; the files are not of one "
        "conversation."
    ),
    "polis-file-missing": "{file} is missing.",
    "polis-not-text": "{file} is no CSV file in UTF-8.",
    "polis-people-differ": "{file}: the row of person {person} differs from the votes.",
    "polis-signs-turned": "{file}: agree and disagree are exchanged; agree must be 1.",
    "polis-too-large": "{file} holds more than {most}, which is the most that is read.",
    "polis-twice": "{file}, row {row}: the {column} of another row again.",
    "polis-unknown-statement": "{file} holds votes on statement {statement}, which is not listed.",
}


def sentence_of(fault: BadInput) -> str:
    """What is amiss and where."""
    return SENTENCES[fault.code].format(**fault.facts)
