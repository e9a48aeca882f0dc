"""Small lies told to a rule, one at a time: a condition dropped, a bound moved, a sign turned."""

import ast
import copy
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}


class Mutant(NamedTuple):
    """A module with one lie in it, and where the lie stands."""

    name: str
    source: str


def mutants_of(file: Path) -> Iterator[Mutant]:
    """Every mutant of a module, in the order of its lines."""
    tree = ast.parse(file.read_text())
    for number, node in enumerate(ast.walk(tree)):
        for what in _lies(node):
            lying = copy.deepcopy(tree)
            target = next(one for place, one in enumerate(ast.walk(lying)) if place == number)
            _tell(target, what)
            line = getattr(node, "lineno", 0)
            yield Mutant(f"{file.stem}:{line} {what}", ast.unparse(lying))


def _lies(node: ast.AST) -> list[str]:
    if isinstance(node, ast.List | ast.Set) and len(node.elts) > 1:
        return [f"without element {place}" for place in range(len(node.elts))]
    if isinstance(node, ast.Compare) and type(node.ops[0]) in TURNED:
        return [f"turned {type(node.ops[0]).__name__}"]
    if isinstance(node, ast.BoolOp):
        return [f"turned {type(node.op).__name__}"]
    if isinstance(node, ast.Constant) and type(node.value) is int:
        return [f"{node.value} and one"]
    return []


def _tell(node: ast.AST, what: str) -> None:
    if isinstance(node, ast.List | ast.Set):
        del node.elts[int(what.rsplit(" ", 1)[1])]
    elif isinstance(node, ast.Compare):
        node.ops[0] = TURNED[type(node.ops[0])]()
    elif isinstance(node, ast.BoolOp):
        node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        node.value += 1
