"""What may be known about offices and people."""

from accounts.queries.codes import open_code
from accounts.queries.entities import (
    Entities,
    entities_found,
    entities_named,
    entities_of,
    entity_of,
    names_listed,
)
from accounts.queries.offices import (
    as_seen,
    closures_of,
    office_administered,
    office_by_slug,
    office_text,
    offices_of,
    offices_open,
    roles_to_give,
    seats_of,
    today_at,
)
from accounts.queries.people import (
    NEVER_EMPTY,
    PEOPLE_A_PAGE,
    Colleague,
    Colleagues,
    colleague,
    colleagues,
    everybody,
    grants_of,
    holds_role,
    letter_of,
    only_one_in,
    people_in_role,
    person_by_email,
    person_by_uniquifier,
    person_named,
    person_with_grants,
    reached,
    seat_of,
)
from accounts.queries.readiness import lacks_of, looked_at
from accounts.queries.signing_in import (
    FAILURES_FORGOTTEN_AFTER,
    FREE_TRIES,
    LONGEST_WAIT,
    wait_after,
    wait_before_sign_in,
)

__all__ = [
    "FAILURES_FORGOTTEN_AFTER", "FREE_TRIES", "LONGEST_WAIT", "NEVER_EMPTY", "PEOPLE_A_PAGE",
    "Colleague", "Colleagues", "Entities", "as_seen", "closures_of", "colleague", "colleagues",
    "entities_found", "entities_named", "entities_of", "entity_of", "everybody", "grants_of",
    "holds_role", "lacks_of", "letter_of", "looked_at", "names_listed", "office_administered",
    "office_by_slug", "office_text", "offices_of", "offices_open", "only_one_in", "open_code",
    "people_in_role", "person_by_email", "person_by_uniquifier", "person_named",
    "person_with_grants", "reached", "roles_to_give", "seat_of", "seats_of", "today_at",
    "wait_after", "wait_before_sign_in",
]  # fmt: skip
