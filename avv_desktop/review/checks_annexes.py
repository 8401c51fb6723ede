"""Checks of the annex of measures: what its sections are called, and what they then say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from avv_desktop.document import model as m
from avv_desktop.document.units import words
from avv_desktop.review.checks import Hit, check
from avv_desktop.review.reading import Line, Reading
from avv_desktop.review.rules_model import Rule

ENCRYPTED = re.compile(
    r"(?i)(?:datenträger|festplatte|notebook|laptop|speicher|sicherung|datenbank)\w{0,12} .{0,60}verschlüssel|"
    r"verschlüssel\w{0,4} .{0,40}(?:datenträger|festplatte|notebook|laptop)"
)
SAMPLE = re.compile(r"z\. ?B\.")
LETTER_A = re.compile(r"(?:lit\.|Buchst\.|Buchstabe) ?a\b")
OLD = re.compile(
    r"^(?:Zutritt|Zugang|Zugriff|Weitergabe|Eingabe|Auftrag|Verfügbarkeit|Trennung)s?(?:kontrolle|gebot)\b",
    re.IGNORECASE,
)


def _below(reading: Reading, section: m.Section) -> list[Line]:
    ids = {each.id for each in m.walk((section,))}
    return [line for line in reading.lines if line.unit.part in ids]


@check("encryption_section")
def encryption_section(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """The annex says what is encrypted where it lies; a list of examples says nothing."""
    for annex in reading.measures:
        titles = [section.title for section in m.walk((annex,))]
        named = any("erschlüssel" in title for title in titles)
        said = [line for line in _below(reading, annex) if ENCRYPTED.search(line.text) and not SAMPLE.search(line.text)]
        if not named and not said:
            yield Hit(reading.line_of(annex.id))


@check("letter_a")
def letter_a(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """A heading of confidentiality that claims letter a, and no encryption below it."""
    for section in m.walk(tuple(reading.measures)):
        if section.kind == "annex" or "Vertraulich" not in section.title:
            continue
        if not LETTER_A.search(f"{section.title} {words(section.note)}") or section.title.startswith("Pseudonym"):
            continue
        titles = [each.title for each in m.walk((section,))]
        if not any("erschlüssel" in title for title in titles):
            yield Hit(reading.line_of(section.id))


@check("old_controls")
def old_controls(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """The order of the old law, without the goals of the new one."""
    for annex in reading.measures:
        titles = [section.title for section in m.walk((annex,))]
        if sum(bool(OLD.match(title)) for title in titles) >= 5 and not any("erschlüssel" in each for each in titles):
            yield Hit(reading.line_of(annex.id))


@check("title_marks")
def title_marks(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """Headings end without a mark, also one that was mended while reading."""
    for line in reading.titles("annex"):
        text = line.text + reading.signs.get(line.unit.key, "")
        if re.search(r"[;,.:]$", text) and not text.endswith(("ff.", "Abs.", "e.V.", "usw.")):
            yield Hit(line, text)


@check("no_measures")
def no_measures(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """There is an annex of measures."""
    if not reading.measures:
        yield Hit(None)


@check("no_resilience")
def no_resilience(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """A heading of resilience, and below it nothing about load, attacks or failures; examples do not count."""
    said = re.compile(
        r"(?i)auslastung|kapazit|lasttest|überlast|skalier|schwachstell|penetration|notfallplan|lastverteil"
    )
    lines = [line for line in reading.of("annex") if line.unit.kind != "title" and not SAMPLE.search(line.text)]
    if not any(said.search(line.text) for line in lines):
        heading = next((line for line in reading.titles("annex") if "Belastbarkeit" in line.text), None)
        if heading is not None:
            yield Hit(heading, message="Unter „Belastbarkeit“ steht keine Maßnahme.")
