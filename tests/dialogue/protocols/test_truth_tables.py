"""What comes out of a round, line by line, as the parties could sign it."""

import pytest

from dialogue.protocols import Rules
from dialogue.protocols.kinds import OutcomeState, Protocol, ReasonCode
from tests.dialogue.protocols.table import came_out, told

CONSENT = """
com 3/5: 3 consent;              emp 2/2: 2 consent              -> reached
com 3/5: 3 consent;              emp 2/2: 1 consent, 1 abstain   -> reached
com 2/5: 2 consent;              emp 2/2: 2 consent              -> no_quorum: com 2/5
com 2/5: 2 objection;            emp 1/2: 1 consent              -> no_quorum: com 2/5, emp 1/2
com 3/5: 2 consent, 1 objection; emp 2/2: 2 consent              -> open_objections: com 1/3
com 3/5: 2 consent, 1 objection, integrated 1; emp 2/2: 2 consent -> reached
com 3/5: 1 consent, 2 objection, integrated 1; emp 2/2: 2 consent -> open_objections: com 1/3
com 3/5: delegation objection;   emp 2/2: 2 consent              -> open_objections: com 1/1
com 0/5: delegation consent;     emp 2/2: 2 consent              -> reached
com 3/5: 3 consent;              obs 1/1*~: 1 objection          -> reached
com 3/5: 3 consent;              gar 1/1*: 1 objection           -> open_objections: gar 1/1
com 3/5: 3 consent;              obs 0/3*~:                      -> reached
com 3/5: 3 consent;              emp 2/2:                        -> no_quorum: emp
com 0/0: 3 consent                                               -> no_quorum: com 0/0
obs 1/1*~: 1 consent                                             -> no_quorum: all
"""
CONSENSUS = """
com 5/5: 5 agree;                          emp 3/3: 3 agree       -> reached
com 5/5: 4 agree, 1 stand_aside;           emp 3/3: 3 agree       -> reached
com 5/5: 4 agree, 1 disagree;              emp 3/3: 3 agree       -> reached
com 4/5: 3 agree, 1 stand_aside;           emp 3/3: 3 agree       -> near: com 1/4
com 5/5: 7 agree, 3 stand_aside;           emp 3/3: 3 agree       -> near: com 3/10
com 5/5: 69 agree, 31 stand_aside;         emp 3/3: 3 agree       -> weak: com 31/100
com 5/5: 3 agree, 1 stand_aside, 1 disagree; emp 3/3: 3 agree     -> weak: com 2/5
com 5/5: 5 disagree;                       emp 3/3: 3 agree       -> weak: com 5/5
com 4/5: 3 agree, 1 disagree;              emp 3/3: 1 agree, 2 stand_aside -> weak: com 1/4, emp 2/3
com 5/5: 4 agree, 1 block;                 emp 3/3: 3 agree       -> blocked: com 1/5
com 5/5: 4 agree, 1 block;                 emp 3/3: 2 agree, 1 block -> blocked: com 1/5, emp 1/3
com 5/5~: 4 agree, 1 block;                emp 3/3: 3 agree       -> reached
com 5/5~: 2 agree, 3 block;                emp 3/3: 3 agree       -> weak: com 3/5
com 5/5: delegation stand_aside;           emp 3/3: 3 agree       -> weak: com 1/1
com 5/5: delegation block;                 emp 3/3: 3 agree       -> blocked: com 1/1
com 2/5: 1 agree, 1 block;                 emp 3/3: 3 agree       -> no_quorum: com 2/5
com 5/5: 5 agree;                          obs 2/2*~: 2 disagree  -> reached
"""
GRADIENTS = """
com 4/4: 1 endorse, 1 minor_concerns, 1 reservations, 1 abstain -> reached
com 4/4: 3 endorse, 1 take_no_part                              -> reached
com 4/4: 3 endorse, 1 veto                                      -> blocked: com 1/4
com 4/4~: 3 endorse, 1 veto                                     -> reached
com 3/3: 2 endorse, 1 go_along                                  -> near: com 2/3
com 5/5: 13 endorse, 7 stand_aside                              -> near: com 13/20
com 5/5: 64 endorse, 36 abstain                                 -> weak: com 64/100
com 2/2: 1 endorse, 1 abstain;  emp 3/3: 2 endorse, 1 go_along  -> weak: com 1/2, emp 2/3
com 2/2: delegation reservations                                -> reached
com 2/2: delegation abstain                                     -> weak: com 0/1
com 1/2: 1 endorse                                              -> no_quorum: com 1/2
com 2/2: 2 endorse;             obs 1/1*~: 1 abstain            -> reached
"""
DOUBLE_MAJORITY = """
com 5/5: 3 yes, 2 no;            emp 3/3: 2 yes, 1 no   -> reached
com 5/5: 2 yes, 2 no, 1 abstain; emp 3/3: 3 yes         -> near: com 2/4
com 5/5: 1 yes, 4 no;            emp 5/5: 5 yes         -> weak: com 1/5
com 5/5: 1 yes, 4 no;            emp 3/3: 3 yes         -> weak: all 4/8, com 1/5
com 5/5: 1 yes, 4 abstain;       emp 3/3: 3 yes         -> reached
com 5/5: 5 abstain;              emp 3/3: 3 yes         -> weak: com 0/0
com 5/5: 2 no;                   emp 3/3: 3 yes         -> weak: com 0/2
com 5/5: 40 yes, 60 no;          emp 3/3: 30 yes        -> near: com 40/100
com 5/5: 39 yes, 61 no;          emp 3/3: 30 yes        -> weak: com 39/100
com 5/5: delegation yes;         emp 3/3: 2 yes, 1 no   -> reached
com 5/5: delegation no;          emp 3/3: 3 yes         -> weak: com 0/1
com 5/5: 3 yes, 2 no;            obs 3/3*~: 9 no        -> reached
com 2/5: 2 yes;                  emp 3/3: 2 yes, 1 no   -> no_quorum: com 2/5
"""
ADVISORY = """
com 5/5: 4 agree, 1 disagree;     emp 3/3: 3 agree       -> reached
com 5/5: 4 agree, 1 disagree;     emp 3/3: 1 agree, 2 disagree -> weak: emp 1/3
com 4/4: 3 agree, 1 block;        emp 3/3: 3 yes         -> reached
obs 1/1*~: 1 agree                                       -> reached
obs 1/3*~: 1 agree                                       -> no_quorum: obs 1/3
com 5/5: 5 agree;                 obs 0/3*~:             -> reached
"""


