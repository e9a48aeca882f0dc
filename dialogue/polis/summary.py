"""`summary.csv`: what a conversation is called and how large it is."""

from dataclasses import dataclass

from dialogue.polis.limits import LIMITS, Limits
from dialogue.polis.sheets import Source, Spot, pairs_of, whole
from dialogue.polis.writing import table
from kernel.errors import BadInput
from kernel.text import canonical, csv_cell, text_of_cell

FILE = "summary.csv"
WORDS = ("topic", "url", "conversation-description")
COUNTS = ("views", "voters", "voters-in-conv", "commenters", "comments", "groups")


@dataclass(frozen=True)
class Summary:
    """`voters` cast a vote, `in_conversation` count for the groups, `commenters` wrote."""

    topic: str
    url: str
    description: str
    views: int
    voters: int
    in_conversation: int
    commenters: int
    comments: int
    groups: int


def read_summary(source: Source, limits: Limits = LIMITS) -> Summary:
    """What the file says. BadInput where a line is missing or no number."""
    said = pairs_of(source, FILE)
    missing = [name for name in (*WORDS, *COUNTS) if name not in said]
    if missing:
        raise BadInput("polis-columns", file=FILE, column=missing[0])
    words = {name: canonical(text_of_cell(said[name][1])) for name in WORDS}
    for name, text in words.items():
        if len(text) > limits.letters:
            raise Spot(FILE, said[name][0], name).fault()
    counts = {name: whole(said[name][1], Spot(FILE, said[name][0], name)) for name in COUNTS}
    return Summary(
        topic=words["topic"],
        url=words["url"],
        description=words["conversation-description"],
        views=counts["views"],
        voters=counts["voters"],
        in_conversation=counts["voters-in-conv"],
        commenters=counts["commenters"],
        comments=counts["comments"],
        groups=counts["groups"],
    )


def write_summary(summary: Summary) -> bytes:
    """The file."""
    return table(
        None,
        [
            ("topic", csv_cell(summary.topic)),
            ("url", csv_cell(summary.url)),
            ("views", summary.views),
            ("voters", summary.voters),
            ("voters-in-conv", summary.in_conversation),
            ("commenters", summary.commenters),
            ("comments", summary.comments),
            ("groups", summary.groups),
            ("conversation-description", csv_cell(summary.description)),
        ],
    )
