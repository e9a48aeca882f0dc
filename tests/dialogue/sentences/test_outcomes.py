"""What came out of a round, as people read it."""

import json
import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue.protocols import Rules, Tally, decide, outcome_data, outcome_of, public_outcome
from dialogue.protocols.kinds import PositionOption, PositionUnit, Protocol, ReasonCode
from dialogue.protocols.outcomes import Reason
from dialogue.sentences import outcome_in, outcome_told
from dialogue.sentences.names import apart
from dialogue.sentences.reasons import Speech, reason_told
from dialogue.sentences.words import POSITION_TOLD
from tests.basin.samples import speaking
from tests.dialogue.protocols.table import came_out
from tests.dialogue.protocols.test_properties import rounds

NAMES = {"com": "Comunidad", "emp": "Empresa", "uni": "Universidad"}


@pytest.fixture(autouse=True)
def in_spanish() -> Iterator[None]:
    with speaking():
        yield


@pytest.mark.parametrize(
    ("protocol", "said", "sentences"),
    [
        (
            Protocol.CONSENT,
            "com 2/5: 2 consent; emp 0/0:; uni 1/1:",
            [
                "No hay quórum: así no se puede decidir.",
                "Comunidad: hay 2 de 5 asientos; para el quórum se necesita 3.",
                "Empresa: no tiene asientos acreditados.",
                "Universidad: nadie dio su posición.",
            ],
        ),
        (
            Protocol.CONSENT,
            "com 0/1: 2 consent",
            [
                "No hay quórum: así no se puede decidir.",
                "Comunidad: hay 0 de 1 asiento; para el quórum se necesita 1.",
            ],
        ),
        (
            Protocol.CONSENT,
            "com 3/5: 1 consent, 1 objection; emp 2/2: delegation objection; uni 1/1: 3 objection,"
            " integrated 1",
            [
                "No hay consentimiento: quedan objeciones abiertas.",
                "Comunidad: queda 1 objeción abierta.",
                "Empresa: su delegación tiene una objeción.",
                "Universidad: quedan 2 objeciones abiertas.",
                "Universidad: 1 objeción se integró en el texto.",
            ],
        ),
        (
            Protocol.CONSENSUS,
            "com 3/5: 2 agree, 1 block; emp 2/2: 2 block; uni 1/1: delegation block",
            [
                "La propuesta está bloqueada.",
                "Comunidad: 1 persona bloquea.",
                "Empresa: 2 personas bloquean.",
                "Universidad: su delegación bloquea.",
                "Comunidad: no acompaña el 33 % y se permite hasta el 20 % (1 de 3).",
                "Empresa: no acompaña el 100 % y se permite hasta el 20 % (2 de 2).",
                "Universidad: su delegación no acompaña.",
            ],
        ),
        (
            Protocol.GRADIENTS,
            "com 4/5: 3 endorse, 1 veto; emp 2/2~: 3 endorse, 1 veto",
            [
                "La propuesta está bloqueada.",
                "Comunidad: 1 persona veta.",
                "Empresa: hay veto, pero este grupo no puede vetar; cuenta como estar en contra.",
            ],
        ),
        (
            Protocol.GRADIENTS,
            "com 5/5: 747 endorse, 253 abstain; emp 2/2: delegation abstain",
            [
                "Falta apoyo para decidir.",
                "Comunidad: apoya el 74,7 % y se necesita el 75,0 % (747 de 1000).",
                "Empresa: su delegación no apoya.",
            ],
        ),
        (
            Protocol.DOUBLE_MAJORITY,
            "com 5/5: 5 yes, 5 no; emp 2/2: 1 yes, 1 no",
            [
                "Falta poco: ningún grupo está a más de 10 puntos de lo necesario.",
                "En el conjunto dijo sí el 50 % y se necesita más del 50 % (6 de 12).",
                "Comunidad: dijo sí el 50 % y se necesita más del 50 % (5 de 10).",
                "Empresa: dijo sí el 50 % y se necesita más del 50 % (1 de 2).",
            ],
        ),
        (
            Protocol.DOUBLE_MAJORITY,
            "com 5/5: 5 abstain; emp 2/2: delegation abstain",
            [
                "Falta apoyo para decidir.",
                "En el conjunto nadie dijo sí ni no.",
                "Comunidad: nadie dijo sí ni no.",
                "Empresa: su delegación no dijo que sí.",
                "Comunidad: la mayor parte se abstuvo (5 de 5).",
                "Empresa: su delegación se abstuvo.",
            ],
        ),
        (
            Protocol.ADVISORY,
            "com 5/5: 5 agree",
            [
                "La consulta muestra apoyo suficiente en cada grupo.",
                "Es una consulta: el resultado no obliga a nadie.",
            ],
        ),
        (
            Protocol.CONSENT,
            "obs 1/1*: 1 consent",
            ["No hay quórum: así no se puede decidir.", "Ningún grupo de esta ronda decide."],
        ),
    ],
)
def test_an_outcome_says_what_it_is_and_why(
    protocol: Protocol, said: str, sentences: list[str]
) -> None:
    assert list(outcome_told(came_out(protocol, said), NAMES).sentences) == sentences


