"""What `app.py` furnished the application with, for views. Its database: `web.transaction`."""

from flask import current_app

from kernel.files import Store
from kernel.jobs import Jobs
from kernel.vault import Vault


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
