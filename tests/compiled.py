"""What all applications of a run have in common, compiled once: else most of the time goes there.

Templates and addresses depend on nothing but the source. Each test still has an
application of its own.
"""

from types import CodeType, MethodType
from typing import Any

from jinja2.bccache import Bucket, BytecodeCache
from werkzeug.routing import Rule


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