def lines(protocol: Protocol, table: str) -> list[tuple[Protocol, str, str]]:
    """Protocol, answers and outcome of each line."""
    both = [line.split("->") for line in table.strip().splitlines()]
    return [(protocol, said, came.strip()) for said, came in both]


@pytest.mark.parametrize(
    ("protocol", "said", "came"),
    [
        *lines(Protocol.CONSENT, CONSENT),
        *lines(Protocol.CONSENSUS, CONSENSUS),
        *lines(Protocol.GRADIENTS, GRADIENTS),
        *lines(Protocol.DOUBLE_MAJORITY, DOUBLE_MAJORITY),
        *lines(Protocol.ADVISORY, ADVISORY),
    ],
)
def test_a_round_ends_as_its_line_says(protocol: Protocol, said: str, came: str) -> None:
    outcome = came_out(protocol, said)
    assert told(outcome) == came
    assert outcome.binding is (protocol is not Protocol.ADVISORY)
    assert outcome.passes is (came == "reached" and outcome.binding)


@pytest.mark.parametrize(
    ("protocol", "said", "rules", "came"),
    [
        (Protocol.CONSENT, "com 3/5: 3 consent", Rules(quorum=0.6), "no_quorum: com 3/5"),
        (Protocol.CONSENT, "com 3/5: 3 consent", Rules(quorum=0.59), "reached"),
        (Protocol.CONSENT, "com 4/5: 4 consent", Rules(quorum=1), "no_quorum: com 4/5"),
        (Protocol.CONSENT, "com 5/5: 5 consent", Rules(quorum=1), "reached"),
        (Protocol.CONSENT, "com 0/5: 5 consent", Rules(quorum=0), "no_quorum: com 0/5"),
        (Protocol.CONSENT, "com 1/5: 5 consent", Rules(quorum=0), "reached"),
        (Protocol.CONSENSUS, "c 1/1: 9 agree, 1 disagree", Rules(aside_limit=0), "near: c 1/10"),
        (Protocol.CONSENSUS, "c 1/1: 9 agree, 1 disagree", Rules(aside_limit=0.1), "reached"),
        (Protocol.GRADIENTS, "com 1/1: 9 endorse, 1 abstain", Rules(support=0.9), "reached"),
        (Protocol.GRADIENTS, "com 1/1: 9 endorse, 1 abstain", Rules(support=1), "near: com 9/10"),
        (Protocol.GRADIENTS, "com 1/1: 3 endorse, 1 abstain", Rules(levels=5), "reached"),
        (Protocol.DOUBLE_MAJORITY, "c 1/1: 2 yes, 1 no", Rules(majority=0.66), "reached"),
        (Protocol.DOUBLE_MAJORITY, "c 1/1: 1 abstain; e 1/1: 1 yes", Rules(majority=0.1),
         "weak: c 0/0"),
        (Protocol.DOUBLE_MAJORITY, "c 1/1: 2 yes, 1 no", Rules(majority=0.67),
         "near: all 2/3, c 2/3"),
    ],
)  # fmt: skip
def test_the_parties_settle_the_thresholds(
    protocol: Protocol, said: str, rules: Rules, came: str
) -> None:
    assert told(came_out(protocol, said, rules)) == came


