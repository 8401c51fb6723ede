"""Differences that lie wholly inside the value of a field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from avv_desktop.document.model import Missing, Value
from avv_desktop.reply.difference import Edit, applied
from avv_desktop.reply.fields import field_of
from avv_desktop.reply.sheet import Sent, same
from avv_desktop.template.model import Template
from avv_desktop.word.controls import tag

Place = tuple[str, str, int]
"""Name of the field or its part, its words, and where they begin in the line."""


def by_value(
    line: Sent, found: Sequence[Edit], controls: Sequence[tuple[str, str]], template: Template
) -> tuple[list[tuple[Place, tuple[Edit, ...]]], tuple[Edit, ...]]:
    """What changed in each value, and the rest. `controls`: (tag, text) of the file that came back."""
    values = []
    rest = list(found)
    for name, text, start in _values(line):
        if field_of(template, name) is None:
            continue
        end = start + len(text)
        inside = tuple(each for each in rest if each.inside(start, end) or _typed_in(each, name, text, start, controls))
        if inside:
            values.append(((name, text, start), inside))
            rest = [each for each in rest if each not in inside]
    return values, tuple(rest)


def _values(line: Sent) -> Iterator[Place]:
    at = 0
    for run in line.runs:
        if isinstance(run, Value | Missing):
            yield run.field, run.text, at
        at += len(run.text)


def _typed_in(edit: Edit, name: str, text: str, start: int, controls: Sequence[tuple[str, str]]) -> bool:
    """Words at the end of a value belong to it if they were typed into its content control."""
    if edit.start != edit.end or edit.start not in (start, start + len(text)) or not text:
        return False
    new = applied(text, [Edit(edit.start - start, edit.end - start, edit.text)])
    return any(each == tag(name) and same(said, new.strip()) for each, said in controls)
