"""How far the groups agree, as people read it."""

from collections.abc import Iterator

import pytest
from hypothesis import given

from dialogue.consensus import (
    Consensus,
    Counts,
    consensus_of,
    hidden_groups,
    level_in,
    movement,
    public,
)
from dialogue.consensus.kinds import Level, StatementClass, Way
from dialogue.consensus.moving import Movement
from dialogue.sentences import (
    class_told,
    index_explained,
    index_of_one,
    index_told,
    movement_sign,
    movement_told,
    share_counted,
    share_explained,
    share_told,
    weakest_told,
)
from dialogue.sentences.names import percent
from tests.basin.samples import speaking
from tests.dialogue.consensus.sampling import AGAINST, ASIDE, FOR, boards, row, voices

NAMES = {"com": "Comunidad", "emp": "Empresa", "uni": "Universidad"}


@pytest.fixture(autouse=True)
def in_spanish() -> Iterator[None]:
    with speaking():
        yield


def veiled(counts: dict[str, Counts]) -> Consensus:
    return public(consensus_of(counts), hidden_groups(counts))


def test_the_index_is_said_with_how_it_is_made() -> None:
    assert index_told(consensus_of({str(n): Counts(5) for n in range(5)}), {}) == (
        "Consenso entre grupos: 86 %."
    )
    assert any("(a favor + 1) ÷ (participantes + 2)" in one for one in index_explained())


def test_a_delegation_against_is_named_beside_the_nothing_that_it_makes() -> None:
    found = consensus_of(row(com=(9, 0, 0), emp=AGAINST, uni=AGAINST))
    assert index_told(found, NAMES) == (
        "Consenso entre grupos: 0 %. Está en contra la delegación de Empresa, Universidad."
    )


def test_who_is_missing_is_named() -> None:
    found = consensus_of(row(com=(9, 0, 0), emp=(0, 0, 0)))
    assert index_told(found, NAMES) == (
        "No hay cifra de consenso entre grupos: nadie participó de Empresa."
    )
    assert index_told(consensus_of({}), NAMES) == (
        "No hay cifra de consenso entre grupos: ningún grupo participó."
    )


def test_in_public_it_is_said_why_the_index_is_not_shown() -> None:
    assert index_told(veiled(row(com=(9, 0, 0), emp=(3, 0, 0), uni=(8, 0, 0))), NAMES) == (
        "El consenso entre grupos no se muestra en público: con él se sabría qué respondió un "
        "grupo pequeño. No se muestra: Empresa, Universidad."
    )


def test_the_weakest_group_is_named_with_its_distance() -> None:
    found = consensus_of(row(com=(9, 0, 1), emp=(4, 0, 4), uni=FOR))
    assert weakest_told(found, NAMES) == (
        "Menos apoyo: Empresa (50 %). Distancia con el grupo que más apoya: 50 puntos."
    )
    assert weakest_told(consensus_of({}), NAMES) == ""


def test_where_all_support_it_alike_no_group_is_called_the_weakest() -> None:
    alike = consensus_of(row(com=(1, 0, 0), emp=(1, 0, 0), uni=(1, 0, 0)))
    assert weakest_told(alike, NAMES) == ""


@pytest.mark.parametrize(
    ("counts", "shown", "under"),
    [
        (Counts(8, 1, 1), "75 %", "muy a favor"),
        (Counts(5, 0, 5), "50 %", "dividido"),
        (Counts(0, 0, 9), "9 %", "muy en contra"),
        (FOR, "Sí", "una voz, a favor"),
        (ASIDE, "Ni sí ni no", "una voz, no toma partido"),
        (AGAINST, "No", "una voz, en contra"),
        (Counts(), "nadie participó", ""),
    ],
)
def test_a_cell_shows_a_share_a_word_or_why_not(counts: Counts, shown: str, under: str) -> None:
    cell = consensus_of({"com": counts}).cell("com")
    assert (share_told(cell), share_explained(cell)) == (shown, under)


