"""A Polis export is read whole and exactly, or refused with the row that is amiss."""

import io
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue.polis import (
    Comment,
    Limits,
    Vote,
    Votes,
    check_counts,
    check_people,
    read_comments,
    read_export,
    read_participants,
    read_summary,
    read_votes,
    write_comments,
    write_export,
    write_summary,
    write_votes,
)
from dialogue.polis.plain_votes import read_many_votes
from dialogue.polis.sheets import twice
from kernel.errors import BadInput
from tests.dialogue.polis.conversations import (
    CONVERSATIONS,
    VOTES_HEAD,
    comments_csv,
    files_of,
    people_csv,
    votes_csv,
)


def refused(code: str) -> "pytest.RaisesExc[BadInput]":
    return pytest.raises(BadInput, match=f"^{code}$")


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_the_files_of_a_real_conversation_agree_with_each_other(name: str) -> None:
    export = read_export(files_of(name))
    people = read_participants(files_of(name)["participants-votes.csv"])
    assert export.summary
    assert export.summary.voters == len(people) == len(set(export.votes.people))
    assert export.summary.comments == len(set(export.votes.statements))
    assert len(export.votes) > len(export.votes.last())


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_counts_of_statements_are_over_all_rows_and_of_people_over_last_votes(name: str) -> None:
    export = read_export(files_of(name))
    rows = Counter((vote.statement, vote.vote) for vote in export.votes)
    for one in export.comments:
        assert (one.agrees, one.disagrees) == (rows[one.id, 1], rows[one.id, -1])
    last = Counter((person, side) for (person, _), side in export.votes.last().items())
    for person in read_participants(files_of(name)["participants-votes.csv"]):
        assert person.agreed == last[person.id, 1]
        assert person.voted == sum(last[person.id, side] for side in (1, 0, -1))


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_what_was_read_is_written_and_read_again_the_same(name: str) -> None:
    export = read_export(files_of(name))
    written = write_export(export)
    assert set(written) == set(files_of(name))
    assert read_export(written) == export
    assert write_export(read_export(written)) == written


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_written_rows_are_those_of_the_file_but_for_the_words_of_the_time(name: str) -> None:
    given_rows = files_of(name)["votes.csv"].decode().splitlines()
    written = write_export(read_export(files_of(name)))["votes.csv"].decode().splitlines()
    assert [without_words(row) for row in written] == [without_words(row) for row in given_rows]


def without_words(row: str) -> list[str]:
    return [cell for at, cell in enumerate(row.split(",")) if at != 1]


def test_a_moment_is_written_as_polis_writes_it() -> None:
    row = write_votes([Vote(1500431922866, 0, 1, 1)]).decode().splitlines()[1]
    assert row == "1500431922866,Wed Jul 19 02:38:42 UTC 2017,0,1,1"


def test_a_moment_without_a_calendar_is_left_blank() -> None:
    assert write_votes([Vote(2**63 - 1, 0, 1, 1)]).decode().splitlines()[1].split(",")[1] == ""


numbers = st.integers(0, 2**63 - 1)
votes = st.builds(Vote, numbers, numbers, numbers, st.sampled_from([1, 0, -1]))
small = st.builds(Vote, st.integers(0, 9), st.integers(0, 3), st.integers(0, 3), st.integers(-1, 1))


@given(st.lists(votes, max_size=30))
def test_votes_survive_being_written_and_read_both_ways(cast: list[Vote]) -> None:
    written = write_votes(cast)
    assert list(read_votes(written)) == cast
    assert list(read_many_votes(io.BytesIO(written))) == cast


words = st.text(min_size=1, max_size=60).filter(lambda text: comment_of(text).text)


def comment_of(text: str) -> Comment:
    from kernel.text import canonical

    return Comment(1, 2, 3, 0, 0, 1, canonical(text).strip())


@given(words, st.booleans())
def test_words_survive_being_written_and_read(text: str, about_itself: bool) -> None:
    one = Comment(7, 2, 3, 1, 0, -1, comment_of(text).text, about_itself)
    if not one.text.startswith("'"):
        assert read_comments(write_comments([one])) == (one,)


@pytest.mark.parametrize("text", ["=1+1", "+54 9 388", "-1", "@todos", "'=1"])
def test_no_spreadsheet_takes_a_statement_for_a_formula(text: str) -> None:
    one = Comment(1, 1, 0, 0, 0, 1, text)
    cell = write_comments([one]).decode().splitlines()[1].split(",")[-1]
    assert cell[0] == "'"
    assert read_comments(write_comments([one]))[0].text == text


@given(st.lists(small, max_size=40))
def test_the_last_vote_counts_by_time_and_then_by_row(cast: list[Vote]) -> None:
    slow: dict[tuple[int, int], int] = {}
    for one in sorted(cast, key=lambda vote: vote.time):
        slow[one.person, one.statement] = one.vote
    assert Votes.of(cast).last() == slow


