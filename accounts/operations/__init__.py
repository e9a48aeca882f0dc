"""What administrators do with offices and people, and what people do with their own account."""

from accounts.operations.installation import try_again
from accounts.operations.offices import OfficePlace, OfficeTerms, change_office, open_office
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
from accounts.operations.signing_in import note_failure, sign_in

__all__ = [
    "OfficePlace", "OfficeTerms", "add_person", "change_office", "change_own_account",
    "close_person", "make_reset_code", "note_failure", "note_sessions_ended", "open_office",
    "reopen_person", "set_own_password", "set_roles", "sign_in", "try_again", "use_reset_code",
]  # fmt: skip
