"""The study of the demo: its ledger reads like one that grew from day to day."""

from sqlalchemy import select

from basin.models import Entry
from kernel.database import Database


def test_the_ledger_of_the_demo_never_goes_back_in_time(seeded: Database) -> None:
    with seeded.reading() as session:
        days = session.scalars(select(Entry.made_at).order_by(Entry.study_id, Entry.number)).all()
    assert len(days) > 3
    assert list(days) == sorted(days)
