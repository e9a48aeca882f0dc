"""`flask dialogue opinion-groups`: who votes alike in a Polis export, for anybody, as JSON.

Needs no database. What is computed with is imported only when the command runs.
"""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dialogue.cli.faults import sentence_of
from dialogue.polis import check_counts, read_comments
from kernel.errors import BadInput

if TYPE_CHECKING:
    from dialogue.opinion_groups.found import OpinionGroups

A_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("opinion-groups")
@click.argument("votes", type=A_FILE, metavar="VOTES.csv")
@click.option(
    "--comments",
    type=A_FILE,
    metavar="COMMENTS.csv",
    help="The statements: what moderation rejected then groups nobody and speaks for nobody.",
)
def opinion_groups(votes: Path, comments: Path | None) -> None:
    """Find the opinion groups in VOTES.csv, a Polis export with agree = 1, and print them as JSON.

    Ids are those of the file. `votes` counts the last vote of each person on each statement, as do
    all figures. With fewer than 15 people nobody is grouped: `k` and `grouped` are 0, `groups` and
    `membership` empty, `silhouette` and every `gic` null.
    """
    from dialogue.opinion_groups.written import as_written

    try:
        found = _found(votes, comments)
    except BadInput as fault:
        raise click.ClickException(sentence_of(fault)) from None
    click.echo(json.dumps(as_written(found), indent=1, allow_nan=False))


def _found(votes: Path, comments: Path | None) -> "OpinionGroups":
    from dialogue.opinion_groups.finding import find_groups
    from dialogue.opinion_groups.matrix import matrix_of
    from dialogue.polis.plain_votes import read_many_votes

    with votes.open("rb") as file:
        cast = read_many_votes(file)
    said = read_comments(comments.read_bytes()) if comments else ()
    if comments:
        check_counts(cast, said)
    rejected = {one.id for one in said if one.moderated < 0}
    offered = {one.id for one in said} - rejected
    matrix = matrix_of(cast.people, cast.statements, cast.sides, cast.times, offered=offered)
    del cast  # the matrix has it all: room for what follows
    about_itself = {one.id for one in said if one.about_itself}
    return find_groups(matrix, rejected=rejected, about_itself=about_itself)
