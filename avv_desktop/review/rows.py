"""Rows of Art. 28 GDPR: is it said, is it said well enough, and where?"""

from __future__ import annotations

from msgspec import Struct

from avv_desktop.review.checks import CHECKS, Hit
from avv_desktop.review.kept import search
from avv_desktop.review.normal import sentences
from avv_desktop.review.patterns import bounded
from avv_desktop.review.reading import Line, Reading
from avv_desktop.review.rules_model import Row, Rule, Verdict
from avv_desktop.template.expression import names

SEVERITY = {"FAULT": "E", "WEAK": "W", "HINT": "H"}
"""What contradicts itself stops a signature, what is too vague warns; what is missing is as grave as its rule says."""


class RowVerdict(Struct, frozen=True):
    """line: where it is said, or should be; message: what is wrong, empty for OK; place: a field, if it is one."""

    rule: Rule
    verdict: Verdict
    line: Line | None = None
    message: str = ""
    quote: str = ""
    place: str = ""
    severity: str = ""
    hits: tuple[Hit, ...] = ()


def judge(rule: Rule, reading: Reading, others: dict[str, Rule]) -> RowVerdict:
    """others: rules by the name of their check, for the options of named checks that rows use."""
    row = rule.row
    assert row is not None
    found = _by_tags(rule, row, reading) if reading.by_tags else _by_words(rule, row, reading, others)
    if found.verdict != "OK" and row.optional:
        return RowVerdict(rule, "HINT", found.line, found.message, found.quote, found.place, "H")
    return found


def _verdict(rule: Rule, verdict: Verdict, line: Line | None, message: str = "", **more) -> RowVerdict:
    return RowVerdict(rule, verdict, line, message, severity=SEVERITY.get(verdict, rule.severity), **more)


# ---- agreements of our templates: tags and fields


def _by_tags(rule: Rule, row: Row, reading: Reading) -> RowVerdict:
    missing = [tag for tag in row.tags if tag not in reading.tags]
    if missing:
        return _verdict(rule, "GAP", None, rule.message, place=missing[0])
    places = sorted((place for tag in row.tags for place in reading.tags[tag]), key=reading.tags_at)
    line = next((found for place in places if (found := reading.line_of(place))), None)
    values = reading.values
    if values is None:
        return _verdict(rule, "OK", line)
    known = {field.name for field in values.template.fields}
    for name in row.fields:
        if name in known and values.required(values.field(name)) and not values.filled(name):
            words = f"{rule.message} Die Angabe „{values.field(name).label}“ fehlt."
            return _verdict(rule, "GAP", line, words, place=name)
    for expression, verdict in ((row.holds, "FAULT"), (row.warns, "WEAK")):
        if expression and _asked(expression, known) and not values.holds(expression):
            place = next(iter(sorted(_fields(expression, known))), "")
            return _verdict(rule, verdict, line, row.weak or rule.message, place=place)  # type: ignore[arg-type]
    return _verdict(rule, "OK", line)


def _fields(expression: str, known: set[str]) -> set[str]:
    found = set()
    for name in names(expression):
        while name and name not in known:
            name = name.rpartition(".")[0]
        found.add(name)
    return found


def _asked(expression: str, known: set[str]) -> bool:
    """Does the template ask all that the expression needs?"""
    return "" not in _fields(expression, known)


# ---- agreements of others: words


def _by_words(rule: Rule, row: Row, reading: Reading, others: dict[str, Rule]) -> RowVerdict:
    for name in row.faults:
        if hits := _ask(name, reading, others, rule):
            words = hits[0].message or rule.message
            return _verdict(rule, "FAULT", hits[0].line, words, quote=hits[0].quote)
    found = _saying(row, reading)
    said = [line for line in found if not (row.exclude and search(row.exclude, line.text))]
    if row.present and not said:
        return _verdict(rule, "GAP", found[0] if found else _near(row, reading), rule.message)
    place = said[0] if said else None
    for pattern in row.weakens:
        for line in said:
            if match := search(pattern, line.text):
                return _verdict(rule, "WEAK", line, row.weak or rule.message, quote=match[0])
    if not all(_needed(pattern, row, reading, said) for pattern in row.needs):
        return _verdict(rule, "WEAK", place, row.weak or rule.message)
    for name in row.weaknesses:
        if hits := _ask(name, reading, others, rule):
            words = hits[0].message or row.weak or rule.message
            return _verdict(rule, "WEAK", hits[0].line or place, words, quote=hits[0].quote)
    return _verdict(rule, "OK", place)


def _saying(row: Row, reading: Reading) -> list[Line]:
    """The lines that match one of `present`."""
    lines = reading.having(map(bounded, row.present), "title" if row.titles else row.where)
    if row.titles:
        lines = [line for line in lines if line.scope == "annex"]
    lines = [line for line in lines if row.titles == (line.unit.kind == "title")]
    return [line for line in lines if any(search(each, line.text) for each in row.present)]


def _near(row: Row, reading: Reading) -> Line | None:
    for pattern in row.near:
        for line, _ in reading.where(pattern, "body", "annex", "sub_processors", "head"):
            return line
    return None


def _needed(pattern: str, row: Row, reading: Reading, said: list[Line]) -> bool:
    return any(
        search(pattern, line.text) and _counts(pattern, row, line.text)
        for line in _asked_lines(pattern, row, reading, said)
    )


def _asked_lines(pattern: str, row: Row, reading: Reading, said: list[Line]) -> list[Line]:
    """The lines that `needs` looks at and in which the pattern may match."""
    if row.needs_in == "lines":
        return said
    lines = reading.having((bounded(pattern),), "annex" if row.needs_in == "annex" else "any")
    if row.needs_in == "section":
        sections = {line.unit.section for line in said}
        lines = [line for line in lines if line.unit.section in sections]
    return lines


def _counts(pattern: str, row: Row, text: str) -> bool:
    """Is it said in a sentence that `needs_not` does not rule out?"""
    if not row.needs_not:
        return True
    sentence = [text[start:end] for start, end in sentences(text)]
    return any(search(pattern, each) and not search(row.needs_not, each) for each in sentence)


def _ask(name: str, reading: Reading, others: dict[str, Rule], rule: Rule) -> list[Hit]:
    try:
        return list(CHECKS[name](reading, rule if rule.options else others.get(name, rule)))
    except KeyError:  # the options stand in a pack that is not installed
        return []
