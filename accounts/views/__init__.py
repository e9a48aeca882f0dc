"""The pages of accounts, and who asks in every request."""

from flask import Flask

from accounts.policy import TABLE
from accounts.views import (
    account,
    entities,
    forgotten,
    health,
    installation,
    keys,
    office_calendar,
    office_texts,
    office_ways,
    offices,
    others_second_step,
    own_second_step,
    own_sign_ins,
    people,
    second_step,
    security,
    sign_in,
    starting,
)
from accounts.views.blueprint import bp
from web import access

__all__ = [
    "account", "entities", "forgotten", "health", "init_app", "installation", "keys",
    "office_calendar",
    "office_texts", "office_ways", "offices", "others_second_step", "own_second_step",
    "own_sign_ins", "people", "second_step", "sign_in", "starting",
]  # fmt: skip


def init_app(app: Flask) -> None:
    """Find out who asks in every request, open doors by the rules of the views, add our pages.

    After `web.sessions` and `web.forms`; the vault must be there.
    """
    security.init_app(app)
    app.before_request(own_second_step.lead_to_set_up)
    access.init_app(app, security.who_asks, "accounts.sign_in")
    access.register_policy(app, TABLE)
    app.register_blueprint(bp)
