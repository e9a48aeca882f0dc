"""What the platform says about itself."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from grievances import deadlines
from web.access import public

bp = Blueprint("pages", __name__)


@bp.get("/how-we-work")
@public
def how_we_work() -> ResponseReturnValue:
    """The ways in, the steps, the times."""
    return render_template("grievances/public/how_we_work.html", days=deadlines)


@bp.get("/privacy")
@public
def privacy() -> ResponseReturnValue:
    """Who sees what, and what this platform cannot protect from."""
    return render_template("grievances/public/privacy.html")


@bp.get("/accessibility")
@public
def accessibility() -> ResponseReturnValue:
    """What works for whom, and where help is."""
    return render_template("grievances/public/accessibility.html")
