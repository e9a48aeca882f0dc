"""The bulletin of the table: its first two months, from facts that were chosen."""

from datetime import time

from demo import mesa_story as told
from demo.stage import Stage
from dialogue.documents.bulletin import told as in_words
from dialogue.models import Process
from dialogue.operations.bulletins import Words, draft_bulletin, publish_bulletin
from dialogue.queries.news import Period, news_of
from meetings.contents import Text

MONTHS_DAYS = 60


def tell_everybody(stage: Stage, process: Process) -> None:
    """What everybody may know of two months, published yesterday evening."""
    period = Period(stage.ago(MONTHS_DAYS), stage.ago(1))
    with stage.on(stage.ago(1), time(17)):
        known = news_of(stage.session, stage.office, process.subject, period, process)
        words = Words(
            told.BULLETIN, period.begins_on, period.ends_on, told.BULLETIN_QU,
            told.OPENING, told.OPENING_QU,
            tuple(one.key for one in known if one.kind in told.IN_BULLETIN),
        )  # fmt: skip
        made = draft_bulletin(
            stage.session, stage.coordinator, stage.office, process.subject, words
        )
        tells_of = Text(process.title, process.title_qu)
        publish_bulletin(stage.session, stage.coordinator, made, made.version, tells_of, in_words)
