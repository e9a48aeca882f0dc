"""What was found, as the command prints it."""

from dataclasses import asdict
from typing import Any

from dialogue.opinion_groups.found import OpinionGroup, OpinionGroups, StatementFigures


def as_written(found: OpinionGroups) -> dict[str, Any]:
    """The same as lists and mappings for JSON. A participant's id is a word there, as JSON wants
    it of keys; every other id stays a number."""
    return {
        "participants": found.participants,
        "statements": len(found.statements),
        "votes": found.votes,
        "grouped": found.grouped,
        "k": len(found.groups),
        "silhouette": found.silhouette,
        "groups": [_group(one) for one in found.groups],
        "membership": {str(person): group for person, group in found.membership.items()},
        "statements_stats": [_statement(one) for one in found.statements],
        "majority": {
            "agree": list(found.majority_agree),
            "disagree": list(found.majority_disagree),
        },
    }


def _group(one: OpinionGroup) -> dict[str, Any]:
    return {
        "id": one.id,
        "size": one.size,
        "representative": [asdict(each) for each in one.representative],
    }


def _statement(one: StatementFigures) -> dict[str, Any]:
    return {
        "statement": one.statement,
        "agree": one.everybody.agree,
        "disagree": one.everybody.disagree,
        "pass": one.everybody.passed,
        "seen": one.everybody.seen,
        "gic": one.gic,
        "priority": one.priority,
    }
