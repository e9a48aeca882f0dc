"""Opinion groups beside the groups that people declared: who sits where."""

from collections.abc import Mapping, Sequence

from dialogue.opinion_groups.found import OpinionGroups
from kernel.statistics import Counts, suppressed


def crossed(found: OpinionGroups, declared: Mapping[int, str], groups: Sequence[str]) -> Counts:
    """People of each declared group (a row for each of `groups`) in each opinion group (columns).

    `declared` says in which group a person sits; who sits in none of `groups` is not counted. Small
    counts are hidden, and as many more as keep them hidden.
    """
    rows = {group: [0] * len(found.groups) for group in groups}
    for person, column in found.membership.items():
        row = rows.get(declared.get(person, ""))
        if row is not None:
            row[column] += 1
    return suppressed([rows[group] for group in groups])
