"""What `app.py` furnished the application with, for views. Its database: `web.transaction`."""

from flask import current_app

from kernel.files import Store
from kernel.jobs import Jobs
from kernel.references import References
from kernel.vault import Vault
from web.settings import Settings


def vault() -> Vault:
    """The vault of this application."""
    found: Vault = current_app.extensions["vault"]
    return found


def jobs() -> Jobs:
    """The durable work of this application."""
    found: Jobs = current_app.extensions["jobs"]
    return found


def files() -> Store:
    """Where the files lie that people send to this application."""
    found: Store = current_app.extensions["files"]
    return found


def references() -> References:
    """Who answers for the public references of this application."""
    found: References = current_app.extensions["references"]
    return found


def public_url() -> str:
    """The address of this application as it stands on papers, without a stroke at the end."""
    settings: Settings = current_app.config["SETTINGS"]
    return settings.public_url.rstrip("/")
