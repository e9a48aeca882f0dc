"""The whole report of a process, as it stands today."""

from dataclasses import dataclass, replace
from hashlib import sha256

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from accounts.queries.offices import today_at
from commitments.quality import Rates
from dialogue.contents.report import Gathering, Pact, Promised, Proof, Side, Stage, Theme, Topic
from dialogue.lifecycle.agreements import AgreementState
from dialogue.models import Agreement, Process, Proposal, Thread
from dialogue.queries.agreements.content import names_known
from dialogue.queries.keeping import rates_at
from dialogue.queries.report.decided import (
    Decision,
    Survey,
    decisions,
    pacts,
    promised,
    surveys,
)
from dialogue.queries.report.said import proofs, threads_of, topics
from dialogue.queries.report.table import (
    day,
    gatherings,
    meetings_of,
    sides,
    stages,
    themes,
)
from kernel.covering import covering
from kernel.policy import STRANGER, SYSTEM
from meetings.contents import Text


@dataclass(frozen=True)
class Withheld:
    """How much there is that the report for everybody does not tell."""

    meetings: int = 0
    threads: int = 0
    proposals: int = 0
    agreements: int = 0


@dataclass(frozen=True)
class Report:
    """What there is to report. `drafts` are agreements whose text is still being written."""

    code: str
    kind: str
    state: str
    title: Text
    summary: Text
    office: str
    basin: str
    place: str
    begun_on: str
    closed_on: str
    closure: str
    public: bool
    on: str
    sides: tuple[Side, ...]
    stages: tuple[Stage, ...]
    gatherings: tuple[Gathering, ...]
    themes: tuple[Theme, ...]
    topics: tuple[Topic, ...]
    decisions: tuple[Decision, ...]
    surveys: tuple[Survey, ...]
    pacts: tuple[Pact, ...]
    drafts: int
    promised: tuple[Promised, ...]
    rates: Rates
    proofs: tuple[Proof, ...]
    withheld: Withheld
    things: tuple[str, ...] = ()
    """In the report for everybody what is public and that it tells of: codes, with the fingerprint
    of what is sealed and the words of what was promised. A name may have been taken out of them."""

    @property
    def stamp(self) -> str:
        """Another one whenever the report would say something else: the sha256 of all of it.

        That for everybody has behind a colon the sha256 of what it tells of: see `Printable`.
        """
        said = sha256(repr(replace(self, on="")).encode()).hexdigest()
        shows = sha256("\n".join(self.things).encode()).hexdigest()
        return f"{said}:{shows}" if self.public else said


def report_of(session: Session, process: Process, *, public: bool) -> Report:
    """Everything; for everybody only what everybody may know, and nobody by name.

    Who may read it is asked before.
    """
    cover = covering(names_known(session, process)) if public else str
    held = meetings_of(session, process, public=public)
    threads = threads_of(session, process, public=public)
    report = Report(
        code=process.code,
        kind=process.kind.value,
        state=process.state.value,
        title=Text(process.title, process.title_qu),
        summary=Text(cover(process.summary), cover(process.summary_qu)),
        office=process.office.name,
        basin=process.basin,
        place=process.place,
        begun_on=day(process.begun_on),
        closed_on=day(process.closed_on),
        closure=cover(process.closure),
        public=public,
        on=day(today_at(process.office)),
        sides=sides(session, process, public=public),
        stages=stages(session, process),
        gatherings=gatherings(session, process, held, public=public),
        themes=themes(session, held, public=public),
        topics=topics(session, process, threads, cover, public=public),
        decisions=decisions(session, process, public=public),
        surveys=surveys(session, process, public=public),
        pacts=pacts(session, process, public=public),
        drafts=0 if public else _drafts(session, process),
        promised=promised(session, process, public=public),
        rates=rates_at(session, STRANGER if public else SYSTEM, process),
        proofs=proofs(session, threads, cover),
        withheld=_withheld(session, process) if public else Withheld(),
    )
    topical = [one.code for one in threads]
    return replace(report, things=(*topical, *_coded(report))) if public else report


def _coded(report: Report) -> tuple[str, ...]:
    return (
        *(one.code for one in report.decisions),
        *(one.code for one in report.surveys),
        *(f"{one.code}:{one.fingerprint}" for one in report.pacts),
        *(f"{one.code}:{one.what.es}:{one.what.qu}" for one in report.promised),
        *(f"{one.reference}:{one.fingerprint}" for one in report.gatherings),
    )


def _drafts(session: Session, process: Process) -> int:
    query = select(func.count(Agreement.id)).where(
        Agreement.process_id == process.id, Agreement.state == AgreementState.DRAFT
    )
    return session.scalar(query) or 0


def _withheld(session: Session, process: Process) -> Withheld:
    """How many of each are not public: that there are some is no secret, what they say is."""
    meetings = len(meetings_of(session, process, public=False))
    threads = select(func.count(Thread.id)).where(Thread.process_id == process.id)
    proposals = select(func.count(Proposal.id)).where(Proposal.process_id == process.id)
    return Withheld(
        meetings=meetings - len(meetings_of(session, process, public=True)),
        threads=(session.scalar(threads) or 0) - len(threads_of(session, process, public=True)),
        proposals=(session.scalar(proposals) or 0) - len(decisions(session, process, public=True)),
        agreements=len(pacts(session, process, public=False))
        - len(pacts(session, process, public=True)),
    )
