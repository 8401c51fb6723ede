"""Conditions as people choose them: a question and the answers that count; and any condition in words."""

from __future__ import annotations

import ast
from typing import Literal

from msgspec import Struct

from avv_desktop.errors import TemplateError
from avv_desktop.system.language import tr
from avv_desktop.template.expression import parsed
from avv_desktop.template.model import Field, Template

Kind = Literal["is", "has", "yes", "no", "filled", "empty"]


class Condition(Struct, frozen=True):
    """A question, and when it counts: its answer is one of `options` ("is"), or holds one of them ("has"); it is
    answered with yes or no; it is filled or empty."""

    field: str
    kind: Kind
    options: tuple[str, ...] = ()


def kinds(field: Field) -> tuple[Kind, ...]:
    """What can be asked of this question."""
    match field.type:
        case "enum":
            return ("is",)
        case "multi":
            return ("has", "filled", "empty") if field.options else ("filled", "empty")
        case "bool":
            return ("yes", "no")
    return ("filled", "empty")


def written(condition: Condition) -> str:
    """As the template writes it; "" where no answer was chosen."""
    name, options = condition.field, condition.options
    match condition.kind:
        case "yes":
            return name
        case "no":
            return f"not {name}"
        case "filled":
            return f"filled({name})"
        case "empty":
            return f"not filled({name})"
        case "is" if len(options) == 1:
            return f"{name} == {options[0]!r}"
        case "is" if options:
            return f"{name} in ({', '.join(map(repr, options))})"
        case "has":
            return " or ".join(f"{option!r} in {name}" for option in options)
    return ""


def read(template: Template, when: str) -> Condition | None:
    """The condition, if it is one of these; None for anything else, which stays as it is."""
    try:
        found = _read(parsed(when)) if when else None
    except TemplateError:
        return None
    fields = {field.name: field for field in template.fields}
    if found is None or found.field not in fields or found.kind not in kinds(fields[found.field]):
        return None
    known = {option.id for option in fields[found.field].options}
    return found if set(found.options) <= known else None


def _read(node: ast.AST) -> Condition | None:
    name = _name(node)
    match node:
        case _ if name:
            return Condition(name, "yes")
        case ast.UnaryOp(op=ast.Not(), operand=inner):
            turned: dict[str, Kind] = {"yes": "no", "filled": "empty"}
            found = _read(inner)
            return Condition(found.field, turned[found.kind]) if found and found.kind in turned else None
        case ast.Call(func=ast.Name(id="filled"), args=[inner]) if _name(inner):
            return Condition(_name(inner), "filled")
        case ast.Compare(left=left, ops=[ast.Eq()], comparators=[ast.Constant(value=str(one))]) if _name(left):
            return Condition(_name(left), "is", (one,))
        case ast.Compare(left=left, ops=[ast.In()], comparators=[ast.Tuple(elts=many)]) if _name(left):
            options = [each.value for each in many if isinstance(each, ast.Constant) and isinstance(each.value, str)]
            return Condition(_name(left), "is", tuple(options)) if options and len(options) == len(many) else None
        case ast.Compare(left=ast.Constant(value=str(one)), ops=[ast.In()], comparators=[right]) if _name(right):
            return Condition(_name(right), "has", (one,))
        case ast.BoolOp(op=ast.Or(), values=values):
            parts = [_read(each) for each in values]
            fields = {part.field if part and part.kind == "has" else "" for part in parts}
            if len(fields) == 1 and (field := fields.pop()):
                return Condition(field, "has", tuple(option for part in parts if part for option in part.options))
        case ast.Compare(left=ast.Call(func=ast.Name(id="len"), args=[inner]), ops=[how], comparators=[zero]):
            if _name(inner) and isinstance(zero, ast.Constant) and zero.value == 0 and isinstance(how, ast.Gt | ast.Eq):
                return Condition(_name(inner), "filled" if isinstance(how, ast.Gt) else "empty")
    return None


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and (inner := _name(node.value)):
        return f"{inner}.{node.attr}"
    return ""


# ---- in words


def in_words(template: Template, when: str) -> str:
    """Any condition as a person reads it; "" where there is none."""
    try:
        return _Words(template).of(parsed(when), outside=True) if when else ""
    except TemplateError:
        return tr("a rule of the template")


class _Words:
    def __init__(self, template: Template) -> None:
        self._fields = {field.name: field for field in template.fields}

    def of(self, node: ast.AST, outside: bool = False) -> str:
        simple = _read(node)
        if simple and simple.field in self._fields:
            return self._simple(simple, self._fields[simple.field])
        match node:
            case ast.BoolOp(op=op, values=values):
                said = self.of(values[0])
                for each in values[1:]:
                    other = self.of(each)
                    if isinstance(op, ast.And):
                        said = tr("{one} and {other}", one=said, other=other)
                    else:
                        said = tr("{one} or {other}", one=said, other=other)
                return said if outside else f"({said})"
            case ast.UnaryOp(op=ast.Not(), operand=inner):
                return tr("not ({condition})", condition=self.of(inner, outside=True))
            case ast.Compare(left=ast.Call(func=ast.Name(id="len"), args=[inner]), ops=[how], comparators=[number]):
                return self._compared(tr("entries in “{label}”", label=self._label(_name(inner))), how, number)
            case ast.Compare(left=left, ops=[how], comparators=[right]) if _name(left):
                return self._compared(f"„{self._label(_name(left))}“", how, right)
        return tr("a rule of the template")

    def _simple(self, condition: Condition, field: Field) -> str:
        labels = {option.id: option.label for option in field.options}
        options = " / ".join(f"„{labels.get(each, each)}“" for each in condition.options)
        match condition.kind:
            case "is":
                return tr("“{label}” is {options}", label=field.label, options=options)
            case "has":
                return tr("“{label}” names {options}", label=field.label, options=options)
            case "yes":
                return tr("“{label}” is answered with yes", label=field.label)
            case "no":
                return tr("“{label}” is answered with no", label=field.label)
            case "filled":
                return tr("“{label}” is filled in", label=field.label)
        return tr("“{label}” is empty", label=field.label)

    def _label(self, name: str) -> str:
        while name and name not in self._fields:
            name = name.rpartition(".")[0]
        return self._fields[name].label if name else "?"

    def _compared(self, what: str, how: ast.cmpop, node: ast.AST) -> str:
        signs = {ast.Eq: "=", ast.NotEq: "≠", ast.Lt: "<", ast.LtE: "≤", ast.Gt: ">", ast.GtE: "≥"}
        if type(how) not in signs or not isinstance(node, ast.Constant):
            return tr("a rule of the template")
        return f"{what} {signs[type(how)]} {node.value!s}"
