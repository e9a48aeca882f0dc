"""What a closed round brings into the draft of an agreement, which everybody may come to read."""

import pytest

from tests.dialogue.rounds.at_work import Working
from tests.factories.rounds import closed, new_round, raises_hands, speaks_as_one

WORDS = "Canario: el pozo se seca."
WITHHELD = "No se citan las razones de un grupo pequeño"


@pytest.mark.parametrize(("consenting", "quoted"), [(4, True), (1, False)])
def test_a_draft_quotes_the_words_of_a_group_unless_it_is_small(
    working: Working, consenting: int, quoted: bool
) -> None:
    with working.changing() as session:
        process, proposal = working.found(session)
        one = new_round(session, process, proposal)
        groups = {group.id: group for group in process.groups}
        hands = {"consent": (consenting, 0, 0), "objection": (1, 1, 0)}
        community, company = (groups[working.groups[name]] for name in ("community", "company"))
        raises_hands(session, process, one, community, hands, reason=WORDS)
        speaks_as_one(session, process, one, company, "consent")
        closed(session, process, one)
        began = f"/dialogue/{working.code}/agreements/new?from={one.subject}"
    page = working.browser().get(began).text
    assert (WORDS in page) is quoted
    assert (WITHHELD in page) is not quoted
