"""What was promised in the fictional workshop, and the news of it since, from both sides."""

from collections.abc import Sequence
from dataclasses import replace

from commitments.kinds import Side
from commitments.lifecycle import Verb
from commitments.models import Commitment
from commitments.operations.assessing import View, assess
from commitments.operations.making import Promise, make_commitment
from commitments.operations.naming import Naming, name_person
from commitments.operations.publishing import publish
from commitments.operations.telling import TOGETHER, Consent, News, reformulate, tell
from demo import workshop_story as story
from demo.stage import LAST_DAY, Stage
from demo.workshop_story import DemoNews, DemoPromise
from meetings.models import Agreement, Meeting

HOW = "En reunión, con acta"


def promise_all(
    stage: Stage, meeting: Meeting, agreements: Sequence[Agreement]
) -> list[Commitment]:
    """Write down every promise as it was made on the last day."""
    return [
        make_commitment(
            stage.session,
            stage.note_taker,
            stage.office,
            _promise(stage, meeting, told, agreements[told.agreement - 1].reference),
        )
        for told in story.PROMISES
    ]


def tell_what_became(stage: Stage, meeting: Meeting, promises: Sequence[Commitment]) -> None:
    """Everything that was told of them since, in its order; and who is told of what follows."""
    for told, commitment in zip(story.PROMISES, promises, strict=True):
        with stage.on(stage.after(1)):
            publish(
                stage.session, stage.facilitator, commitment,
                is_public=True, seen=commitment.version,
            )  # fmt: skip
            _name(stage, told, commitment)
        for news in told.news:
            with stage.on(stage.after(news.day)):
                _tell(stage, meeting, commitment, told, news)
        for view in told.views:
            with stage.on(stage.after(view.day)):
                seen = View(view.side, view.fulfilment, view.said_by, view.note)
                assess(stage.session, stage.note_taker, commitment, seen)


def _promise(stage: Stage, meeting: Meeting, told: DemoPromise, agreement: str) -> Promise:
    return Promise(
        what=told.what,
        what_qu=told.what_qu,
        made_on=stage.day(LAST_DAY),
        indicator=told.indicator,
        indicator_qu=told.indicator_qu,
        responsible_group=told.responsible_group,
        responsible_person=told.responsible_person,
        verifier_group=told.verifier_group,
        due_on=None if told.due is None else stage.after(told.due),
        recurrence=told.recurrence,
        condition=told.condition,
        place=told.place,
        budget_source=told.budget_source,
        risks=told.risks,
        made_in=meeting.subject,
        belongs_to=meeting.belongs_to,
        agreement=agreement,
    )


def _name(stage: Stage, told: DemoPromise, commitment: Commitment) -> None:
    """The facilitator is told of everything; who promised where there is an address."""
    followed = Naming(Side.VERIFIER, person_id=stage.facilitator.person_id)
    name_person(stage.session, stage.vault, stage.facilitator, commitment, followed)
    if told.mail:
        naming = Naming(Side.RESPONSIBLE, told.responsible_person, email=told.mail)
        name_person(stage.session, stage.vault, stage.facilitator, commitment, naming)


def _tell(
    stage: Stage, meeting: Meeting, commitment: Commitment, told: DemoPromise, news: DemoNews
) -> None:
    said = _news(stage, told, news)
    if news.verb is Verb.REFORMULATE and told.instead:
        promise = replace(
            _promise(stage, meeting, told.instead, commitment.agreement),
            made_on=said.happened_on,
            made_in="",
            replaces_id=commitment.id,
        )
        reformulate(
            stage.session, stage.vault, stage.facilitator, commitment, promise, said,
            seen=commitment.version,
        )  # fmt: skip
        return
    tell(
        stage.session, stage.vault, stage.facilitator, commitment, news.verb, said,
        seen=commitment.version,
    )  # fmt: skip


def _news(stage: Stage, told: DemoPromise, news: DemoNews) -> News:
    judged = news.verb in {Verb.VERIFY, Verb.REJECT}
    together = news.verb in TOGETHER or news.new_due is not None
    day = stage.after(news.day)
    return News(
        happened_on=day,
        progress=news.progress,
        note=news.note,
        told_by=told.verifier_group if judged else told.responsible_group,
        delay=news.delay,
        new_due_on=None if news.new_due is None else stage.after(news.new_due),
        consent=Consent(told.verifier_group, HOW, day) if together else Consent(),
        view=news.view,
    )
