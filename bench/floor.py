"""The floor: a bare Flask that inserts three rows, does one Argon2id, or both.

Same server, same threads, same SQLite settings, same Argon2id parameters as the product; nothing
of what the product is for. `python -m bench.floor PORT FOLDER`.
"""

import sys
from pathlib import Path

import waitress
from argon2.low_level import Type, hash_secret_raw
from flask import Flask
from sqlalchemy import Connection, Engine, create_engine, event, text

from grievances.receipts import MEMORY_KIB, PASSES

THREADS = 12


def bare_app(folder: Path) -> Flask:
    """The bare application on an SQLite file of its own."""
    engine = _engine(folder / "floor.sqlite")
    app = Flask(__name__, static_folder=None)

    @app.post("/with-hash")
    def with_hash() -> str:
        hash_secret_raw(b"code", b"0" * 16, PASSES, MEMORY_KIB, 1, 32, Type.ID)
        return insert()

    @app.post("/hash")
    def hash_only() -> str:
        hash_secret_raw(b"code", b"0" * 16, PASSES, MEMORY_KIB, 1, 32, Type.ID)
        return "ok"

    @app.post("/insert")
    def insert() -> str:
        with engine.begin() as connection:
            for _ in range(3):
                connection.execute(text("INSERT INTO thing (body) VALUES (:body)"), {"body": WORDS})
        return "ok"

    return app


WORDS = "x" * 500


def _engine(file: Path) -> Engine:
    engine = create_engine(f"sqlite:///{file}", connect_args={"timeout": 30})

    @event.listens_for(engine, "connect")
    def prepare(connection: object, _record: object) -> None:
        connection.isolation_level = None  # type: ignore[attr-defined]
        for pragma in ("journal_mode = WAL", "synchronous = FULL"):
            connection.execute(f"PRAGMA {pragma}")  # type: ignore[attr-defined]

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE IF NOT EXISTS thing (id INTEGER PRIMARY KEY, body)"))
    return engine


if __name__ == "__main__":
    waitress.serve(
        bare_app(Path(sys.argv[2])), host="127.0.0.1", port=int(sys.argv[1]), threads=THREADS
    )
