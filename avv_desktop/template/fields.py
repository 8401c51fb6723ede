"""template.toml → head, fields, groups, units, functions; every problem with its line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec

from avv_desktop.errors import TemplateError
from avv_desktop.system.structs import ready
from avv_desktop.template.model import Check, Column, Field, FieldGroup, Function, Option, Unit

TOP = (
    *("schema", "template", "template_version", "language", "title", "checked_by_lawyer"),
    *("field", "group", "columns", "unit", "function", "coverage"),
)


class Head(msgspec.Struct, frozen=True):
    """What template.toml says, but for its schema number."""

    id: str
    version: int
    language: str
    title: str
    fields: tuple[Field, ...]
    groups: tuple[FieldGroup, ...]
    party: tuple[Column, ...]
    person: tuple[Column, ...]
    units: dict[str, Unit]
    functions: dict[str, Function]
    coverage: dict[str, list[str]]


class Toml:
    """A TOML text that still knows on which line a name stands."""

    def __init__(self, path: Path, text: str) -> None:
        import tomllib

        self.path, self._lines = path, text.split("\n")
        try:
            self.content = tomllib.loads(text)
        except (ValueError, RecursionError) as error:  # a TOMLDecodeError, endless digits, endless brackets
            line = re.search(r"line (\d+)", str(error))
            raise self.error(int(line[1]) if line else len(self._lines), f"Kein lesbares TOML: {error}") from error

    def error(self, line: int, reason: str) -> TemplateError:
        return TemplateError(path=str(self.path), line=line, reason=reason)

    def line_of(self, text: str, after: int = 0) -> int:
        """The first line from `after` on that contains `text`; 1 if none does."""
        return next((n for n, line in enumerate(self._lines, 1) if n > after and text in line), max(after, 1))

    def nth_line(self, text: str, nth: int, after: int = 0) -> int:
        """The line on which `text` stands for the nth time after that line."""
        for _ in range(nth):
            after = self.line_of(text, after)
        return after

    def key_line(self, key: str) -> int:
        """The first line that sets `key`; 1 if none does."""
        setting = re.compile(rf"^\s*\[*{re.escape(key)}\b")
        return next((n for n, line in enumerate(self._lines, 1) if setting.match(line)), 1)

    def field_line(self, name: str) -> int:
        return self.line_of(f'name = "{name}"')

    def number(self, key: str) -> int:
        value = self._given(key)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.error(self.key_line(key), f"„{key}“ muss eine ganze Zahl sein.")
        return value

    def words(self, key: str) -> str:
        value = self._given(key)
        if not isinstance(value, str) or not value.strip():
            raise self.error(self.key_line(key), f"„{key}“ muss ein Text sein.")
        return value

    def _given(self, key: str) -> object:
        if key not in self.content:
            raise self.error(1, f"Die Angabe „{key}“ fehlt.")
        return self.content[key]


def read_head(toml: Toml) -> Head:
    """Raises TemplateError."""
    try:
        return _head(toml)
    except (TypeError, ValueError, AttributeError) as error:
        raise toml.error(1, "Der Aufbau der Datei ist nicht der einer Vorlage.") from error


def _head(toml: Toml) -> Head:
    content = toml.content
    for name in content:
        if name not in TOP:
            raise toml.error(toml.key_line(name), f"Die Angabe „{name}“ gibt es nicht.")
    fields = tuple(_field(toml, raw, n) for n, raw in enumerate(content.get("field", ()), 1))
    return Head(
        id=toml.words("template"),
        version=toml.number("template_version"),
        language=toml.words("language"),
        title=toml.words("title"),
        fields=fields,
        groups=tuple(_typed(toml, raw, FieldGroup, f'id = "{raw.get("id")}"') for raw in content.get("group", ())),
        party=_columns(toml, content.get("columns", {}).get("party", {})),
        person=_columns(toml, content.get("columns", {}).get("person", {})),
        units={name: _typed(toml, raw, Unit, f"[unit.{name}]") for name, raw in content.get("unit", {}).items()},
        functions={
            name: _typed(toml, raw, Function, f"[function.{name}]") for name, raw in content.get("function", {}).items()
        },
        coverage={row: _tags(toml, row, tags) for row, tags in content.get("coverage", {}).items()},
    )


def _tags(toml: Toml, row: str, tags: object) -> list[str]:
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        raise toml.error(toml.line_of(f"{row} = "), f"„{row}“ muss eine Liste von Kennungen sein.")
    return tags


def _field(toml: Toml, raw: dict[str, Any], nth: int) -> Field:
    name = raw.get("name")
    if not isinstance(name, str):
        raise toml.error(toml.nth_line("[[field]]", nth), "Ein Feld hat keinen Namen.")
    raw = _with_options(raw)
    if isinstance(raw.get("columns"), list):
        raw["columns"] = [_with_options(each) for each in raw["columns"]]
    field = _typed(toml, raw, Field, f'name = "{name}"')
    _check_field(toml, field)
    return field


def _check_field(toml: Toml, field: Field) -> None:
    line = toml.field_line(field.name)
    options = {option.id for option in field.options}
    if field.type == "enum" and not options:
        raise toml.error(line, f"„{field.name}“ ist eine Auswahl ohne Möglichkeiten.")
    if options and field.default is not None:
        chosen = set(field.default) if isinstance(field.default, list) else {field.default}
        if not chosen <= options:
            unknown = ", ".join(sorted(map(str, chosen - options)))
            raise toml.error(line, f"„{field.name}“ hat als Vorgabe „{unknown}“, das nicht zur Auswahl steht.")
    if field.required_when and field.required:
        raise toml.error(line, f"„{field.name}“ ist Pflicht und zugleich bedingt.")
    wrong = wrong_type(field, field.default)
    if wrong:
        raise toml.error(line, f"Die Vorgabe von „{field.name}“ passt nicht zum Typ „{field.type}“.")


SHAPES: dict[str, type | tuple[type, ...]] = {
    "text": str,
    "longtext": str,
    "date": str,
    "enum": str,
    "multi": list,
    "int": int,
    "bool": bool,
    "party": dict,
    "person list": list,
    "table": list,
}


def wrong_type(field: Field, value: object) -> bool:
    """Does the value have another shape than its field asks for?"""
    if value is None:
        return False
    if isinstance(value, bool) and field.type != "bool":
        return True
    if not isinstance(value, SHAPES[field.type]):
        return True
    if field.type == "multi":
        return not all(isinstance(each, str) for each in value)  # type: ignore[attr-defined]
    if field.type in ("person list", "table"):
        return not all(isinstance(each, dict) for each in value)  # type: ignore[attr-defined]
    return False


def _with_options(raw: Any) -> Any:
    """A word alone is an option that is called so."""
    if not isinstance(raw, dict) or not isinstance(raw.get("options"), list):
        return raw
    return raw | {
        "options": [{"id": each, "label": each} if isinstance(each, str) else each for each in raw["options"]]
    }


def _columns(toml: Toml, raw: dict[str, Any]) -> tuple[Column, ...]:
    return tuple(_typed(toml, _with_options(one | {"id": name}), Column, f"{name} = ") for name, one in raw.items())


def _typed(toml: Toml, raw: dict[str, Any], kind: type, where: str) -> Any:
    if unknown := _unknown(raw, kind):
        raise toml.error(toml.line_of(where), f"Die Angabe „{unknown}“ gibt es hier nicht.")
    try:
        return msgspec.convert(raw, ready(kind))
    except msgspec.ValidationError as error:
        raise toml.error(toml.line_of(where), f"Ein Wert passt nicht ({error}).") from error


def _unknown(raw: dict[str, Any], kind: type) -> str:
    """The first key that a value of this kind does not have, or ""."""
    inside = {"check": Check, "columns": Column, "options": Option}
    for key, value in raw.items():
        if key not in kind.__struct_fields__:  # type: ignore[attr-defined]
            return key
        for each in value if isinstance(value, list) else [value]:
            if key in inside and isinstance(each, dict) and (unknown := _unknown(each, inside[key])):
                return unknown
    return ""
