"""The gaps of a sentence, such as %(name)s, which a translation must keep.

A # is the gap of a sentence that a script fills in the page.
"""

import re
from collections import Counter

_GAP = re.compile(r"%\((\w+)\)[a-z]|%%|\{\w*\}|#")
_TAG = re.compile(r"</?[a-z][^>]*>")
_NOT_WORDS = re.compile(rf"{_GAP.pattern}|{_TAG.pattern}|&\w+;|https?://\S+|\S+@\S+|/[\w/-]+")


def gaps(text: str) -> Counter[str]:
    """Each gap and each tag of `text` with how often it stands there."""
    marks = [found.group() for found in _GAP.finditer(text)]
    return Counter(marks + _TAG.findall(text))


def without_placeholders(text: str) -> str:
    """The words of `text` alone."""
    return _NOT_WORDS.sub(" ", text)


def can_be_filled(text: str) -> bool:
    """Whether filling the gaps works: a bare % breaks the page that shows it."""
    filling = {found.group(1): 1 for found in _GAP.finditer(text) if found.group(1)}
    try:
        return bool(text % filling) or not text
    except (ValueError, TypeError, KeyError):
        return False
