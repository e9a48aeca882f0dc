"""What is said at the table of Pastos Grandes, and what people think of short statements."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import time
from functools import partial

from sqlalchemy import select

from basin.models import Evidence, Study
from basin.queries.dossier import dossier_of
from basin.queries.showing import shown_of
from demo import mesa_story as told
from demo import mesa_waiting_story as waiting
from demo.diary import Diary
from demo.stage import Stage
from dialogue.documents import exhibits as frozen
from dialogue.kinds import Channel, ConversationVerb, PostKind, ThreadVisibility, Tongue
from dialogue.models import Conversation, Group, Post, Process, Thread
from dialogue.operations.conversations import Asked, make_conversation, move_conversation
from dialogue.operations.exhibits import Laid, lay_exhibit
from dialogue.operations.posts import Remark, translate_post, write_post
from dialogue.operations.statements import Line, seed_statements
from dialogue.operations.threads import Topic, open_thread
from dialogue.operations.voters import stand_for
from dialogue.operations.voting import put_vote
from dialogue.queries.conversations import Ballot
from dialogue.queries.processes import key_of
from dialogue.queries.statements import statements_in
from meetings.queries.quoting import words_in_public

FIRST_DAYS_AGO = 36
ASKED_DAYS_AGO = 28


def talk(
    diary: Diary, stage: Stage, process: Process, groups: Mapping[str, Group], study: Study
) -> Thread:
    """One thread with what each party said, and what lies beside it; then the statements."""
    with stage.on(stage.ago(FIRST_DAYS_AGO), time(8)):
        topic = Topic(told.THREAD, told.THREAD_QU, visibility=ThreadVisibility.PUBLIC)
        thread = open_thread(
            stage.session, stage.coordinator, stage.references, process, topic, process.came_from
        )
    posts: list[Post] = []
    for number, said in enumerate(told.POSTS):
        say = partial(_speak, stage, process, groups, thread, study, said, posts)
        diary.on(said.days_ago, time(9 + number), say)
    _ask(diary, stage, process)
    return thread


def _speak(
    stage: Stage,
    process: Process,
    groups: Mapping[str, Group],
    thread: Thread,
    study: Study,
    said: told.Said,
    posts: list[Post],
) -> None:
    """Somebody speaks, and lays beside it what they speak of."""
    posts.append(_say(stage, process, groups, thread, said, posts))
    if said.kind is PostKind.CONCERN:
        _lay(stage, process, thread, posts[-1], _of_workshop(stage, process))
    if said.evidence:
        _lay(stage, process, thread, posts[-1], _of_study(stage, study, said.evidence))


def _say(
    stage: Stage,
    process: Process,
    groups: Mapping[str, Group],
    thread: Thread,
    said: told.Said,
    before: list[Post],
) -> Post:
    speaker = next(one for one in told.PARTIES if one.key == said.party).chairs[0]
    remark = Remark(
        said.words, said.kind,
        answers=before[said.answers - 1] if said.answers else None,
        spoken_by=speaker.name, group_id=groups[said.party].id,
    )  # fmt: skip
    post = write_post(stage.session, stage.coordinator, stage.references, process, thread, remark)
    if said.words_qu:
        translate_post(stage.session, stage.coordinator, process, post, Tongue.QU, said.words_qu)
    return post


def _lay(stage: Stage, process: Process, thread: Thread, post: Post, laid: Laid) -> None:
    key = key_of(stage.session, stage.vault, process)
    lay_exhibit(
        stage.session, stage.coordinator, stage.references, key, process, thread, post, laid
    )


def _of_study(stage: Stage, study: Study, title: str) -> Laid:
    query = select(Evidence).where(Evidence.study_id == study.id, Evidence.title == title)
    evidence = stage.session.scalars(query).one()
    return frozen.of_evidence(
        dossier_of(stage.session, evidence), shown_of(stage.session, evidence)
    )


def _of_workshop(stage: Stage, process: Process) -> Laid:
    """The words as they were said there, by somebody who agreed to be quoted, for everybody."""
    referred = stage.references.resolve(stage.session, stage.coordinator, process.came_from)
    if referred is None:
        raise LookupError(process.came_from)
    words = words_in_public(stage.session, stage.references, process.came_from)
    laid = frozen.of_words(process.came_from, replace(referred, words=words))
    return replace(laid, for_everybody=True)


def _ask(diary: Diary, stage: Stage, process: Process) -> None:
    """Statements, voted on by everybody who sits there to speak; some are added once it agreed."""
    with stage.on(stage.ago(FIRST_DAYS_AGO), time(8)):
        asked = Asked(told.ASKED, told.ASKED_QU, is_public=True)
        conversation = make_conversation(stage.session, stage.coordinator, process, asked)
    begin = partial(
        move_conversation, stage.session, stage.coordinator, process, conversation,
        ConversationVerb.OPEN,
    )  # fmt: skip
    diary.on(ASKED_DAYS_AGO, time(10), partial(_put, stage, process, conversation, told.STATEMENTS))
    diary.on(ASKED_DAYS_AGO, time(10), begin)
    diary.on(
        ASKED_DAYS_AGO - 2, time(10),
        partial(_vote, stage, process, conversation, told.STATEMENTS, told.VOTES),
    )  # fmt: skip
    diary.on(
        waiting.ADDED_DAYS_AGO,
        time(10),
        partial(_put, stage, process, conversation, waiting.STATEMENTS),
    )
    diary.on(
        waiting.ADDED_DAYS_AGO - 2, time(10),
        partial(_vote, stage, process, conversation, waiting.STATEMENTS, waiting.VOTES),
    )  # fmt: skip


def _put(
    stage: Stage, process: Process, conversation: Conversation, said: Sequence[tuple[str, str]]
) -> None:
    lines = [Line(es, qu) for es, qu in said]
    seed_statements(stage.session, stage.coordinator, process, conversation, lines)


def _vote(
    stage: Stage,
    process: Process,
    conversation: Conversation,
    said: Sequence[tuple[str, str]],
    votes: Mapping[str, tuple[int, ...]],
) -> None:
    words = [es for es, _qu in said]
    asked = [one for one in statements_in(stage.session, conversation) if one.words in words]
    for name, choices in votes.items():
        ballot = Ballot(next(one for one in process.seats if one.name == name))
        for statement, choice in zip(asked, choices, strict=True):
            stand = stand_for(stage.session, conversation, ballot, statement.number)
            put_vote(stage.session, conversation, stand, choice, Channel.PAPER, stage.coordinator)
