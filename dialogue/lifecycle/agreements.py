"""How an agreement moves from a draft to what is in force."""

from enum import StrEnum

from kernel.lifecycle import Lifecycle


class AgreementState(StrEnum):
    """Where an agreement stands."""

    DRAFT = "draft"
    FOR_SIGNATURE = "for_signature"
    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"
    VOID = "void"


class AgreementVerb(StrEnum):
    """What happens to an agreement."""

    SEAL = "seal"
    """Its text is sealed and waits for signatures."""
    WITHDRAW = "withdraw"
    """Back to a draft, with a reason, while it is not in force: a new version will be sealed."""
    ENTER = "enter"
    """The required parties signed."""
    SUPERSEDE = "supersede"
    VOID = "void"


AGREEMENT: Lifecycle[AgreementState, AgreementVerb] = Lifecycle(
    {
        (AgreementState.DRAFT, AgreementVerb.SEAL): AgreementState.FOR_SIGNATURE,
        (AgreementState.DRAFT, AgreementVerb.VOID): AgreementState.VOID,
        (AgreementState.FOR_SIGNATURE, AgreementVerb.WITHDRAW): AgreementState.DRAFT,
        (AgreementState.FOR_SIGNATURE, AgreementVerb.ENTER): AgreementState.IN_FORCE,
        (AgreementState.FOR_SIGNATURE, AgreementVerb.VOID): AgreementState.VOID,
        (AgreementState.IN_FORCE, AgreementVerb.SUPERSEDE): AgreementState.SUPERSEDED,
        (AgreementState.IN_FORCE, AgreementVerb.VOID): AgreementState.VOID,
    }
)
