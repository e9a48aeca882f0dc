"""The pages of studies, as somebody of the demonstration's salar meets them."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from basin.models import Entry, Evidence, Expert, Member, Question, Review, Study, Threshold
from demo.study_story import EXPERT, MEMBER
from tests.browser import brought, river_runs
from tests.browser.house import House

HOST, MODELLER = "coordinator@salta.example", "modeller@salta.example"
AT_TABLE, IN_COUNCIL = MEMBER.email, EXPERT.email

Scene = Callable[[House], tuple[str, str]]
NOT_PAGES = {
    "basin.evidence_file": "a file",
    "basin.evidence_part": "a file",
    "basin.evidence_picture": "a picture",
    "basin.evidence_zip": "a file",
    "basin.review_document": "a file",
    "basin.review_paper": "a file",
    "basin.series_csv": "a file",
    "basin.sheet_pdf": "a file",
    **river_runs.NOT_PAGES,
}


def address(house: House, end: str = "") -> str:
    """A page of the study; `end` may ask for {member}, {expert}, {review}, {question}…"""
    return f"/studies/{named(house)['study']}{end.format(**named(house))}"


def named(house: House) -> dict[str, str]:
    """What the study holds, by the names that addresses give it."""
    with house.database.reading() as session:
        study = session.scalars(select(Study).order_by(Study.id)).first()
        assert study
        numbers = select(Entry.number).where(Entry.study_id == study.id)
        found: dict[str, Any] = {
            "study": study.code,
            "member": select(Member.id).where(Member.study_id == study.id),
            "expert": select(Expert.id).where(Expert.study_id == study.id),
            "question": select(Question.id).where(Question.study_id == study.id),
            "review": numbers.join(Review, Review.entry_id == Entry.id),
            "threshold": numbers.join(Threshold, Threshold.entry_id == Entry.id),
            "evidence": select(Evidence.code).order_by(Evidence.id.desc()),
            "oldest": select(Evidence.code).order_by(Evidence.id),
        }
        return {
            name: one if isinstance(one, str) else str(session.scalars(one).first())
            for name, one in found.items()
        }


def _of_evidence(house: House, end: str, which: str = "evidence") -> str:
    return f"/studies/evidence/{named(house)[which]}{end and f'/{end}'}"


def says(who: str, end: str) -> Scene:
    """Somebody who says something of the oldest evidence."""
    return lambda house: (who, _of_evidence(house, end, "oldest"))


def by(who: str, end: str = "") -> Scene:
    """Somebody who opens a page of the study."""
    return lambda house: (who, address(house, end))


PAGES: dict[str, tuple[str, Scene]] = {
    "new study": ("basin.new_study_page", lambda _house: (HOST, "/studies/new")),
    "change a study": ("basin.change_study_page", by(HOST, "/change")),
    "new member": ("basin.new_member_page", by(HOST, "/members/new")),
    "member": ("basin.seat_page", by(HOST, "/members/{member}")),
    "new expert": ("basin.new_expert_page", by(HOST, "/council/new")),
    "expert": ("basin.seat_page", by(HOST, "/council/{expert}")),
    "sign a review": ("basin.sign_page", by(IN_COUNCIL, "/council/review")),
    "review on paper": ("basin.paper_page", by(HOST, "/council/{expert}/review")),
    "ask the modellers": ("basin.ask_page", by(AT_TABLE, "/questions/new")),
    "question": ("basin.question_page", by(MODELLER, "/questions/{question}")),
    "new threshold": ("basin.new_threshold_page", by(HOST, "/thresholds/new")),
    "dispute evidence": ("basin.dispute_page", says(HOST, "dispute")),
    "endorse evidence": ("basin.endorse_page", says(IN_COUNCIL, "endorse")),
    "replace evidence": ("basin.supersede_page", says(HOST, "supersede")),
    "threshold": ("basin.threshold_page", by(HOST, "/thresholds/{threshold}")),
    **brought.PAGES,
    **river_runs.PAGES,
}

PUBLIC: dict[str, tuple[str, Callable[[House], str]]] = {
    "studies": ("basin.studies_page", lambda _house: "/studies/"),
    "study": ("basin.study_page", address),
    "table of a study": ("basin.members_page", lambda house: address(house, "/members")),
    "council": ("basin.council_page", lambda house: address(house, "/council")),
    "review": ("basin.review_page", lambda house: address(house, "/reviews/{review}")),
    "questions": ("basin.questions_page", lambda house: address(house, "/questions")),
    "thresholds": ("basin.thresholds_page", lambda house: address(house, "/thresholds")),
    "evidence": ("basin.evidence_page", lambda house: _of_evidence(house, "")),
    "evidence of a study": ("basin.evidence_list", lambda house: address(house, "/evidence")),
    "chain": ("basin.ledger_page", lambda house: address(house, "/ledger")),
    "scenarios": ("basin.scenarios_page", lambda house: _of_evidence(house, "scenarios")),
    "series": ("basin.series_page", lambda house: _of_evidence(house, "series")),
}
