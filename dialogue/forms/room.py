"""What is typed in the room of a table."""

from wtforms import SelectMultipleField

from web.forms import Form


class PresentForm(Form):
    """Who is here: the ticked seats. `was` are those that were ticked when the page was shown."""

    was = SelectMultipleField(coerce=int, validate_choice=False)
    present = SelectMultipleField(coerce=int, validate_choice=False)

    @property
    def came(self) -> set[int]:
        """The seats that were ticked since."""
        return set(self.present.data or ()) - set(self.was.data or ())

    @property
    def left(self) -> set[int]:
        """The seats whose tick was taken away."""
        return set(self.was.data or ()) - set(self.present.data or ())
