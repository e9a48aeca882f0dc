"""What the figures of scenarios say, in plain sentences for people who read no charts.

Every sentence is chosen and filled by rules from the numbers that stand beside it; none is written
by hand for a case. What is rounded is rounded first and worded after, so that words never say more
than the numbers do, and how far a figure may vary is always said with it.
"""

from basin.sentences.changes import sentence
from basin.sentences.figures import heading, limit_words, written
from basin.sentences.names import case_name, unit_sign, variable_name

__all__ = [
    "case_name",
    "heading",
    "limit_words",
    "sentence",
    "unit_sign",
    "variable_name",
    "written",
]
