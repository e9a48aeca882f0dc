"""Who may do what with commitments: any row, every condition in the row.

The subject is a Commitment; to list or to make one it is the id of an office; to confirm one it
is somebody for whom another feature vouches.
"""

from dataclasses import dataclass
from enum import StrEnum

from accounts.roles import Role
from commitments.confirming import answers_for
from commitments.lifecycle import BY_ITSELF, COMMITMENT, UNBOUND, Verb
from commitments.models import Commitment
from kernel.policy import Actor, Table, allowed

MAKERS = (Role.COORDINATOR, Role.FACILITATOR, Role.NOTE_TAKER, Role.HANDLER, Role.SUPERVISOR)
"""They write down what was promised and what became of it."""

JUDGES = (Role.COORDINATOR, Role.FACILITATOR, Role.SUPERVISOR)
"""They write down that it was verified, given another date, or cancelled by the parties."""

READERS = (*MAKERS, Role.TRANSLATOR, Role.AUDITOR)
"""They read all of it."""


class Action(StrEnum):
    """What can be asked of this feature."""

    ASSESS = "commitments:commitment:assess"
    CHANGE = "commitments:commitment:change"
    CONFIRM = "commitments:commitment:confirm"
    JUDGE = "commitments:commitment:judge"
    LIST = "commitments:commitment:list"
    MAKE = "commitments:commitment:make"
    NAME = "commitments:commitment:name"
    PUBLISH = "commitments:commitment:publish"
    READ = "commitments:commitment:read"
    READ_PUBLIC = "commitments:commitment:read-public"
    TELL = "commitments:commitment:tell"


@dataclass(frozen=True)
class Vouched:
    """`by` speaks for a group of a table, by its id, about a commitment.

    Commitments know no seats: whoever knows who sits for a group makes this value for the actor of
    that very seat. `name` is that of the person.
    """

    commitment: Commitment
    by: Actor
    group_id: int
    name: str


def maker_of_office(actor: Actor, office_id: int) -> bool:
    """Writes commitments down in the office in question."""
    return office_id in actor.offices(*MAKERS)


def reader_of_office(actor: Actor, office_id: int) -> bool:
    """Reads the commitments of the office in question."""
    return office_id in actor.offices(*READERS)


def maker_here(actor: Actor, commitment: Commitment) -> bool:
    """Writes down what becomes of this one."""
    return commitment.office_id in actor.offices(*MAKERS)


def judge_here(actor: Actor, commitment: Commitment) -> bool:
    """Writes down that this one was verified, moved or cancelled."""
    return commitment.office_id in actor.offices(*JUDGES)


def reader_here(actor: Actor, commitment: Commitment) -> bool:
    """Reads the commitments of this office."""
    return commitment.office_id in actor.offices(*READERS)


def published(_actor: Actor, commitment: Commitment) -> bool:
    """Everybody may know of it."""
    return commitment.is_public and commitment.status not in UNBOUND


def vouched_for(actor: Actor, word: Vouched) -> bool:
    """Is the person with an account or a card for whom another feature vouches."""
    somebody = actor.person_id is not None or actor.receipt_of is not None
    return somebody and not actor.system and actor == word.by


def of_the_verifying_group(_actor: Actor, word: Vouched) -> bool:
    """Speaks for the group that verifies, which may have had another name then."""
    return word.commitment.verifier_group_id == word.group_id


def of_another_than_promised(_actor: Actor, word: Vouched) -> bool:
    """That group neither promised nor helps, by the names of then: nobody proves their own."""
    of = word.commitment
    return not answers_for(of.verifier_group, of.responsible_group, of.co_responsibles)


def verifies_itself(actor: Actor, word: Vouched) -> bool:
    """Speaks for a group that is named as verifier of what it promised, or helps to keep."""
    return of_the_verifying_group(actor, word) and not of_another_than_promised(actor, word)


def platform_itself(actor: Actor, _subject: object) -> bool:
    """The command line on the machine, the worker, the demo."""
    return actor.system


JUDGED = frozenset({Verb.VERIFY, Verb.REJECT, Verb.REFORMULATE, Verb.CANCEL, Verb.REOPEN})
"""What takes somebody who judges; any other verb only tells."""


def action_of(verb: Verb) -> Action:
    """What somebody must be allowed to do for this verb."""
    return Action.JUDGE if verb in JUDGED else Action.TELL


def may_be_taken_up(commitment: Commitment, verb: Verb) -> bool:
    """Whether this verb does not wake what an agreement promised that counts no more."""
    return verb is not Verb.REOPEN or commitment.released_on is None


def open_verbs(actor: Actor, commitment: Commitment) -> list[Verb]:
    """The verbs that work now for this actor, in the order of the lifecycle."""
    possible = COMMITMENT.open_verbs(commitment.status)
    return [
        verb
        for verb in possible
        if verb not in BY_ITSELF
        and may_be_taken_up(commitment, verb)
        and allowed(TABLE, actor, action_of(verb), commitment)
    ]


TABLE: Table = {
    Action.ASSESS: [[maker_here], [platform_itself]],
    Action.CHANGE: [[maker_here], [platform_itself]],
    Action.CONFIRM: [[vouched_for, of_the_verifying_group, of_another_than_promised]],
    Action.JUDGE: [[judge_here], [platform_itself]],
    Action.LIST: [[reader_of_office], [platform_itself]],
    Action.MAKE: [[maker_of_office], [platform_itself]],
    Action.NAME: [[maker_here], [platform_itself]],
    Action.PUBLISH: [[judge_here], [platform_itself]],
    Action.READ: [[reader_here], [platform_itself]],
    Action.READ_PUBLIC: [[published], [reader_here]],
    Action.TELL: [[maker_here], [platform_itself]],
}
