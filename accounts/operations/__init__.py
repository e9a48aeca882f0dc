"""What administrators do with offices and people, and what people do with their own account."""

from accounts.operations.entities import (
    add_entity,
    bring_entity_back,
    change_entity,
    import_entities,
    retire_entity,
)
from accounts.operations.installation import try_again
from accounts.operations.invitations import (
    HOUR,
    ask_for_reset,
    in_fours,
    invite,
    mail_reset,
    mailed_code,
)
from accounts.operations.offices import (
    TEXT_LIMIT,
    OfficePlace,
    OfficeTerms,
    change_office,
    close_days,
    move_calendar,
    open_office,
    work_again_on,
    write_texts,
)
from accounts.operations.own_account import (
    change_own_account,
    note_sessions_ended,
    set_own_password,
    use_reset_code,
)
from accounts.operations.people import (
    add_person,
    close_person,
    make_reset_code,
    reopen_person,
    set_roles,
)
from accounts.operations.signing_in import check_unchanged, come_in, note_failure, note_refusal

__all__ = [
    "HOUR", "TEXT_LIMIT", "OfficePlace", "OfficeTerms", "add_entity", "add_person",
    "ask_for_reset", "bring_entity_back", "change_entity", "change_office",
    "change_own_account", "check_unchanged", "close_days", "close_person", "come_in",
    "import_entities", "in_fours", "invite", "mail_reset", "mailed_code", "make_reset_code",
    "move_calendar", "note_failure", "note_refusal", "note_sessions_ended", "open_office",
    "reopen_person", "retire_entity", "set_own_password", "set_roles", "try_again",
    "use_reset_code", "work_again_on", "write_texts",
]  # fmt: skip
