"""What all applications of a run have in common, compiled once: else most of the time goes there.

Templates, addresses and SQL depend on nothing but the source. Each test still has an application
and a database of its own.
"""

from gettext import GNUTranslations
from pathlib import Path
from types import CodeType, MethodType
from typing import Any

from babel.support import Translations
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import Engine
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule
from whitenoise import WhiteNoise

from kernel import database


class _Compiled(BytecodeCache):
    """Code of templates by name and content, kept as long as the process lives."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._codes[bucket.key, bucket.checksum] = bucket.code


TEMPLATES = _Compiled()


def share_addresses() -> None:
    """Let rules with the same words share what werkzeug compiles of them: it is never changed."""
    compiled: dict[tuple[object, ...], Rule] = {}
    compile_alone = Rule.compile

    def compile_once(self: Rule) -> None:
        assert self.map is not None
        place = self.host if self.map.host_matching else self.subdomain
        key = self.rule, place, self.merge_slashes, repr(self.defaults)
        twin = compiled.get(key)
        if twin is None:
            compile_alone(self)
            compiled[key] = self
            return
        self.arguments |= twin.arguments
        self._parts, self._trace, self._converters = twin._parts, twin._trace, twin._converters
        self._build = _of(self, twin._build)
        self._build_unknown = _of(self, twin._build_unknown)

    Rule.compile = compile_once  # type: ignore[method-assign]


def _of(rule: Rule, build: Any) -> MethodType:
    return MethodType(build.__func__, rule)


def share_statements() -> None:
    """Let all databases of one kind share the SQL that SQLAlchemy makes of our statements."""
    statements: LRUCache[Any, Any] = LRUCache(8_000)
    create_alone = database.create_engine  # type: ignore[attr-defined]

    def create_sharing(*said: Any, **more: Any) -> Engine:
        engine = create_alone(*said, **more)
        engine._compiled_cache = statements
        return engine

    database.create_engine = create_sharing  # type: ignore[attr-defined]
    for dialect in (SQLiteDialect_pysqlite, PGDialect_psycopg):  # a part of every key
        dialect.__eq__ = lambda self, other: type(self) is type(other)  # type: ignore[method-assign]
        dialect.__hash__ = lambda self: hash(type(self))  # type: ignore[method-assign]


def share_assets() -> None:
    """Let all applications that serve the same folder read it once."""
    read: dict[object, dict[str, Any]] = {}
    read_alone = WhiteNoise.add_files

    def read_once(self: WhiteNoise, root: Path, prefix: str | None = None) -> None:
        stamp = Path(root).stat().st_mtime_ns if Path(root).is_dir() else 0
        key = root, prefix, stamp, self.max_age, self.allow_all_origins
        if key not in read:
            before = set(self.files)
            read_alone(self, root, prefix)
            read[key] = {url: self.files[url] for url in self.files.keys() - before}
        self.files.update(read[key])

    WhiteNoise.add_files = read_once


def share_words() -> None:
    """Let all applications read a compiled catalogue once; each has the words for its own."""
    read: dict[tuple[str, int], dict[str, Any]] = {}
    read_alone = GNUTranslations._parse

    def read_once(self: Any, file: Any) -> None:
        key = file.name, Path(file.name).stat().st_mtime_ns
        if key not in read:
            read_alone(self, file)
            read[key] = {name: vars(self)[name] for name in ("_charset", "_info", "plural")}
            read[key]["_catalog"] = dict(vars(self)["_catalog"])
        vars(self).update(read[key], _catalog=dict(read[key]["_catalog"]))

    Translations._parse = read_once  # type: ignore[assignment, method-assign]
