"""Who verifies a promise of a table is another group than those who promised it."""

from commitments.confirming import answers_for
from commitments.operations.making import Promise
from dialogue.models import Process
from kernel.errors import BadInput
from kernel.text import fold


def expect_another_verifies(process: Process, promise: Promise) -> None:
    """BadInput where one group of the table stands on both sides, also by its other name."""
    called = fold(promise.verifier_group).strip()
    for group in process.groups:
        names = [name for name in (group.name, group.name_qu) if name]
        if called not in {fold(name).strip() for name in names}:
            continue
        helping = promise.co_responsibles
        if any(answers_for(name, promise.responsible_group, helping) for name in names):
            raise BadInput("group-verifies-itself")
