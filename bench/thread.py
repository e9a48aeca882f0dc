"""A thread of a thousand posts in two languages: one page of it, beside the bare queries it sends.

The page is the one in the middle, for somebody who sits at the table: names, translations,
evidence, and every hundredth post hidden with its reason.
"""

from pathlib import Path

from app import create_app
from bench.basin_viewer import medians, repeated, statements_of
from bench.figures import Figure
from bench.stage import installation, vault_of
from dialogue.documents.exhibits import of_cells
from dialogue.kinds import ModerationAct, PostState, Tongue
from dialogue.models import PostTranslation
from dialogue.operations.moderation import note_moderation
from kernel.database import Database
from kernel.policy import SYSTEM
from tests.factories.tables import browser_with, new_card, new_party, new_process, new_seat
from tests.factories.talks import lay
from tests.factories.threads import new_post, new_thread

POSTS = 1000
MOST = 50.0
MOST_BYTES = 30 * 1024
WORDS = "En la vega ya no alcanza el pasto para todas, y nadie mide el agua. "


def figures(folder: Path) -> list[Figure]:
    """Milliseconds of the queries and of the page, and its weight on the wire."""
    settings, database, office = installation(folder)
    card, address = _talked(database, vault_of(settings, database), office)
    app = create_app(settings)
    client = browser_with(app, card)

    def page() -> bytes:
        answer = client.get(address, headers={"Accept-Encoding": "br"})
        assert answer.status_code == 200, answer.status  # noqa: S101 - a bench of nothing
        return answer.get_data()

    try:
        weight = len(page())
        sent = statements_of(app.extensions["database"], page)
        with database.engine.connect() as connection:
            ours, floor = medians(page, lambda: repeated(connection, sent))
    finally:
        app.extensions["jobs"].close()
        app.extensions["database"].dispose()
    return [
        Figure("thread of 1,000 posts, its queries", floor, MOST, " ms", "≤ budget"),
        Figure("page of that thread, beside its queries", ours, floor, " ms", "≤ 25 ×"),
        Figure("page of that thread on the wire", weight, MOST_BYTES, " B", "≤ budget"),
    ]


def _talked(database: Database, vault: object, office: object) -> tuple[int, str]:
    """A card at a table where a thousand posts were written; where the page in the middle is."""
    with database.changing() as session:
        process = new_process(session, vault, office)  # type: ignore[arg-type]
        groups = [new_party(session, process) for _ in range(5)]
        seats = [new_seat(session, process, group) for group in groups for _ in range(4)]
        thread = new_thread(session, process)
        laid = of_cells("Reclamos", "Informe", "2025", [("Por agua", "41")])
        for number in range(POSTS):
            hidden = number % 100 == 99
            post = new_post(
                session, thread, f"{WORDS * 4}{number}", seats[number % len(seats)],
                language=Tongue.QU if number % 2 else Tongue.ES,
                state=PostState.HIDDEN if hidden else PostState.SHOWN,
            )  # fmt: skip
            if number % 2:
                session.add(
                    PostTranslation(
                        office_id=process.office_id, post_id=post.id, language=Tongue.ES,
                        words=WORDS,
                    )
                )  # fmt: skip
            if number % 10 == 0:
                lay(session, post, laid)
            if hidden:
                note_moderation(
                    session, SYSTEM, process, f"post:{post.id}", ModerationAct.HIDE, "Reglas"
                )
        card = new_card(session, seats[0]).id
        return card, f"/dialogue/{process.code}/threads/{thread.code}?page=10"
