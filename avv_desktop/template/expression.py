"""Conditions and rules: a few Python expressions, walked by hand and never handed to the interpreter.

Allowed are comparisons, and/or/not, numbers, strings, tuples, + - * on numbers, dotted names, an index by number,
`filled(x)`, `len(x)`, `all(… for row in x)`, `any(…)`. Length, depth and steps have limits.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Iterator
from functools import lru_cache

from avv_desktop.errors import TemplateError

LONGEST = 500
DEEPEST = 20
MOST_STEPS = 200_000
LookUp = Callable[[str], object]

COMPARE = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.In: lambda one, many: one in many,
    ast.NotIn: lambda one, many: one not in many,
}
ARITHMETIC = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul}
FUNCTIONS = ("filled", "len", "all", "any")


def evaluate(expression: str, look_up: LookUp) -> object:
    """The value of `expression`; `look_up` gives the value of a dotted name. Raises TemplateError."""
    return _Walk(expression, look_up).value(parsed(expression), {})


def names(expression: str) -> frozenset[str]:
    """The dotted names an expression reads; a part of a row stands under the name of its table."""
    return frozenset(_read(parsed(expression), {}))


def _read(node: ast.AST, rows: dict[str, str]) -> Iterator[str]:
    name = _name(node, rows)
    if name is not None:
        yield from (name,) if name else ()
    elif isinstance(node, ast.Call):
        yield from _read(node.args[0], rows)
    elif isinstance(node, ast.GeneratorExp):
        loop = node.generators[0]
        yield from _read(loop.iter, rows)
        inside = rows | {loop.target.id: _name(loop.iter, rows) or ""}  # type: ignore[attr-defined]
        for each in (*loop.ifs, node.elt):
            yield from _read(each, inside)
    else:
        for child in ast.iter_child_nodes(node):
            yield from _read(child, rows)


def _name(node: ast.AST, rows: dict[str, str] | None = None) -> str | None:
    """A dotted name, or None. With `rows` (loop variable → its table), also through rows and indexes."""
    if isinstance(node, ast.Name):
        return (rows or {}).get(node.id, node.id)
    if isinstance(node, ast.Attribute):
        inner = _name(node.value, rows)
        return f"{inner}.{node.attr}" if inner else inner
    return _name(node.value, rows) if isinstance(node, ast.Subscript) and rows is not None else None


@lru_cache(maxsize=2048)
def parsed(expression: str) -> ast.expr:
    """The checked tree. Raises TemplateError for anything that is not allowed."""
    if len(expression) > LONGEST:
        raise TemplateError(path="", line=0, reason=f"Der Ausdruck ist länger als {LONGEST} Zeichen.")
    try:
        tree = ast.parse(expression.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise TemplateError(path="", line=0, reason=f"Der Ausdruck „{expression}“ ist nicht lesbar.") from error
    _allow(tree, expression, 0)
    return tree


def _allow(node: ast.AST, expression: str, depth: int, over: ast.AST | None = None) -> None:
    allowed = (
        ast.BoolOp,
        ast.And,
        ast.Or,
        ast.UnaryOp,
        ast.Not,
        ast.USub,
        ast.Compare,
        ast.BinOp,
        ast.Name,
        ast.Load,
        ast.Store,
        ast.Attribute,
        ast.Subscript,
        ast.Constant,
        ast.Tuple,
        ast.List,
        ast.Call,
        ast.GeneratorExp,
        ast.comprehension,
        *COMPARE,
        *ARITHMETIC,
    )
    fine = isinstance(node, allowed) and depth <= DEEPEST
    if isinstance(node, ast.Attribute):
        fine = fine and not node.attr.startswith("_")
    elif isinstance(node, ast.Name):
        fine = fine and not node.id.startswith("_")
    elif isinstance(node, ast.Call):
        called = node.func.id if isinstance(node.func, ast.Name) else ""
        fine = fine and called in FUNCTIONS and len(node.args) == 1 and not node.keywords
    elif isinstance(node, ast.comprehension):
        fine = fine and isinstance(node.target, ast.Name) and not node.is_async
    elif isinstance(node, ast.Subscript):
        fine = fine and isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, int)
    elif isinstance(node, ast.Constant):
        fine = fine and isinstance(node.value, str | int | bool)
    elif isinstance(node, ast.GeneratorExp):
        looping = isinstance(over, ast.Call) and isinstance(over.func, ast.Name) and over.func.id != "filled"
        fine = fine and looping and len(node.generators) == 1
    if not fine:
        raise TemplateError(path="", line=0, reason=f"Der Ausdruck „{expression}“ enthält etwas Unerlaubtes.")
    for child in ast.iter_child_nodes(node):
        _allow(child, expression, depth + 1, node)


class _Walk:
    def __init__(self, expression: str, look_up: LookUp) -> None:
        self._expression, self._look_up, self._steps = expression, look_up, 0

    def value(self, node: ast.expr, own: dict[str, object]) -> object:
        self._steps += 1
        if self._steps > MOST_STEPS:
            raise self._error("braucht zu viele Schritte")
        try:
            return self._by_kind(node, own)
        except (TypeError, KeyError, IndexError, OverflowError) as error:
            raise self._error(f"lässt sich nicht auswerten ({error})") from error

    def _by_kind(self, node: ast.expr, own: dict[str, object]) -> object:
        match node:
            case ast.Constant():
                return node.value
            case ast.Name() | ast.Attribute():
                return self._named(node, own)
            case ast.Tuple() | ast.List():
                return [self.value(each, own) for each in node.elts]
            case ast.Subscript():
                many = self.value(node.value, own)
                index = node.slice.value  # type: ignore[attr-defined]
                return many[index] if isinstance(many, list | tuple) and -len(many) <= index < len(many) else {}
            case ast.BoolOp(op=ast.And()):
                return all(self.value(each, own) for each in node.values)
            case ast.BoolOp():
                return any(self.value(each, own) for each in node.values)
            case ast.UnaryOp(op=ast.Not()):
                return not self.value(node.operand, own)
            case ast.UnaryOp():
                return -self._number(self.value(node.operand, own))
            case ast.BinOp():
                left, right = (self._number(self.value(each, own)) for each in (node.left, node.right))
                return ARITHMETIC[type(node.op)](left, right)
            case ast.Compare():
                return self._compare(node, own)
            case ast.Call():
                return self._call(node, own)
        raise self._error("enthält etwas Unerlaubtes")

    def _named(self, node: ast.expr, own: dict[str, object]) -> object:
        name = _name(node)
        if name is not None:
            first, _, rest = name.partition(".")
            return _part(own[first], rest) if first in own else self._look_up(name)
        assert isinstance(node, ast.Attribute)
        return _part(self.value(node.value, own), node.attr)

    def _number(self, value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            return 0 if value in (None, "") else self._no_number(value)
        return value

    def _no_number(self, value: object) -> int:
        raise self._error(f"rechnet mit „{value}“")

    def _compare(self, node: ast.Compare, own: dict[str, object]) -> bool:
        left = self.value(node.left, own)
        for kind, right_node in zip(node.ops, node.comparators, strict=True):
            right = self.value(right_node, own)
            if isinstance(kind, ast.Lt | ast.LtE | ast.Gt | ast.GtE) and (left in (None, "") or right in (None, "")):
                return True  # an empty value is reported as missing, not as too small
            if isinstance(kind, ast.In | ast.NotIn) and right is None:
                right = []
            if not COMPARE[type(kind)](left, right):
                return False
            left = right
        return True

    def _call(self, node: ast.Call, own: dict[str, object]) -> object:
        name, argument = node.func.id, node.args[0]  # type: ignore[attr-defined]
        if isinstance(argument, ast.GeneratorExp):
            values = self._each(argument, own)
            return all(values) if name == "all" else any(values) if name == "any" else len(list(values))
        value = self.value(argument, own)
        if name == "filled":
            return filled(value)
        if name == "len":
            return 0 if value is None else len(value)  # type: ignore[arg-type]
        return (all if name == "all" else any)(value or [])  # type: ignore[arg-type]

    def _each(self, node: ast.GeneratorExp, own: dict[str, object]) -> Iterator[object]:
        loop = node.generators[0]
        for each in self.value(loop.iter, own) or []:  # type: ignore[attr-defined]
            inner = own | {loop.target.id: each}  # type: ignore[attr-defined]
            if all(self.value(condition, inner) for condition in loop.ifs):
                yield self.value(node.elt, inner)

    def _error(self, what: str) -> TemplateError:
        return TemplateError(path="", line=0, reason=f"Der Ausdruck „{self._expression}“ {what}.")


def _part(value: object, path: str) -> object:
    for name in path.split(".") if path else ():
        value = value.get(name, "") if isinstance(value, dict) else ""
    return value


def filled(value: object) -> bool:
    """Is there anything? False and 0 are answers; blanks, empty lists and parties without a name are not."""
    if isinstance(value, str):
        return bool(value.strip())
    if isinstance(value, dict):
        return any(filled(part) for part in value.values())
    return value is not None and value != []
