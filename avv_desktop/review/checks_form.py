"""Checks of structure and form: signatures, usual clauses, annexes and their dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from avv_desktop.document import model as m
from avv_desktop.review.checks import Hit, check
from avv_desktop.review.kept import LINES, every
from avv_desktop.review.patterns import bounded
from avv_desktop.review.reading import Line, Reading
from avv_desktop.review.rules_model import Rule
from avv_desktop.review.words import listed

SIGNED = r"\bUnterschrift(?:en)?\b|\b(?:Ort|Datum),? (?:und )?(?:Ort|Datum)\b|_{6,60}|\.{12,60}|…{3,20}"
STATE = re.compile(r"\bStand\b|\bFassung\b|\bVersion\b|\b\d{1,2}\.\d{1,2}\.\d{4}\b|\b(?:19|20)\d\d-\d\d\b")
ANNEX = r"\bAnlagen? (\d{1,2})\b|\bAnhang (\d{1,2})\b"


@check("signature_block")
def signature_block(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """A place to sign for both parties: lines of ours, or typed-in ones that name place, date or signature."""
    sides = {block.side for block in m.signature_blocks(reading.document) if block.lines}
    if len(sides) == 2:
        return
    if sides:
        side, who = ("controller", "Auftraggeber") if "processor" in sides else ("processor", "Auftragnehmer")
        if _unnamed(reading, side):
            return
        yield Hit(_last(reading), message=f"Für den {who} fehlt die Unterschriftszeile.")
        return
    found = [line for line, _ in reading.where(SIGNED) if line.unit.kind != "head"]
    closing = [line for line in found if re.search(r"\b(?:Ort|Datum)\b|_{6}|\.{12}|…{3}", line.text)]
    if len(found) < 2 and not closing:
        words = "Es fehlt ein Unterschriftenblock mit Ort, Datum, Name und Funktion für beide Parteien."
        yield Hit(_last(reading), message=words)


def _unnamed(reading: Reading, side: str) -> bool:
    """Does the form still ask who signs? Then the line comes with the answer."""
    name, values = f"{side}.representatives", reading.values
    if values is None or all(field.name != name for field in values.template.fields):
        return False
    return not values.value(name)


@check("usual_clauses")
def usual_clauses(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """options: `clauses`, name → pattern; all that match nothing are named in one finding."""
    if reading.by_tags:
        missing = [] if "k.schluss" in reading.tags else list(rule.options["clauses"])
    else:
        missing = [name for name, pattern in rule.options["clauses"].items() if not reading.says(pattern, "body")]
    if missing:
        yield Hit(_last(reading), message=f"Es fehlt eine Regelung zu {listed(missing)}.")


@check("annex_dates")
def annex_dates(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """Every annex says its own state; a list of annexes stands in the body."""
    annexes = [section for section in reading.document.sections if section.kind == "annex"]
    for section in annexes:
        first = [line for line in reading.lines if line.unit.section == section.id][:4]
        if not any(STATE.search(line.text) for line in first if line.unit.kind in ("title", "note", "paragraph")):
            name = section.label or section.title
            listing = "" if _annex_list(reading) else " Am Ende des Textes fehlt ein Verzeichnis der Anlagen."
            yield Hit(_title(reading, section), message=f"{name} trägt weder Fassung noch Stand.{listing}")


@check("annexes_exist")
def annexes_exist(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """Every annex that the text mentions is there."""
    labels = {number for s in reading.document.sections if s.kind == "annex" for number in re.findall(r"\d+", s.label)}
    for line in reading.of("body", "annex"):
        for match in every(ANNEX, line.text):
            if (match[1] or match[2]) not in labels and line.unit.kind != "title":
                yield Hit(line, match[0], f"„{match[0]}“ wird genannt, ist aber nicht beigefügt.")
                return


@check("annex_list")
def annex_list(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """The body lists its annexes, and sub-processors have one."""
    annexes = [section for section in reading.document.sections if section.kind == "annex"]
    if annexes and not _annex_list(reading):
        yield Hit(_title(reading, annexes[0]))


@check("sub_table_in_body")
def sub_table_in_body(reading: Reading, rule: Rule) -> Iterator[Hit]:
    for company in reading.companies[:1]:
        section = reading.sections.get(company.line.unit.section)
        if section is not None and section.kind == "clause":
            key = company.line.unit.key.rpartition("/")[0]
            yield Hit(next((line for line in reading.lines if line.unit.key == f"{key}/header"), company.line))


@check("no_number")
def no_number(reading: Reading, rule: Rule) -> Iterator[Hit]:
    if not reading.document.number.text.strip() and reading.values is None:
        yield Hit(reading.lines[0] if reading.lines else None)


@check("several_forms")
def several_forms(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """One form for declarations. options: `forms`, name → pattern, the more special first."""
    forms = tuple(rule.options["forms"].items())
    found: dict[str, Line] = {}
    for line in reading.having((bounded(pattern) for _, pattern in forms), "body"):
        for name in _forms(forms, line.text):
            found.setdefault(name, line)
    if len(found) > 1:
        last = max(found.values(), key=lambda line: line.order)
        said = listed([f"„{name}“ ({line.unit.label})" for name, line in found.items()])
        yield Hit(last, message=f"Erklärungen sollen in verschiedenen Formen abgegeben werden: {said}.")


@lru_cache(maxsize=LINES)
def _forms(forms: tuple[tuple[str, str], ...], text: str) -> tuple[str, ...]:
    """Which forms a line names; what is of one form counts for no other."""
    found = []
    for name, pattern in forms:
        text, count = bounded(pattern).expression.subn(" ", text)
        found += [name] if count else []
    return tuple(found)


def _annex_list(reading: Reading) -> bool:
    return reading.says(
        r"\b(?:Anlagenverzeichnis|Verzeichnis der Anlagen|(?:Diese|Folgende) Anlagen)\b", "body", "title"
    )


def _title(reading: Reading, section: m.Section) -> Line | None:
    return reading.line_of(section.id)


def _last(reading: Reading) -> Line | None:
    """The end of the clauses: where signatures stand."""
    body = reading.of("body")
    return body[-1] if body else None
