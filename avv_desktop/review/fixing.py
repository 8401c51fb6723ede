"""A fix, done: a finding is mended in one step. The result is a new Draft, so History undoes it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from avv_desktop.draft.edits import FIXED, applied
from avv_desktop.draft.model import ClauseEdit, Draft, Fix, MeasureLine, Value, now
from avv_desktop.draft.printed import variant_of
from avv_desktop.draft.values import Values
from avv_desktop.template.lines import written_line
from avv_desktop.template.model import Template
from avv_desktop.template.text import StrongWords, Words

BLANKS = "[ \u00a0\u202f\u00ad]{1,3}"


def apply(draft: Draft, template: Template, fix: Fix, *, author: str = "", allowed: str = "") -> Draft:
    """`draft` with the fix done; the same draft where there is nothing to do (also for "fill": a person types there).

    author: who does it; allowed: who approves a changed clause (empty: it is a request, see `ClauseEdit`).
    """
    match fix.kind:
        case "choose":
            return _chosen(draft, template, fix)
        case "replace" if _field_of(template, fix.place):
            return _answer_replaced(draft, template, fix, _field_of(template, fix.place))
        case "replace":
            return _Clauses(draft, template, fix, author, allowed).replaced()
        case "strike":
            return _Clauses(draft, template, fix, author, allowed).struck()
        case "insert":
            return _Clauses(draft, template, fix, author, allowed).inserted()
    return draft


def _chosen(draft: Draft, template: Template, fix: Fix) -> Draft:
    field = next((field for field in template.fields if field.name == fix.place), None)
    if field is None:
        return draft
    value: Value = fix.new
    if field.type == "int":
        value = int(fix.new) if fix.new.isdigit() else None
    elif field.type == "bool":
        value = fix.new in ("true", "ja", "yes")
    return draft if value is None else draft.answer(fix.place, value)


def _field_of(template: Template, place: str) -> str:
    """The field that a place is, or is a part of ("processor.company.street", "sub_processors.list[0]")."""
    name = place.partition("[")[0]
    known = {field.name for field in template.fields}
    while name and name not in known:
        name = name.rpartition(".")[0]
    return name


def _answer_replaced(draft: Draft, template: Template, fix: Fix, name: str) -> Draft:
    """In an answer: a text, the parts of a party, or the texts of a row of a table."""
    rest = fix.place.partition("[")[2]
    value = Values(template, draft).value(name)
    if isinstance(value, list) and rest[:1].isdigit():
        index = int(rest.partition("]")[0])
        rows = [_swapped(each, fix) if n == index else each for n, each in enumerate(value)]
        return draft if rows == value else draft.answer(name, rows)
    new = _swapped(value, fix)
    return draft if new == value else draft.answer(name, new)


def _swapped(value: Any, fix: Fix) -> Any:
    if isinstance(value, str):
        return _swap(value, fix.old, fix.new)
    if isinstance(value, list):
        return [_swapped(each, fix) for each in value]
    if isinstance(value, dict):
        return {key: _swapped(each, fix) for key, each in value.items()}
    return value


def _swap(text: str, old: str, new: str) -> str:
    """The first `old` in `text` by `new`; blanks may be no-break ones, words may have soft hyphens."""
    if not old:
        return text
    words = [r"\u00ad?".join(map(re.escape, word)) for word in old.split(" ")]
    return re.sub(BLANKS.join(words), lambda _: new, text, count=1)


class _Clauses:
    """Fixes to paragraphs, inserted clauses and measures."""

    def __init__(self, draft: Draft, template: Template, fix: Fix, author: str, allowed: str) -> None:
        self.draft, self.template, self.fix = draft, template, fix
        self.target = fix.place.partition("/")[0].partition("~")[0]
        self.author, self.allowed = author, allowed

    def _signed(self, edit: ClauseEdit) -> Draft:
        return self.draft.with_edit(
            replace(edit, reason=self.fix.label, author=self.author, allowed=self.allowed, at=now())
        )

    def replaced(self) -> Draft:
        if (edit := self._edit()) is not None:
            lines = self._lines(edit.lines)
            title = _swap(edit.title, self.fix.old, self.fix.new) if self._title() else edit.title
            if (lines, title) == (edit.lines, edit.title):
                return self.draft
            return self._signed(replace(edit, lines=lines, title=title))
        if self._measure():
            return self._with_measure(self._measure_replaced)
        if self._title():
            return self._titled()
        old = self._written()
        new = self._lines(old)
        if old == new:
            return self.draft
        return self._signed(ClauseEdit(self.target, "changed", new))

    def struck(self) -> Draft:
        if self._measure():
            return self._with_measure(lambda line: replace(line, on=False))
        edit = self._edit()
        if edit is not None and edit.kind == "inserted":
            return self.draft.without_edit(edit.target)
        if self.target not in self._known():
            return self.draft
        return self._signed(ClauseEdit(self.target, "struck"))

    def inserted(self) -> Draft:
        taken = {edit.target for edit in self.draft.edits}
        target = next(name for n in range(1, len(taken) + 2) if (name := f"own.{n}") not in taken)
        lines = tuple(line for line in self.fix.new.split("\n") if line.strip())
        after = self.target if self.target in self._known() or self._edit() else ""
        if not lines or not after:
            return self.draft
        return self._signed(ClauseEdit(target, "inserted", lines, after=after))

    # ---- what stands there

    def _edit(self) -> ClauseEdit | None:
        """The change whose words these are: of this paragraph, or the inserted clause it belongs to."""
        names = (self.target, self.target.rpartition(".")[0])
        kinds = {name: edit for name in names if name and (edit := self.draft.edit_of(name)) and edit.lines}
        whole = kinds.get(self.target)
        owner = kinds.get(names[1])
        return whole or (owner if owner is not None and owner.kind == "inserted" else None)

    def _known(self) -> set[str]:
        clauses = [clause for clause in self.template.clauses if clause.id not in FIXED]
        return {clause.id for clause in clauses} | {each.id for clause in clauses for each in clause.paragraphs}

    def _title(self) -> bool:
        return self.fix.place.endswith("/title")

    def _titled(self) -> Draft:
        named = (clause for clause in self.template.clauses if clause.id == self.target and clause.id not in FIXED)
        clause = next(named, None)
        title = _swap(clause.title, self.fix.old, self.fix.new) if clause else ""
        if clause is None or title == clause.title:
            return self.draft
        return self._signed(ClauseEdit(self.target, "changed", title=title))

    def _written(self) -> tuple[str, ...]:
        values = Values(self.template, self.draft)
        for clause in applied(self.template, self.draft).clauses:
            for paragraph in clause.paragraphs:
                if paragraph.id == self.target:
                    variant = variant_of(paragraph, values)
                    return tuple(written_line(line) for line in (variant.lines if variant else paragraph.lines))
        return ()

    def _lines(self, lines: tuple[str, ...]) -> tuple[str, ...]:
        """The first line that has the words, changed."""
        for number, line in enumerate(lines):
            if (new := _swap(line, self.fix.old, self.fix.new)) != line:
                return (*lines[:number], new, *lines[number + 1 :])
        return lines

    # ---- measures

    def _measure(self) -> str:
        """The control whose measure this is, or ""."""
        owner, _, id = self.target.rpartition(".")
        if owner != "annex_measures":
            return ""
        for section in self.template.sections:
            for control in section.controls:
                own = {line.id for line in self.draft.measures.get(control.id, ())}
                if id in own or any(each.id == id for each in control.measures):
                    return control.id
        return ""

    def _measure_replaced(self, line: MeasureLine) -> MeasureLine:
        """The template's own wording is taken over where it is words only."""
        old = line.text
        if not old:
            measures = (m for section in self.template.sections for c in section.controls for m in c.measures)
            parts = next((each.parts for each in measures if each.id == line.id), ())
            if not all(isinstance(part, Words | StrongWords) for part in parts):
                return line
            old = "".join(part.text for part in parts if isinstance(part, Words | StrongWords))
        new = _swap(old, self.fix.old, self.fix.new)
        return line if new == old else replace(line, text=new)

    def _with_measure(self, change: Callable[[MeasureLine], MeasureLine]) -> Draft:
        control_id, id = self._measure(), self.target.rpartition(".")[2]
        control = next(c for section in self.template.sections for c in section.controls if c.id == control_id)
        lines = self.draft.measures.get(control_id)
        lines = lines or tuple(MeasureLine(each.id, each.on) for each in control.measures)
        changed = tuple(change(line) if line.id == id else line for line in lines)
        return self.draft if changed == lines else self.draft.with_measures(control_id, changed)
