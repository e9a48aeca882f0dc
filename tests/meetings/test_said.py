"""What people in the room say, agree on and for how long they speak."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from kernel.audit import Entry
from kernel.clock import at
from kernel.errors import BadInput, Forbidden, NotFound, RuleBroken
from kernel.policy import STRANGER
from kernel.vault import Vault
from meetings.kinds import ContributionKind, Counting, Extent, Sex, Tongue
from meetings.lifecycle import State
from meetings.models import Agreement, Contribution, SpeakingTurn, Theme
from meetings.operations import agreements, said, themes, turns
from meetings.operations.agreements import Accord
from meetings.operations.said import Remark
from meetings.operations.themes import Heading, Weight
from meetings.queries.concern_references import concern_referred
from meetings.queries.said import (
    Filters,
    agreements_of,
    concerns_by_theme,
    contributions_of,
    said_by_point,
    speaking_of,
    themes_of,
)
from tests.factories.meetings import new_agenda_item, new_meeting
from tests.meetings.room_at_work import Room, make_room

NINE = datetime(2026, 8, 23, 14, 0, tzinfo=UTC)


def test_the_same_entry_twice_is_one_row(room: Room) -> None:
    for _twice in range(2):
        room.says(entry="same")
        room.themed(entry="same")
        room.spoke(60, entry="same")
        room.agrees(entry="same")
    for table in (Contribution, Theme, SpeakingTurn, Agreement):
        assert room.session.scalar(select(func.count()).select_from(table)) == 1


def test_the_database_itself_holds_an_entry_only_once(room: Room) -> None:
    first = room.says(entry="same")
    room.session.add(
        Contribution(
            office_id=first.office_id, meeting_id=first.meeting_id, entry="same",
            reference="concern:OTHER", kind=first.kind, text="otra vez",
        )
    )  # fmt: skip
    with pytest.raises(IntegrityError):
        room.session.flush()
    room.session.rollback()


def test_a_name_stands_only_with_consent(room: Room) -> None:
    with pytest.raises(BadInput, match="speaker-without-consent"):
        room.says(speaker="Rosa Huamaní")
    named = room.says(speaker="Rosa Huamaní", consents_to_name=True)
    assert named.speaker == "Rosa Huamaní"


def test_words_are_needed(room: Room) -> None:
    with pytest.raises(BadInput, match="text-missing"):
        room.says("  ")


def test_point_and_group_are_of_this_meeting(room: Room, vault: Vault) -> None:
    other = make_room(room.session, vault)
    foreign: list[dict[str, Any]] = [
        {"agenda_item_id": other.item.id}, {"group_id": other.group.id},
    ]  # fmt: skip
    for facts in foreign:
        with pytest.raises(NotFound):
            room.says(**facts)
        with pytest.raises(NotFound):
            room.spoke(60, **facts)


def test_who_saw_an_older_version_changes_nothing(room: Room) -> None:
    one = room.says("Primero")
    seen = one.version
    mended = Remark("unused", ContributionKind.PROPOSAL, "Segundo")
    said.mend_contribution(room.session, room.note_taker, room.meeting, one, mended, seen)
    room.session.flush()
    with pytest.raises(RuleBroken, match="changed-meanwhile"):
        said.mend_contribution(room.session, room.note_taker, room.meeting, one, mended, seen)
    with pytest.raises(RuleBroken, match="changed-meanwhile"):
        said.translate_contribution(room.session, room.note_taker, room.meeting, one, "x", seen)
    assert (one.text, one.kind) == ("Segundo", ContributionKind.PROPOSAL)
    assert one.entry != "unused"


def test_a_translation_stands_beside_what_was_said(room: Room) -> None:
    one = room.says("Yaku qillichasqa", language=Tongue.QU)
    said.translate_contribution(
        room.session, room.note_taker, room.meeting, one, " El agua llega sucia ", one.version
    )
    assert (one.text, one.translation) == ("Yaku qillichasqa", "El agua llega sucia")


def test_what_was_withdrawn_can_come_back(room: Room) -> None:
    one, agreed = room.says(), room.agrees()
    said.withdraw_contribution(room.session, room.note_taker, room.meeting, one)
    agreements.withdraw_agreement(room.session, room.note_taker, room.meeting, agreed)
    assert not contributions_of(room.session, room.meeting)
    assert not agreements_of(room.session, room.meeting)
    assert contributions_of(room.session, room.meeting, withdrawn=True) == [one]
    said.restore_contribution(room.session, room.note_taker, room.meeting, one)
    agreements.restore_agreement(room.session, room.note_taker, room.meeting, agreed)
    assert contributions_of(room.session, room.meeting) == [one]
    assert agreements_of(room.session, room.meeting) == [agreed]


def test_concerns_stand_under_their_theme_the_heaviest_first(room: Room) -> None:
    dirty, dust, loose = room.says("sucia"), room.says("polvo"), room.says("suelta")
    water, air = room.themed("Agua"), room.themed("Aire")
    for concern, theme in ((dirty, water), (dust, air)):
        themes.gather_concern(room.session, room.note_taker, room.meeting, concern, theme)
    themes.weigh_theme(
        room.session, room.note_taker, room.meeting, air, Weight(Counting.DOTS, 3, 4, 1), 1
    )
    gathered = concerns_by_theme(room.session, room.meeting)
    assert [(one.theme, list(one.concerns)) for one in gathered] == [
        (air, [dust]), (water, [dirty]), (None, [loose]),
    ]  # fmt: skip
    assert air.weight == 8


def test_only_a_concern_goes_under_a_theme(room: Room) -> None:
    question = room.says(kind=ContributionKind.QUESTION)
    with pytest.raises(RuleBroken, match="only-concerns-have-themes"):
        themes.gather_concern(room.session, room.note_taker, room.meeting, question, room.themed())


def test_two_who_count_hands_do_not_overwrite_each_other(room: Room) -> None:
    water = room.themed()
    weigh = (room.session, room.note_taker, room.meeting, water)
    themes.weigh_theme(*weigh, Weight(Counting.HANDS, 12, 9), 1)
    room.session.flush()
    with pytest.raises(RuleBroken, match="changed-meanwhile"):
        themes.weigh_theme(*weigh, Weight(Counting.HANDS, 1, 1), 1)
    with pytest.raises(BadInput, match="count-not-possible"):
        themes.weigh_theme(*weigh, Weight(Counting.HANDS, -1), water.version)
    assert (water.women, water.men) == (12, 9)


def test_a_theme_off_the_list_leaves_its_concerns(room: Room) -> None:
    water, dirty = room.themed(), room.says()
    themes.gather_concern(room.session, room.note_taker, room.meeting, dirty, water)
    themes.withdraw_theme(room.session, room.note_taker, room.meeting, water)
    assert not themes_of(room.session, room.meeting)
    assert [one.theme for one in concerns_by_theme(room.session, room.meeting)] == [None]
    themes.restore_theme(room.session, room.note_taker, room.meeting, water)
    assert concerns_by_theme(room.session, room.meeting)[0].concerns == [dirty]


def test_a_theme_is_called_something(room: Room) -> None:
    water = room.themed()
    renamed = Heading("unused", "El agua", "Yaku")
    themes.rename_theme(room.session, room.note_taker, room.meeting, water, renamed, 1)
    assert (water.title, water.called("qu")) == ("El agua", "Yaku")
    with pytest.raises(BadInput, match="title-missing"):
        room.themed(" ")


def test_seconds_add_up_by_group_and_sex(room: Room) -> None:
    for seconds, group, sex in (
        (90, room.group, Sex.WOMAN), (30, room.group, Sex.WOMAN), (240, room.group, Sex.MAN),
        (60, room.women, Sex.WOMAN),
    ):  # fmt: skip
        room.spoke(seconds, group_id=group.id, sex=sex)
    mistaken = room.spoke(3600, group_id=room.women.id)
    turns.withdraw_turn(room.session, room.note_taker, room.meeting, mistaken)
    spoken = {one.group_id: one.seconds for one in speaking_of(room.session, room.meeting)}
    assert spoken == {
        room.group.id: {Sex.WOMAN: 120, Sex.MAN: 240},
        room.women.id: {Sex.WOMAN: 60},
    }


@pytest.mark.parametrize("seconds", [0, -1, 3 * 3600 + 1])
def test_nobody_speaks_for_no_time_or_all_day(room: Room, seconds: int) -> None:
    with pytest.raises(BadInput, match="turn-not-possible"):
        room.spoke(seconds)


def test_the_room_is_at_one_point_at_a_time(room: Room) -> None:
    second = new_agenda_item(room.session, room.meeting)
    does = (room.session, room.note_taker, room.meeting)
    turns.begin_item(*does, room.item, NINE)
    turns.begin_item(*does, room.item, NINE + timedelta(minutes=5))
    assert (room.item.begun_at, room.item.ended_at) == (NINE, None)
    turns.begin_item(*does, second, NINE + timedelta(minutes=40))
    assert room.item.ended_at == NINE + timedelta(minutes=40)
    turns.end_item(*does, second, NINE)
    assert second.ended_at == second.begun_at, "nothing ends before it begins"
    turns.begin_item(*does, room.item, NINE + timedelta(hours=2))
    assert [room.item.begun_at, room.item.ended_at] == [NINE, None], "taken up again"


def test_agreements_are_numbered_and_no_number_comes_twice(room: Room) -> None:
    first, second = room.agrees(), room.agrees()
    agreements.withdraw_agreement(room.session, room.note_taker, room.meeting, second)
    assert [first.number, second.number, room.agrees().number] == [1, 2, 3]


@pytest.mark.parametrize("extent", [Extent.PARTIAL, Extent.NONE])
def test_what_not_everybody_wants_needs_the_reasons(room: Room, extent: Extent) -> None:
    with pytest.raises(BadInput, match="dissent-missing"):
        room.agrees(extent=extent, dissent="  ")
    assert room.agrees(extent=extent, dissent="La empresa pide más plazo").number == 1


def test_a_total_agreement_has_no_votes_against(room: Room) -> None:
    with pytest.raises(BadInput, match="total-with-votes-against"):
        room.agrees(women_against=1)
    with pytest.raises(BadInput, match="count-not-possible"):
        room.agrees(men_for=-1)


def test_an_agreement_is_mended_but_keeps_its_number(room: Room) -> None:
    one = room.agrees()
    accord = Accord("unused", "Limpiar dos veces", Extent.TOTAL, women_for=13, men_for=10)
    agreements.mend_agreement(room.session, room.note_taker, room.meeting, one, accord, 1)
    room.session.flush()
    assert (one.number, one.text, one.women_for) == (1, "Limpiar dos veces", 13)
    with pytest.raises(RuleBroken, match="changed-meanwhile"):
        agreements.mend_agreement(room.session, room.note_taker, room.meeting, one, accord, 1)


def test_what_was_said_is_found_by_kind_and_group_in_its_order(room: Room) -> None:
    with at(NINE):
        later = room.says("después", said_at=NINE + timedelta(minutes=9))
        first = room.says("primero", said_at=NINE)
        asked = room.says("¿Cuándo?", kind=ContributionKind.QUESTION, group_id=room.women.id)
    loose = room.says("suelto", agenda_item_id=None)
    assert contributions_of(room.session, room.meeting, Filters(group_id=room.women.id)) == [asked]
    concerns = contributions_of(room.session, room.meeting, Filters(kind=ContributionKind.CONCERN))
    assert concerns == [first, later, loose]
    points = said_by_point(room.session, room.meeting)
    assert [point.item for point in points] == [room.item, None]


def test_nothing_of_another_meeting_is_found(room: Room, vault: Vault) -> None:
    other = make_room(room.session, vault)
    sibling = new_meeting(room.session, vault, room.office)
    other.says(), other.agrees(), other.spoke(60), other.themed()
    for meeting in (room.meeting, sibling):
        assert not contributions_of(room.session, meeting)
        assert not agreements_of(room.session, meeting)
        assert not speaking_of(room.session, meeting)
        assert not themes_of(room.session, meeting)


def test_strangers_note_nothing_and_nobody_does_after_the_reading(room: Room) -> None:
    remark = Remark("entry", ContributionKind.CONCERN, "algo")
    with pytest.raises(Forbidden):
        said.note_contribution(room.session, STRANGER, room.meeting, remark)
    room.meeting.state = State.READ_BACK
    for act in (room.says, room.agrees, room.themed, lambda: room.spoke(60)):
        with pytest.raises(Forbidden):
            act()


def test_the_trail_tells_ids_and_no_words(room: Room) -> None:
    room.says("agua sucia en Qollpa")
    room.agrees("limpiar Qollpa")
    entries = room.session.scalars(select(Entry).where(Entry.subject == room.meeting.subject))
    told = [(entry.event, str(entry.facts)) for entry in entries]
    assert {"meetings:contribution:noted", "meetings:agreement:noted"} <= {e for e, _f in told}
    assert not [facts for _event, facts in told if "Qollpa" in facts]


def test_words_are_lent_to_others_only_where_who_said_them_agreed_to_be_quoted(room: Room) -> None:
    quoted = room.says("Falta agua", consents_to_quote=True, language=Tongue.QU)
    silent = room.says("No me citen")
    for one, words in ((quoted, "Falta agua"), (silent, "")):
        key = one.reference.removeprefix("concern:")
        found = concern_referred(room.session, room.note_taker, key)
        assert found is not None
        assert found.words == words
        assert concern_referred(room.session, STRANGER, key) is None
    key = quoted.reference.removeprefix("concern:")
    quoted.withdrawn_at = NINE
    room.session.flush()
    taken_back = concern_referred(room.session, room.note_taker, key)
    assert taken_back is not None
    assert taken_back.words == ""
