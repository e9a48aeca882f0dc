"""The web glue alone: an application without a database, for tests of look, words and headers."""

from pathlib import Path

from flask import Flask
from jinja2 import ChoiceLoader, FileSystemLoader

from tests.pages import CheckedClient
from web import assets, compress, formats, forms, headers, locale, refusals
from web.settings import Settings

ROOT = Path(__file__).resolve().parent.parent.parent


def bare_app(folder: Path, **said: str) -> Flask:
    """An application whose own settings live in `folder`; it checks every page it is asked for."""
    app = Flask("bare", static_folder=None, root_path=str(ROOT))
    gallery = Path(__file__).parent / "gallery_pages"
    app.jinja_env.loader = ChoiceLoader(
        [
            FileSystemLoader(ROOT / "templates"),
            FileSystemLoader(gallery),
        ]
    )
    app.config["SETTINGS"] = Settings.for_tests(folder, **said)
    app.secret_key = b"for tests"
    app.test_client_class = CheckedClient
    for glue in (assets, compress, locale, formats, forms, refusals, headers):
        glue.init_app(app)
    return app
