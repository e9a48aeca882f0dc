"""What administrators and people type about offices and accounts: words in, values out."""

from accounts.forms.choices import Several
from accounts.forms.entities import EntityForm, ImportForm
from accounts.forms.offices import (
    AboutForm,
    ClosureForm,
    OfficeForm,
    OpenOfficeForm,
    Section,
    SubjectsForm,
    TextsForm,
    WaysForm,
    WaysInForm,
    WhereForm,
    field_of,
    subject_form,
)
from accounts.forms.own_account import OwnAccountForm
from accounts.forms.people import CloseForm, ForgottenForm, PersonForm, RolesForm
from accounts.forms.signing_in import NewPassword, OwnPasswordForm, SignInForm, UseCodeForm

__all__ = [
    "AboutForm", "CloseForm", "ClosureForm", "EntityForm", "ForgottenForm", "ImportForm",
    "NewPassword", "OfficeForm", "OpenOfficeForm", "OwnAccountForm", "OwnPasswordForm",
    "PersonForm", "RolesForm", "Section", "Several", "SignInForm", "SubjectsForm", "TextsForm",
    "UseCodeForm", "WaysForm", "WaysInForm", "WhereForm", "field_of", "subject_form",
]  # fmt: skip
