"""Rows of Art. 28 GDPR: is it said, is it said well enough, and where?"""

from __future__ import annotations

from msgspec import Struct

from avv_desktop.review.checks import CHECKS, Hit
from avv_desktop.review.normal import sentences
from avv_desktop.review.patterns import Pattern, bounded
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
    scopes = ("title",) if row.titles else (row.where,)
    lines = [line for line in reading.of(*scopes) if row.titles == (line.unit.kind == "title")]
    if row.titles:
        lines = [line for line in lines if line.scope == "annex"]
    present = tuple(each for each in map(bounded, row.present) if each.may_match(reading.lower))
    found = [line for line in lines if _matches(present, line)]
    said = [line for line in found if not (row.exclude and bounded(row.exclude).expression.search(line.text))]
    if row.present and not said:
        return _verdict(rule, "GAP", found[0] if found else _near(row, reading), rule.message)
    place = said[0] if said else None
    for pattern in row.weakens:
        for line in said:
            if match := bounded(pattern).expression.search(line.text):
                return _verdict(rule, "WEAK", line, row.weak or rule.message, quote=match[0])
    if not all(_needed(pattern, row, reading, said) for pattern in row.needs):
        return _verdict(rule, "WEAK", place, row.weak or rule.message)
    for name in row.weaknesses:
        if hits := _ask(name, reading, others, rule):
            words = hits[0].message or row.weak or rule.message
            return _verdict(rule, "WEAK", hits[0].line or place, words, quote=hits[0].quote)
    return _verdict(rule, "OK", place)


def _matches(patterns: tuple[Pattern, ...], line: Line) -> bool:
    return any(each.may_match(line.lower) and each.expression.search(line.text) for each in patterns)


def _near(row: Row, reading: Reading) -> Line | None:
    for pattern in row.near:
        for line, _ in reading.where(pattern, "body", "annex", "sub_processors", "head"):
            return line
    return None


def _needed(pattern: str, row: Row, reading: Reading, said: list[Line]) -> bool:
    lines = said
    if row.needs_in == "document":
        lines = list(reading.lines)
    elif row.needs_in == "annex":
        lines = [line for line in reading.lines if line.scope == "annex"]
    elif row.needs_in == "section":
        sections = {line.unit.section for line in said}
        lines = [line for line in reading.lines if line.unit.section in sections]
    expression = bounded(pattern).expression
    avoid = bounded(row.needs_not).expression if row.needs_not else None
    for line in lines:
        if not expression.search(line.text):
            continue
        if avoid is None:
            return True
        for start, end in sentences(line.text):
            sentence = line.text[start:end]
            if expression.search(sentence) and not avoid.search(sentence):
                return True
    return False


def _ask(name: str, reading: Reading, others: dict[str, Rule], rule: Rule) -> list[Hit]:
    try:
        return list(CHECKS[name](reading, rule if rule.options else others.get(name, rule)))
    except KeyError:  # the options stand in a pack that is not installed
        return []
