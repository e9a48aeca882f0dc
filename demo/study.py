"""The study of a salar: its table and council, two answers of a model, what is said of them."""

import gzip
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from accounts.models import Person
from accounts.roles import Role
from basin.contract.answers import checked, parsed
from basin.models import Expert, Study
from basin.operations.council import join_council
from basin.operations.evidence import Exhibit, put_in_evidence
from basin.operations.questions import answer, ask
from basin.operations.reviews import Opinion, sign_review
from basin.operations.snapshot import RunFacts, exhibit_of
from basin.operations.studies import make_study, seat
from basin.operations.thresholds import propose_threshold
from basin.queries.council import versions_of
from demo import study_story as told
from demo.diary import Diary
from demo.offices import SALTA
from demo.stage import Stage
from kernel.clock import now
from kernel.policy import SYSTEM, Actor

DATA = Path(__file__).parent / "data"
SERVICE = "http://127.0.0.1:5801/"
ASKED_AT: dict[str, Any] = {"hour": 11, "minute": 30, "second": 0, "microsecond": 0}
KEPT_AT = time(12)
"""A run is asked for on the clock of the office, and its answer is kept half an hour later."""


def exhibits() -> list[Exhibit]:
    """What the model answered, as it is put in evidence: slow, with no transaction open."""
    today = now().astimezone(ZoneInfo(SALTA.place.time_zone)).replace(**ASKED_AT)
    return [_exhibit(one, today - timedelta(days=one.days_ago)) for one in told.RUNS]


def study_a_salar(stage: Stage, answers: Sequence[Exhibit]) -> Study:
    """The study from its beginning to today; its ledger is written in the order of its days."""
    member, expert = stage.account(told.MEMBER.email), stage.account(told.EXPERT.email)
    with stage.on(stage.ago(40)):
        study = make_study(stage.session, stage.coordinator, stage.office, told.OUTLINE)
        _sit_down(stage, study, member)
    with stage.on(stage.ago(35)):
        council = _gather(stage, study, expert)
    diary = Diary(stage)
    for one, exhibit in zip(told.RUNS, answers, strict=True):
        put = partial(put_in_evidence, stage.session, SYSTEM, study, exhibit)
        diary.on(one.days_ago, KEPT_AT, put)
    diary.on(27, time(10), partial(_review, stage, study, Actor(expert.id), council))
    diary.on(24, time(10), partial(_limit, stage, study, Actor(member.id)))
    for days_ago, words, answered, closes in told.QUESTIONS:
        talk = partial(_ask, stage, study, Actor(member.id), words, answered, closes=closes)
        diary.on(days_ago, time(10), talk)
    diary.play()
    return study


def _exhibit(one: told.Run, asked_at: datetime) -> Exhibit:
    body = _recorded(one.file)
    finished = asked_at + timedelta(seconds=one.took_s)
    facts = RunFacts(
        run_id=None,
        title=one.title,
        title_qu=one.title_qu,
        why=one.why,
        requested_by=one.asked_by,
        requested_at=asked_at.astimezone(UTC),
        retrieved_at=(finished + timedelta(seconds=1)).astimezone(UTC),
        url=SERVICE,
        process="salar-demo",
        process_version="1.0.0",
        job={"id": one.job, "finished": finished.astimezone(UTC).isoformat()},
        inputs=told.DEFAULTS | one.inputs,
        units=told.UNITS,
        input_titles=told.INPUT_TITLES,
    )
    return exhibit_of(checked(parsed(body)), body, facts)


@cache
def _recorded(name: str) -> bytes:
    return gzip.decompress((DATA / f"{name}.json.gz").read_bytes())


def _sit_down(stage: Stage, study: Study, member: Person) -> None:
    for one in told.SEATS:
        person_id = member.id if one.name == told.MEMBER.name else None
        who = replace(one, person_id=person_id)
        seat(stage.session, stage.coordinator, study, who, stage.ago(40))


def _gather(stage: Stage, study: Study, expert: Person) -> Expert:
    """The council; the one of them who has an account."""
    found = [
        join_council(
            stage.session, stage.coordinator, study,
            replace(one, person_id=expert.id if one.name == told.EXPERT.name else None),
            stage.ago(35),
        )
        for one in told.COUNCIL
    ]  # fmt: skip
    return found[0]


def _review(stage: Stage, study: Study, reviewer: Actor, expert: Expert) -> None:
    opinion = Opinion(versions_of(stage.session, study)[0], told.VERDICT, told.REASONS)
    sign_review(stage.session, reviewer, study, expert, opinion, expert.name)


def _limit(stage: Stage, study: Study, member: Actor) -> None:
    for limit, basis, group in told.THRESHOLDS:
        who = stage.coordinator if group else member
        propose_threshold(stage.session, who, study, limit, basis=basis, group=group)


def _ask(
    stage: Stage, study: Study, member: Actor, words: str, answered: str, *, closes: bool
) -> None:
    question = ask(stage.session, member, study, words, model_version="1.0.0")
    if answered:
        modeller = stage.actor(Role.MODELLER)
        answer(stage.session, modeller, study, question, answered, closes=closes)
