"""What administrators and people type about offices and accounts: words in, values out."""

from accounts.forms.choices import Several
from accounts.forms.offices import OfficeForm, OpenOfficeForm
from accounts.forms.own_account import OwnAccountForm
from accounts.forms.people import PersonForm, RolesForm
from accounts.forms.signing_in import NewPassword, OwnPasswordForm, SignInForm, UseCodeForm

__all__ = [
    "NewPassword", "OfficeForm", "OpenOfficeForm", "OwnAccountForm", "OwnPasswordForm",
    "PersonForm", "RolesForm", "Several", "SignInForm", "UseCodeForm",
]  # fmt: skip