@pytest.mark.parametrize(
    ("protocol", "said", "sentences"),
    [
        (
            Protocol.CONSENSUS,
            "com 3/5: 2 agree, 1 block; emp 2/2: delegation block",
            [
                "La propuesta está bloqueada.",
                "Comunidad: hay bloqueo.",
                "Empresa: su delegación bloquea.",
                "Comunidad: no acompaña más del 20 % que se permite.",
                "Empresa: su delegación no acompaña.",
            ],
        ),
        (
            Protocol.DOUBLE_MAJORITY,
            "com 2/3: 2 no, 2 abstain",
            [
                "Falta apoyo para decidir.",
                "En el conjunto el sí no pasa del 50 %.",
                "Comunidad: el sí no pasa del 50 %.",
            ],
        ),
        (
            Protocol.CONSENT,
            "com 2/3: 2 objection, integrated 1",
            [
                "No hay consentimiento: quedan objeciones abiertas.",
                "Comunidad: hay objeciones abiertas.",
                "Comunidad: hubo objeciones que se integraron en el texto.",
            ],
        ),
        (
            Protocol.GRADIENTS,
            "com 2/3: 1 endorse, 1 abstain; emp 1/1: 1 veto",
            [
                "La propuesta está bloqueada.",
                "Empresa: hay veto.",
                "Comunidad: el apoyo no llega al 75 % que se necesita.",
                "Empresa: el apoyo no llega al 75 % que se necesita.",
            ],
        ),
    ],
)
def test_everybody_reads_why_without_the_answers_of_a_few(
    protocol: Protocol, said: str, sentences: list[str]
) -> None:
    shown = public_outcome(came_out(protocol, said))
    assert list(outcome_told(shown, NAMES).sentences) == sentences


def ranked(*orders: tuple[str, tuple[str, ...]]) -> list[str]:
    tallies = [Tally(key, True, True, 1, 1, orders={order: 5}) for key, order in orders]
    outcome = decide(Protocol.RANKED, tallies, Rules(alternatives=("a", "b", "c")))
    names = {"a": "Pozo nuevo", "b": "Menos bombeo", "c": "Esperar"}
    return list(outcome_told(outcome, NAMES, names).sentences)


def test_a_ranking_says_what_comes_first_and_who_puts_it_last() -> None:
    assert ranked(("com", ("b", "c", "a")), ("emp", ("a", "b", "c")), ("uni", ("a", "c", "b"))) == [
        "En el primer lugar queda: Pozo nuevo.",
        "Comunidad: pone en el último lugar lo que en el conjunto quedó primero (Pozo nuevo).",
    ]
    assert ranked(("com", ("a", "b", "c")), ("emp", ("b", "a", "c"))) == [
        "Hay un empate en el primer lugar: no queda decidido.",
        "Comparten el primer lugar: Pozo nuevo, Menos bombeo.",
    ]


def test_an_outcome_that_was_sealed_is_said_in_any_language() -> None:
    sealed = json.dumps(outcome_data(came_out(Protocol.CONSENT, "com 2/5: 2 consent")))
    spanish, quechua = (
        outcome_in(language, outcome_of(json.loads(sealed)), {"com": "Ayllu"})
        for language in ("es", "qu")
    )
    assert spanish.reasons == ("Ayllu: hay 2 de 5 asientos; para el quórum se necesita 3.",)
    assert len(quechua.sentences) == len(spanish.sentences)
    assert "Ayllu" in quechua.reasons[0]


@given(rounds())
def test_every_outcome_can_be_said_whole_and_veiled(whole: tuple[Protocol, list[Tally]]) -> None:
    outcome = decide(*whole)
    with speaking():
        for one in (outcome, public_outcome(outcome)):
            told = outcome_told(one, {})
            assert len(told.reasons) == len(one.reasons)
            assert all(sentence.endswith(".") for sentence in told.sentences)
            assert not any(re.search(r"%\(|None|%%", sentence) for sentence in told.sentences)


@pytest.mark.parametrize("code", ReasonCode)
@pytest.mark.parametrize("protocol", [Protocol.CONSENSUS, Protocol.GRADIENTS])
@pytest.mark.parametrize("unit", PositionUnit)
def test_every_reason_has_a_sentence_with_and_without_figures(
    code: ReasonCode, protocol: Protocol, unit: PositionUnit
) -> None:
    """Also those that a protocol does not give today: what is sealed is read for ever."""
    tally = Tally("com", True, True, 5, 5, {}, unit)
    speech = Speech(decide(protocol, [tally]), NAMES)
    for bare in (Reason(code, "com"), Reason(code, "com", 3, 9, 5, 1 / 3, 0.5, ("a",))):
        sentence = reason_told(bare, speech)
        assert sentence.endswith(".")
        assert "None" not in sentence


@given(st.integers(0, 400), st.integers(1, 400), st.integers(0, 100))
def test_a_share_is_never_written_like_a_limit_that_it_misses(
    count: int, of: int, limit: int
) -> None:
    share, bound = min(count / of, 1.0), limit / 100
    with speaking():
        one, other = apart(share, bound)
        assert (one == other) is (abs(share - bound) < 1e-9)


def test_answers_are_told_of_others_too() -> None:
    assert set(POSITION_TOLD) == set(PositionOption)
