"""The desk finds cases by their words, and the index gives nobody else a word."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from accounts.roles import Role
from grievances.kinds import RenderingKind, Tier, Topic
from grievances.lifecycle import State
from grievances.models import Case, CaseWord, SearchKey
from grievances.operations import messages
from grievances.operations.casework import declare_conflict
from grievances.operations.finding import forget_words, index_anew, index_more
from grievances.operations.renderings import write_beside
from grievances.queries.cases import key_of
from grievances.queries.finding import found
from grievances.queries.queue import PAGE, Filters
from grievances.queries.renderings import original_of
from kernel.blind_index import digests
from kernel.database import Database
from kernel.policy import Actor
from kernel.vault import Vault
from tests.databases import rows
from tests.factories.cases import Scene, make_case, make_office, make_scene, make_staff


@pytest.fixture
def stage(any_database: Database, vault: Vault) -> Iterator[Scene]:
    """The scene on SQLite and on PostgreSQL."""
    with any_database.changing() as session:
        yield make_scene(session, vault)


def search(scene: Scene, text: str, actor: Actor | None = None, **filters: object) -> list[str]:
    page = found(
        scene.session,
        scene.vault,
        actor or scene.handler,
        text,
        Filters(**filters),  # type: ignore[arg-type]
    )
    return [case.reference for case, _handler in page.cases]


@pytest.mark.parametrize(
    "text",
    ["unu", "AGUA", "chakraykuman", "siptiyimrimanta unu", "Qollpa", "qullpa", "cusco", "QOSQO",
     "tierra agua" , "riego"],
)  # fmt: skip
def test_a_case_is_found_by_story_place_and_subject_in_any_spelling(
    stage: Scene, text: str
) -> None:
    wanted = [] if text == "tierra agua" else [stage.case.reference]
    assert search(stage, text) == wanted


def test_every_word_must_occur_and_parts_of_words_find_nothing(stage: Scene) -> None:
    assert search(stage, "unu petróleo") == []
    assert search(stage, "chakray") == []
    assert search(stage, "") == []
    assert search(stage, "¿¡…!?") == []


def test_what_is_said_and_noted_later_is_found_too(stage: Scene) -> None:
    messages.write_as_filer(
        stage.session, stage.key, stage.filer, stage.case, "Llegaron camiones", "es"
    )
    messages.write_note(stage.session, stage.key, stage.handler, stage.case, "Pedir sismógrafo")
    assert search(stage, "camiones") == search(stage, "sismografo") == [stage.case.reference]


def test_no_name_and_no_phone_is_ever_in_the_index(stage: Scene) -> None:
    make_case(
        stage.session, stage.vault, stage.office,
        tier=Tier.RESERVED, name="Rosaura Inventada", phone="984 555 123",
    )  # fmt: skip
    for text in ("Rosaura", "Inventada", "984", "555"):
        assert search(stage, text) == []


def test_another_office_finds_nothing_and_its_index_is_of_no_use(stage: Scene) -> None:
    """S3: equal words have other digests in each office."""
    twin = make_office(stage.session, stage.vault)
    theirs = make_case(stage.session, stage.vault, twin)
    neighbour = make_staff(stage.session, twin, Role.HANDLER)
    assert search(stage, "unu", neighbour) == [theirs.reference]
    assert search(stage, "unu") == [stage.case.reference]
    of = {
        office: set(
            stage.session.scalars(select(CaseWord.word).where(CaseWord.office_id == office))
        )
        for office in (stage.office.id, twin.id)
    }
    assert of[twin.id]
    assert not of[twin.id] & of[stage.office.id]


def test_who_reads_no_cases_finds_none(stage: Scene) -> None:
    for role in (Role.AUDITOR, Role.OFFICE_ADMIN, Role.CUSTODIAN, Role.MONITOR):
        actor = make_staff(stage.session, stage.office, role)
        assert search(stage, "unu", actor) == []


def test_who_declared_a_tie_does_not_find_the_case(stage: Scene) -> None:
    declare_conflict(stage.session, stage.handler, stage.case, has_conflict=True)
    stage.session.flush()
    assert search(stage, "unu") == []


def test_filters_narrow_a_search(stage: Scene) -> None:
    other = make_case(stage.session, stage.vault, stage.office, topics=(Topic.LAND,))
    assert search(stage, "unu", topic=Topic.LAND) == [other.reference]
    assert search(stage, "unu", state=State.CLOSED) == []


def test_pages_show_every_case_once_the_newest_first(stage: Scene) -> None:
    for _ in range(PAGE + 3):
        make_case(stage.session, stage.vault, stage.office)
    seen: list[int] = []
    after: int | None = None
    for _ in range(3):
        page = found(stage.session, stage.vault, stage.handler, "unu", Filters(), after)
        seen += [case.id for case, _handler in page.cases]
        after = page.next
        if after is None:
            break
    assert len(seen) == PAGE + 4
    assert seen == sorted(set(seen), reverse=True)


def test_a_purged_case_leaves_no_word_behind(stage: Scene) -> None:
    forget_words(stage.session, stage.case)
    assert search(stage, "unu") == []
    left = select(CaseWord).where(CaseWord.case_id == stage.case.id)
    assert stage.session.scalars(left).all() == []


def test_cases_of_before_are_indexed_by_the_command_step_by_step(stage: Scene) -> None:
    second = make_case(stage.session, stage.vault, stage.office)
    for case in (stage.case, second):
        forget_words(stage.session, case)
        case.search_key = None
    stage.session.flush()
    last, done = 0, 0
    while last := index_more(stage.session, stage.vault, last):
        done = last
    assert done == second.id
    assert search(stage, "unu") == [second.reference, stage.case.reference]


def test_an_upgrade_lets_the_desk_find_cases_of_before(
    app: Flask, database: Database, vault: Vault
) -> None:
    with database.changing() as session:
        scene = make_scene(session, vault)
        purged = make_case(session, vault, scene.office)
        for case in (scene.case, purged):
            forget_words(session, case)
            case.search_key = None
        vault.destroy(session, purged.data_key_id)
        told = scene.case.id
    for move in app.extensions["moves"] * 2:
        move(database, vault)
    found = rows(database, "select distinct case_id from grievances_case_word")
    assert [number for (number,) in found] == [told]


def test_indexing_anew_forgets_what_is_no_longer_said(stage: Scene) -> None:
    stage.case.story = stage.key.seal("otra historia", "grievances_case.story")
    index_anew(stage.session, stage.vault, stage.key, stage.case)
    assert search(stage, "chakraykuman") == []
    assert search(stage, "historia") == [stage.case.reference]


def test_a_translation_that_was_replaced_is_found_no_more(stage: Scene) -> None:
    stage.case.handler_id = stage.handler.person_id
    seen = ""
    for text in ("falta agua en la chacra", "no llega el riego a la chacra"):
        row = write_beside(
            stage.session, stage.key, stage.handler, stage.case,
            original_of(stage.session, stage.key, stage.case, "story"),
            RenderingKind.TRANSLATION, text=text, language="es", read_back=False, seen=seen,
        )  # fmt: skip
        seen = row.changed_at.isoformat()
    assert search(stage, "falta") == []
    assert search(stage, "llega chacra") == [stage.case.reference]
    assert search(stage, "chakraykuman") == [stage.case.reference]


def test_a_thief_of_the_database_finds_no_word(database: Database, vault: Vault) -> None:
    """S4: neither the words nor the key, nor digests that can be made without it."""
    with database.changing() as session:
        scene = make_scene(session, vault)
        key = key_of(session, vault, scene.case)
        assert scene.case.search_key is not None
        secret = bytes.fromhex(key.open(scene.case.search_key, "grievances_case.search_key"))
        assert session.get(SearchKey, scene.office.id) is not None
        story = "Siptiyimrimanta unu mana chayamunchu chakraykuman."
    kept = {row[0] for row in rows(database, "select word from grievances_case_word")}
    assert digests(secret, story) <= kept
    assert not digests(b"\0" * 32, story) & kept
    sealed = rows(database, "select sealed_key from grievances_search_key")
    assert all(secret not in bytes(row[0]) for row in sealed)
    assert secret not in database_file(database)


def database_file(database: Database) -> bytes:
    file = Path(str(database.url.database))
    wal = file.with_name(file.name + "-wal")
    return file.read_bytes() + (wal.read_bytes() if wal.exists() else b"")


def test_a_case_without_a_key_still_takes_messages(stage: Scene) -> None:
    case: Case = stage.case
    case.search_key = None
    messages.write_as_filer(stage.session, stage.key, stage.filer, case, "Camiones", "es")
    assert search(stage, "camiones") == []


def test_the_command_indexes_every_case_and_says_where_to_go_on(
    app: Flask, database: Database, vault: Vault
) -> None:
    with database.changing() as session:
        scene = make_scene(session, vault)
        forget_words(session, scene.case)
        number = scene.case.id
    told = app.test_cli_runner().invoke(args=["grievances", "reindex"])
    assert told.exit_code == 0, told.output
    assert f"up to case {number}" in told.output
    assert rows(database, "select count(*) from grievances_case_word")[0][0] > 0
