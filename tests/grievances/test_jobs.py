"""What the worker does for grievances by the clock."""

from flask import Flask

from grievances.models import Draft
from grievances.operations import drafts
from kernel.clock import at, now
from kernel.jobs.enqueue import RunState
from tests.factories.cases import ANSWERS, make_office
from tests.working import order, wait_until, working


def test_the_worker_forgets_what_people_typed_and_left_for_a_day(app: Flask) -> None:
    jobs, database = app.extensions["jobs"], app.extensions["database"]
    with database.changing() as session:
        office = make_office(session, app.extensions["vault"])
        with at(now() - drafts.LIFE * 1.01):
            drafts.keep(session, "old", office, ANSWERS)
            session.flush()  # the row is dated when it is written
        drafts.keep(session, "young", office, ANSWERS)
    assert jobs.duties["grievances.discard-old-drafts"].every, "nobody orders it: the clock does"
    with working(jobs):
        run = order(jobs, "grievances.discard-old-drafts")
        wait_until(lambda: jobs.run(run).state is RunState.DONE)
    with database.reading() as session:
        assert session.get(Draft, drafts.token_hash("old")) is None
        assert session.get(Draft, drafts.token_hash("young")) is not None
