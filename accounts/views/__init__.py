"""The pages of accounts, and who asks in every request."""

from flask import Flask

from accounts.policy import TABLE
from accounts.views import account, installation, offices, people, security, sign_in
from accounts.views.blueprint import bp
from web import access

__all__ = ["account", "init_app", "installation", "offices", "people", "sign_in"]


def init_app(app: Flask) -> None:
    """Find out who asks in every request, open doors by the rules of the views, add our pages.

    After `web.sessions` and `web.forms`; the vault must be there.
    """
    security.init_app(app)
    access.init_app(app, security.who_asks, "accounts.sign_in")
    access.register_policy(app, TABLE)
    app.register_blueprint(bp)
