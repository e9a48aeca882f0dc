"""Two addresses for whoever watches over an installation. They tell nothing about people."""

from flask import Blueprint, Flask, Response, jsonify
from sqlalchemy.exc import SQLAlchemyError

from kernel.errors import Unavailable
from kernel.jobs.heartbeat import is_alive
from web.access import public
from web.transaction import db

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@public
def process() -> Response:
    """This process answers."""
    return Response("ok\n", mimetype="text/plain")


@bp.get("/readyz")
@public
def readiness() -> tuple[Response, int]:
    """The database answers and the worker lives: 200; else 503 and what is missing."""
    found = _found()
    return jsonify(found), 200 if set(found.values()) == {"ok"} else 503


def _found() -> dict[str, str]:
    try:
        alive = is_alive(db())
    except (SQLAlchemyError, Unavailable):
        return {"database": "away", "worker": "unknown"}
    return {"database": "ok", "worker": "ok" if alive else "silent"}


def init_app(app: Flask) -> None:
    """Open the two addresses."""
    app.register_blueprint(bp)