FAULTS = {
    "1 1 2": "vote",
    "1 1 +1": "vote",
    "1 1 agree": "vote",
    "1 1.5 1": "comment-id",
    "-1 1 1": "voter-id",
    "x 1 1": "voter-id",
    "1_0 1 1": "voter-id",
    "٣ 1 1": "voter-id",
    "9223372036854775808 1 1": "voter-id",
    "99999999999999999999999 1 1": "voter-id",
    "1 1 1 soon": "timestamp",
    "1 1 1 -5": "timestamp",
}


@pytest.mark.parametrize("row", FAULTS)
def test_a_row_that_is_no_vote_is_refused_by_its_number_and_column(row: str) -> None:
    data = votes_csv(*["1 2 1"] * 600, row, "1 3 1")
    for read in (read_votes, lambda given: read_many_votes(io.BytesIO(given))):
        with refused("polis-cell") as caught:
            read(data)
        assert caught.value.facts == {"file": "votes.csv", "row": 602, "column": FAULTS[row]}


@pytest.mark.parametrize("line", ["1,2,3", "1,2,3,4,1,6", "1,w,,4,1", ",w,3,4,1", "1,w,3,4,"])
def test_a_row_of_another_width_or_with_a_gap_is_refused(line: str) -> None:
    data = f"{VOTES_HEAD}\n1,w,3,4,1\n{line}\n".encode()
    for read in (read_votes, lambda given: read_many_votes(io.BytesIO(given))):
        with refused("polis-cell") as caught:
            read(data)
        assert caught.value.facts["row"] == 3


class Compared(str):
    """A name that counts how often it is compared with another."""

    times = 0

    def __eq__(self, other: object) -> bool:
        Compared.times += 1
        return str.__eq__(self, other)

    __hash__ = str.__hash__


def test_each_of_many_columns_is_looked_at_once() -> None:
    names = [Compared(number) for number in range(20_000)]
    assert twice(names) is None
    assert twice([*names, Compared(7)]) == "7"
    assert Compared.times < 100, "only names of the same hash are compared"


@pytest.mark.parametrize("data", [b"", b"\n", b"a,b\n1,2\n", b"timestamp,vote,vote\n1,1,1\n"])
def test_a_file_without_the_columns_is_refused(data: bytes) -> None:
    with refused("polis-columns"):
        read_votes(data)
    with refused("polis-columns"):
        read_many_votes(io.BytesIO(data))


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b'timestamp,"vo\nte', b"\x89PNG\r\n"])
def test_what_is_no_csv_in_utf8_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput):
        read_votes(data)


@pytest.mark.parametrize(
    "data",
    [
        votes_csv("1 2 1", "3 4 -1").removesuffix(b"\n"),
        votes_csv("1 2 1", "3 4 -1").replace(b"\n", b"\r\n"),
        votes_csv("1 2 1", "3 4 -1").replace(b"\n", b"\n\n"),
        b"\xef\xbb\xbf" + votes_csv("1 2 1", "3 4 -1"),
        votes_csv("1 2 1", "3 4 -1").replace(b"whenever", b'"lunes, 3"'),
        votes_csv("1 2 1", "3 4 -1").replace(b"whenever", "miércoles".encode()),
        b"vote,voter-id,comment-id,timestamp,more\n1,1,2,0,x\n-1,3,4,0,y\n",
    ],
)
def test_votes_are_read_whatever_program_wrote_them(data: bytes) -> None:
    wanted = [Vote(0, 2, 1, 1), Vote(0, 4, 3, -1)]
    assert list(read_votes(data)) == wanted
    assert list(read_many_votes(io.BytesIO(data))) == wanted


def test_a_file_over_the_bounds_is_refused_by_both_readers() -> None:
    data = votes_csv("1 1 1", "2 2 1", "3 3 1")
    for limits in (Limits(votes=2), Limits(people=2), Limits(statements=2)):
        with refused("polis-too-large"):
            read_votes(data, limits)
        with refused("polis-too-large"):
            read_many_votes(io.BytesIO(data), limits)
    assert len(read_many_votes(io.BytesIO(data), Limits(3, 3, 3))) == 3


def test_the_file_stays_open_for_whoever_opened_it() -> None:
    file = io.BytesIO(votes_csv("1 1 1"))
    read_votes(file)
    assert not file.closed


def test_statements_without_words_or_twice_or_too_long_are_refused() -> None:
    with refused("polis-cell"):
        read_comments(comments_csv("1 0 0 1").replace(b"El agua baja.", b" "))
    with refused("polis-twice") as caught:
        read_comments(comments_csv("1 0 0 1", "1 0 0 1"))
    assert caught.value.facts["row"] == 3
    with refused("polis-cell"):
        read_comments(comments_csv("1 0 0 1"), Limits(letters=5))
    with refused("polis-cell"):
        read_comments(comments_csv("1 0 0 2"))
    with refused("polis-too-large"):
        read_comments(comments_csv("1 0 0 1", "2 0 0 1"), Limits(statements=1))


