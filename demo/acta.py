"""The acta of the fictional workshop: read in Quechua, corrected, sealed, and once mended."""

from datetime import time

from demo import workshop_story as story
from demo.stage import LAST_DAY, Stage
from meetings.kinds import Tongue
from meetings.models import Meeting
from meetings.operations.agenda import Summary, sum_up
from meetings.operations.book import note_book_entry
from meetings.operations.minutes import ReadOut, amend, read_back, return_to_draft, seal_acta
from meetings.operations.publishing import publish_acta
from meetings.queries.meetings import agenda_of

READER = "Traductora Imaginaria"


def read_and_seal(stage: Stage, meeting: Meeting) -> None:
    """The room hears the draft twice: with two corrections, then without."""
    with stage.on(stage.day(LAST_DAY), time(16, 55)):
        _read(stage, meeting, ReadOut(Tongue.QU, READER, story.READ_FIRST))
        return_to_draft(stage.session, stage.facilitator, meeting)
        stage.session.flush()  # only a draft can be corrected
        for number in story.BEFORE_CORRECTION:
            told = story.AGENDA[number - 1]
            _sum_up(stage, meeting, number, Summary(told.said, told.said_qu))
    with stage.on(stage.day(LAST_DAY), time(17, 10)):
        _read(stage, meeting, ReadOut(Tongue.QU, READER))
    with stage.on(stage.day(LAST_DAY), time(17, 20)):
        seal_acta(stage.session, stage.references, stage.jobs, stage.facilitator, meeting)


def amend_and_seal(stage: Stage, meeting: Meeting) -> None:
    """Ten days later: a figure was wrong. The first version stays; the second names it."""
    with stage.on(stage.after(10), time(9, 0)):
        amend(stage.session, stage.facilitator, meeting, story.AMENDED)
        _sum_up(stage, meeting, story.SEALED_WRONG, Summary(*story.AMENDED_SAID))
        _read(stage, meeting, ReadOut(Tongue.QU, READER))
    with stage.on(stage.after(10), time(9, 30)):
        seal_acta(stage.session, stage.references, stage.jobs, stage.facilitator, meeting)


def show_everybody(stage: Stage, meeting: Meeting) -> None:
    """The acta stands in the libro de actas, and its copy without names is for everybody."""
    with stage.on(stage.after(11)):
        note_book_entry(stage.session, stage.note_taker, meeting, story.ENTERED)
        publish_acta(stage.session, stage.facilitator, meeting)


def _read(stage: Stage, meeting: Meeting, how: ReadOut) -> None:
    stage.session.flush()  # what is read is what stands in the tables
    read_back(stage.session, stage.references, stage.facilitator, meeting, how)


def _sum_up(stage: Stage, meeting: Meeting, number: int, told: Summary) -> None:
    item = agenda_of(stage.session, meeting)[number - 1]
    sum_up(stage.session, stage.note_taker, meeting, item.id, told, item.version)
