"""Opinion groups: read, computed with no transaction open, then kept."""

from typing import Any

from dialogue.jobs.duties import DUTIES
from dialogue.kinds import OpinionState
from dialogue.models import Conversation, OpinionRun
from dialogue.operations.opinions import GROUP, ask_for_due, give_up, keep_groups
from dialogue.queries.opinions import Heard, votes_heard
from kernel.jobs import Work


@DUTIES.duty(GROUP.removeprefix("dialogue."))
def group_opinions(work: Work, run_id: int) -> None:
    """Look for the opinion groups of a conversation."""
    work.outside(group_conversation, work, run_id)


@DUTIES.duty("renew-opinions", every="*/10 * * * *")
def renew_opinions(work: Work) -> None:
    """Order it wherever votes grew by a twentieth."""
    work.change(ask_for_due, work.jobs)


def group_conversation(work: Work, run_id: int) -> None:
    """Read the votes, compute, and keep what was found; a run that ended stays as it is."""
    with work.database.reading() as session:
        run = session.get_one(OpinionRun, run_id)
        if run.state is not OpinionState.QUEUED:
            return
        heard = votes_heard(session, session.get_one(Conversation, run.conversation_id))
    try:
        result, grouped = computed(heard)
    except Exception:
        with work.database.changing() as session:
            give_up(session, run_id)
        raise
    with work.database.changing() as session:
        keep_groups(session, run_id, result, grouped)


def computed(heard: Heard) -> tuple[dict[str, Any], int]:
    """What was found as plain values, and how many people are in a group.

    numpy is loaded here and nowhere else: the web never pays for it.
    """
    from dialogue.opinion_groups.crossing import crossed
    from dialogue.opinion_groups.finding import find_groups
    from dialogue.opinion_groups.kept import kept
    from dialogue.opinion_groups.matrix import matrix_of

    matrix = matrix_of(
        heard.people, heard.statements, heard.sides, offered=heard.offered | heard.rejected
    )
    found = find_groups(matrix, rejected=heard.rejected, about_itself=heard.about_itself)
    groups = sorted(set(heard.declared.values()))
    declared = {person: str(group) for person, group in heard.declared.items()}
    cells = crossed(found, declared, [str(one) for one in groups]).cells if groups else ()
    table = {"declared": groups, "cells": [list(row) for row in cells]}
    return kept(found) | {"crossed": table}, found.grouped
