"""What a thread holds, in its order and for each reader, on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import DBAPIError

from accounts.roles import Role
from dialogue.kinds import ModerationAct, PostState, Tongue, Visibility
from dialogue.models import Following, Mention, ModerationEntry, PostTranslation
from dialogue.operations.moderation import moderate_post
from dialogue.operations.posts import translate_post
from dialogue.queries.following import news_of, people_to_tell
from dialogue.queries.moderation import log_of, waiting_in
from dialogue.queries.posts import page_of
from dialogue.queries.threads import threads_found
from dialogue.queries.whole_threads import stamp_of, whole_thread
from kernel.clock import at, now
from kernel.database import Database
from kernel.policy import STRANGER, SYSTEM, Actor
from kernel.vault import Vault
from tests.dialogue.threads.talk import PUBLIC
from tests.factories.accounts import actor_of, new_office, new_person
from tests.factories.tables import new_party, new_process, new_seat
from tests.factories.threads import new_post, new_thread


def test_a_thread_is_read_in_its_order_moderated_and_told(
    any_database: Database, vault: Vault
) -> None:
    with any_database.changing() as session:
        office = new_office(session, vault)
        process = new_process(session, vault, office, visibility=Visibility.PUBLIC)
        host = actor_of(session, new_person(session, office, Role.FACILITATOR))
        person = new_person(session, None)
        seat = new_seat(session, process, new_party(session, process), person)
        other = new_seat(session, process, new_party(session, process))
        thread = new_thread(session, process, visibility=PUBLIC)
        first, second = new_post(session, thread, seat=seat), new_post(session, thread, seat=other)
        answer = new_post(session, thread, seat=other, answers_id=first.id)
        waiting = new_post(session, thread, seat=other, state=PostState.WAITING)

        def order(actor: Actor) -> list[int]:
            found = page_of(session, actor, process, thread)
            return [one.post.id for one in found.rows]

        delegate = Actor(person.id)
        assert order(delegate) == order(STRANGER) == [first.id, answer.id, second.id]
        assert order(host) == [first.id, answer.id, second.id, waiting.id]
        assert [one.post.id for one in waiting_in(session, process)] == [waiting.id]
        assert [one.posts for one in threads_found(session, STRANGER, process).rows] == [3]

        session.add(Following(office_id=office.id, thread_id=thread.id, person_id=person.id))
        session.add(Mention(office_id=office.id, post_id=second.id, seat_id=seat.id))
        session.flush()
        assert people_to_tell(session, 0, 10) == [person.id]
        (news,) = news_of(session, delegate)
        assert (news.posts, len(news.mentions)) == (2, 1)
        assert news.following
        news.following.told_id, news.following.told_at = waiting.id, now()
        before = stamp_of(session, process, thread)
        with at(now() + timedelta(hours=1)):
            moderate_post(session, host, process, waiting, ModerationAct.SHOW, "")
            moderate_post(session, host, process, second, ModerationAct.HIDE, "Insulta.")
        session.flush()
        assert [one.posts for one in news_of(session, delegate)] == [1]
        assert stamp_of(session, process, thread) != before
        assert len(log_of(session, STRANGER, process).rows) == 2
        whole = whole_thread(session, process, thread, now(), public=True)
        assert [one.can_be_read for one in whole.posts] == [True, True, False, True]
        assert {one.name for one in whole.posts} == {""}


@pytest.mark.parametrize("kind", [PostTranslation, ModerationEntry])
def test_what_was_translated_and_moderated_stays_as_it_is(
    any_database: Database, vault: Vault, kind: type
) -> None:
    with any_database.changing() as session:
        process = new_process(session, vault, new_office(session, vault))
        post = new_post(session, new_thread(session, process))
        translate_post(session, SYSTEM, process, post, Tongue.QU, "Unu")
        moderate_post(session, SYSTEM, process, post, ModerationAct.HIDE, "Insulta.")
    with pytest.raises(DBAPIError), any_database.changing() as session:
        session.delete(session.query(kind).one())
