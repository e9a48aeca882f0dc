"""What every test may ask for. Databases are in `tests/databases.py`, pages in `tests/pages.py`."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from kernel.database import Database
from kernel.vault import Vault
from tests.compiled import TEMPLATES, share_addresses, share_assets, share_statements, share_words
from tests.folders import quick_folder
from web.catalogues.gathering import compile_all

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

    from web.settings import Settings

pytest_plugins = ["tests.databases", "tests.demonstration", "tests.pages"]

# A busy machine fails no test; tests that share a fixture among examples know that they do.
hypothesis_settings.register_profile(
    "house",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
hypothesis_settings.load_profile("house")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Nothing that a test does reaches further than this machine."""
    config.option.allow_hosts = "127.0.0.1,::1,localhost"
    config.option.allow_unix_socket = True
    compile_all()  # pages in Quechua need it, and the source may be newer
    share_addresses()
    share_statements()
    share_assets()
    share_words()
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(quick_folder()))


def pytest_runtestloop() -> None:
    """What is loaded by now stays: there is no garbage to be looked for in it."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture
def settings(tmp_path: Path, database: Database) -> "Settings":
    """An installation of this test's own, on its own database; no mail server is set."""
    from web.settings import Settings

    return Settings.for_tests(tmp_path / "var", DATABASE_URL=str(database.url))


@pytest.fixture
def vault(settings: "Settings", database: Database) -> Vault:
    """A vault with the master key of the test's installation."""
    return Vault(settings.master_key(), database)


@pytest.fixture
def app(settings: "Settings") -> Iterator["Flask"]:
    """The whole application, with its own connections to the test's database."""
    from app import create_app
    from tests.pages import CheckedClient

    made = create_app(settings)
    made.testing = True
    made.jinja_env.bytecode_cache = TEMPLATES  # compiled once a run, not once a test
    made.test_client_class = CheckedClient  # every page that any test opens is checked
    yield made
    made.extensions["jobs"].close()
    made.extensions["database"].dispose()


@pytest.fixture
def client(app: "Flask") -> "FlaskClient":
    """A browser that nobody has signed in with."""
    return app.test_client()
