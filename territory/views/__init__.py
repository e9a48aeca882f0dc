"""The pages of places, for those who keep the list."""

from flask import Flask

from territory.policy import TABLE
from territory.views import browsing, importing, keeping
from territory.views.blueprint import CountriesOf, bp
from web import access

__all__ = ["browsing", "importing", "init_app", "keeping"]


def init_app(app: Flask, countries_of: CountriesOf) -> None:
    """Add our pages. `countries_of` says in which countries some offices work.

    Offices stand on a higher floor, so whoever composes the house hands the question in.
    """
    app.extensions["countries_of"] = countries_of
    access.register_policy(app, TABLE)
    app.register_blueprint(bp)
