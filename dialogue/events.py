"""What the trail says about processes of dialogue: ids and states, never words."""

from kernel.audit import EventType

PROCESS_MADE = EventType("dialogue:process-made", frozenset({"office_id", "kind"}))
PROCESS_CHANGED = EventType("dialogue:process-changed", frozenset({"visibility"}))
PROCESS_MOVED = EventType("dialogue:process-moved", frozenset({"verb", "state"}))
OFFER_DECIDED = EventType("dialogue:offer-decided", frozenset({"handover_id", "state"}))
STAGE_CHANGED = EventType("dialogue:stage-changed", frozenset({"stage_id"}))
WORK_CHANGED = EventType("dialogue:work-changed", frozenset({"item_id", "state"}))
APPOINTED = EventType("dialogue:appointed", frozenset({"appointment_id", "does"}))
APPOINTMENT_ENDED = EventType("dialogue:appointment-ended", frozenset({"appointment_id"}))

GROUP_CHANGED = EventType("dialogue:group-changed", frozenset({"group_id"}))
SEAT_GIVEN = EventType("dialogue:seat-given", frozenset({"seat_id", "group_id", "kind"}))
SEAT_CHANGED = EventType("dialogue:seat-changed", frozenset({"seat_id"}))
SEAT_LEFT = EventType("dialogue:seat-left", frozenset({"seat_id"}))
CARD_GIVEN = EventType("dialogue:card-given", frozenset({"seat_id", "card_id"}))
CARD_REVOKED = EventType("dialogue:card-revoked", frozenset({"seat_id", "card_id"}))
PARTICIPATION_SIGNED = EventType(
    "dialogue:participation-signed", frozenset({"participation_id", "group_id"})
)
PARTICIPATION_ENDED = EventType(
    "dialogue:participation-ended", frozenset({"participation_id", "group_id"})
)

THREAD_OPENED = EventType("dialogue:thread-opened", frozenset({"thread"}))
THREAD_CHANGED = EventType("dialogue:thread-changed", frozenset({"thread", "visibility"}))
POSTED = EventType("dialogue:posted", frozenset({"post_id", "kind"}))
EXHIBIT_LAID = EventType("dialogue:exhibit-laid", frozenset({"exhibit_id", "kind"}))
POST_TRANSLATED = EventType("dialogue:post-translated", frozenset({"post_id", "language"}))
MODERATED = EventType("dialogue:moderated", frozenset({"what", "act"}))

CONVERSATION_CHANGED = EventType(
    "dialogue:conversation-changed", frozenset({"conversation", "state"})
)
STATEMENT_MADE = EventType("dialogue:statement-made", frozenset({"statement_id"}))
STATEMENTS_SEEDED = EventType(
    "dialogue:statements-seeded", frozenset({"conversation", "statements"})
)
VOTES_IMPORTED = EventType(
    "dialogue:votes-imported", frozenset({"conversation", "votes", "statements"})
)
VOTES_RECORDED = EventType("dialogue:votes-recorded", frozenset({"conversation", "votes"}))
OPINIONS_GROUPED = EventType("dialogue:opinions-grouped", frozenset({"run_id", "state"}))

PROPOSAL_MADE = EventType("dialogue:proposal-made", frozenset({"proposal"}))
PROPOSAL_CHANGED = EventType("dialogue:proposal-changed", frozenset({"proposal", "number"}))
ROUND_LEFT_OPEN = EventType("dialogue:round-left-open", frozenset({"round_id"}))
ROUND_MOVED = EventType("dialogue:round-moved", frozenset({"round_id", "verb", "state"}))
POSITION_TAKEN = EventType(
    "dialogue:position-taken", frozenset({"round_id", "position_id", "unit"})
)
PRESENCE_CHANGED = EventType("dialogue:presence-changed", frozenset({"meeting", "came", "left"}))
ROUND_NOTED = EventType("dialogue:round-noted", frozenset({"round_id", "agreement"}))
OBJECTION_INTEGRATED = EventType("dialogue:objection-integrated", frozenset({"position_id"}))

AGREEMENT_DRAFTED = EventType("dialogue:agreement-drafted", frozenset({"agreement"}))
AGREEMENT_CHANGED = EventType("dialogue:agreement-changed", frozenset({"agreement"}))
AGREEMENT_MOVED = EventType("dialogue:agreement-moved", frozenset({"agreement", "verb", "state"}))
AGREEMENT_SIGNED = EventType(
    "dialogue:agreement-signed", frozenset({"agreement", "group_id", "signing"})
)
COMMITMENT_CONFIRMED = EventType(
    "dialogue:commitment-confirmed",
    frozenset({"commitment", "fulfilment", "group_id", "seat_id", "by_card"}),
)
AGREEMENT_PUBLISHED = EventType("dialogue:agreement-published", frozenset({"agreement"}))

BULLETIN_PUBLISHED = EventType("dialogue:bulletin-published", frozenset({"bulletin"}))
PAPER_PRINTED = EventType("dialogue:paper-printed", frozenset({"paper_id", "kind"}))
