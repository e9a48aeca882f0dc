"""What people are told when a service or its answer is not as it should be."""

from collections.abc import Mapping

from basin.client.faults import Fault
from basin.contract.refusals import Refusal
from basin.kinds import RunProblem

PASSING = frozenset({Fault.DOWN, Fault.SLOW, Fault.BUSY, Fault.SERVER_ERROR})
"""These may be over in a while: who waits and asks again may be answered."""

OF_FAULT: Mapping[Fault, RunProblem] = {
    Fault.NOT_CONFIGURED: RunProblem.NOT_CONFIGURED,
    Fault.NOT_PUBLIC: RunProblem.UNSAFE,
    Fault.NOT_TRUSTED: RunProblem.UNSAFE,
    Fault.DOWN: RunProblem.DOWN,
    Fault.SLOW: RunProblem.SLOW,
    Fault.NOT_AUTHORISED: RunProblem.NOT_ALLOWED,
    Fault.REFUSED_REQUEST: RunProblem.REFUSED_INPUTS,
    Fault.BUSY: RunProblem.BUSY,
    Fault.GONE: RunProblem.LOST,
    Fault.NO_RESULT: RunProblem.INVALID,
    Fault.REDIRECT: RunProblem.UNSAFE,
    Fault.LEAVES: RunProblem.UNSAFE,
    Fault.TOO_LARGE: RunProblem.TOO_LARGE,
    Fault.INVALID: RunProblem.INVALID,
    Fault.SERVER_ERROR: RunProblem.DOWN,  # it answers, and nothing that helps
}

_OF_REFUSAL: Mapping[Refusal, RunProblem] = {
    Refusal.TOO_LARGE: RunProblem.TOO_LARGE,
    Refusal.ANSWERS_ANOTHER_QUESTION: RunProblem.ANOTHER_ANSWER,
}


def of_refusal(refusal: Refusal) -> RunProblem:
    """What a refused answer means to whoever asked; most break the contract."""
    return _OF_REFUSAL.get(refusal, RunProblem.INVALID)
