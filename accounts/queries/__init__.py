"""What may be known about offices and people."""

from accounts.queries.entities import entities_named, entities_of
from accounts.queries.offices import (
    office_administered,
    office_by_slug,
    offices_of,
    offices_open,
    roles_to_give,
    seats_of,
)
from accounts.queries.people import (
    PEOPLE_A_PAGE,
    Colleague,
    Colleagues,
    colleague,
    colleagues,
    everybody,
    grants_of,
    holds_role,
    letter_of,
    people_in_role,
    person_by_email,
    person_by_uniquifier,
    person_named,
    person_with_grants,
    reached,
    seat_of,
)
from accounts.queries.signing_in import (
    FAILURES_FORGOTTEN_AFTER,
    FREE_TRIES,
    LONGEST_WAIT,
    wait_after,
    wait_before_sign_in,
)

__all__ = [
    "FAILURES_FORGOTTEN_AFTER", "FREE_TRIES", "LONGEST_WAIT", "PEOPLE_A_PAGE", "Colleague",
    "Colleagues", "colleague", "colleagues", "entities_named", "entities_of", "everybody",
    "grants_of", "holds_role", "letter_of", "office_administered", "office_by_slug",
    "offices_of", "offices_open", "people_in_role", "person_by_email", "person_by_uniquifier",
    "person_named", "person_with_grants", "reached", "roles_to_give", "seat_of", "seats_of",
    "wait_after", "wait_before_sign_in",
]  # fmt: skip
