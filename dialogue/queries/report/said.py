"""What was said in threads: counted by kind and group, quoted as it was said, with its evidence."""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue.contents.report import NOTHING, Proof, Quote, Topic
from dialogue.kinds import PostState, ThreadVisibility, Tongue
from dialogue.models import Exhibit, Group, Post, PostTranslation, Process, Thread
from dialogue.queries.report.table import day
from meetings.contents import Text

QUOTED = 6
"""So many posts of a thread are quoted at most: the newest one of each group."""
LONGEST = 400
"""Signs of a quotation; what is longer ends with dots."""

Cover = Callable[[str], str]


def threads_of(session: Session, process: Process, *, public: bool) -> Sequence[Thread]:
    """The threads that the report tells of, the oldest first."""
    wanted = [Thread.process_id == process.id]
    if public:
        wanted.append(Thread.visibility == ThreadVisibility.PUBLIC)
    return session.scalars(select(Thread).where(*wanted).order_by(Thread.id)).all()


def topics(
    session: Session, process: Process, threads: Sequence[Thread], cover: Cover, *, public: bool
) -> tuple[Topic, ...]:
    """Each thread with what is in sight of it; names stay out of the report for everybody."""
    groups = {one.id: one for one in process.groups}
    posts = _posts(session, threads)
    quoted = {one.id: _quoted(posts.get(one.id, [])) for one in threads}
    translated = _translations(session, [post for some in quoted.values() for post in some])
    names = {} if public else {seat.id: seat.name for seat in process.seats}

    def quote(post: Post) -> Quote:
        return _quote(post, groups, translated, names, cover)

    return tuple(
        Topic(
            title=Text(cover(one.title), cover(one.title_qu)),
            on=day(one.made_at.date()),
            closed=one.closed_at is not None,
            posts=len(posts.get(one.id, [])),
            kinds=dict(Counter(post.kind.value for post in posts.get(one.id, []))),
            groups=_by_group(posts.get(one.id, []), groups),
            quotes=tuple(quote(post) for post in quoted[one.id]),
        )
        for one in threads
    )


def proofs(session: Session, threads: Sequence[Thread], cover: Cover) -> tuple[Proof, ...]:
    """The evidence beside what is in sight, each once."""
    titles = {one.id: Text(cover(one.title), cover(one.title_qu)) for one in threads}
    query = (
        select(Exhibit, Post.thread_id)
        .join(Post, Exhibit.post_id == Post.id)
        .where(Post.thread_id.in_([*titles]), Post.state == PostState.SHOWN)
        .order_by(Exhibit.id)
    )
    found: dict[str, Proof] = {}
    for one, thread in session.execute(query):
        title = Text(cover(one.title), cover(_title_qu(one)))
        proof = Proof(one.kind.value, title, one.sha256, one.reference, titles[thread])
        found.setdefault(one.sha256, proof)
    return tuple(found.values())


def _title_qu(one: Exhibit) -> str:
    """The title in Quechua that was frozen with what people saw; empty where none was."""
    titles = json.loads(one.seen).get("titles", {}) if one.seen else {}
    return str(titles.get("qu", ""))


def _posts(session: Session, threads: Sequence[Thread]) -> dict[int, list[Post]]:
    query = select(Post).where(
        Post.thread_id.in_([one.id for one in threads]), Post.state == PostState.SHOWN
    )
    found: dict[int, list[Post]] = {}
    for post in session.scalars(query.order_by(Post.id)):
        found.setdefault(post.thread_id, []).append(post)
    return found


def _quoted(posts: Sequence[Post]) -> list[Post]:
    """The newest post of each group, in the order in which they were said."""
    newest = {post.group_id: post for post in posts if post.group_id is not None}
    return sorted(newest.values(), key=lambda post: post.id)[-QUOTED:]


def _by_group(posts: Sequence[Post], groups: Mapping[int, Group]) -> tuple[tuple[Text, int], ...]:
    counts = Counter(post.group_id for post in posts)
    named = [
        (Text(groups[one].name, groups[one].name_qu), count)
        for one, count in counts.items()
        if one is not None and one in groups
    ]
    office = counts.get(None, 0)
    return tuple([*named, (NOTHING, office)] if office else named)


def _quote(
    post: Post,
    groups: Mapping[int, Group],
    translated: Mapping[int, str],
    names: Mapping[int, str],
    cover: Cover,
) -> Quote:
    group = groups.get(post.group_id or 0)
    return Quote(
        group=Text(group.name, group.name_qu) if group else NOTHING,
        kind=post.kind.value,
        language=post.language.value,
        words=_short(cover(post.words)),
        translation=_short(cover(translated.get(post.id, ""))),
        by=post.spoken_by or names.get(post.seat_id or 0, "") if names else "",
    )


def _translations(session: Session, posts: Sequence[Post]) -> dict[int, str]:
    """The newest translation of each into the other language of the table."""
    other = {Tongue.ES: Tongue.QU, Tongue.QU: Tongue.ES, Tongue.EN: Tongue.ES}
    wanted = {post.id: other[post.language] for post in posts}
    query = select(PostTranslation).where(PostTranslation.post_id.in_([*wanted]))
    return {
        one.post_id: one.words
        for one in session.scalars(query.order_by(PostTranslation.id))
        if one.language is wanted[one.post_id]
    }


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else words[:LONGEST].rstrip() + "…"
