"""The pages of runs of a model, in every state that people meet them in."""

from collections.abc import Callable

from playwright.sync_api import Page as Screen
from sqlalchemy import select
from sqlalchemy.orm import Session

from basin.contract.processes import Process, plain
from basin.kinds import RunProblem
from basin.models import Provider, Run, Study
from basin.operations import running
from basin.operations.runs import Ask, propose, start
from demo.study_story import MEMBER
from kernel.policy import SYSTEM
from tests.basin.fake_service import URL, FakeService, FakeServices
from tests.browser.house import House
from tests.browser.visits import press
from tests.factories.basin import new_process, new_provider

HOST, PLATFORM = "coordinator@salta.example", "platform@demo.example"
AT_TABLE = MEMBER.email
SAID = "simulating with-mine, member 8 of 20"

NOT_PAGES = {"basin.run_state": "for the script of a page"}


def _prepared(house: House) -> dict[str, str]:
    """Runs of the study of the demonstration by where they stand; its code under `study`."""
    with house.app.app_context(), house.database.changing() as session:
        study = session.scalars(select(Study).order_by(Study.id)).first()
        assert study
        if session.scalar(select(Provider.id).where(Provider.url == URL)) is None:
            _fill(house, session, study)
        found = session.scalars(select(Run).where(Run.study_id == study.id).order_by(Run.id))
        return {"study": study.code, **{run.state.value: run.code for run in found}}


def _fill(house: House, session: Session, study: Study) -> None:
    house.app.extensions["basin"] = FakeServices()
    new_process(session, new_provider(session, url=URL, title="Servicio"), plain(_model()))
    _asks(session, study, 31)
    working, failed = _asks(session, study, 32), _asks(session, study, 33)
    jobs = house.app.extensions["jobs"]
    for run in (working, failed):
        start(session, jobs, SYSTEM, run)
        running.begin_to_send(session, run.id, takes_keys=True)
        running.accept(session, jobs, run.id, f"job-{run.id}")
    running.progress(session, jobs, working.id, 40, SAID, 1)
    running.fail(session, failed, RunProblem.INVALID, "streamflow.p10: m3/s, expected L/s")


def _model() -> Process:
    return FakeService().model


def _asks(session: Session, study: Study, litres: int) -> Run:
    values = {"scenarios": ["baseline", "with-mine"], "mine_fresh_l_s": litres}
    why = "Para saber qué pasa con el manantial de arriba"
    return propose(session, SYSTEM, study, Ask(values, why, "1.0.0")).run


def _by(who: str, page: str) -> Callable[[House], tuple[str, str]]:
    return lambda house: (who, page.format(**_prepared(house)))


def _looks_over(_house: House, screen: Screen) -> None:
    screen.check("[name=in0][value=baseline]")
    screen.fill("[name=in4]", "35")
    screen.fill("[name=why]", "Para saber qué pasa con 35 L/s")
    press(screen)


def _sends_too_much(_house: House, screen: Screen) -> None:
    screen.fill("[name=in4]", "900")
    press(screen)


PAGES: dict[str, tuple[str, Callable[[House], tuple[str, str]]]] = {
    "runs": ("basin.runs_page", _by(AT_TABLE, "/studies/{study}/runs")),
    "runs of nobody": ("basin.runs_page", _by(HOST, "/studies/{study}/runs?show=stored&mine=1")),
    "ask the model": ("basin.ask_model_page", _by(HOST, "/studies/{study}/runs/new")),
    "proposed run": ("basin.run_page", _by(HOST, "/studies/runs/{proposed}")),
    "run at work": ("basin.run_page", _by(AT_TABLE, "/studies/runs/{running}")),
    "failed run": ("basin.run_page", _by(HOST, "/studies/runs/{failed}")),
    "model service": ("basin_service.service_page", _by(PLATFORM, "/admin/basin")),
}

DONE: dict[str, tuple[Callable[[House], tuple[str, str]], Callable[[House, Screen], None]]] = {
    "question looked over": (_by(HOST, "/studies/{study}/runs/new"), _looks_over),
    "question refused": (_by(AT_TABLE, "/studies/{study}/runs/new"), _sends_too_much),
}
