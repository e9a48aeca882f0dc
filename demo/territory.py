"""The meetings of the fictional world: a programme in Santo Tomás, from its opening to today."""

from collections.abc import Iterator
from contextlib import contextmanager

import commitments.jobs
import dialogue.jobs
import meetings.jobs
import trainings.jobs
from basin.queries import references as studies
from demo.acta import amend_and_seal, show_everybody
from demo.beside import bring_old_actas, hold_the_others, plan_the_next
from demo.learning import ask_after, ask_before, certify
from demo.offers import carry_concerns
from demo.programme import call_for_the_next, open_programme
from demo.promises import tell_what_became
from demo.stage import Stage
from demo.workshop import hold_workshop
from kernel.database import Database
from kernel.jobs import Jobs
from kernel.notices import Post
from kernel.notices.sending import duties_of
from kernel.references import References
from meetings.queries import references as meeting_references
from meetings.queries.concern_references import concern_referred
from trainings.queries import references as programmes


@contextmanager
def ordering(database: Database) -> Iterator[Jobs]:
    """What orders papers and mails; the worker prints and sends them once it runs."""
    parts = commitments, dialogue, meetings, trainings
    jobs = Jobs(database, duties_of(Post()), *(part.jobs.DUTIES for part in parts))
    try:
        yield jobs
    finally:
        jobs.close()


def known_references() -> References:
    """What an acta names by its public reference: the programme of its meeting."""
    known = References()
    known.register(programmes.KIND, programmes.referred)
    known.register(meeting_references.KIND, meeting_references.referred)
    known.register("concern", concern_referred)
    known.register(studies.STUDY, studies.referred_study)
    known.register(studies.EVIDENCE, studies.referred_evidence)
    return known


def play_programme(stage: Stage) -> None:
    """The programme of Santo Tomás, from its opening to today."""
    opened = open_programme(stage)
    workshop = opened.workshop.meeting
    ask_before(stage, opened)
    held = hold_workshop(stage, workshop, opened.groups)
    ask_after(stage, opened)
    amend_and_seal(stage, workshop)
    show_everybody(stage, workshop)
    certify(stage, opened)
    carry_concerns(stage, workshop, held.themes)
    tell_what_became(stage, workshop, held.promises)
    hold_the_others(stage, opened.programme.subject, opened.groups)
    bring_old_actas(stage, opened.programme.subject)
    call_for_the_next(stage, opened)
    plan_the_next(stage, workshop)
