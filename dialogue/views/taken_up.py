"""What a process took up of others, for the office that looks after it."""

from dialogue.models import Process
from dialogue.policy import Action
from dialogue.queries.offers import taken_up_by
from dialogue.views.pointing import referred
from kernel.handovers import Handover
from kernel.references import Referred
from web.access import can
from web.transaction import db


def taken_up_shown(process: Process) -> list[tuple[Handover, Referred | None]]:
    """Each with where it came from, as far as the reader may know; nothing for anybody else."""
    if not can(Action.CHANGE, process):
        return []
    return [(one, referred(one.from_ref)) for one in taken_up_by(db(), process)]