def test_what_stops_a_round_is_told_though_there_is_no_quorum() -> None:
    outcome = came_out(Protocol.CONSENSUS, "com 2/5: 1 agree, 1 block; emp 2/2: 2 agree")
    assert outcome.state is OutcomeState.NO_QUORUM
    assert [(one.code, one.group) for one in outcome.remarks] == [(ReasonCode.BLOCKED, "com")]


def test_what_falls_short_is_told_beside_a_block() -> None:
    outcome = came_out(Protocol.GRADIENTS, "com 2/2: 1 endorse, 1 veto; emp 1/1: 1 abstain")
    assert told(outcome) == "blocked: com 1/2"
    assert [(one.code, one.group) for one in outcome.remarks] == [
        (ReasonCode.SUPPORT_SHORT, "com"), (ReasonCode.SUPPORT_SHORT, "emp"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("protocol", "said", "code"),
    [
        (Protocol.CONSENT, "c 1/1: 1 objection, 2 consent, integrated 1", "objections_integrated"),
        (Protocol.CONSENT, "c 1/1: 1 consent, 2 abstain", "mostly_abstained"),
        (Protocol.CONSENSUS, "c 1/1~: 9 agree, 1 block", "block_without_right"),
        (Protocol.GRADIENTS, "c 1/1~: 9 endorse, 1 veto", "block_without_right"),
        (Protocol.DOUBLE_MAJORITY, "c 1/1: 1 yes, 2 abstain", "mostly_abstained"),
    ],
)
def test_what_should_be_known_of_a_decision_is_remarked(
    protocol: Protocol, said: str, code: str
) -> None:
    outcome = came_out(protocol, said)
    assert outcome.state is OutcomeState.REACHED
    assert [one.code for one in outcome.remarks] == [code]


def test_half_abstaining_is_not_most() -> None:
    assert came_out(Protocol.DOUBLE_MAJORITY, "c 1/1: 2 yes, 2 abstain").remarks == ()


def test_the_figures_of_each_group_stand_beside_the_outcome() -> None:
    outcome = came_out(Protocol.CONSENT, "com 3/5: 1 consent, 2 objection, 1 abstain, integrated 1")
    one = outcome.standings[0]
    assert (one.group, one.seats, one.present, one.needed, one.answers) == ("com", 5, 3, 3, 4)
    assert (one.support, one.neutral, one.oppose) == (1, 2, 1)
