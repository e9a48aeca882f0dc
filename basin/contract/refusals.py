"""Why a document of a service is not taken."""

from enum import StrEnum

LONGEST_DETAIL = 300


class Refusal(StrEnum):
    """The kinds of reason; the exact one stands in `Refused.detail`."""

    NOT_JSON = "not-json"
    BAD_JSON = "bad-json"
    NOT_FINITE = "not-finite"
    TOO_LARGE = "too-large"
    UNKNOWN_CONTRACT = "unknown-contract"
    MISSING_OUTPUT = "missing-output"
    MALFORMED = "malformed"
    WRONG_UNIT = "wrong-unit"
    IMPLAUSIBLE = "implausible"
    WATER_BALANCE = "water-balance"
    LENGTHS_DIFFER = "lengths-differ"
    ANSWERS_ANOTHER_QUESTION = "answers-another-question"


class Refused(ValueError):  # noqa: N818 - a refusal is an answer, not an error
    """A document breaks the contract. `detail` is short, technical, in English and one line."""

    def __init__(self, refusal: Refusal, detail: str) -> None:
        # Names quoted from a hostile document may hold anything: keep what can be printed.
        line = "".join(
            sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in detail
        )
        super().__init__(f"{refusal}: {line[:LONGEST_DETAIL]}")
        self.refusal = refusal
        self.detail = line[:LONGEST_DETAIL]
