"""The agreement of the table of Pastos Grandes: sealed, signed by all, published, and followed."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from commitments.kinds import Fulfilment
from commitments.models import Commitment
from commitments.operations.making import Promise
from commitments.operations.telling import News, tell
from demo import mesa_story as told
from demo.stage import Stage
from dialogue.contents.draft import Draft
from dialogue.models import Agreement, Group, Process, Round
from dialogue.operations.agreements.drafting import draft_agreement
from dialogue.operations.agreements.promising import promise_in
from dialogue.operations.agreements.publishing import publish_agreement
from dialogue.operations.agreements.sealing import seal_agreement
from dialogue.operations.agreements.signing import sign
from dialogue.operations.confirming import GroupWord, confirm_kept
from dialogue.queries.agreements.thresholds import that_may_be_adopted
from kernel.policy import Actor


def agree(
    stage: Stage, process: Process, groups: Mapping[str, Group], one: Round
) -> list[Commitment]:
    """From the draft of the last round to its publication; what was promised in it."""
    last = told.VERSIONS[-1]
    with stage.on(stage.ago(last.days_ago - 1)):
        agreement = draft_agreement(
            stage.session, stage.references, stage.coordinator, process,
            Draft(
                title=told.AGREEMENT, title_qu=told.AGREEMENT_QU,
                words=last.words, words_qu=last.words_qu, extent=told.EXTENT,
                agreed_on=stage.ago(last.days_ago),
                required=tuple(group.id for group in groups.values() if group.decides),
                thresholds=_spring(stage, process), version_id=one.version_id,
                round_id=one.id,
            ),
        )  # fmt: skip
        made = [_promise(stage, process, agreement, one) for one in told.PROMISES]
        seal_agreement(
            stage.session, stage.jobs, stage.coordinator, process, agreement, agreement.version
        )
    for days, party in enumerate(("company", "university", "authority", "community")):
        with stage.on(stage.ago(last.days_ago - 2 - days // 2)):
            _sign(stage, process, agreement, party)
    with stage.on(stage.ago(last.days_ago - 4)):
        publish_agreement(stage.session, stage.coordinator, process, agreement, agreement.version)
    return made


def follow(stage: Stage, process: Process, made: Sequence[Commitment]) -> None:
    """What became of each promise."""
    for promise, commitment in zip(told.PROMISES, made, strict=True):
        _follow(stage, process, promise, commitment)


def _spring(stage: Stage, process: Process) -> tuple[dict[str, object], ...]:
    """The threshold of the spring, which the agreement adopts."""
    found = that_may_be_adopted(stage.session, stage.coordinator, process)
    return tuple(
        {"study": one.study.code, "threshold": one.number}
        for one in found
        if one.history.now.variable == "spring_flow"
    )


def _promise(stage: Stage, process: Process, agreement: Agreement, one: told.Promise) -> Commitment:
    promise = Promise(
        one.what, stage.ago(told.VERSIONS[-1].days_ago), one.what_qu,
        responsible_group=one.responsible, verifier_group=one.verifier,
        due_on=stage.today + timedelta(days=one.due_in_days),
    )  # fmt: skip
    return promise_in(stage.session, stage.coordinator, process, agreement, promise)


def _sign(stage: Stage, process: Process, agreement: Agreement, party: str) -> None:
    chairs = next(one.chairs for one in told.PARTIES if one.key == party)
    signer = Actor(stage.account(next(one.email for one in chairs if one.email)).id)
    sign(stage.session, stage.jobs, signer, process, agreement, 1)


def _follow(stage: Stage, process: Process, promise: told.Promise, commitment: Commitment) -> None:
    """What was told of it; and where it was kept, who verifies says so with their card."""
    for days, verb, note in promise.news:
        day = stage.ago(days)
        with stage.on(day):
            news = News(day, note=note, told_by=promise.responsible)
            tell(
                stage.session, stage.vault, stage.coordinator, commitment, verb, news,
                seen=commitment.version,
            )  # fmt: skip
    if promise.verified_days_ago is None:
        return
    with stage.on(stage.ago(promise.verified_days_ago)):
        seat = next(one for one in process.seats if one.name == told.VERIFIES)
        confirm_kept(
            stage.session, stage.vault, stage.jobs, Actor(receipt_of=seat.subject), process,
            commitment.code, GroupWord(Fulfilment.FULFILLED, promise.told),
            seen=commitment.version,
        )  # fmt: skip
