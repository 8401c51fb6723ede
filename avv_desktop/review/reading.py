"""An agreement as rules read it: every line with its normalised words, where it stands, and what is known of it."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import accumulate

from msgspec import Struct

from avv_desktop.document import model as m
from avv_desktop.document.units import HEAD, Unit, units
from avv_desktop.draft import printed
from avv_desktop.draft.values import Values
from avv_desktop.review.kept import EMPTY, Vocabulary, search
from avv_desktop.review.normal import normal, sentences
from avv_desktop.review.patterns import Pattern, bounded
from avv_desktop.review.rules_model import Scope
from avv_desktop.template.model import Template

SUB_PROCESSORS = re.compile(
    r"Unterauftrag(?:nehmer|sverarbeiter)|Subunternehmer|Sub-?[Pp]rocessor|[Ww]eitere[rn]? Auftragsverarbeiter"
)
MARKS = re.compile(r"[/.]")
DATE = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)\b")


class Line(Struct, frozen=True):
    """One unit. text: normalised; scope: where it stands; order: from the top."""

    unit: Unit
    text: str
    lower: str
    scope: Scope
    order: int


class Company(Struct, frozen=True):
    """A sub-processor as the agreement names it. cells: what is said of it, by heading (lower case)."""

    line: Line
    name: str
    cells: dict[str, str]


class Reading:
    """One agreement, read once for all rules."""

    def __init__(
        self,
        document: m.Document,
        *,
        tags: Mapping[str, tuple[str, ...]] | None = None,
        values: Values | None = None,
        template: Template | None = None,
        today: datetime.date,
        vocabulary: Vocabulary = EMPTY,
        signs: Mapping[str, str] | None = None,
    ) -> None:
        """vocabulary: of the packs that will ask; what else is asked for is looked for when it is. signs: unit key of a
        title → the sign behind it that whoever read the agreement took away."""
        self.document, self.values, self.template, self.today = document, values, template, today
        self.sections = {section.id: section for section in m.walk(document.sections)}
        outer = {section.id: section.kind for section in document.sections}
        self.lines = tuple(_line(unit, outer, order) for order, unit in enumerate(units(document)))
        self.lower = "\n".join(line.lower for line in self.lines)
        ends = accumulate(len(line.lower) + 1 for line in self.lines)
        self._starts = [0, *ends][: len(self.lines)]
        self._known = vocabulary.known
        self._holding: dict[str, set[int]] = {}
        for line in self.lines:
            for hold in vocabulary.within(line.lower):
                self._holding.setdefault(hold, set()).add(line.order)
        self._parts: dict[tuple[str, ...], tuple[Line, ...]] = {}
        self.signs = signs or {}
        self._tags = dict(tags or {})
        if values is not None and template is not None:
            self._tags |= _tags_of(values)
        self.by_tags = bool(tags) or bool(template is not None and values is not None and template.coverage)
        """Completeness goes by tags and fields, never by words."""

    @cached_property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    def of(self, *scopes: str) -> tuple[Line, ...]:
        if "any" in scopes:
            return self.lines
        if scopes not in self._parts:
            self._parts[scopes] = tuple(line for line in self.lines if _in(line, scopes))
        return self._parts[scopes]

    def having(self, patterns: Iterable[Pattern], *scopes: str) -> list[Line]:
        """The lines of these parts in which one of the patterns may match, in order."""
        orders: set[int] = set()
        for pattern in patterns:
            if not pattern.holds:
                return list(self.of(*scopes))
            for hold in pattern.holds:
                orders |= self._with(hold)
        lines = [self.lines[order] for order in sorted(orders)]
        return lines if "any" in scopes else [line for line in lines if _in(line, scopes)]

    def _with(self, hold: str) -> set[int]:
        """Which lines have these letters."""
        if hold not in self._holding:
            self._holding[hold] = set() if hold in self._known else self._looked_for(hold)
        return self._holding[hold]

    def _looked_for(self, hold: str) -> set[int]:
        found, at = set(), self.lower.find(hold)
        while at >= 0:
            line = bisect_right(self._starts, at) - 1
            found.add(line)
            at = self.lower.find(hold, self._starts[line + 1]) if line + 1 < len(self._starts) else -1
        return found

    def says(self, expression: str, *scopes: str) -> bool:
        return next(self.where(expression, *scopes), None) is not None

    def where(self, expression: str, *scopes: str) -> Iterator[tuple[Line, re.Match[str]]]:
        """The first match of every line. expression: bounded; raises ValueError otherwise."""
        for line in self.having((bounded(expression),), *(scopes or ("any",))):
            if match := search(expression, line.text):
                yield line, match

    @cached_property
    def tags(self) -> dict[str, list[str]]:
        """Tag → ids of the paragraphs, annexes and controls that carry it and are printed."""
        found: dict[str, list[str]] = {}
        for place, tags in self._tags.items():
            for tag in tags:
                found.setdefault(tag, []).append(place)
        return found

    def tags_at(self, place: str) -> int:
        """How many tags a place carries: the fewer, the more it is about each of them."""
        return len(self._tags.get(place, ()))

    def line_of(self, place: str) -> Line | None:
        """The first line of a paragraph, clause, control or annex."""
        return self._first_lines.get(place)

    @cached_property
    def _first_lines(self) -> dict[str, Line]:
        found: dict[str, Line] = {}
        for line in self.lines:
            key = line.unit.key
            above = [key[: mark.start()] for mark in MARKS.finditer(key)]
            for place in (key, *above, line.unit.part, line.unit.section):
                found.setdefault(place, line)
        return found

    def titles(self, *scopes: str) -> list[Line]:
        return [line for line in self.of(*scopes) if line.unit.kind == "title"]

    @cached_property
    def measures(self) -> list[m.Section]:
        """The annexes of technical and organisational measures."""
        about = re.compile(r"(?i)ma(?:ß|ss)nahmen|TOM\b|Sicherheit|measures")
        return [each for each in self.document.sections if each.kind == "annex" and about.search(each.title)]

    @cached_property
    def companies(self) -> list[Company]:
        """The sub-processors of tables and cards."""
        return list(_companies(self))

    @cached_property
    def dates(self) -> list[datetime.date]:
        """Dates of the agreement itself: those its fields and head say, else all that are in it."""
        found = []
        for day, month, year in DATE.findall(self.text):
            try:
                found.append(datetime.date(int(year), int(month), int(day)))
            except ValueError:
                continue
        return found

    def title_above(self, line: Line) -> str:
        section = self.sections.get(line.unit.part)
        return section.title if section else ""

    def sentence(self, line: Line, at: int) -> str:
        return next((line.text[a:b] for a, b in sentences(line.text) if a <= at < b), line.text)


def _in(line: Line, scopes: tuple[str, ...]) -> bool:
    return line.scope in scopes or ("title" in scopes and line.unit.kind == "title")


def _line(unit: Unit, outer: Mapping[str, str], order: int) -> Line:
    text = normal(unit.text, unit.kind == "card")
    kind = outer.get(unit.section, "clause")
    table = unit.kind == "card" or unit.field.startswith("sub_processors")
    scope: Scope = "body"
    if unit.section == HEAD:
        scope = "head"
    elif table:
        scope = "sub_processors"
    elif kind in ("annex", "group", "control"):
        scope = "annex"
    return Line(unit, text, text.lower(), scope, order)


def _companies(reading: Reading) -> Iterator[Company]:
    header: list[str] = []
    table = ""
    for line in reading.lines:
        unit = line.unit
        if unit.kind == "card":
            name, *said = unit.text.split("\n")
            cells = dict(each.partition(": ")[::2] for each in said)
            yield Company(line, normal(name), {key.lower(): normal(cell) for key, cell in cells.items()})
        elif unit.kind == "header" and unit.key.endswith("/header"):
            header = [normal(cell) for cell in unit.text.split("\t")]
            about = SUB_PROCESSORS.search(header[0]) or SUB_PROCESSORS.search(reading.title_above(line))
            table = unit.key.removesuffix("/header") if about and len(header) > 1 else ""
        elif unit.kind == "row" and table and unit.key.startswith(f"{table}/row"):
            cells = dict(zip([each.lower() for each in header], map(normal, unit.text.split("\t")), strict=False))
            yield Company(line, next(iter(cells.values()), ""), cells)


def _tags_of(values: Values) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for clause in printed.clauses(values):
        if clause.tags:
            found[clause.id] = clause.tags
        for paragraph, _ in printed.paragraphs(clause, values):
            found[paragraph.id] = paragraph.tags
    for annex in printed.annexes(values):
        found[annex.id] = annex.tags
    for section in values.template.sections:
        found[section.id] = section.tags
    for control in printed.controls(values):
        found[control.id] = control.tags
    return found
