"""Who verifies a promise of a table is another group than those who promised it."""

from commitments.operations.making import Promise
from dialogue.models import Process
from dialogue.queries.verifiers import groups_called, stands_on_both_sides
from kernel.errors import BadInput


def expect_another_verifies(process: Process, promise: Promise) -> None:
    """BadInput where one group of the table stands on both sides, also by its other name."""
    for group in groups_called(process.groups, promise.verifier_group):
        if stands_on_both_sides(group, promise.responsible_group, promise.co_responsibles):
            raise BadInput("group-verifies-itself")
