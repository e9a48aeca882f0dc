"""What the eight pages have in common."""

from typing import Any, ClassVar

from wtforms import BooleanField, Field

from accounts.models import Office
from grievances.answers import Answers
from grievances.forms.offers import NOTHING, Offers
from grievances.forms.telling import TellingForm
from grievances.kinds import Tier
from web.forms import Asked


class Needed(Asked):
    """Validator: answered, but for who only goes back to an earlier page."""

    def __call__(self, form: Any, field: Field) -> None:
        """ValidationError when somebody goes on without the answer."""
        if not form.back.data:
            super().__call__(form, field)


class PageForm(TellingForm):
    """One of the eight pages. Saving a draft twice changes nothing, so its key is never spent.

    The button `back` keeps what was typed too, and asks for nothing that is still missing.
    """

    back = BooleanField()
    fields: ClassVar[tuple[str, ...]] = ()
    before = Answers()

    def prepare(self, office: Office, answers: Answers, offers: Offers = NOTHING) -> None:
        """Offer what this office offers to somebody who answered so far like this."""
        self.before = answers
        self.is_nameless = answers.tier is Tier.ANONYMOUS
        self.offer(office, answers, offers)

    def offer(self, office: Office, answers: Answers, offers: Offers) -> None:
        """What is special to this page."""

    @property
    def only_wants_a_list(self) -> bool:
        """Whether the person asked for more to choose from, and nothing is to be kept yet."""
        return False

    def said_before(self, name: str) -> str:
        """What the draft has for this field."""
        return str(getattr(self.before, name, ""))

    def given(self) -> dict[str, Any]:
        """The answers of this page, by the names that `Answers` has for them."""
        return {name: self.said(name) for name in self.fields}

    def said(self, name: str) -> str:
        """The text of a field; "" when the browser did not even send it."""
        return self[name].data or ""