@pytest.mark.parametrize(
    ("counts", "word", "counted"),
    [
        (Counts(0, 1, 0), "no toma partido", "1 de 1"),
        (Counts(0, 2, 0), "no toma partido", "2 de 2"),
        (Counts(1, 2, 0), "no toma partido", "2 de 3"),
        (Counts(1, 0, 0), "a favor", "1 de 1"),
        (Counts(0, 0, 1), "en contra", "1 de 1"),
        (Counts(0, 1, 1), "en contra", "1 de 2"),
        (Counts(3, 5, 2), "dividido", "3 sí, 2 no, de 10"),
        (Counts(8, 1, 1), "muy a favor", "8 de 10"),
        (FOR, "una voz, a favor", ""),
    ],
)
def test_the_word_of_a_cell_comes_from_its_counts(counts: Counts, word: str, counted: str) -> None:
    cell = consensus_of({"com": counts}).cell("com")
    assert (share_explained(cell), share_counted(counts, level_in(counts))) == (word, counted)


def test_why_one_of_one_is_not_all_is_said_with_its_true_figure() -> None:
    assert percent(Counts(1).share or 0) in index_of_one()


@given(voices)
def test_against_is_said_only_where_more_said_no_than_yes(counts: Counts) -> None:
    if counts.share is not None:
        level = level_in(counts)
        if level in {Level.AGAINST, Level.STRONGLY_AGAINST}:
            assert counts.oppose > counts.support
        if level in {Level.FOR, Level.STRONGLY_FOR}:
            assert counts.support > counts.oppose


def test_a_hidden_cell_says_why() -> None:
    found = veiled(row(com=(9, 0, 0), emp=(3, 0, 0), uni=(8, 0, 0)))
    assert share_told(found.cell("emp")) == "menos de 5 personas"
    assert share_told(found.cell("uni")) == "no se muestra, para cuidar a un grupo pequeño"
    assert share_explained(found.cell("emp")) == ""


@pytest.mark.parametrize(
    ("before", "now", "sentence", "sign"),
    [
        (Counts(4, 0, 16), Counts(14, 0, 6), "Subió 45 puntos desde la ronda anterior.", "▲ 45"),
        (Counts(14, 0, 6), Counts(4, 0, 16), "Bajó 45 puntos desde la ronda anterior.", "▼ 45"),
        (Counts(8, 0, 12), Counts(12, 0, 8),
         "Se movió 18 puntos desde la ronda anterior; puede ser casualidad.", ""),
        (Counts(49, 0, 51), Counts(50, 0, 50),
         "Se movió 1 punto desde la ronda anterior; puede ser casualidad.", ""),
        (Counts(8, 0, 12), Counts(8, 0, 12), "Igual que en la ronda anterior.", ""),
        (AGAINST, FOR, "Su delegación cambió: ahora está más a favor que en la ronda anterior.",
         "▲"),
        (FOR, ASIDE, "Su delegación cambió: ahora está menos a favor que en la ronda anterior.",
         "▼"),
    ],
)  # fmt: skip
def test_how_a_group_moved(before: Counts, now: Counts, sentence: str, sign: str) -> None:
    found = movement(before, now)
    assert (movement_told(found), movement_sign(found)) == (sentence, sign)


@pytest.mark.parametrize("way", Way)
def test_every_way_has_a_sentence(way: Way) -> None:
    assert movement_told(Movement(way, 0.2)).endswith(".")


@pytest.mark.parametrize("kind", StatementClass)
def test_every_class_says_what_it_means(kind: StatementClass) -> None:
    assert ": " in class_told(kind)


def test_a_class_that_is_withheld_says_so() -> None:
    assert class_told(None) == "No se muestra en público: hay un grupo pequeño."


@given(boards(voices))
def test_what_is_hidden_is_in_no_sentence(counts: dict[str, Counts]) -> None:
    found = veiled(counts)
    with speaking():
        for cell in found.cells:
            assert bool(cell.is_hidden) is (share_explained(cell) == "" and cell.people > 0)
        if found.withheld:
            assert "%" not in index_told(found, {}) + weakest_told(found, {})