def test_newer_files_say_which_statement_is_about_the_conversation() -> None:
    data = b"is-meta,timestamp,comment-id,author-id,agrees,disagrees,moderated,comment-body\n"
    read = read_comments(data + b"TRUE,0,1,1,0,0,1,a\nfalse,0,2,1,0,0,1,b\n,0,3,1,0,0,1,c\n")
    assert [one.about_itself for one in read] == [True, False, False]
    with refused("polis-cell"):
        read_comments(data + b"perhaps,0,1,1,0,0,1,a\n")


def test_counts_that_differ_name_the_statement() -> None:
    cast = read_votes(votes_csv("1 5 1", "2 5 -1", "3 5 1", "1 6 0"))
    check_counts(cast, read_comments(comments_csv("5 2 1 1", "6 0 0 1")))
    with refused("polis-counts-differ") as caught:
        check_counts(cast, read_comments(comments_csv("5 2 1 1", "6 1 0 1")))
    assert caught.value.facts["statement"] == 6
    with refused("polis-signs-turned"):
        check_counts(cast, read_comments(comments_csv("5 1 2 1", "6 0 0 1")))
    with refused("polis-unknown-statement") as caught:
        check_counts(cast, read_comments(comments_csv("5 2 1 1")))
    assert caught.value.facts["statement"] == 6


def test_a_row_of_a_person_that_differs_from_the_last_votes_is_named() -> None:
    cast = read_votes(votes_csv("1 5 -1 1", "1 5 1 2", "2 6 0"))
    right = people_csv([5, 6], "1,0,0,1,1,0,1,", "2,,0,1,0,0,,0")
    check_people(cast, read_participants(right))
    for wrong, person in (
        (right.replace(b"1,0,1,", b"1,0,-1,"), 1),
        (right.replace(b"2,,0,1,0,0,,0", b"2,,0,1,1,0,,0"), 2),
        (people_csv([5, 6], "1,0,0,1,1,0,1,"), 2),
        (people_csv([5, 6], "1,0,0,1,1,0,1,", "2,,0,1,0,0,,0", "3,,0,1,0,0,,0"), 3),
    ):
        with refused("polis-people-differ") as caught:
            check_people(cast, read_participants(wrong))
        assert caught.value.facts["person"] == person


def test_rows_of_people_that_are_amiss_are_refused() -> None:
    with refused("polis-cell"):
        read_participants(people_csv([5], "1,0,0,1,1,0,2"))
    with refused("polis-cell"):
        read_participants(people_csv([5], "1,x,0,1,1,0,1"))
    with refused("polis-twice"):
        read_participants(people_csv([5], "1,0,0,1,1,0,1", "1,0,0,1,1,0,1"))
    with refused("polis-too-large"):
        read_participants(people_csv([5, 6]), Limits(statements=1))
    with refused("polis-too-large"):
        read_participants(people_csv([5], "1,0,0,1,1,0,1", "2,0,0,1,1,0,1"), Limits(people=1))


def test_a_summary_without_a_line_or_with_words_for_a_count_is_refused() -> None:
    whole = files_of(CONVERSATIONS[1])["summary.csv"]
    assert read_summary(write_summary(read_summary(whole))) == read_summary(whole)
    with refused("polis-columns") as caught:
        read_summary(whole.replace(b"views,27\n", b""))
    assert caught.value.facts["column"] == "views"
    with refused("polis-cell"):
        read_summary(whole.replace(b"views,27", b"views,many"))
    with refused("polis-cell"):
        read_summary(whole.replace(b"views,27", b"views,27,28"))
    with refused("polis-twice"):
        read_summary(whole.replace(b"views,27", b"voters,27"))
    with refused("polis-cell"):
        read_summary(whole, Limits(letters=3))


@pytest.mark.parametrize("name", ["votes.csv", "comments.csv"])
def test_without_votes_or_statements_there_is_no_conversation(name: str) -> None:
    files = files_of(CONVERSATIONS[0])
    del files[name]
    with refused("polis-file-missing"):
        read_export(files)


def test_what_other_systems_call_people_is_not_read() -> None:
    data = people_csv([5], "1,0,0,1,1,0,1")
    named = data.replace(b"participant,", b"participant,xid,").replace(b"1,0,0", b"1,ana@x.pe,0,0")
    assert read_participants(named) == read_participants(data)


def test_groups_are_written_where_they_are_given() -> None:
    export = read_export({"votes.csv": votes_csv("4 1 1"), "comments.csv": comments_csv("1 1 0 1")})
    assert b"\n4,2,0,1,1,0,1\n" in write_export(export, {4: 2})["participants-votes.csv"]
    assert b"\n4,,0,1,1,0,1\n" in write_export(export)["participants-votes.csv"]
