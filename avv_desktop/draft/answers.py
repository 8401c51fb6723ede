"""An answers file: TOML by field name, each value checked for its shape, each mistake with its line."""

from __future__ import annotations

import datetime
import re
import tomllib
from pathlib import Path
from typing import Any

from avv_desktop.errors import AnswersError, UnreadableFile
from avv_desktop.template.fields import wrong_type
from avv_desktop.template.model import Column, Field, Template

KINDS = {
    "text": "ein Text in Anführungszeichen",
    "longtext": "ein Text in Anführungszeichen",
    "date": "ein Datum wie 2026-11-23",
    "enum": "eine der Möglichkeiten",
    "multi": "eine Liste von Texten",
    "int": "eine ganze Zahl",
    "bool": "true oder false",
    "party": "eine Tabelle mit name, legal_form, street …",
    "person list": "eine Liste von Personen",
    "table": "eine Liste von Zeilen",
}


def read_answers(path: Path, template: Template) -> dict[str, Any]:
    """Answers by field name. Raises AnswersError (path, line, reason), UnreadableFile."""
    text = _text(path)
    try:
        content = _plain(tomllib.loads(text))
    except (ValueError, RecursionError) as error:  # a TOMLDecodeError, endless digits, endless brackets
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) if found else len(text.splitlines())
        raise AnswersError(path=str(path), line=line, reason=f"Kein lesbares TOML: {error}") from error
    fields = {field.name: field for field in template.fields}
    answers: dict[str, Any] = {}
    for name, value in _flat(content, fields):
        line = _line_of(text, name)
        if name not in fields:
            raise AnswersError(path=str(path), line=line, reason=f"Ein Feld „{name}“ gibt es nicht.")
        reason = _wrong(fields[name], template, value)
        if reason:
            raise AnswersError(path=str(path), line=line, reason=f"„{name}“: {reason}")
        answers[name] = value
    return answers


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise AnswersError(path=str(path), line=line, reason="Die Datei ist nicht in UTF-8 gespeichert.") from error
    except OSError as error:
        raise UnreadableFile(path=str(path), reason=error.strerror or str(error)) from error


def _flat(content: dict[str, Any], fields: dict[str, Field], before: str = "") -> list[tuple[str, Any]]:
    """`controller.company = …` is a field whether TOML nests it or not."""
    found: list[tuple[str, Any]] = []
    for key, value in content.items():
        name = f"{before}{key}"
        inside = any(other.startswith(f"{name}.") for other in fields)
        if name not in fields and inside and isinstance(value, dict):
            found += _flat(value, fields, f"{name}.")
        else:
            found.append((name, value))
    return found


def _line_of(text: str, name: str) -> int:
    """Where a name stands: written out, or as its last part below a table of its first."""
    lines = text.split("\n")
    head, _, last = name.rpartition(".")
    whole = re.compile(rf'^\s*\[*"?{re.escape(name)}"?\s*(=|\]|\.)')
    for number, line in enumerate(lines, 1):
        if whole.match(line):
            return number
    section = ""
    for number, line in enumerate(lines, 1):
        if found := re.match(r"^\s*\[+([^\]]+)\]+", line):
            section = found[1].strip().strip('"')
        if section == head and re.match(rf'^\s*"?{re.escape(last)}"?\s*[=.]', line):
            return number
    return 1


def _plain(value: Any) -> Any:
    """TOML's dates as ISO text, everywhere inside."""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return value


def _wrong(field: Field, template: Template, value: Any) -> str:
    """Why the value does not fit its field, or empty."""
    if wrong_type(field, value):
        return f"erwartet wird {KINDS[field.type]}."
    options = [option.id for option in field.options]
    if field.type == "enum" and value not in options:
        return f"„{value}“ steht nicht zur Wahl; möglich sind {', '.join(options)}."
    if field.type == "date" and not _is_date(value):
        return f"„{value}“ ist kein Datum; erwartet wird {KINDS['date']}."
    if field.type == "party":
        return _wrong_parts(value, template.party_columns)
    if field.type in ("person list", "table"):
        columns = template.person_columns if field.type == "person list" else field.columns
        return next(
            (f"Zeile {n}: {reason}" for n, row in enumerate(value, 1) if (reason := _wrong_parts(row, columns))), ""
        )
    return ""


def _wrong_parts(row: dict[str, Any], columns: tuple[Column, ...]) -> str:
    known = {column.id: column for column in columns}
    for key, value in row.items():
        if key not in known:
            return f"„{key}“ gibt es hier nicht; möglich sind {', '.join(known)}."
        column = known[key]
        wanted = (
            bool if column.type == "bool" else list if column.type == "multi" else int if column.type == "int" else str
        )
        if not isinstance(value, wanted):
            return f"„{key}“: erwartet wird {KINDS[column.type]}."
        options = [option.id for option in column.options]
        if options and column.type == "enum" and value and value not in options:
            return f"„{key}“: „{value}“ steht nicht zur Wahl; möglich sind {', '.join(options)}."
        if column.type == "date" and isinstance(value, str) and value and not _is_date(value):
            return f"„{key}“: „{value}“ ist kein Datum; erwartet wird {KINDS['date']}."
    return ""


def _is_date(value: str) -> bool:
    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        return False
    return True
